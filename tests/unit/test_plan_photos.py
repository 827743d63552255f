"""The variants of a photograph, before a pixel is touched: never larger than it, and named after all that shapes them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Picture, Rights
from generator.model.outputs import PhotoFile, PhotoOutput
from generator.model.photo_files import name_of
from generator.model.settings import PhotoSettings
from generator.plan.photos.crops import Shape, box_of
from generator.plan.photos.variants import (
    PhotoUse,
    card_crops,
    formats,
    lead_files,
    narrow_crops,
    planned_file,
    portrait_crops,
    search_crops,
    variants,
    widths,
)
from tests.unit.newsrooms import BRIDGE

SETTINGS = PhotoSettings(formats=("webp", "jpeg"))
WIDE = Picture("photos/wide.jpg", "d3", 4000, 2000)
UPRIGHT = Picture("photos/upright.jpg", "d4", 2000, 3000)
FOCI = st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1))


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
    assert widths(original, SETTINGS) == expected


def test_full_size_is_published_only_where_it_is_asked_for() -> None:
    assert 2400 not in widths(2400, SETTINGS)
    assert widths(2400, replace(SETTINGS, full_size=True)) == (480, 800, 1200, 1600, 2400)
    assert widths(1600, replace(SETTINGS, full_size=True)) == (480, 800, 1200, 1600)


def test_every_file_says_whose_the_picture_is_what_it_shows_and_how_it_was_made() -> None:
    rights = Rights(
        "A. Name", "Agency", "2026 Agency", "https://agency.example/terms", "Agency", "https://agency.example"
    )
    picture = replace(WIDE, rights=rights, caption="The flag.", source_type="digitalCapture")
    for file in lead_files(PhotoUse(picture, (0.5, 0.5), SETTINGS, "r")):
        assert (file.rights, file.caption, file.source_type) == (rights, "The flag.", "digitalCapture")


@given(st.integers(1, 30_000), st.integers(1, 30_000), st.sets(st.integers(1, 5000), min_size=1))
def test_no_photograph_is_ever_enlarged_or_bent(width: int, height: int, asked: set[int]) -> None:
    settings = PhotoSettings(widths=tuple(sorted(asked)))
    for variant in variants(PhotoUse(Picture("p.jpg", "d", width, height), None, settings, "r")):
        assert 1 <= variant.width <= width
        assert 1 <= variant.height <= height
        assert abs(variant.height - height * variant.width / width) <= 1


def test_there_is_a_file_for_each_width_and_format() -> None:
    made = variants(PhotoUse(BRIDGE, None, SETTINGS, "r"))
    assert [(variant.format, variant.width) for variant in made] == [
        (name, width) for name in ("webp", "jpeg") for width in (480, 800, 1200, 1600)
    ]
    assert len({variant.path for variant in made}) == len(made)
    assert all(variant.path.startswith("photos/bridge-") for variant in made)


def names(picture: Picture = BRIDGE, settings: PhotoSettings = SETTINGS, recipe: str = "r") -> set[str]:
    return {variant.path for variant in variants(PhotoUse(picture, None, settings, recipe))}


@pytest.mark.parametrize(
    ("picture", "settings", "recipe"),
    [
        (replace(BRIDGE, digest="d2"), SETTINGS, "r"),
        (replace(BRIDGE, height=1500), SETTINGS, "r"),
        (replace(BRIDGE, rights=Rights(credit="Somebody")), SETTINGS, "r"),
        (replace(BRIDGE, rights=Rights("A. Name")), SETTINGS, "r"),
        (replace(BRIDGE, caption="The bridge."), SETTINGS, "r"),
        (replace(BRIDGE, source_type="trainedAlgorithmicMedia"), SETTINGS, "r"),
        (BRIDGE, replace(SETTINGS, quality=(("jpeg", 50), ("webp", 50))), "r"),
        (BRIDGE, replace(SETTINGS, effort=(("jpeg", 9), ("webp", 9))), "r"),
        (BRIDGE, SETTINGS, "another encoder"),
    ],
    ids=["bytes", "shape", "rights", "name", "caption", "source", "quality", "effort", "encoder"],
)
def test_every_name_changes_with_what_changes_the_bytes(picture: Picture, settings: PhotoSettings, recipe: str) -> None:
    assert names(picture, settings, recipe).isdisjoint(names())


def test_no_name_changes_with_the_other_widths_formats_and_qualities() -> None:
    assert names(settings=replace(SETTINGS, widths=(480, 1600), formats=("jpeg",))) < names()
    jpeg_alone = replace(SETTINGS, formats=("jpeg",))
    assert names(settings=replace(jpeg_alone, quality=(("jpeg", 80), ("webp", 10)))) < names()


def test_one_photograph_in_two_folders_is_made_once() -> None:
    assert names(replace(BRIDGE, path="articles/2026/bridge.jpg")) == names()


def test_a_name_that_is_not_latin_still_makes_a_file() -> None:
    assert all(name.startswith("photos/photo-") for name in names(replace(BRIDGE, path="photos/پرد.jpg")))


def test_a_drawing_of_few_colours_is_a_png_alone() -> None:
    drawing = replace(BRIDGE, is_flat=True)
    assert formats(drawing, SETTINGS) == ("png",)
    assert {file.path.rsplit(".", 1)[1] for file in variants(PhotoUse(drawing, None, SETTINGS, "r"))} == {"png"}


@pytest.mark.parametrize(
    ("asked", "made"),
    [(("avif", "jpeg"), ("avif", "webp")), (("webp", "jpeg"), ("webp",)), (("jpeg",), ("webp",))],
)
def test_what_can_be_seen_through_is_never_a_jpeg(asked: tuple[str, ...], made: tuple[str, ...]) -> None:
    assert formats(replace(BRIDGE, is_transparent=True), replace(SETTINGS, formats=asked)) == made


@given(st.integers(1, 9000), st.integers(1, 9000), st.sampled_from([(16, 9), (4, 3), (1, 1), (3, 2)]), FOCI)
def test_a_crop_has_its_shape_to_the_pixel_and_lies_in_the_picture(
    width: int, height: int, shape: Shape, focus: tuple[float, float] | None
) -> None:
    box = box_of(width, height, shape, focus)
    if box is None:
        return
    left, top, right, bottom = box
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert (right - left) * shape[1] == (bottom - top) * shape[0]
    assert width - (right - left) < shape[0] or height - (bottom - top) < shape[1], "it could be larger"
    if focus:
        assert left <= round(focus[0] * width) <= right
        assert top <= round(focus[1] * height) <= bottom


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        (None, (1000, 0, 3000, 2000)),
        ((0.5, 0.5), (1000, 0, 3000, 2000)),
        ((0.6, 0.5), (1400, 0, 3400, 2000)),
        ((0.0, 0.0), (0, 0, 2000, 2000)),
        ((0.99, 0.5), (2000, 0, 4000, 2000)),
    ],
)
def test_the_focus_is_in_the_middle_of_a_crop_unless_an_edge_is_near(
    focus: tuple[float, float] | None, box: tuple[int, int, int, int]
) -> None:
    assert box_of(4000, 2000, (1, 1), focus) == box


def test_without_a_focus_an_upright_picture_keeps_its_upper_third() -> None:
    assert box_of(2000, 3000, (2, 1), None) == (0, 500, 2000, 1500)


def test_a_picture_of_a_shape_is_not_cropped_to_it() -> None:
    assert box_of(1600, 900, (16, 9), (0.1, 0.9)) is None
    assert box_of(3, 2, (16, 9), None) is None, "nor one that is too small for it"


def _sizes(files: tuple[PhotoOutput, ...]) -> list[tuple[int, int]]:
    return [(file.width, file.height) for file in files]


def test_search_engines_get_three_shapes_of_1200_pixels_in_jpeg() -> None:
    made = search_crops(PhotoUse(WIDE, None, replace(SETTINGS, formats=("avif",)), "r"))
    assert _sizes(made) == [(1200, 675), (1200, 900), (1200, 1200)]
    assert {file.format for file in made} == {"jpeg"}
    assert ["-16x9-" in made[0].path, "-4x3-" in made[1].path, "-1x1-" in made[2].path] == [True] * 3


def test_no_crop_is_larger_than_its_original() -> None:
    small = Picture("p.jpg", "d", 700, 500)
    assert _sizes(search_crops(PhotoUse(small, None, SETTINGS, "r"))) == [(688, 387), (664, 498), (500, 500)]
    assert max(file.width for file in card_crops(PhotoUse(small, None, SETTINGS, "r"))) == 699


def test_a_card_of_a_picture_of_its_shape_is_the_picture() -> None:
    assert card_crops(PhotoUse(BRIDGE, (0.1, 0.9), SETTINGS, "r")) == variants(PhotoUse(BRIDGE, None, SETTINGS, "r"))
    almost = replace(BRIDGE, width=2410)
    assert card_crops(PhotoUse(almost, None, SETTINGS, "r")) == variants(PhotoUse(almost, None, SETTINGS, "r"))


def test_a_card_of_any_other_picture_is_cropped_to_three_by_two() -> None:
    made = card_crops(PhotoUse(UPRIGHT, (0.5, 0.2), SETTINGS, "r"))
    assert {file.crop for file in made} == {(1, 0, 1999, 1332)}
    assert [file.width for file in made if file.format == "jpeg"] == [480, 800, 1200]
    assert all("-3x2-" in file.path for file in made)


def test_narrow_screens_get_a_crop_only_where_an_editor_said_what_is_to_be_seen() -> None:
    assert narrow_crops(PhotoUse(WIDE, None, SETTINGS, "r")) == ()
    assert {file.crop for file in narrow_crops(PhotoUse(WIDE, (0.6, 0.5), SETTINGS, "r"))} == {(1400, 0, 3400, 2000)}
    assert narrow_crops(PhotoUse(UPRIGHT, (0.6, 0.5), SETTINGS, "r")) == ()


def test_a_portrait_is_a_small_square() -> None:
    made = portrait_crops(PhotoUse(UPRIGHT, None, SETTINGS, "r"))
    assert _sizes(made) == [(112, 112), (224, 224), (336, 336)] * 2


def test_another_focus_makes_other_files_of_the_same_picture() -> None:
    whole = {file.path for file in variants(PhotoUse(WIDE, None, SETTINGS, "r"))}
    one, other = (
        {file.path for file in lead_files(PhotoUse(WIDE, focus, SETTINGS, "r"))} for focus in ((0.2, 0.5), (0.8, 0.5))
    )
    assert one & other == whole


AVIF_TOO = PhotoSettings(widths=(480, 800), formats=("avif", "webp", "jpeg"))


def _names(files: tuple[PhotoOutput, ...], image_format: str) -> frozenset[str]:
    return frozenset(name_of(file.path) for file in files if file.format == image_format)


def test_a_quick_build_has_a_better_format_where_all_of_it_is_finished() -> None:
    whole = variants(PhotoUse(WIDE, None, AVIF_TOO, "r"))
    avif, webp = _names(whole, "avif"), _names(whole, "webp")
    for finished, expected in (
        (avif | webp, ["avif", "webp", "jpeg"]),
        (avif | {min(webp)}, ["avif", "jpeg"]),
        (webp | {min(avif)}, ["webp", "jpeg"]),
        (frozenset[str](), ["jpeg"]),
    ):
        made = variants(PhotoUse(WIDE, None, AVIF_TOO, "r", finished))
        assert made == tuple(file for file in whole if file.format in expected)


@pytest.mark.parametrize(
    ("asked", "picture", "plain"),
    [
        (("avif",), WIDE, "avif"),
        (("jpeg", "avif"), WIDE, "jpeg"),
        (("avif", "jpeg"), replace(WIDE, is_transparent=True), "webp"),
    ],
)
def test_the_format_for_every_browser_never_waits(asked: tuple[str, ...], picture: Picture, plain: str) -> None:
    made = variants(PhotoUse(picture, None, PhotoSettings(formats=asked), "r", frozenset()))
    assert {file.format for file in made} == {plain}


def test_the_crops_of_a_picture_wait_each_for_itself() -> None:
    finished = _names(variants(PhotoUse(WIDE, None, AVIF_TOO, "r")), "avif")
    assert {file.format for file in variants(PhotoUse(WIDE, None, AVIF_TOO, "r", finished))} == {"avif", "jpeg"}
    assert {file.format for file in card_crops(PhotoUse(WIDE, None, AVIF_TOO, "r", finished))} == {"jpeg"}


def test_what_is_made_of_a_lead_is_named_once() -> None:
    made = lead_files(PhotoUse(BRIDGE, (0.2, 0.5), SETTINGS, "r"))
    assert len({file.path for file in made}) == len(made)
    assert set(variants(PhotoUse(BRIDGE, None, SETTINGS, "r"))) < set(made)


@given(
    st.sampled_from(["photos/flag.jpg", "photos/flag-4x3.jpg", "articles/e/ئاڵا.png", "photos/1x1-3x2.jpg"]),
    st.integers(1, 5000),
    st.integers(1, 5000),
    FOCI,
    st.sampled_from(["", "A. Name/Agency"]),
    st.builds(PhotoSettings, full_size=st.booleans(), search_crops=st.booleans()),
)
def test_a_file_is_made_as_it_was_planned(
    path: str, width: int, height: int, focus: tuple[float, float] | None, credit: str, photos: PhotoSettings
) -> None:
    picture = Picture(path, "d1", width, height, Rights(copyright="© 2026"), "The flag.")
    credited = replace(picture, rights=replace(picture.rights, credit=credit))
    for make in (lead_files, portrait_crops):
        for file in make(PhotoUse(credited, focus, photos, "r")):
            listed = PhotoFile(file.path, path, f"content/{path}", focus, credit)
            assert planned_file(listed, picture, photos, "r") == file


@pytest.mark.parametrize(
    ("picture", "photos", "recipe"),
    [
        (replace(WIDE, digest="d4"), SETTINGS, "r"),
        (replace(WIDE, path="photos/other.jpg"), SETTINGS, "r"),
        (WIDE, replace(SETTINGS, quality=(("jpeg", 50), ("webp", 50))), "r"),
        (WIDE, SETTINGS, "another program"),
    ],
)
def test_what_was_planned_of_something_else_is_not_made(picture: Picture, photos: PhotoSettings, recipe: str) -> None:
    for file in variants(PhotoUse(WIDE, None, SETTINGS, "r")):
        listed = PhotoFile(file.path, WIDE.path, file.origin)
        assert planned_file(listed, WIDE, SETTINGS, "r") == file
        assert planned_file(listed, picture, photos, recipe) is None


def test_where_an_outlet_wants_no_crops_search_engines_get_the_whole_picture() -> None:
    made = search_crops(PhotoUse(WIDE, (0.5, 0.5), replace(SETTINGS, search_crops=False), "r"))
    assert [(each.crop, each.width, each.format) for each in made] == [(None, 1200, "jpeg")]
    assert set(made) <= set(variants(PhotoUse(WIDE, None, SETTINGS, "r")))
