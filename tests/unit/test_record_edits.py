"""Two versions of an article -> the rules that the change breaks, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.headers import Correction, CorrectionSeverity
from generator.model.problems import FieldLocation, SourceLocation
from generator.model.site import Unpublished
from generator.record.edits import Version, gone_problem, silent_edits
from tests.unit.newsrooms import SETTINGS, utc

SOURCE = "---\ntitle: Harvest\n---\nThe wheat is *in*, all six tonnes of it.\n"
THEN = Version("Harvest", "The wheat is in, all five tonnes of it.", "/iraq/harvest/", frozenset(), "en", utc(20), ())
FIVE = Correction(utc(20), "It was five.", CorrectionSeverity.SERIOUS)
RAIN, SNOW = Correction(utc(20), "It rained."), Correction(utc(20), "It snowed.")
NOW = replace(THEN, text="The wheat is in, all six tonnes of it.")


def broken_rules(then: Version, now: Version) -> list[tuple[str, object]]:
    problems = silent_edits(then, now, "articles/harvest.md", SOURCE, SETTINGS)
    return [(problem.code, problem.where) for problem in problems]


def test_a_changed_word_is_placed_where_it_stands_now() -> None:
    line = "The wheat is *in*, all six tonnes of it."
    assert broken_rules(THEN, NOW) == [("silent-edit", SourceLocation("content/articles/harvest.md", 4, 24, line))]
    assert broken_rules(THEN, replace(NOW, declared=utc(21))) == []
    assert broken_rules(THEN, replace(NOW, corrections=(FIVE,))) == []


def test_an_address_is_to_lead_on_and_a_correction_to_stay() -> None:
    moved = replace(THEN, address="/sport/harvest/", declared=utc(21))
    assert broken_rules(THEN, moved) == [("changed-address", SourceLocation("content/articles/harvest.md"))]
    assert broken_rules(THEN, replace(moved, aliases=frozenset(["/iraq/harvest/"]))) == []
    corrected = replace(THEN, corrections=(FIVE,))
    assert broken_rules(corrected, THEN) == [("silent-edit", FieldLocation("content/articles/harvest.md", "date"))]
    assert broken_rules(corrected, replace(THEN, corrections=(replace(FIVE, date=utc(20, 9)),))) == []


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (
            [replace(FIVE, text="It was nobody's fault.")],
            ["of 2026-11-20 says something else now: “five” is now “nobody’s"],
        ),
        ([replace(FIVE, text="It was “five”!")], []),
        ([replace(FIVE, severity=CorrectionSeverity.MINOR)], ["of 2026-11-20 was serious, and no longer is"]),
        ([RAIN, FIVE], []),
        ([FIVE, SNOW], ["of 2026-11-20 says something else now: “rained” is now “snowed”"]),
        ([FIVE], ["of 2026-11-20 is no longer there"]),
        ([RAIN], ["of 2026-11-20 is no longer there"]),
        ([], ["of 2026-11-20 is no longer there", "of 2026-11-20 is no longer there"]),
    ],
    ids=["rewritten", "other signs", "minor", "other order", "one rewritten", "one of two", "other of two", "both"],
)
def test_corrections_stay_as_readers_saw_them(now: list[Correction], told: list[str]) -> None:
    then = replace(THEN, corrections=(FIVE, RAIN) if FIVE in now or RAIN in now or not now else (FIVE,))
    later = replace(THEN, declared=utc(21), corrections=tuple(now))
    problems = [*silent_edits(then, later, "articles/harvest.md", SOURCE, SETTINGS)]
    assert [problem.code for problem in problems] == ["silent-edit"] * len(told)
    for problem, words in zip(problems, told, strict=True):
        assert words in problem.message.replace("'", "’")
    assert not [*silent_edits(replace(then, corrections=()), later, "articles/harvest.md", SOURCE, SETTINGS)]


def test_a_second_correction_of_one_minute_tells_readers() -> None:
    then = replace(THEN, corrections=(FIVE,))
    assert broken_rules(then, replace(NOW, corrections=(FIVE, RAIN))) == []
    assert len(broken_rules(then, replace(NOW, corrections=(replace(FIVE, text="It was six."),)))) == 2


@pytest.mark.parametrize(
    ("reason", "key"),
    [(Unpublished.DRAFT, "status"), (Unpublished.EMBARGO, "embargo"), (Unpublished.FUTURE, "date"), (None, "")],
)
def test_an_article_that_is_gone_is_placed_at_the_key_that_says_so(reason: Unpublished | None, key: str) -> None:
    problem = gone_problem(THEN, "articles/harvest.md", reason, "0a1b2c")
    location = "content/articles/harvest.md"
    where = FieldLocation(location, key) if key else SourceLocation(location)
    assert (problem.code, problem.where) == ("gone-article", where)
    assert ("git checkout 0a1b2c -- content/articles/harvest.md" in problem.hint) == (reason is None)
