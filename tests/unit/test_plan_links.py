"""Where links lead: a link to what is not out is told and holds nothing back; one that leads nowhere is an error."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.model.documents import Author, Body, BodyFacts, BodyLink, Document, Policy, StaticPage
from generator.model.headers import AuthorHeader, StaticPageHeader, Status
from generator.model.problems import PhraseLocation, Severity
from generator.model.settings import Settings
from generator.plan.site.links import files_of
from tests.unit.newsrooms import DILAN, NOON, POLICY, SETTINGS, SITE, article, plan, site_of, utc

PAPER = replace(SETTINGS, site=replace(SITE, url="https://outlet.example/paper"))
GONE = "/kurdistan/2026/11/gone/"


def text_of(*targets: str) -> Body:
    return Body(tuple(part for target in targets for part in ("<a ", BodyLink(target), ">x</a>")))


def linking(*targets: str) -> BodyFacts:
    return BodyFacts("digest", links=targets)


def said(*documents: Document, settings: Settings = SETTINGS, **pages_left_out: Any) -> list[tuple[str, str]]:
    """The code of each problem, and the file it is in."""
    problems = plan(*documents, settings=settings, **pages_left_out).problems
    return [(problem.code, problem.where.path.rsplit("/", 1)[1]) for problem in problems if problem.where]


HIDDEN: list[dict[str, Any]] = [
    {"status": Status.WITHDRAWN},
    {"expires": NOON},
    {"status": Status.DRAFT},
    {"embargo": utc(30)},
    {"date": utc(30)},
]


@pytest.mark.parametrize("header", HIDDEN, ids=str)
@pytest.mark.parametrize("target", [GONE, GONE + "?from=mail#top", GONE.rstrip("/"), "gone.md"])
def test_a_link_to_what_is_not_out_is_told_and_holds_nothing_back(target: str, header: dict[str, Any]) -> None:
    story = article(body=text_of(target))
    (problem,) = plan(story, article("gone", **header)).problems
    assert (problem.code, problem.severity) == ("link-to-unpublished", Severity.WARNING)
    assert problem.where == PhraseLocation("content/articles/handover.md", target)


@pytest.mark.parametrize("target", ["/old/gone/", "/tags/secret/", "/archive/2026/10/", "/plans/"])
def test_all_addresses_that_came_with_what_is_not_out_are_known(target: str) -> None:
    gone = article(
        "gone",
        status=Status.WITHDRAWN,
        aliases=("old/gone",),
        tags=("Secret",),
        section="iraq",
        date=utc(1).replace(month=10),
    )
    plans = StaticPage("pages/plans.md", "plans", StaticPageHeader(title="Plans", status=Status.DRAFT), BodyFacts())
    assert said(article(body=text_of(target)), gone, plans) == [("link-to-unpublished", "handover.md")]
    assert said(article(body=text_of(target))) == [("dead-link", "handover.md")]


def test_a_tag_that_another_story_has_is_no_address_of_what_is_not_out() -> None:
    gone = article("gone", status=Status.WITHDRAWN, tags=("Water",))
    assert said(article(body=text_of("/tags/water/"), tags=("Water",)), gone) == []


def test_links_of_pages_authors_and_the_policy_are_told_too() -> None:
    documents = (
        StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), linking("../articles/gone.md")),
        Author("authors/sara.md", "sara", AuthorHeader(name="Sara"), linking("id:gone")),
        Policy(POLICY.path, POLICY.id, POLICY.header, linking(GONE)),
    )
    assert said(*documents, article("gone", status=Status.DRAFT)) == [
        ("link-to-unpublished", "sara.md"),
        ("link-to-unpublished", "about.md"),
        ("link-to-unpublished", "comments.md"),
    ]
    assert said(*documents[:2], article("gone", status=Status.WITHDRAWN)) == [
        ("link-to-unpublished", "sara.md"),
        ("link-to-unpublished", "about.md"),
    ]


def test_a_link_of_what_is_not_out_to_what_is_not_out_shows_nowhere() -> None:
    assert said(article(body=text_of("gone.md", GONE), embargo=utc(30)), article("gone", embargo=utc(30))) == []


@pytest.mark.parametrize("target", ["../authors/dilan.md", "/iraq/", "/iraq/feed.xml"])
def test_a_section_and_an_author_can_be_linked_to_before_their_first_story_is_out(target: str) -> None:
    coming = article("coming", section="iraq", author=("dilan",), embargo=utc(30))
    assert said(article(body=text_of(target)), coming) == []
    assert said(article(body=text_of(target))) == []


@pytest.mark.parametrize("target", ["/iraq/?x=1", "/iraq?x=1#y", "/iraq/#y", "/iraq", "/feed.xml?x"])
def test_what_stands_behind_a_question_mark_is_no_part_of_the_address(target: str) -> None:
    assert said(article(body=text_of(target))) == []


@pytest.mark.parametrize("target", ["/paper/iraq/", "/iraq/", "/paper/", "/paper"])
def test_an_address_may_have_the_base_path(target: str) -> None:
    assert said(article(body=text_of(target)), settings=PAPER) == []
    assert said(article(body=text_of("/paper/nowhere/")), settings=PAPER) == [("dead-link", "handover.md")]


def test_a_page_of_what_is_left_out_answers_if_it_stays() -> None:
    story, file = article(body=text_of(GONE)), frozenset({"kurdistan/2026/11/gone/index.html"})
    assert said(story) == [("dead-link", "handover.md")]
    assert said(story, gone=file, staying=file) == []
    assert said(story, gone=file) == [("link-to-unpublished", "handover.md")]


def test_an_author_without_a_story_has_a_page() -> None:
    assert DILAN in site_of([article()]).authors


def test_the_files_that_are_there_because_of_a_document_are_known_from_it_alone() -> None:
    gone = article("gone", tags=("Secret",), aliases=("/old/gone/",))
    assert files_of([gone], SETTINGS) == {
        "kurdistan/2026/11/gone/index.html",
        "archive/2026/11/index.html",
        "tags/secret/index.html",
        "old/gone/index.html",
    }
    about = StaticPage("pages/about.md", "about", StaticPageHeader(title="About", aliases=("/who/",)), BodyFacts())
    assert files_of([about, DILAN], SETTINGS) == {"about/index.html", "who/index.html", "authors/dilan/index.html"}


def test_a_page_that_answers_at_an_address_of_what_is_not_out_is_no_missing_page() -> None:
    """An old address of what was withdrawn may have been given to another article."""
    withdrawn = article("gone", status=Status.WITHDRAWN, aliases=("/old/",))
    assert said(article(body=text_of("/old/"), aliases=("/old/",)), withdrawn) == []
