"""Two versions of an article -> the rules that the change breaks, and where."""

from __future__ import annotations

from dataclasses import replace

from generator.model.problems import FieldLocation, SourceLocation
from generator.record.edits import Version, silent_edits
from tests.unit.newsrooms import SETTINGS, utc

SOURCE = "---\ntitle: Harvest\n---\nThe wheat is *in*, all six tonnes of it.\n"
THEN = Version(
    "Harvest", "The wheat is in, all five tonnes of it.", "/iraq/harvest/", frozenset(), "en", utc(20), frozenset()
)
NOW = replace(THEN, text="The wheat is in, all six tonnes of it.")


def broken_rules(then: Version, now: Version) -> list[tuple[str, object]]:
    problems = silent_edits(then, now, "articles/harvest.md", SOURCE, SETTINGS)
    return [(problem.code, problem.where) for problem in problems]


def test_a_changed_word_is_placed_where_it_stands_now() -> None:
    line = "The wheat is *in*, all six tonnes of it."
    assert broken_rules(THEN, NOW) == [("silent-edit", SourceLocation("content/articles/harvest.md", 4, 24, line))]
    assert broken_rules(THEN, replace(NOW, declared=utc(21))) == []
    assert broken_rules(THEN, replace(NOW, corrections=frozenset([(utc(20), "It was five.")]))) == []


def test_an_address_is_to_lead_on_and_a_correction_to_stay() -> None:
    moved = replace(THEN, address="/sport/harvest/", declared=utc(21))
    assert broken_rules(THEN, moved) == [("changed-address", SourceLocation("content/articles/harvest.md"))]
    assert broken_rules(THEN, replace(moved, aliases=frozenset(["/iraq/harvest/"]))) == []
    corrected = replace(THEN, corrections=frozenset([(utc(20), "It was five.")]))
    assert broken_rules(corrected, THEN) == [("silent-edit", FieldLocation("content/articles/harvest.md", "date"))]
    for again in ((utc(20), "It was not six."), (utc(20, 9), "It was five.")):
        assert broken_rules(corrected, replace(THEN, corrections=frozenset([again]))) == []
