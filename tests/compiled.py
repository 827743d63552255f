"""This project's layouts, compiled once in each process of the tests. Compiling takes three quarters of the first build of a
small newsroom; with these in its cache it is that of a checkout whose cache was kept.

What is compiled is known by its source (tests/unit/test_make_compiled.py), so an old one is never used for a new layout."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from generator.make.pages.layouts import Layouts, environment

ROOT = Path(__file__).resolve().parents[1]
OURS = (ROOT / "layouts", ROOT / "tests" / "sites" / "layouts")


def cache_with_layouts(folder: Path, layouts: Path) -> None:
    """Make a cache folder, unless there is one, with `layouts` compiled if they are this project's."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    if layouts in OURS:
        shutil.copytree(_compiled(layouts), folder / "layouts", copy_function=shutil.copyfile)


@cache
def _compiled(layouts: Path) -> Path:
    folder = tempfile.TemporaryDirectory(prefix="compiled-layouts-")
    _KEPT.append(folder)
    languages = ("en", *(path.parents[1].name for path in layouts.glob("locale/*/*/*.po")))
    for number, language in enumerate(sorted(languages)):
        made = environment(Layouts(str(layouts), "", folder.name), language)
        for layout in layouts.rglob("*.html") if number == 0 else ():
            made.get_template(layout.relative_to(layouts).as_posix())
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Gone with the process."""
