"""What is told from the pixels of a photograph: its colour, its likeness to others, and whether it is a drawing."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.sample import SAMPLE
from tests.unit.pictures import bits_apart, encoded, exif, measure

PHOTOS = sorted((SAMPLE / "photos").glob("*.jpg"))[:8] if SAMPLE else []
"""None, when an owner has deleted the sample newsroom."""


def photograph(path: Path) -> Image.Image:
    return Image.open(path).convert("RGB").resize((900, 600))


def chart() -> Image.Image:
    image = Image.new("RGB", (1000, 700), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(24)
    for number in range(8):
        draw.rectangle((80 + number * 110, 600 - number * 60, 150 + number * 110, 600), fill="#3366aa")
        draw.line((60, 600 - number * 70, 980, 600 - number * 70), fill="#cccccc")
        draw.text((80 + number * 110, 620), str(2010 + number), fill="black", font=font)
    return image


@pytest.mark.parametrize("name", ["red", "white", "black", "#8a7f6b"])
def test_the_colour_of_an_even_picture_is_its_own(name: str) -> None:
    image = Image.new("RGB", (50, 40), name)
    expected = "#{:02x}{:02x}{:02x}".format(*image.getpixel((0, 0)))  # type: ignore[misc]
    assert measure(encoded(image, "PNG")).colour == expected


def test_the_colour_of_a_chequered_picture_is_the_mean_of_its_light_and_not_of_its_numbers() -> None:
    image = Image.new("L", (64, 64), 0)
    image.paste(255, (0, 0, 32, 64))
    assert measure(encoded(image, "PNG")).colour == "#bcbcbc"  # half of the light of white, in sRGB


@pytest.mark.parametrize("path", PHOTOS, ids=lambda path: path.stem)
def test_a_photograph_is_like_itself_however_it_was_saved(path: Path) -> None:
    image = photograph(path)
    itself = measure(path.read_bytes()).likeness
    assert len(itself) == 16
    others = [
        encoded(image, "PNG"),
        encoded(image, "JPEG", quality=30),
        encoded(image.resize((300, 200)), "JPEG", quality=60),
        encoded(image, "WEBP", quality=40),
        encoded(image.quantize(128), "GIF"),
        encoded(image.point(lambda value: round((value / 255) ** 0.8 * 255)), "JPEG"),
        encoded(image.rotate(90, expand=True), "JPEG", exif=exif({0x0112: 6})),
    ]
    assert all(bits_apart(measure(content).likeness, itself) <= 6 for content in others)


def test_photographs_of_different_things_are_not_alike() -> None:
    likenesses = [measure(path.read_bytes()).likeness for path in PHOTOS]
    assert all(bits_apart(one, other) >= 16 for one, other in combinations(likenesses, 2))


def test_a_picture_without_any_light_and_dark_has_no_likeness_but_to_such() -> None:
    assert {measure(encoded(Image.new("RGB", (90, 60), name), "PNG")).likeness for name in ("red", "white")} == {
        "0" * 16
    }


@pytest.mark.parametrize(
    "content",
    [
        encoded(chart(), "PNG"),
        encoded(chart(), "GIF"),
        encoded(chart(), "TIFF"),
        encoded(chart(), "WEBP", lossless=True),
        encoded(chart().convert("L"), "PNG"),
        encoded(chart().quantize(16), "PNG"),
    ],
)
def test_a_drawing_is_flat(content: bytes) -> None:
    assert measure(content).is_flat


@pytest.mark.parametrize("path", PHOTOS, ids=lambda path: path.stem)
def test_a_photograph_is_not_flat_whatever_its_format(path: Path) -> None:
    image = photograph(path)
    assert not measure(path.read_bytes()).is_flat
    assert not any(measure(encoded(each, "PNG")).is_flat for each in (image, image.convert("L"), image.quantize(64)))
    assert not any(measure(encoded(image, each)).is_flat for each in ("WEBP", "AVIF", "GIF", "TIFF"))


def test_a_drawing_that_was_a_jpeg_is_not_flat_because_png_would_keep_its_traces() -> None:
    assert not measure(encoded(chart(), "JPEG", quality=70)).is_flat


def test_a_screenshot_with_a_photograph_in_it_is_not_flat() -> None:
    image = chart()
    image.paste(photograph(PHOTOS[0]).resize((600, 400)), (200, 150))
    assert not measure(encoded(image, "PNG")).is_flat


def test_a_cut_out_photograph_is_transparent_and_not_flat() -> None:
    image = Image.new("RGBA", (900, 600))
    image.paste(photograph(PHOTOS[0]).resize((600, 400)), (150, 100))
    picture = measure(encoded(image, "PNG"))
    assert (picture.is_transparent, picture.is_flat) == (True, False)
