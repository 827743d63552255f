"""Where a name that is written in a document may lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.documents import BodyFigure
from generator.model.headers import PhotoReference
from generator.model.photo_places import photos_of
from generator.plan.site.lookup import (
    Lookup,
    link_candidates,
    linked_id,
    may_have_id,
    photo_candidates,
)
from tests.unit.newsrooms import DILAN, a_body, article


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


def test_a_lead_photo_is_one_of_the_pictures_of_an_article() -> None:
    asking = article(photo="a.jpg", body=a_body(BodyFigure(PhotoReference("b.jpg"))))
    assert [photo.reference.photo for photo in photos_of(asking)] == ["a.jpg", "b.jpg"]
    assert [*photos_of(article())] == []
