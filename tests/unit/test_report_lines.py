"""How the line of a problem is shown: what of it, and where the caret stands. And how it is told why files were made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.model.problems import SourceLocation, error
from generator.model.report import BuildReport, Counts, Folders, Rebuilt
from generator.publish.decide import SENTENCES
from generator.report.lines import text_lines

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


FRONT = Rebuilt("index.html", ("what it shows changed",))
STORY = Rebuilt("kurdistan/2026/11/a/index.html", ("what stands round every page changed", "its text was edited"))
FEED = Rebuilt("feed.xml", ("the published file was deleted",))


def _explained(*rebuilt: Rebuilt, explain: bool = True, quiet: bool = False) -> list[str]:
    report = BuildReport("x", True, (), Counts(), (), ("index.html",), (), 0, (), AS_OF, None, rebuilt)
    return list(text_lines(report, FOLDERS, HERE, verbose=True, quiet=quiet, explain=explain))


def test_every_file_that_was_made_is_explained_by_its_address_in_a_sentence() -> None:
    assert _explained(FRONT, STORY, FEED)[:3] == [
        "/ was made because what it shows changed.",
        "/kurdistan/2026/11/a/ was made because what stands round every page changed and its text was edited.",
        "/feed.xml was made because the published file was deleted.",
    ]


def test_what_is_explained_stands_before_what_was_written() -> None:
    lines = _explained(FRONT)
    assert lines.index("/ was made because what it shows changed.") < lines.index("  index.html changed")


def test_where_nothing_was_made_that_is_explained() -> None:
    assert _explained()[0] == (
        "Nothing was made anew: no source, no layout and no published file has changed, and no date has come."
    )


def test_nothing_is_explained_to_those_who_do_not_ask_or_want_quiet() -> None:
    assert not [line for line in _explained(FRONT, explain=False) if "because" in line]
    assert _explained(FRONT, quiet=True) == []


def test_every_reason_makes_a_sentence() -> None:
    every = [_explained(Rebuilt("index.html", (sentence,)))[0] for sentence in SENTENCES.values()]
    assert every == [f"/ was made because {sentence}." for sentence in SENTENCES.values()]


def test_a_build_that_published_nothing_does_not_claim_that_nothing_has_changed() -> None:
    problem = error("x", "Wrong.")
    report = BuildReport("x", False, (problem,), Counts(), (), (), (), 0, (), AS_OF, None)
    told = list(text_lines(report, FOLDERS, HERE, verbose=False, quiet=False, explain=True))
    assert not [line for line in told if "has changed" in line]
