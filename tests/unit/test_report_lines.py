"""How the line of a problem is shown: what of it, and where the caret stands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.model.problems import SourceLocation, error
from generator.model.report import BuildReport, Counts, Folders
from generator.report import text_lines

HERE = Path("/newsroom")
FOLDERS = Folders(HERE / "content", HERE / "public", HERE / ".cache", HERE / "layouts", HERE / "assets")
AS_OF = datetime(2021, 12, 9, tzinfo=UTC)


def _shown(line: str, column: int | None) -> list[str]:
    problem = error("x", "Wrong.", SourceLocation("content/a.md", 3, column, line))
    report = BuildReport("x", False, (problem,), Counts(), (), (), (), 0, (), AS_OF, None)
    _, *lines, _, _ = text_lines(report, FOLDERS, HERE, verbose=False, quiet=False)
    return [text.removeprefix("    ") for text in lines]


def test_the_indentation_of_a_line_is_left_out_unless_the_fault_is_in_it() -> None:
    assert _shown("    text: x", 5) == ["text: x", "^"]
    assert _shown("    text: x", 3) == ["  text: x", "^"]


def test_a_tab_is_seen_and_takes_one_place() -> None:
    assert _shown("\tsection: news", 1) == ["→section: news", "^"]
    assert _shown("a\tb c", 5) == ["a→b c", "    ^"]


@pytest.mark.parametrize("column", [1, 40, 101, 250, 399, 400])
def test_of_a_long_line_about_a_hundred_characters_around_the_caret_are_shown(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(400))
    text, caret = _shown(line, column)
    assert len(text) <= 102
    assert text[caret.index("^")] == line[column - 1]
    assert text.startswith("…") == (column > 60)
    assert text.endswith("…") == (column < 340)


def test_a_caret_stands_below_letters_with_marks_and_below_wide_ones() -> None:
    assert _shown("e\u0301e\u0301x", 5)[1] == "  ^"
    assert _shown("日本x", 3)[1] == "    ^"


def test_a_column_beyond_the_line_has_no_caret() -> None:
    assert _shown("short", 80) == ["short"]
    assert _shown("short", None) == ["short"]
