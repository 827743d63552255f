"""Broken TOML is told at its line, in an editor's words, whatever this Python's library says of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.problems import Problem, SourceLocation
from generator.read.toml import toml_tables

WHOLE = """\
[site]
name = "The Courier"
url = "https://courier.example"
timezone = "Asia/Baghdad"
social = [
  { name = "Mastodon", url = "https://social.example" },
]

[photos]
widths = [480, 800]
quality = { avif = 62, jpeg = 80 }
full_size = false
"""


def _problem(text: str) -> Problem | None:
    checked = toml_tables(text, "content/site.toml")
    assert (checked.value is None) == bool(checked.problems)
    return checked.problems[0] if checked.problems else None


def _line(text: str) -> int | None:
    problem = _problem(text)
    assert problem and isinstance(problem.where, SourceLocation)
    return problem.where.line


@given(
    at=st.integers(0, len(WHOLE) - 1),
    put=st.sampled_from(["", '"', "'", "[", "]", "{", "}", "=", "\\", "#", "\n", "ک"]),
)
def test_whatever_one_character_breaks_has_a_line_of_the_file(at: int, put: str) -> None:
    text = WHOLE[:at] + put + WHOLE[at + 1 :]
    if problem := _problem(text):
        assert isinstance(problem.where, SourceLocation)
        assert problem.where.line_text == text.split("\n")[(problem.where.line or 0) - 1]
        assert problem.message
        assert problem.hint


def test_the_line_is_the_one_to_mend() -> None:
    lines = WHOLE.splitlines()
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith(" "):
            broken = "\n".join([*lines[:number], line.replace("=", ":", 1), *lines[number + 1 :]])
            assert _line(broken) == number + 1, line


def test_a_list_over_many_lines_that_is_never_closed_is_told_where_it_begins() -> None:
    assert _line(WHOLE.replace("\n]\n", "\n")) == 5


def test_a_key_that_comes_again_is_told_where_it_comes_again() -> None:
    problem = _problem(WHOLE + "full_size = true\n")
    assert problem and problem.message == "The key in this line stands here for the second time."
    assert _line(WHOLE + "full_size = true\n") == len(WHOLE.splitlines()) + 1


def test_what_stands_behind_a_value_is_told_there() -> None:
    problem = _problem('name = "The Courier" of Erbil\n')
    assert problem and problem.message == "Something stands behind the value."
    assert isinstance(problem.where, SourceLocation)
    assert problem.where.column == 22
