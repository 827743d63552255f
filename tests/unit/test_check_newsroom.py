from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from generator.check.newsroom import newsroom_problems
from generator.model.documents import (
    Article,
    ArticleHeader,
    Author,
    AuthorHeader,
    Body,
    BodyFigure,
    Page,
    PhotoReference,
    Policy,
    PolicyHeader,
    Section,
    SectionHeader,
)
from generator.model.problems import FieldLocation, PhraseLocation, Problem, Severity
from generator.model.settings import CommentsSettings
from generator.model.site import Newsroom, References, Story

NOW = datetime(2021, 12, 10, tzinfo=UTC)
NEWS = Section("sections/news.md", "news", SectionHeader(title="News"), Body())
POLICY = Policy("policies/comments.md", "comments", PolicyHeader(title="Comments"), Body())
NO_FORM = CommentsSettings()
SAID = {"photo": "a.jpg", "photo_alt": "A base", "photo_caption": "The base.", "photo_credit": "A. Name/Agency"}


def _story(
    path: str = "articles/a.md",
    said: Mapping[str, str] = MappingProxyType({}),
    links: Mapping[str, str] = MappingProxyType({}),
    figures: tuple[PhotoReference, ...] = (),
) -> Story:
    body = Body(tuple(BodyFigure(figure) for figure in figures), words=3)
    article = Article(path, path, ArticleHeader(title="A", date=NOW, section="news", **said), body)  # type: ignore[arg-type]
    return Story(article, NEWS, (), (), References(links=dict(links)))


def _newsroom(*stories: Story, authors: tuple[Author, ...] = (), pages: tuple[Page, ...] = (), policy: Policy | None = POLICY) -> Newsroom:  # fmt: skip
    return Newsroom(stories, (NEWS,), authors, pages, policy, {})


def _problems(*stories: Story) -> tuple[Problem, ...]:
    return newsroom_problems(_newsroom(*stories), NO_FORM)


def _codes(*stories: Story) -> list[str]:
    return [problem.code for problem in _problems(*stories)]


def test_a_photo_with_all_that_is_said_of_it_is_fine() -> None:
    assert _codes(_story(said=SAID)) == []


@pytest.mark.parametrize(
    ("left_out", "code", "severity"),
    [
        ("photo_alt", "photo-alt", Severity.ERROR),
        ("photo_credit", "photo-credit", Severity.ERROR),
        ("photo_caption", "photo-caption", Severity.WARNING),
    ],
)
def test_what_a_photo_lacks_is_told_at_the_photo(left_out: str, code: str, severity: Severity) -> None:
    (problem,) = _problems(_story(said={key: value for key, value in SAID.items() if key != left_out}))
    assert (problem.code, problem.severity) == (code, severity)
    assert problem.where == FieldLocation("content/articles/a.md", "photo")
    assert f"{left_out}:" in problem.hint


def test_what_a_picture_in_the_text_lacks_is_told_there_and_as_it_is_written_there() -> None:
    problems = _problems(_story(figures=(PhotoReference("crowd.jpg"),)))
    assert [problem.code for problem in problems] == ["photo-alt", "photo-credit", "photo-caption"]
    assert {problem.where for problem in problems} == {PhraseLocation("content/articles/a.md", "crowd.jpg")}
    assert not any("photo_" in problem.hint for problem in problems)


def test_an_article_without_pictures_is_fine() -> None:
    assert _codes(_story()) == []


def test_a_portrait_needs_a_credit_and_words_for_the_blind_but_no_caption() -> None:
    author = Author("authors/sara.md", "sara", AuthorHeader(name="Sara", photo="sara.jpg"), Body())
    problems = newsroom_problems(_newsroom(authors=(author,)), NO_FORM)
    assert [problem.code for problem in problems] == ["photo-alt", "photo-credit"]


def test_a_picture_in_the_comment_policy_is_looked_at_too() -> None:
    policy = Policy(
        "policies/comments.md", "comments", PolicyHeader(title="C"), Body((BodyFigure(PhotoReference("a.jpg")),))
    )
    problems = newsroom_problems(_newsroom(policy=policy), NO_FORM)
    assert [problem.code for problem in problems] == ["photo-alt", "photo-credit"]


def test_a_comment_form_needs_a_policy() -> None:
    form = CommentsSettings("https://forms.example?{id}")
    (problem,) = newsroom_problems(_newsroom(policy=None), form)
    assert (problem.code, problem.where) == ("no-policy", FieldLocation("content/site.toml", "comments.form_url"))
    assert newsroom_problems(_newsroom(), form) == ()
    assert newsroom_problems(_newsroom(policy=None), NO_FORM) == ()
