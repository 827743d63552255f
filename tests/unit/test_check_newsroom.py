"""House style: what is wrong with one document by itself, and with the newsroom as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from generator.check.articles import document_problems
from generator.check.newsroom import newsroom_problems
from generator.model.documents import Article, BodyFacts, Document, Policy
from generator.model.headers import ArticleHeader, Correction, PolicyHeader
from generator.model.problems import FieldLocation, Problem, Severity, SourceLocation
from generator.model.settings import (
    CommentsSettings,
    Language,
    LanguageSettings,
    PhotoSettings,
    Settings,
    SiteSettings,
)
from generator.model.site import Newsroom

NOW = datetime(2021, 12, 10, tzinfo=UTC)
FORM = "https://forms.example?{id}"
POLICY = Policy("policies/comments.md", "comments", PolicyHeader(title="Comments"), BodyFacts())


def _article(said: Mapping[str, object] = MappingProxyType({}), words: int = 3) -> Article:
    header = ArticleHeader(title="A", date=NOW, section="news", **said)  # type: ignore[arg-type]
    return Article("articles/a.md", "a", header, BodyFacts(words=words))


def _newsroom(policy: Policy | None = POLICY) -> Newsroom:
    return Newsroom((), (), (), (), (policy,) if policy else (), {})


def _settings(form_url: str = "") -> Settings:
    site = SiteSettings("The Outlet", "https://outlet.example", ZoneInfo("UTC"))
    return Settings(site, CommentsSettings(form_url), PhotoSettings(), ())


def _problems(article: Article) -> tuple[Problem, ...]:
    return document_problems(article)


def _codes(document: Document) -> list[str]:
    return [problem.code for problem in document_problems(document)]


def test_an_article_with_a_text_is_fine() -> None:
    assert _codes(_article()) == []


def test_an_article_without_a_text_is_told() -> None:
    (problem,) = _problems(_article(words=0))
    assert (problem.code, problem.severity, problem.where) == (
        "no-text",
        Severity.WARNING,
        SourceLocation("content/articles/a.md"),
    )


def test_an_article_that_expires_before_it_is_out_is_told() -> None:
    (problem,) = _problems(_article({"expires": NOW}))
    assert (problem.code, problem.where) == ("wrong-date", FieldLocation("content/articles/a.md", "expires"))
    assert _codes(_article({"expires": NOW.replace(day=11)})) == []


@pytest.mark.parametrize("key", ["photo_alt", "photo_caption", "photo_credit", "file_photo", "photo_rights_expire"])
def test_what_is_said_of_a_photo_that_is_not_named_is_told(key: str) -> None:
    (problem,) = _problems(_article({key: {"file_photo": True, "photo_rights_expire": NOW}.get(key, "The base.")}))
    assert (problem.code, problem.where) == ("no-photo", FieldLocation("content/articles/a.md", key))


def test_a_correction_without_a_text_is_told_with_its_number() -> None:
    (problem,) = _problems(_article({"corrections": (Correction(NOW, "It was noon."), Correction(NOW, ""))}))
    assert (problem.code, problem.where) == ("missing-key", FieldLocation("content/articles/a.md", "corrections.1"))


def test_a_comment_form_needs_a_policy() -> None:
    (problem,) = newsroom_problems(_newsroom(policy=None), _settings(FORM), NOW)
    assert (problem.code, problem.where) == ("no-policy", FieldLocation("content/site.toml", "comments.form_url"))
    assert newsroom_problems(_newsroom(), _settings(FORM), NOW) == ()
    assert newsroom_problems(_newsroom(policy=None), _settings(), NOW) == ()


def test_a_policy_that_is_broken_is_there() -> None:
    settings = replace(_settings(), languages=(Language("en"), Language("ckb", LanguageSettings(form_url=FORM))))
    empty = _newsroom(policy=None)
    assert newsroom_problems(empty, _settings(FORM), NOW, frozenset({"content/policies/comments.md"})) == ()
    assert newsroom_problems(empty, settings, NOW, frozenset({"content/policies/ckb/comments.md"})) == ()
    assert newsroom_problems(empty, settings, NOW, frozenset({"content/policies/tr/comments.md"}))


def test_the_form_of_a_language_needs_a_policy_too() -> None:
    settings = replace(_settings(), languages=(Language("en"), Language("ckb", LanguageSettings(form_url=FORM))))
    (problem,) = newsroom_problems(_newsroom(policy=None), settings, NOW)
    assert problem.where == FieldLocation("content/site.toml", "languages.ckb.form_url")
    assert newsroom_problems(_newsroom(), settings, NOW) == ()
    assert newsroom_problems(_newsroom(replace(POLICY, language="ckb")), settings, NOW) == ()
