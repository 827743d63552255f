"""A front matter that is no YAML is told at the line to mend, whatever the library says of it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.problems import Problem, SourceLocation
from generator.read.front_matter.yaml_block import yaml_values

WHOLE = """\
title: "Council opens the new bridge"
date: 2026-11-22 09:00
tags: [roads, amedi]
photos:
  - photo: piers.jpg
    alt: 'Two piers in a green river'
corrections:
  - date: 2026-11-23 10:00
    text: It is 140 metres.
"""


def _problem(block: str) -> Problem | None:
    lines = ["---", *block.split("\n"), "---"]
    checked = yaml_values(block, "content/articles/x.md", 1, lines)
    assert (checked.value is None) == bool(checked.problems)
    if not checked.problems:
        return None
    (problem,) = checked.problems
    assert isinstance(problem.where, SourceLocation)
    assert problem.where.line and problem.where.line_text == lines[problem.where.line - 1]
    assert problem.message
    assert problem.hint
    return problem


@given(
    at=st.integers(0, len(WHOLE) - 1),
    put=st.sampled_from(["", '"', "'", "[", "]", "{", "}", ":", "\\", "\t", "- ", "\n", "&", "@"]),
)
def test_whatever_one_sign_breaks_is_one_problem_with_its_line(at: int, put: str) -> None:
    _problem(WHOLE[:at] + put + WHOLE[at + 1 :])


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('bridge"', "bridge", 2),
        ("amedi]", "amedi", 4),
        ("river'", "river", 7),
        ("text: It", "text: It: it", 10),
        ("    text", "   text", 10),
        ("date: 2026-11-22", "date 2026-11-22", 3),
    ],
)
def test_the_line_is_the_one_to_mend(old: str, new: str, line: int) -> None:
    problem = _problem(WHOLE.replace(old, new, 1))
    assert problem and isinstance(problem.where, SourceLocation)
    assert problem.where.line == line


def test_nothing_hangs_on_the_words_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version says the same in other words, and marks another place."""
    broken = [WHOLE.replace(old, "", 1) for old in ('bridge"', "amedi]", "river'", ": It", "date:")]
    before = [_problem(block) for block in broken]

    def init(self: yaml.MarkedYAMLError, *_: object, **__: object) -> None:
        Exception.__init__(self)
        self.context = self.context_mark = self.problem_mark = self.note = None
        self.problem = "another word"

    monkeypatch.setattr(yaml.MarkedYAMLError, "__init__", init)
    assert [_problem(block) for block in broken] == before
