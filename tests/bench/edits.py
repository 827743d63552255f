"""What an editor does between two builds of a made-up newspaper, and how the next build shows that it saw it.

Every edit differs from run to run, so that no build can answer with what it made before.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.generators import Newspaper


@dataclass(frozen=True, slots=True)
class Evidence:
    """What must stand in a file of the output, or the build did not do its work."""

    file: Path
    text: str


def no_edit(newspaper: Newspaper, run: int) -> Evidence:
    return Evidence(newspaper.output / "index.html", "</html>")


def edit_body(newspaper: Newspaper, run: int) -> Evidence:
    """One more sentence at the end of one article."""
    sentence = f"A further statement, number {run}, was expected on Monday."
    source = newspaper.folder / newspaper.edited
    source.write_text(f"{source.read_text('utf-8')}\n{sentence}\n", "utf-8")
    return Evidence(_page(newspaper, newspaper.edited), sentence)


def add_article(newspaper: Newspaper, run: int) -> Evidence:
    """One more article, newer than all others."""
    text = (newspaper.extra / newspaper.added).read_text("utf-8")
    slug, title = Path(newspaper.added).stem, f"Added {run}: "
    text = text.replace(slug, f"{slug}-{run}").replace('title: "', f'title: "{title}', 1)
    text = re.sub(r"(?m)^(date: \S+?[ T]\d\d):00:", rf"\1:{run:02}:", text, count=1)
    added = newspaper.added.replace(slug, f"{slug}-{run}")
    source = newspaper.folder / added
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, "utf-8")
    return Evidence(_page(newspaper, added), title)


def edit_layout(newspaper: Newspaper, run: int) -> Evidence:
    """A paragraph at the foot of every page. No comment: Hugo drops those of its templates, and its pages would not change."""
    layout = newspaper.folder / newspaper.generator.base_layout
    text = layout.read_text("utf-8")
    if "</body>" not in text:
        sys.exit(f"There is no </body> in {layout}; is it still the base layout?")
    paragraph = f"<p>Revision {run}</p>"
    layout.write_text(text.replace("</body>", f"{paragraph}</body>"), "utf-8")
    return Evidence(_page(newspaper, newspaper.edited), paragraph)


def _page(newspaper: Newspaper, source: str) -> Path:
    """All generators put …/2021/03/slug.md at 2021/03/slug/."""
    year, month, name = Path(source).parts[-3:]
    return newspaper.output / year / month / Path(name).stem / "index.html"
