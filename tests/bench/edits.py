"""What happens to a made-up newspaper between two builds, and how the next build shows that it saw
it.

Every edit differs from number to number, so that no build can answer with what it made before.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.generators import DATELINE, Newspaper, forget_all, forget_output


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text that a file of the output must hold, or must not hold any more, if the build did its
    work."""

    file: Path
    text: str
    there: bool = True

    @property
    def missing(self) -> bool:
        return (self.file.exists() and self.text in self.file.read_text("utf-8")) is not self.there

    def __str__(self) -> str:
        return f"{'no' if self.there else 'still'} “{self.text}” in {self.file}"


Edit = Callable[[Newspaper, int], tuple[Evidence, ...]]


def nothing(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    return (Evidence(_home(newspaper), "</html>"),)


def everything_forgotten(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    """No output and no cache."""
    forget_all(newspaper)
    return nothing(newspaper, number)


def output_lost(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    """No output; the cache is there."""
    forget_output(newspaper)
    return nothing(newspaper, number)


def edit_body(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    """One more sentence at the end of one article."""
    sentence = f"A further statement, number {number}, was expected on Monday."
    source = newspaper.folder / newspaper.edited
    source.write_text(f"{source.read_text('utf-8')}\n{sentence}\n", "utf-8")
    return (Evidence(_page(newspaper, source), sentence),)


def add_article(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    """One more article, newer than all others."""
    text = (newspaper.extra / newspaper.added).read_text("utf-8")
    slug, title = Path(newspaper.added).stem, f"Added {number}: "
    text = text.replace(slug, f"{slug}-{number}").replace('title: "', f'title: "{title}', 1)
    minute, second = divmod(number, 60)
    text = re.sub(r"(?m)^(date: \S+?[ T]\d\d):00:00", rf"\1:{minute:02}:{second:02}", text, count=1)
    source = newspaper.folder / newspaper.added.replace(slug, f"{slug}-{number}")
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, "utf-8")
    return (Evidence(_page(newspaper, source), title),)


def edit_headline(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    """Another headline over the lead of the home page, which is the newest article."""
    source, headline = _newest(newspaper), f"Changed {number}: "
    text = source.read_text("utf-8")
    source.write_text(re.sub(r'(?m)^title: "(?:Changed \d+: )?', f'title: "{headline}', text, count=1), "utf-8")
    return (Evidence(_home(newspaper), headline),)


def remove_article(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    """The newest article is deleted. Only Dateline deletes its page, too; all take it off the home
    page."""
    source = _newest(newspaper)
    address = f"/{source.stem}/"
    if Evidence(_home(newspaper), address).missing:
        sys.exit(f"{newspaper.generator.name} does not have its newest article on the home page: {source}")
    source.unlink()
    off_home = Evidence(_home(newspaper), address, there=False)
    page_gone = Evidence(_page(newspaper, source), "", there=False)
    return (off_home, page_gone) if newspaper.generator.name == DATELINE else (off_home,)


def edit_layout(newspaper: Newspaper, number: int) -> tuple[Evidence, ...]:
    """A paragraph at the foot of every page. No comment: Hugo drops those of its templates, and its
    pages would not change."""
    layout = newspaper.folder / newspaper.generator.base_layout
    text = layout.read_text("utf-8")
    if "</body>" not in text:
        sys.exit(f"There is no </body> in {layout}; is it still the base layout?")
    paragraph = f"<p>Revision {number}</p>"
    layout.write_text(text.replace("</body>", f"{paragraph}</body>"), "utf-8")
    return (Evidence(_page(newspaper, newspaper.folder / newspaper.edited), paragraph),)


def _home(newspaper: Newspaper) -> Path:
    return newspaper.output / "index.html"


def _page(newspaper: Newspaper, source: Path) -> Path:
    """All generators put …/2021/03/slug.md at 2021/03/slug/."""
    year, month, name = source.parts[-3:]
    return newspaper.output / year / month / Path(name).stem / "index.html"


def _newest(newspaper: Newspaper) -> Path:
    """Sources lie in folders of years and months; the last of these folders holds it."""
    sources = newspaper.folder / Path(newspaper.edited).parts[0]
    articles = list(sources.rglob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/*.md"))
    last = max(path.parts[-3:-1] for path in articles)
    return max((path for path in articles if path.parts[-3:-1] == last), key=_date)


def _date(article: Path) -> str:
    """As it is written: within one newspaper all dates are written alike."""
    found = re.search(r"(?m)^date: (.+)$", article.read_text("utf-8"))
    return found[1] if found else ""
