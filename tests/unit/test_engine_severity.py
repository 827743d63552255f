"""What becomes of a build with problems: how grave each is, who is left out, and what stays of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.engine.severity import at_rest, blamed, dependents, graded, unpublished
from generator.model.documents import Article, BodyFacts, BrokenText, Document, Section, Standing, StaticPage
from generator.model.headers import SectionHeader, StaticPageHeader, Status
from generator.model.problems import Problem, Severity, SourceLocation, error
from generator.model.rules import RULES
from generator.model.settings import Language
from tests.unit.newsrooms import NOON, SETTINGS, article, utc

CHECKS = replace(SETTINGS, checks=tuple((code, rule.severity) for code, rule in RULES.items()))
HERE = "content/articles/handover.md"


def fault(code: str = "missing-photo", path: str = HERE) -> Problem:
    return error(code, "It is wrong.", SourceLocation(path))


def severities(*problems: Problem, of: Article) -> list[Severity]:
    return [problem.severity for problem in graded(problems, CHECKS, at_rest([of], NOON))]


@pytest.mark.parametrize("header", [{"status": Status.DRAFT}, {"status": Status.WITHDRAWN}, {"expires": NOON}], ids=str)
@pytest.mark.parametrize("code", ["missing-photo", "photo-alt", "open-note"])
def test_what_is_wrong_in_what_nobody_is_to_see_is_only_a_warning(code: str, header: dict[str, Any]) -> None:
    assert severities(fault(code), of=article(**header)) == [Severity.WARNING]
    assert severities(fault(code, "content/articles/other.md"), of=article(**header)) == [Severity.ERROR]


@pytest.mark.parametrize("header", [{}, {"embargo": utc(30)}, {"date": utc(30)}, {"expires": utc(30)}], ids=str)
def test_what_is_wrong_in_what_is_out_or_about_to_be_is_an_error(header: dict[str, Any]) -> None:
    assert severities(fault(), fault("photo-alt"), of=article(**header)) == [Severity.ERROR, Severity.ERROR]


def test_a_draft_page_is_as_harmless_as_a_draft_article() -> None:
    plans = StaticPage("pages/plans.md", "plans", StaticPageHeader(title="Plans", status=Status.DRAFT), BodyFacts())
    assert at_rest([plans], NOON) == {"content/pages/plans.md"}


def test_two_files_for_one_place_are_an_error_even_in_a_draft() -> None:
    assert severities(fault("same-address"), of=article(status=Status.DRAFT)) == [Severity.ERROR]


def test_a_rule_that_is_off_is_not_told_and_blames_nobody() -> None:
    off = replace(SETTINGS, checks=(("photo-alt", Severity.OFF),))
    assert graded([fault("photo-alt")], off, frozenset()) == []
    assert blamed(graded([fault()], off, frozenset())) == {HERE}


@pytest.mark.parametrize("file", ["iraq.md", "middle-east/iraq.md", "iraq/index.md"])
def test_an_article_leans_on_its_section_wherever_its_file_lies(file: str) -> None:
    leaning = article(section="iraq")
    assert dependents(frozenset({f"content/sections/{file}"}), [leaning, article("other")], SETTINGS) == {HERE}
    assert dependents(frozenset({f"content/authors/{file}"}), [article(author=("sara", "iraq"))], SETTINGS) == {HERE}
    assert dependents(frozenset({f"content/pages/{file}"}), [leaning], SETTINGS) == frozenset()


LANGUAGES = replace(SETTINGS, languages=(Language("en"), Language("ckb"), Language("tr")))
SORANI = article("sorani", section="iraq", lang="ckb", author=("dilan",))
TURKISH = article("turkish", section="iraq", lang="tr", author=("dilan",))
ENGLISH = article(section="iraq", author=("dilan",))
IRAQ_CKB = Section("sections/ckb/iraq.md", "iraq", SectionHeader(title="عێراق", lang="ckb"), BodyFacts(), "ckb")


def _leaning(broken: str, *documents: Document) -> set[str]:
    found = dependents(frozenset({f"content/{broken}"}), [ENGLISH, SORANI, TURKISH, *documents], LANGUAGES)
    return {path.removeprefix("content/articles/").removesuffix(".md") for path in found}


def test_a_broken_translation_holds_back_the_articles_of_its_language_only() -> None:
    assert _leaning("sections/ckb/iraq.md") == {"sorani"}
    assert _leaning("authors/tr/dilan.md") == {"turkish"}


def test_who_has_a_translation_that_is_whole_does_without_the_original() -> None:
    assert _leaning("sections/iraq.md", IRAQ_CKB) == {"handover", "turkish"}
    assert _leaning("sections/iraq.md") == {"handover", "sorani", "turkish"}


def test_an_author_may_be_named_in_full() -> None:
    named = article(author=("Dilan Şêx", "A Guest"))
    assert dependents(frozenset({"content/authors/dilan-sex.md"}), [named], SETTINGS) == {HERE}


@pytest.mark.parametrize(
    "standing",
    [
        None,
        Standing(status=Status.DRAFT),
        Standing(status=Status.WITHDRAWN),
        Standing(expires=NOON),
        Standing(embargo=utc(30)),
        Standing(date=utc(30)),
    ],
    ids=str,
)
def test_nothing_stays_of_what_says_that_it_is_not_out(standing: Standing | None) -> None:
    assert unpublished([BrokenText("articles/handover.md", standing)], NOON, preview=False) == {HERE}


def test_the_last_page_of_what_is_out_as_far_as_it_can_be_read_stays() -> None:
    broken = [BrokenText("articles/a.md", Standing()), BrokenText("pages/b.md", Standing(expires=utc(30)))]
    assert unpublished(broken, NOON, preview=False) == frozenset()


def test_nothing_stays_of_a_page_that_was_taken_back() -> None:
    about = StaticPage("pages/about.md", "about", StaticPageHeader(title="About", status=Status.WITHDRAWN), BodyFacts())
    assert unpublished([about], NOON, preview=True) == {"content/pages/about.md"}
