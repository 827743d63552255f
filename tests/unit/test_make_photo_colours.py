"""What colour a pixel has in a variant, whatever the profile, the depth and the container of its original."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from generator.make.photos.pixels import upright
from tests.unit.pictures import encoded, png_chunk

Numbers = Sequence[float]

SRGB_CURVE = [
    each / 1023 / 12.92 if each / 1023 <= 0.04045 else ((each / 1023 + 0.055) / 1.055) ** 2.4 for each in range(1024)
]
DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
PROPHOTO = ((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00008, 0.82521))
"""Red, green and blue in XYZ, adapted to D50, as profiles of that name hold them."""


def icc_profile(space: bytes, tags: dict[bytes, bytes], kind: bytes = b"mntr", between: bytes = b"XYZ ") -> bytes:
    """A small profile by ICC.1:2001-04."""
    described = b"a profile of the tests\0"
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(described)) + described + bytes(78), **tags}
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s12s4s", size, bytes(4), 0x02400000, kind, space, between, bytes(12), b"acsp")
    header += bytes(28) + fixed((0.9642, 1.0, 0.8249))
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def fixed(numbers: Numbers) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def curve(gamma: float | Numbers) -> bytes:
    if isinstance(gamma, float):
        return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    return (
        b"curv\0\0\0\0" + struct.pack(">I", len(gamma)) + b"".join(struct.pack(">H", round(g * 65535)) for g in gamma)
    )


def rgb_profile(colorants: Sequence[Numbers], gamma: float | Numbers) -> bytes:
    tags = {b"wtpt": b"XYZ \0\0\0\0" + fixed((0.9642, 1.0, 0.8249))}
    for name, colorant in zip((b"r", b"g", b"b"), colorants, strict=True):
        tags |= {name + b"XYZ": b"XYZ \0\0\0\0" + fixed(colorant), name + b"TRC": curve(gamma)}
    return icc_profile(b"RGB ", tags)


def grey_profile(gamma: float) -> bytes:
    tags = {b"wtpt": b"XYZ \0\0\0\0" + fixed((0.9642, 1.0, 0.8249)), b"kTRC": curve(gamma)}
    return icc_profile(b"GRAY", tags)


def cmyk_profile() -> bytes:
    """Of a strange press, whose cyan is a middling grey and whose other inks are black."""
    straight = bytes(range(256))
    white, grey, black = bytes((255, 128, 128)), bytes((128, 128, 128)), bytes((0, 128, 128))
    mixtures = [white if not inks else grey if inks == 0b1000 else black for inks in range(16)]
    identity = fixed((1, 0, 0, 0, 1, 0, 0, 0, 1))
    lut = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + identity + straight * 4 + b"".join(mixtures) + straight * 3
    tags = {b"wtpt": b"XYZ \0\0\0\0" + fixed((0.9642, 1.0, 0.8249)), b"A2B0": lut}
    return icc_profile(b"CMYK", tags, b"prtr", b"Lab ")


def plain(mode: str, colour: Any, size: tuple[int, int] = (32, 32)) -> Image.Image:
    return Image.new(mode, size, colour)


def middle(content: bytes) -> tuple[int, ...]:
    image = upright(content, whole=True).image
    colour = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(colour, tuple)
    return colour


def is_close(found: Sequence[int], expected: Sequence[int], tolerance: int = 3) -> bool:
    return len(found) == len(expected) and all(abs(a - b) <= tolerance for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("profile", "colour", "expected"),
    [
        (rgb_profile(DISPLAY_P3, SRGB_CURVE), (234, 51, 35), (255, 0, 0)),
        (rgb_profile(DISPLAY_P3, SRGB_CURVE), (128, 128, 128), (128, 128, 128)),
        (rgb_profile(ADOBE_RGB, 2.19921875), (144, 255, 60), (0, 255, 0)),
        (rgb_profile(PROPHOTO, 1.8), (179, 70, 26), (255, 0, 0)),
        (rgb_profile(DISPLAY_P3, SRGB_CURVE), (0, 255, 0), (0, 255, 0)),
    ],
    ids=["a red of Display P3", "a grey of Display P3", "a green of Adobe RGB", "a red of ProPhoto", "beyond sRGB"],
)
@pytest.mark.parametrize("image_format", ["PNG", "TIFF", "JPEG", "AVIF"])
def test_a_colour_of_a_wide_space_is_that_of_srgb(
    image_format: str, profile: bytes, colour: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    options = {"quality": 100, "subsampling": "4:4:4"} if image_format in {"JPEG", "AVIF"} else {}
    found = middle(encoded(plain("RGB", colour), image_format, icc_profile=profile, **options))
    assert is_close(found, expected, 3 if image_format in {"PNG", "TIFF"} else 8)


def as_a_camera_names_it(directory: dict[int, Any]) -> bytes:
    """EXIF with the directory of a camera that brings no profile."""
    exif = Image.Exif()
    exif[0x8769] = directory
    return exif.tobytes()


@pytest.mark.parametrize(
    "directory",
    [{0xA001: 65535, 0xA005: {1: "R03"}}, {0xA005: {1: "R03\0"}}, {0xA001: 2}],
    ids=["by DCF", "by its index alone", "by another number"],
)
def test_adobe_rgb_that_a_camera_names_is_as_with_its_profile(directory: dict[int, Any]) -> None:
    for colour in ((144, 255, 60), (128, 128, 128), (200, 60, 40)):
        named = encoded(plain("RGB", colour), "JPEG", quality=100, exif=as_a_camera_names_it(directory))
        with_profile = encoded(
            plain("RGB", colour), "JPEG", quality=100, icc_profile=rgb_profile(ADOBE_RGB, 2.19921875)
        )
        assert is_close(middle(named), middle(with_profile), 1)


@pytest.mark.parametrize(
    "directory", [{}, {0xA001: 1, 0xA005: {1: "R98"}}, {0xA001: 65535}, {0xA001: "2"}, {0xA005: {1: 3}}]
)
def test_what_names_no_other_space_is_srgb(directory: dict[int, Any]) -> None:
    content = encoded(plain("RGB", (144, 255, 60)), "JPEG", quality=100, exif=as_a_camera_names_it(directory))
    assert is_close(middle(content), (144, 255, 60))


def test_an_embedded_profile_goes_before_a_space_that_is_named() -> None:
    exif, profile = as_a_camera_names_it({0xA005: {1: "R03"}}), rgb_profile(DISPLAY_P3, SRGB_CURVE)
    both = encoded(plain("RGB", (234, 51, 35)), "JPEG", quality=100, exif=exif, icc_profile=profile)
    assert is_close(middle(both), (255, 0, 0), 8)


def test_a_grey_picture_that_names_a_colour_space_stays_grey() -> None:
    content = encoded(plain("L", 128), "JPEG", exif=as_a_camera_names_it({0xA005: {1: "R03"}}))
    assert is_close(middle(content), (128, 128, 128))


@pytest.mark.parametrize("image_format", ["TIFF", "JPEG"])
def test_cmyk_is_what_its_profile_says(image_format: str) -> None:
    for inks, grey in (((255, 0, 0, 0), 119), ((0, 0, 0, 0), 255), ((0, 0, 0, 255), 0)):
        found = middle(encoded(plain("CMYK", inks), image_format, icc_profile=cmyk_profile()))
        assert is_close(found, (grey, grey, grey), 4)


def test_cmyk_without_a_profile_is_as_paper_shows_it() -> None:
    inks = {
        (0, 0, 0, 0): (255, 255, 255),
        (255, 0, 0, 0): (0, 158, 224),
        (0, 255, 0, 0): (229, 0, 125),
        (0, 0, 255, 0): (255, 237, 0),
        (0, 255, 255, 0): (227, 6, 19),
        (255, 255, 0, 0): (49, 39, 131),
        (0, 0, 0, 255): (29, 29, 29),
        (0, 0, 0, 128): (142, 142, 142),
        (128, 0, 0, 0): (128, 206, 239),
    }
    for ink, colour in inks.items():
        assert is_close(middle(encoded(plain("CMYK", ink), "TIFF")), colour, 2)


def test_grey_is_what_its_profile_says_with_and_without_alpha() -> None:
    profile = grey_profile(1.0)
    assert is_close(middle(encoded(plain("L", 128), "PNG", icc_profile=profile)), (188, 188, 188))
    assert is_close(middle(encoded(plain("LA", (128, 100)), "PNG", icc_profile=profile)), (188, 188, 188, 100))


def test_a_grey_picture_may_have_the_profile_of_a_colour_space() -> None:
    profile = rgb_profile(ADOBE_RGB, 1.0)
    assert is_close(middle(encoded(plain("L", 128), "PNG", icc_profile=profile)), (188, 188, 188))


def sixteen_bits(colour: tuple[int, ...], kind: int, profile: bytes = b"") -> bytes:
    """A PNG of 16 × 16 pixels with 16 bits a channel, which Pillow does not write in colour."""

    row = b"\0" + struct.pack(f">{len(colour)}H", *colour) * 16
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 16, 16, kind, 0, 0, 0))
    icc = png_chunk(b"iCCP", b"p\0\0" + zlib.compress(profile)) if profile else b""
    return b"\x89PNG\r\n\x1a\n" + header + icc + png_chunk(b"IDAT", zlib.compress(row * 16)) + png_chunk(b"IEND", b"")


def test_sixteen_bits_a_channel_in_every_kind_of_png() -> None:
    assert is_close(middle(sixteen_bits((0x8000,), 0)), (128, 128, 128), 1)
    assert is_close(middle(sixteen_bits((0xFFFF, 0x8000, 0x0100), 2)), (255, 128, 1), 1)
    assert is_close(middle(sixteen_bits((0x4000, 0x8000), 4)), (64, 64, 64, 128), 1)
    assert is_close(middle(sixteen_bits((0xFFFF, 0x8000, 0x0100, 0x8000), 6)), (255, 128, 1, 128), 1)
    p3 = rgb_profile(DISPLAY_P3, SRGB_CURVE)
    assert is_close(middle(sixteen_bits((234 * 257, 51 * 257, 35 * 257), 2, p3)), (255, 0, 0))


def test_of_a_file_of_several_pictures_the_first_is_taken() -> None:
    first, second = plain("RGB", (200, 30, 30)), plain("RGB", (30, 30, 200))
    for image_format in ("MPO", "GIF", "WEBP", "PNG", "AVIF"):
        content = encoded(first, image_format, save_all=True, append_images=[second])
        assert is_close(middle(content), (200, 30, 30), 8), image_format


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_avif_original_is_turned_as_it_says(orientation: int) -> None:
    image = Image.new("RGB", (64, 32), (220, 20, 30))
    image.paste((20, 200, 40), (32, 0, 64, 32))
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = upright(encoded(image, "AVIF", exif=exif.tobytes(), quality=95), whole=True).image
    assert made.size == ((32, 64) if orientation >= 5 else (64, 32))
    red_first = orientation in {1, 4, 5, 6}
    places = [(4, 4), (made.width - 5, made.height - 5)]
    found = [made.getpixel(place) for place in places]
    is_red = [isinstance(colour, tuple) and colour[0] > colour[1] for colour in found]
    assert is_red == [red_first, not red_first]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "CMYK", "I;16", "I;16B"])
def test_a_large_picture_is_reduced_while_it_is_opened_and_looks_the_same(mode: str) -> None:
    ramp = Image.linear_gradient("L").resize((6500, 3800))
    original = ramp.point(lambda value: value * 257, "I").convert(mode) if "16" in mode else ramp.convert(mode)
    content = encoded(original, "TIFF")
    reduced, whole = upright(content, whole=False), upright(content, whole=True)
    assert reduced.original == whole.original == whole.image.size == (6500, 3800)
    assert reduced.image.size == (3250, 1900)
    assert reduced.image.mode == whole.image.mode
    for place in ((3, 5), (1000, 1899), (3249, 950)):
        one, other = reduced.image.getpixel(place), whole.image.getpixel((place[0] * 2, place[1] * 2))
        assert isinstance(one, tuple)
        assert isinstance(other, tuple)
        assert is_close(one, other, 2)


def test_what_can_be_seen_through_does_not_darken_where_a_large_picture_is_reduced() -> None:
    original = Image.new("RGBA", (6500, 3800), (0, 0, 0, 0))
    original.paste((255, 255, 255, 255), (1001, 1001, 4001, 3001))
    image = upright(encoded(original, "PNG", compress_level=1), whole=False).image
    edge = image.getpixel((500, 1000))
    assert isinstance(edge, tuple)
    assert edge[:3] == (255, 255, 255)
    assert 100 < edge[3] < 155


def test_a_jpeg_is_opened_reduced_unless_it_is_wanted_whole(tmp_path: Path) -> None:
    content = encoded(Image.new("RGB", (4400, 300), (20, 200, 40)), "JPEG")
    assert upright(content, whole=False).image.size == (2200, 150)
    assert upright(content, whole=True).image.size == (4400, 300)
    assert upright(content, whole=False).original == (4400, 300)
