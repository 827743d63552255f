"""The designer's guide names every layout, what it may use, and every block and part there is."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from generator.model.feed_views import FeedTextView
from generator.model.page_views import MainView
from tests.unit.layout_guide import GUIDE, LAYOUTS, rewritten

TEXT = GUIDE.read_bytes().decode()
FOLDER = GUIDE.parent


def test_its_tables_are_those_of_the_views() -> None:
    assert rewritten(TEXT) == TEXT, "write them anew:  python -m tests.unit.layout_guide"


def test_every_kind_of_page_has_a_layout_and_every_layout_is_in_the_guide() -> None:
    assert set(LAYOUTS.values()) == {*get_args(MainView), FeedTextView}
    there = {path.name for path in FOLDER.glob("*.html")}
    assert there == {*LAYOUTS, "base.html"}
    assert [name for name in there if f"| `{name}` | " not in TEXT] == []


@pytest.mark.parametrize("part", sorted(path.name for path in (FOLDER / "parts").glob("*.html")))
def test_every_part_is_in_the_guide_with_its_macros(part: str) -> None:
    assert f"`{part}`" in TEXT


def test_every_block_of_the_frame_is_in_the_guide() -> None:
    blocks = re.findall(r"{%-? block (\w+)", (FOLDER / "base.html").read_text("utf-8"))
    assert blocks
    assert [name for name in blocks if f"`{name}`" not in TEXT] == []


def test_a_theme_is_another_look_in_less_than_a_hundred_lines() -> None:
    themes = sorted((FOLDER.parent / "assets" / "themes").glob("*.css"))
    assert themes
    assert [theme.name for theme in themes if theme.read_text("utf-8").count("\n") >= 100] == []
