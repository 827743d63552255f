"""House style: what is wrong with one document by itself, and with the newsroom as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from generator.check.newsroom import document_problems, newsroom_problems
from generator.model.documents import (
    Article,
    ArticleHeader,
    Author,
    AuthorHeader,
    BodyFacts,
    BrokenPicture,
    Correction,
    Document,
    Page,
    PageHeader,
    PhotoReference,
    Picture,
    Policy,
    PolicyHeader,
    Section,
    SectionHeader,
)
from generator.model.problems import FieldLocation, PhraseLocation, Problem, Severity, SourceLocation
from generator.model.settings import CommentsSettings
from generator.model.site import Newsroom

NOW = datetime(2021, 12, 10, tzinfo=UTC)
NO_FORM = CommentsSettings()
POLICY = Policy("policies/comments.md", "comments", PolicyHeader(title="Comments"), BodyFacts())
CROWD = BodyFacts(words=3, figures=(PhotoReference("crowd.jpg"),))
SAID = {"photo": "a.jpg", "photo_alt": "A base", "photo_caption": "The base.", "photo_credit": "A. Name/Agency"}


def _article(
    said: Mapping[str, object] = MappingProxyType({}), figures: tuple[PhotoReference, ...] = (), words: int = 3
) -> Article:
    header = ArticleHeader(title="A", date=NOW, section="news", **said)  # type: ignore[arg-type]
    return Article("articles/a.md", "a", header, BodyFacts(words=words, figures=figures))


def _newsroom(policy: Policy | None = POLICY) -> Newsroom:
    return Newsroom((), (), (), (), policy, {})


def _problems(article: Article) -> tuple[Problem, ...]:
    return document_problems(article)


def _codes(document: Document) -> list[str]:
    return [problem.code for problem in document_problems(document)]


def test_a_photo_with_all_that_is_said_of_it_is_fine() -> None:
    assert _codes(_article(SAID)) == []


@pytest.mark.parametrize(
    ("left_out", "code", "severity"),
    [
        ("photo_alt", "photo-alt", Severity.ERROR),
        ("photo_credit", "photo-credit", Severity.ERROR),
        ("photo_caption", "photo-caption", Severity.WARNING),
    ],
)
def test_what_a_photo_lacks_is_told_at_the_photo(left_out: str, code: str, severity: Severity) -> None:
    (problem,) = _problems(_article({key: value for key, value in SAID.items() if key != left_out}))
    assert (problem.code, problem.severity) == (code, severity)
    assert problem.where == FieldLocation("content/articles/a.md", "photo")
    assert f"{left_out}:" in problem.hint


def test_what_a_picture_in_the_text_lacks_is_told_there_and_as_it_is_written_there() -> None:
    problems = _problems(_article(figures=(PhotoReference("crowd.jpg"),)))
    assert [problem.code for problem in problems] == ["photo-alt", "photo-credit", "photo-caption"]
    assert {problem.where for problem in problems} == {PhraseLocation("content/articles/a.md", "crowd.jpg")}
    assert not any("photo_" in problem.hint for problem in problems)


def test_an_article_without_pictures_is_fine() -> None:
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


@pytest.mark.parametrize("key", ["photo_alt", "photo_caption", "photo_credit", "file_photo"])
def test_what_is_said_of_a_photo_that_is_not_named_is_told(key: str) -> None:
    (problem,) = _problems(_article({key: True if key == "file_photo" else "The base."}))
    assert (problem.code, problem.where) == ("no-photo", FieldLocation("content/articles/a.md", key))


def test_a_correction_without_a_text_is_told_with_its_number() -> None:
    (problem,) = _problems(_article({"corrections": (Correction(NOW, "It was noon."), Correction(NOW, ""))}))
    assert (problem.code, problem.where) == ("missing-key", FieldLocation("content/articles/a.md", "corrections.1"))


def test_a_portrait_needs_a_credit_and_words_for_the_blind_but_no_caption() -> None:
    author = Author("authors/sara.md", "sara", AuthorHeader(name="Sara", photo="sara.jpg"), BodyFacts())
    assert _codes(author) == ["photo-alt", "photo-credit"]


def test_a_picture_in_the_text_of_a_page_and_of_a_biography_is_looked_at_too() -> None:
    page = Page("pages/about.md", "about", PageHeader(title="About"), CROWD)
    author = Author("authors/sara.md", "sara", AuthorHeader(name="Sara"), CROWD)
    for document in (page, author):
        assert [(problem.code, problem.where) for problem in document_problems(document)] == [
            (code, PhraseLocation(f"content/{document.path}", "crowd.jpg")) for code in ("photo-alt", "photo-credit")
        ]


def test_a_picture_in_the_comment_policy_is_looked_at_too() -> None:
    policy = Policy("policies/comments.md", "comments", PolicyHeader(title="C"), CROWD)
    assert _codes(policy) == ["photo-alt", "photo-credit"]


@pytest.mark.parametrize(
    "document",
    [
        Policy("policies/house.md", "house", PolicyHeader(title="House"), CROWD),
        Section("sections/news.md", "news", SectionHeader(title="News"), CROWD),
        Picture("photos/a.jpg", "d", 640, 480),
        BrokenPicture("photos/a.jpg", "It is cut off."),
    ],
    ids=lambda document: document.path,
)
def test_what_no_page_shows_has_no_style(document: Document) -> None:
    assert _codes(document) == []


def test_a_comment_form_needs_a_policy() -> None:
    form = CommentsSettings("https://forms.example?{id}")
    (problem,) = newsroom_problems(_newsroom(policy=None), form)
    assert (problem.code, problem.where) == ("no-policy", FieldLocation("content/site.toml", "comments.form_url"))
    assert newsroom_problems(_newsroom(), form) == ()
    assert newsroom_problems(_newsroom(policy=None), NO_FORM) == ()
