"""The names under which an article asks for what it needs: they depend on nothing but the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Body, BodyFigure, BodyLink, PhotoReference
from generator.plan.site.lookup import (
    Lookup,
    first_questions,
    link_candidates,
    linked_id,
    may_have_id,
    photo_candidates,
    photo_references,
    second_questions,
)
from generator.plan.urls import Address
from tests.unit.newsrooms import DILAN, article

HERE = Address("https://outlet.example", "")
PAPER = Address("https://outlet.example/paper", "/paper")


def body(*parts: BodyLink | BodyFigure) -> Body:
    return Body(("<p>", *parts, "</p>"))


@pytest.mark.parametrize("name", ["dilan", "Dilan Example", "dilan EXAMPLE"])
def test_an_author_is_found_by_id_and_by_full_name(name: str) -> None:
    lookup = Lookup(authors={"dilan": DILAN}, by_name={"dilan example": DILAN})
    assert lookup.author(name) == DILAN


@pytest.mark.parametrize("name", ["Dilan", "DILAN", "dilan.md", ""])
def test_an_id_is_written_as_the_file_is_called(name: str) -> None:
    assert Lookup(authors={"dilan": DILAN}, by_name={"dilan example": DILAN}).author(name) is None


def test_an_id_goes_before_a_name() -> None:
    other = replace(DILAN, path="authors/x.md", id="x")
    assert Lookup(authors={"dilan": DILAN}, by_name={"dilan": other}).author("dilan") == DILAN


@pytest.mark.parametrize(
    ("path", "is_it"),
    [
        ("sections/iraq.md", True),
        ("sections/middle-east/iraq.md", True),
        ("sections/iraq/index.md", True),
        ("sections/iraq-2.md", False),
        ("sections/north-iraq.md", False),
        ("authors/iraq.md", False),
        ("sections/iraq.jpg", False),
    ],
)
def test_a_file_that_could_not_be_read_may_be_the_one_with_its_name(path: str, is_it: bool) -> None:
    assert may_have_id(path, "sections", "iraq") == is_it
    assert Lookup(unreadable=frozenset({path, "pages/other.md"})).may_be("sections", "iraq") == is_it


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("a.jpg", ["articles/2026/a.jpg", "photos/a.jpg", "a.jpg"]),
        ("../a.jpg", ["articles/a.jpg", "a.jpg", "../a.jpg"]),
        ("photos\\a.jpg", ["articles/2026/photos/a.jpg", "photos/photos/a.jpg", "photos/a.jpg"]),
        (
            "a%20b.jpg",
            ["articles/2026/a%20b.jpg", "photos/a%20b.jpg", "a%20b.jpg", "articles/2026/a b.jpg", "photos/a b.jpg", "a b.jpg"],
        ),
        ("cafe\u0301.jpg", ["articles/2026/caf\u00e9.jpg", "photos/caf\u00e9.jpg", "caf\u00e9.jpg"]),
    ],
)  # fmt: skip
def test_a_picture_is_looked_for_beside_the_article_then_in_the_photos(src: str, expected: list[str]) -> None:
    assert photo_candidates(PhotoReference(src), "articles/2026/story.md") == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("b.md", ["articles/2026/b.md", "b.md"]),
        ("../b.md#top", ["articles/b.md", "../b.md"]),
        ("articles/a%20b.md", ["articles/2026/articles/a b.md", "articles/a b.md"]),
    ],
)
def test_a_link_may_mean_a_file_from_here_or_from_the_content_folder(target: str, expected: list[str]) -> None:
    assert link_candidates(target, "articles/2026/story.md") == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("id:handover", "handover"), ("id:handover#top", "handover"), ("id:%D9%BE", "پ"), ("b.md", ""), ("id:", "")],
)
def test_a_link_may_name_an_id(target: str, expected: str) -> None:
    assert linked_id(target) == expected


def test_an_article_asks_for_its_section_its_authors_and_its_pictures() -> None:
    asking = article(
        section="iraq",
        author=("dilan", "A Guest"),
        photo="bridge.jpg",
        body=body(BodyFigure(PhotoReference("../photos/crowd.jpg"))),
    )
    assert list(first_questions(asking)) == [
        "section/iraq",
        "author/dilan",
        "author-called/dilan",
        "author/A Guest",
        "author-called/a guest",
        "picture/articles/bridge.jpg",
        "picture/photos/bridge.jpg",
        "picture/bridge.jpg",
        "picture/photos/crowd.jpg",
        "picture/photos/crowd.jpg",
        "picture/../photos/crowd.jpg",
    ]


def test_an_article_asks_for_its_people_the_policy_and_where_its_links_lead() -> None:
    asking = article(
        translation_of="original", body=body(BodyLink("b.md#x"), BodyLink("id:c"), BodyLink("/paper/iraq/?a=1#b"))
    )
    assert list(second_questions(asking, ["authors/dilan.md"], PAPER)) == [
        "policy/comments",
        "translations/original",
        "person/authors/dilan.md",
        "article/original",
        "file/articles/b.md",
        "file/b.md",
        "article/c",
        *(f"hidden/{file}" for file in sorted(PAPER.files("/paper/iraq/"))),
    ]


def test_an_address_is_asked_for_without_what_stands_behind_it() -> None:
    plain, more = (article(body=body(BodyLink(target))) for target in ("/iraq/", "/iraq/?from=mail#top"))
    assert list(second_questions(plain, (), HERE)) == list(second_questions(more, (), HERE))


def test_a_lead_photo_is_one_of_the_pictures_of_an_article() -> None:
    asking = article(photo="a.jpg", body=body(BodyFigure(PhotoReference("b.jpg"))))
    assert [reference.src for reference in photo_references(asking)] == ["a.jpg", "b.jpg"]
    assert photo_references(article()) == []


@given(st.lists(st.text(max_size=20), max_size=4))
def test_whatever_is_written_in_a_link_has_a_name_to_be_asked_for_by(targets: list[str]) -> None:
    asking = article(body=body(*map(BodyLink, targets)))
    names = list(second_questions(asking, (), HERE))
    assert names == list(second_questions(asking, (), HERE))
    kinds = {name.partition("/")[0] for name in names}
    assert kinds <= {"policy", "translations", "person", "article", "file", "hidden"}
