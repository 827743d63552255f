"""Where each picture of the newsroom stands, who names it, and whether anybody is to see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from generator.model.documents import Article, Author, Body, BodyFacts, BodyFigure, StaticPage, TextDocument
from generator.model.headers import AuthorHeader, PhotoReference, StaticPageHeader, Status
from generator.model.photo_places import Place
from generator.model.problems import FieldLocation, PhraseLocation
from generator.photo_report.uses import Use, uses
from tests.unit.newsrooms import BAGHDAD, NOON, article

PICTURES = frozenset({"photos/bridge.jpg", "articles/beside.jpg", "articles/bridge.jpg", "photos/پرد # 1.jpg"})


def named(*documents: TextDocument) -> tuple[Use, ...]:
    return uses(documents, PICTURES, NOON, BAGHDAD)


def test_all_pictures_of_an_article_are_found_in_their_places_with_where_they_are_named() -> None:
    story = article(
        photo="beside.jpg",
        photos=(PhotoReference("none.jpg"), PhotoReference("photos/bridge.jpg")),
        body=Body((BodyFigure(PhotoReference("beside.jpg")),)),
    )
    location = "content/articles/handover.md"
    assert [(use.place, use.picture, use.where) for use in named(story)] == [
        (Place.LEAD, "articles/beside.jpg", FieldLocation(location, "photo")),
        (Place.FIGURE, "articles/beside.jpg", PhraseLocation(location, "beside.jpg")),
        (Place.GALLERY, "", FieldLocation(location, "photos.0.photo")),
        (Place.GALLERY, "photos/bridge.jpg", FieldLocation(location, "photos.1.photo")),
    ]


def test_a_picture_beside_the_article_goes_before_one_of_the_same_name_in_photos() -> None:
    assert [use.picture for use in named(article(photo="bridge.jpg"))] == ["articles/bridge.jpg"]


@pytest.mark.parametrize("src", ["پرد # 1.jpg", "photos/پرد # 1.jpg", "%D9%BE%D8%B1%D8%AF%20%23%201.jpg"])
def test_names_with_any_signs_are_found(src: str) -> None:
    assert [use.picture for use in named(article(photo=src))] == ["photos/پرد # 1.jpg"]


def test_portraits_and_the_pictures_of_pages_have_no_day() -> None:
    author = Author("authors/a.md", "a", AuthorHeader(name="Dilan", photo="bridge.jpg"), BodyFacts())
    figures = BodyFacts(figures=(PhotoReference("bridge.jpg"),))
    page = StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), figures)
    assert [(use.place, use.title, use.day) for use in named(page, author)] == [
        (Place.PORTRAIT, "Dilan", None),
        (Place.FIGURE, "About", None),
    ]


@pytest.mark.parametrize(
    ("header", "mark", "is_at_rest"),
    [
        ({}, "", False),
        ({"status": Status.DRAFT}, "draft", True),
        ({"status": Status.WITHDRAWN}, "withdrawn", True),
        ({"embargo": NOON + timedelta(hours=1)}, "embargo", False),
        ({"date": NOON + timedelta(hours=1)}, "future", False),
        ({"expires": NOON}, "expired", True),
    ],
)
def test_what_is_not_out_counts_and_says_why(header: dict[str, Any], mark: str, is_at_rest: bool) -> None:
    (use,) = named(article(photo="bridge.jpg", **header))
    assert (use.mark, use.is_at_rest) == (mark, is_at_rest)


def test_a_page_that_is_a_draft_says_so() -> None:
    header = StaticPageHeader(title="About", status=Status.DRAFT)
    (use,) = named(StaticPage("pages/a.md", "a", header, BodyFacts(figures=(PhotoReference("bridge.jpg"),))))
    assert use.mark == "draft"


def test_documents_are_listed_by_their_paths_whatever_order_they_come_in() -> None:
    stories: list[Article] = [article(name, photo="bridge.jpg") for name in "cab"]
    assert named(*stories) == named(*reversed(stories))
    assert [use.document for use in named(*stories)] == ["articles/a.md", "articles/b.md", "articles/c.md"]


def test_the_day_of_a_story_is_the_local_one() -> None:
    (use,) = named(article(photo="bridge.jpg", date=NOON))
    assert use.day == date(2026, 11, 22)
