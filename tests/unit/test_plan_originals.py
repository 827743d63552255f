"""A translation whose original was corrected: readers are told, and editors, until somebody has looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from generator.model.documents import Article
from generator.model.headers import Correction, CorrectionSeverity, Status
from generator.model.problems import FieldLocation, Problem, Severity
from generator.model.settings import Language
from tests.unit.newsrooms import NOON, SETTINGS, article, page_views, plan, utc

BILINGUAL = replace(SETTINGS, languages=(Language("en"), Language("tr"), Language("ckb")))
URL = "/tr/kurdistan/2026/11/ceviri/"
SERIOUS = Correction(utc(21), "It was two.", CorrectionSeverity.SERIOUS)


def original(*corrections: Correction, **header: Any) -> Article:
    written: dict[str, Any] = {"date": utc(18), "corrections": corrections or (SERIOUS,)}
    return article("first", **(written | header))


def translation(**header: Any) -> Article:
    written: dict[str, Any] = {"date": utc(19), "lang": "tr", "translation_of": "first"}
    return article("ceviri", **(written | header))


def told(*articles: Article, **how: Any) -> Any:
    """What readers of the translation are told."""
    return page_views(*articles, settings=BILINGUAL, **how)[URL].main.original


def warned(*articles: Article, **how: Any) -> list[Problem]:
    problems = plan(*articles, settings=BILINGUAL, **how).problems
    return [problem for problem in problems if problem.code == "corrected-original"]


def test_readers_of_a_translation_are_told_and_editors_warned() -> None:
    note = told(original(), translation())
    assert (note.article.text, note.article.url) == ("Title of first", "/kurdistan/2026/11/first/")
    assert (note.article.hreflang, note.corrected.date) == ("en", "21 Kasım 2026")
    (problem,) = warned(original(), translation())
    assert problem.where == FieldLocation("content/articles/ceviri.md", "translation_of")
    assert problem.severity is Severity.WARNING
    assert "content/articles/first.md" in problem.message
    assert "2026-11-21 03:00" in problem.message


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        (original(), translation(date=utc(21, 1))),
        (original(), translation(updated=utc(21, 1))),
        (original(), translation(corrections=(Correction(utc(21), "İkiydi."),))),
        (original(Correction(utc(21), "A comma.")), translation()),
        (original(replace(SERIOUS, date=NOON + timedelta(minutes=1))), translation()),
        (original(status=Status.WITHDRAWN, notice="It was wrong."), translation()),
        (original(status=Status.DRAFT), translation()),
        (original(embargo=NOON + timedelta(days=1)), translation()),
        (original(expires=NOON - timedelta(hours=1)), translation()),
        (original(), translation(translation_of="")),
    ],
    ids=["made later", "updated", "corrected, too", "a small one", "not yet", "withdrawn", "draft", "embargo", "expired",
         "no translation"],
)  # fmt: skip
def test_nobody_is_told_anything(original: Article, translation: Article) -> None:
    assert told(original, translation) is None
    assert warned(original, translation) == []


def test_a_look_at_the_translation_counts_from_its_own_time_on() -> None:
    looked_at = translation(updated=NOON + timedelta(hours=1))
    assert told(original(), looked_at) is not None
    assert told(original(), looked_at, as_of=NOON + timedelta(hours=1)) is None


def test_a_later_correction_of_the_original_asks_again() -> None:
    again = replace(SERIOUS, date=utc(21, 6))
    assert told(original(SERIOUS, again), translation(updated=utc(21, 2))).corrected.iso == "2026-11-21T09:00:00+03:00"


def test_the_translation_of_a_translation_is_told_of_both() -> None:
    between = article("between", date=utc(19), lang="ckb", translation_of="first")
    assert told(original(), between, translation(translation_of="between")).article.text == "Title of first"
