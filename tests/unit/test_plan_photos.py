"""The variants of a photograph, before a pixel is touched: never larger than it, and named after all that shapes them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import PhotoReference, Picture, Rights
from generator.model.settings import PhotoSettings
from generator.model.site import Photograph
from generator.plan.photos import figure_view, picture_view, variants, widths
from generator.plan.urls import Address
from tests.unit.newsrooms import BRIDGE

SETTINGS = PhotoSettings()
HERE = Address("https://outlet.example/paper", "/paper")


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (2400, (480, 800, 1200, 1600)),
        (1600, (480, 800, 1200, 1600)),
        (1599, (480, 800, 1200, 1599)),
        (800, (480, 800)),
        (500, (480, 500)),
        (480, (480,)),
        (300, (300,)),
        (1, (1,)),
    ],
)
def test_widths_go_up_to_the_original_and_no_further(original: int, expected: tuple[int, ...]) -> None:
    assert widths(Picture("p.jpg", "d", original, 100), SETTINGS) == expected


def test_the_name_in_the_original_is_not_published_for_the_credit_may_withhold_it() -> None:
    named = Picture("p.jpg", "d", 900, 600, Rights("Secret Stringer", "Agency", "2026 Agency"))
    assert {variant.rights for variant in variants(named, SETTINGS, "1")} == {Rights("", "Agency", "2026 Agency")}


@given(st.integers(1, 30_000), st.integers(1, 30_000), st.sets(st.integers(1, 5000), min_size=1))
def test_no_photograph_is_ever_enlarged_or_bent(width: int, height: int, asked: set[int]) -> None:
    settings = PhotoSettings(widths=tuple(sorted(asked)))
    for variant in variants(Picture("p.jpg", "d", width, height), settings, "r"):
        assert 1 <= variant.width <= width
        assert 1 <= variant.height <= height
        assert abs(variant.height - height * variant.width / width) <= 1


def test_there_is_a_file_for_each_width_and_format() -> None:
    made = variants(BRIDGE, SETTINGS, "r")
    assert [(variant.format, variant.width) for variant in made] == [
        (name, width) for name in ("webp", "jpeg") for width in (480, 800, 1200, 1600)
    ]
    assert len({variant.path for variant in made}) == len(made)
    assert all(variant.path.startswith("photos/bridge-") for variant in made)


def names(picture: Picture = BRIDGE, settings: PhotoSettings = SETTINGS, recipe: str = "r") -> set[str]:
    return {variant.path for variant in variants(picture, settings, recipe)}


@pytest.mark.parametrize(
    ("picture", "settings", "recipe"),
    [
        (replace(BRIDGE, digest="d2"), SETTINGS, "r"),
        (replace(BRIDGE, height=1500), SETTINGS, "r"),
        (replace(BRIDGE, rights=Rights(credit="Somebody")), SETTINGS, "r"),
        (BRIDGE, replace(SETTINGS, quality=(("jpeg", 50), ("webp", 50))), "r"),
        (BRIDGE, SETTINGS, "another encoder"),
    ],
    ids=["bytes", "shape", "rights", "quality", "encoder"],
)
def test_every_name_changes_with_what_changes_the_bytes(picture: Picture, settings: PhotoSettings, recipe: str) -> None:
    assert names(picture, settings, recipe).isdisjoint(names())


def test_no_name_changes_with_the_other_widths_formats_and_qualities() -> None:
    assert names(settings=replace(SETTINGS, widths=(480, 1600), formats=("jpeg",))) < names()
    jpeg_alone = replace(SETTINGS, formats=("jpeg",))
    assert names(settings=replace(jpeg_alone, quality=(("jpeg", 82), ("webp", 10)))) < names()


def test_one_photograph_in_two_folders_is_made_once() -> None:
    assert names(replace(BRIDGE, path="articles/2026/bridge.jpg")) == names()


def test_a_name_that_is_not_latin_still_makes_a_file() -> None:
    assert all(name.startswith("photos/photo-") for name in names(replace(BRIDGE, path="photos/پرد.jpg")))


def test_a_srcset_names_every_file_with_its_width() -> None:
    made = variants(BRIDGE, SETTINGS, "r")
    view = picture_view(Photograph(BRIDGE, PhotoReference("bridge.jpg", "A bridge")), made, HERE)
    assert view.srcset == ", ".join(f"/paper/{file.path} {file.width}w" for file in made if file.format == "jpeg")
    assert [source.type for source in view.sources] == ["image/webp"]
    assert view.sources[0].srcset.count("w, ") == 3
    assert (view.width, view.height) == (800, 533)
    assert view.src.endswith("-800.jpg")
    assert view.alt == "A bridge"


def test_without_jpeg_the_last_format_is_the_one_for_every_browser() -> None:
    made = variants(BRIDGE, replace(SETTINGS, formats=("webp",)), "r")
    view = picture_view(Photograph(BRIDGE, PhotoReference("bridge.jpg")), made, HERE)
    assert view.sources == ()
    assert view.src.endswith(".webp")


def test_the_focus_of_a_photograph_is_a_place_in_the_style_sheets_words() -> None:
    made = variants(BRIDGE, SETTINGS, "r")
    reference = PhotoReference("bridge.jpg", focus=(0.5, 0.305))
    assert picture_view(Photograph(BRIDGE, reference), made, HERE).focus == "50% 30%"


def test_a_figure_keeps_what_is_said_of_its_photograph() -> None:
    reference = PhotoReference("bridge.jpg", "A bridge", "The bridge.", "A. Name/Agency", True)
    view = figure_view(Photograph(BRIDGE, reference), variants(BRIDGE, SETTINGS, "r"), HERE)
    assert (view.caption, view.credit, view.file_photo) == ("The bridge.", "A. Name/Agency", True)
