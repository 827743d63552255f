"""The variants of a photograph: their pixels, their colours, their rights, and nothing else of the original."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageChops, ImageCms, ImageStat

from generator.make.photos.variants import PhotoRequest, make_photo
from generator.make.stored_photos import stored
from generator.model.documents import Picture, Rights
from generator.model.outputs import Failed, PhotoOutput, Stored
from generator.model.photo_files import FORMATS as FORMATS_BY_NAME
from generator.read.photos.measure import measured
from tests.unit.pictures import encoded

NO_RIGHTS = Rights()
RIGHTS = Rights("Dilan Example", "The Outlet & Co <ckb>", "© 2026 دیلان")
ALL_RIGHTS = Rights(
    "Dilan Example",
    "The Outlet & Co <ckb>",
    "© 2026 دیلان",
    "https://example.org/terms?a=1&b=2",
    "The Outlet",
    "https://example.org/licences",
)
FORMATS = tuple(FORMATS_BY_NAME)
Box = tuple[int, int, int, int]
RED, GREEN, BLUE, WHITE = (220, 20, 30), (20, 200, 40), (30, 40, 210), (255, 255, 255)


def quarters(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Red, green, blue and white, clockwise from the upper left: a picture that shows how it was turned."""
    width, height = size[0] // 2, size[1] // 2
    image = Image.new("RGB", size, WHITE)
    for place, colour in (((0, 0), RED), ((width, 0), GREEN), ((width, height), BLUE)):
        image.paste(colour, (*place, place[0] + width, place[1] + height))
    return image


def variant(
    content: bytes,
    width: int,
    height: int,
    image_format: str = "jpeg",
    rights: Rights = NO_RIGHTS,
    quality: int = 90,
    crop: Box | None = None,
    effort: int = 5,
    caption: str = "",
    source_type: str = "",
) -> PhotoOutput:
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    asked = hash_of(digest, height, image_format, rights, quality, crop, effort, caption, source_type)
    return PhotoOutput(
        path=f"photos/flag-{width}-{asked}.{image_format}",
        source="photos/flag.jpg",
        digest=digest,
        width=width,
        height=height,
        format=image_format,
        quality=quality,
        rights=rights,
        origin="content/articles/flag.md",
        caption=caption,
        source_type=source_type,
        crop=crop,
        effort=effort,
    )


def hash_of(*values: object) -> str:
    return hashlib.blake2b(repr(values).encode(), digest_size=6).hexdigest()


def make(folder: Path, content: bytes, *variants: PhotoOutput) -> list[bytes]:
    """The bytes of the variants, all of which must succeed."""
    original = folder / "flag.jpg"
    original.write_bytes(content)
    results = make_photo(PhotoRequest(str(original), str(folder / "store"), variants))
    assert [type(result) for result in results] == [Stored] * len(variants), results
    finished = [stored(folder / "store", result.name) for result in results if isinstance(result, Stored)]
    return [bytes(photo.content) for photo in finished if photo]


def make_one(folder: Path, content: bytes, image_format: str = "jpeg", rights: Rights = NO_RIGHTS) -> Image.Image:
    picture = measured("flag.jpg", content)
    assert isinstance(picture, Picture), picture
    (made,) = make(folder, content, variant(content, picture.width, picture.height, image_format, rights))
    return opened(made)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def colours(image: Image.Image) -> list[tuple[int, ...]]:
    """The middles of the four quarters, clockwise from the upper left."""
    rgb, (width, height) = image.convert("RGB"), image.size
    places = [(1, 1), (3, 1), (3, 3), (1, 3)]
    found = [rgb.getpixel((width * x // 4, height * y // 4)) for x, y in places]
    return [colour for colour in found if isinstance(colour, tuple)]


def are_close(found: Sequence[tuple[int, ...]], expected: Sequence[tuple[int, ...]], tolerance: int = 12) -> bool:
    pairs = zip(found, expected, strict=True)
    return all(abs(a - b) <= tolerance for one, other in pairs for a, b in zip(one, other, strict=True))


def photograph(size: tuple[int, int]) -> Image.Image:
    """Something with fine detail, the same at every run."""
    ramp = Image.linear_gradient("L").resize(size)
    rings = Image.radial_gradient("L").resize(size).point([(value * 37) % 256 for value in range(256)])
    return Image.merge("RGB", (ramp, rings, ImageChops.invert(ramp)))


def test_each_variant_has_the_size_and_the_format_that_were_asked_for(tmp_path: Path) -> None:
    content = encoded(quarters())
    asked = [(w, h, f) for w, h in ((320, 240), (160, 120), (401 // 5, 60)) for f in ("webp", "jpeg")]
    made = make(tmp_path, content, *(variant(content, *each) for each in asked))
    found = [(*opened(each).size, (opened(each).format or "").lower()) for each in made]
    assert found == asked


def test_results_come_in_the_order_of_the_variants_under_their_last_segment(tmp_path: Path) -> None:
    content = encoded(quarters())
    (tmp_path / "flag.jpg").write_bytes(content)
    variants = (variant(content, 80, 60), variant(content, 320, 240), variant(content, 160, 120))
    results = make_photo(PhotoRequest(str(tmp_path / "flag.jpg"), str(tmp_path / "store"), variants))
    assert results == tuple(Stored(each.path, each.path.removeprefix("photos/")) for each in variants)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_orientation_comes_out_upright(tmp_path: Path, image_format: str, orientation: int) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    laid = quarters() if orientation == 1 else quarters().transpose(undo[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = make_one(tmp_path, encoded(laid, image_format, exif=exif.tobytes()))
    assert image.size == (400, 300)
    assert are_close(colours(image), [RED, GREEN, BLUE, WHITE])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I;16B", "I", "F", "YCbCr", "LAB"])
@pytest.mark.parametrize("image_format", ["jpeg", "webp", "avif"])
def test_every_colour_mode_becomes_rgb(tmp_path: Path, mode: str, image_format: str) -> None:
    grey = {
        "1": 255,
        "L": 255,
        "I;16": 65535,
        "I;16B": 65535,
        "I": 65535,
        "F": 1.0,
        "P": 0,
        "CMYK": (0, 0, 0, 0),
        "LAB": (255, 128, 128),
    }
    white: Any = grey.get(mode, (255, 255) if mode == "LA" else (255, 128, 128) if mode == "YCbCr" else "white")
    original = Image.new(mode, (40, 30), white)
    if mode == "P":
        original.putpalette([255, 255, 255] * 256)
    image = make_one(tmp_path, encoded(original, "TIFF"), image_format)
    assert image.mode == "RGB"
    assert are_close(colours(image), [WHITE] * 4, tolerance=4)


def test_sixteen_bits_become_eight_and_are_not_cut_off(tmp_path: Path) -> None:
    for mode, image_format in (("I;16", "PNG"), ("I;16", "TIFF"), ("I;16B", "TIFF")):
        image = make_one(tmp_path, encoded(Image.new(mode, (40, 30), 0x8000), image_format))
        assert are_close(colours(image), [(128, 128, 128)] * 4, tolerance=2)


def test_what_can_be_seen_through_is_white_in_jpeg_and_stays_so_in_webp(tmp_path: Path) -> None:
    original = quarters().convert("RGBA")
    original.putalpha(Image.new("L", original.size, 0))
    content = encoded(original, "PNG")
    assert are_close(colours(make_one(tmp_path, content)), [WHITE] * 4, tolerance=2)
    webp = make_one(tmp_path, content, "webp")
    assert webp.mode == "RGBA"
    assert webp.getchannel("A").getextrema() == (0, 0)


def test_a_transparent_colour_of_a_palette_is_white_in_jpeg(tmp_path: Path) -> None:
    original = Image.new("P", (40, 30), 0)
    original.putpalette([200, 0, 0] * 256)
    assert are_close(colours(make_one(tmp_path, encoded(original, "PNG", transparency=0))), [WHITE] * 4)


def test_edges_of_what_can_be_seen_through_do_not_darken(tmp_path: Path) -> None:
    original = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    original.paste((255, 255, 255, 255), (101, 0, 301, 300))
    content = encoded(original, "PNG")
    (made,) = make(tmp_path, content, variant(content, 40, 30))
    assert min(ImageStat.Stat(opened(made).convert("L")).extrema[0]) > 248


def test_of_an_animation_the_first_frame_is_made(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (40, 30), RED), Image.new("RGB", (40, 30), BLUE)
    for image_format in ("GIF", "WEBP", "PNG"):
        content = encoded(first, image_format, save_all=True, append_images=[second])
        image = make_one(tmp_path, content, "webp")
        assert getattr(image, "n_frames", 1) == 1
        assert are_close(colours(image), [RED] * 4)


def wide_gamut() -> bytes:
    """A profile whose red and green are swapped: whoever ignores it sees the wrong colours."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = content.index(b"rXYZ"), content.index(b"gXYZ")
    content[red : red + 4], content[green : green + 4] = content[green : green + 4], content[red : red + 4]
    return bytes(content).replace(b"s\0R\0G\0B", b"s\0w\0a\0p").replace(b"sRGB built-in", b"swap built-in")


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_an_embedded_colour_profile_is_converted_to_srgb_and_dropped(tmp_path: Path, image_format: str) -> None:
    content = encoded(quarters(), image_format, icc_profile=wide_gamut())
    image = make_one(tmp_path, content)
    swapped = [(colour[1], colour[0], colour[2]) for colour in (RED, GREEN, BLUE, WHITE)]
    assert are_close(colours(image), swapped, tolerance=20)
    assert "icc_profile" not in image.info


def test_a_colour_profile_keeps_what_can_be_seen_through(tmp_path: Path) -> None:
    original = quarters().convert("RGBA")
    original.putalpha(128)
    webp = make_one(tmp_path, encoded(original, "PNG", icc_profile=wide_gamut()), "webp")
    assert webp.getchannel("A").getextrema() == (128, 128)


@pytest.mark.parametrize("kind", ["no profile", "its beginning", "without its end"])
def test_a_broken_colour_profile_is_as_good_as_none(tmp_path: Path, kind: str) -> None:
    whole = wide_gamut()
    profile = {"no profile": b"not a profile", "its beginning": whole[:200], "without its end": whole[:-500]}[kind]
    image = make_one(tmp_path, encoded(quarters(), icc_profile=profile))
    assert image.size == (400, 300)


def test_a_profile_for_another_kind_of_picture_is_as_good_as_none(tmp_path: Path) -> None:
    content = encoded(quarters().convert("CMYK"))
    with_profile = encoded(quarters().convert("CMYK"), icc_profile=wide_gamut())
    assert colours(make_one(tmp_path, with_profile)) == colours(make_one(tmp_path, content))


def secretive(image_format: str, has_profile: bool = True) -> bytes:
    """A photograph that tells where it was taken, with what, and of what it was cut."""
    exif = Image.Exif()
    exif.update({0x010E: "SECRET caption", 0x0110: "SECRET camera", 0x013B: "SECRET artist", 0x927C: b"SECRET maker"})
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 11.0, 28.0), 3: "E", 4: (44.0, 0.0, 33.0), 29: "SECRET day"})
    exif.get_ifd(0x8769).update({0xA431: "SECRET serial", 0x9286: b"SECRET comment"})
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>SECRET face</a></x:xmpmeta>'
    options: dict[str, Any] = {"exif": exif.tobytes()}
    if has_profile:
        options["icc_profile"] = wide_gamut().replace(b"built-in", b"SECRET!!")
    if image_format != "PNG":
        options["xmp"] = packet
    if image_format == "JPEG":
        options["comment"] = b"SECRET remark"
        thumbnail = encoded(Image.new("RGB", (16, 12), RED), comment=b"SECRET thumbnail")
        options["extra"] = b"\xff\xe4" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail
        return encoded(quarters(), "JPEG", **options) + b"SECRET trailer"
    return encoded(quarters(), image_format, **options)


@pytest.mark.parametrize("rights", [NO_RIGHTS, RIGHTS])
@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("original", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("has_profile", [True, False])
@pytest.mark.parametrize("width", [400, 200])
def test_place_serial_number_thumbnail_comment_and_profile_are_gone(
    tmp_path: Path, width: int, has_profile: bool, original: str, image_format: str, rights: Rights
) -> None:
    content = secretive(original, has_profile)
    assert b"SECRET" in content
    (made,) = make(tmp_path, content, variant(content, width, width * 3 // 4, image_format, rights))
    assert b"SECRET" not in made
    assert b"ICC" not in made
    image = opened(made)
    exif = image.getexif()
    assert exif.get_ifd(0x8825) == {}
    assert exif.get_ifd(0x8769) == {}
    assert set(exif) == ({0x013B, 0x8298} if rights == RIGHTS else set())
    assert set(image.info).isdisjoint({"comment", "icc_profile"})


@pytest.mark.parametrize("image_format", FORMATS)
def test_rights_are_written_as_exif_and_xmp(tmp_path: Path, image_format: str) -> None:
    image = make_one(tmp_path, encoded(quarters()), image_format, RIGHTS)
    exif: Mapping[int, Any] = image.getexif()
    assert exif[0x013B] == "Dilan Example"
    assert exif[0x8298].encode("latin-1").decode() == "© 2026 دیلان"
    root = fromstring(image.info["xmp"])
    texts = [element.text for element in root.iter() if element.text]
    assert texts == ["Dilan Example", "The Outlet & Co <ckb>", "© 2026 دیلان", "True"]


@pytest.mark.parametrize("image_format", FORMATS)
def test_rights_that_are_written_can_be_read_again(tmp_path: Path, image_format: str) -> None:
    content = encoded(quarters())
    for rights in (RIGHTS, Rights(credit="The Outlet"), Rights(copyright="©"), Rights(creator="Dilan")):
        (made,) = make(tmp_path, content, variant(content, 100, 75, image_format, rights))
        picture = measured("flag", made)
        assert isinstance(picture, Picture)
        assert picture.rights == rights


def test_rights_that_xml_cannot_hold_make_a_packet_that_is_well_formed(tmp_path: Path) -> None:
    image = make_one(tmp_path, encoded(quarters()), "jpeg", Rights("a\x00\x1b\ufffe\ud800b"))
    assert fromstring(image.info["xmp"]) is not None


def test_without_rights_there_is_no_metadata_at_all(tmp_path: Path) -> None:
    image = make_one(tmp_path, encoded(quarters()))
    assert not dict(image.getexif())
    assert "xmp" not in image.info


def test_jpeg_is_progressive_with_chroma_at_half_the_resolution(tmp_path: Path) -> None:
    image = make_one(tmp_path, encoded(quarters()))
    assert image.info["progressive"] == 1
    assert [layer[1:3] for layer in getattr(image, "layer", [])] == [(2, 2), (1, 1), (1, 1)]


def test_a_lower_quality_makes_a_smaller_file(tmp_path: Path) -> None:
    content = encoded(photograph((800, 600)), quality=95)
    for image_format in ("jpeg", "webp"):
        low, high = (variant(content, 400, 300, image_format, quality=quality) for quality in (30, 90))
        sizes = [len(each) for each in make(tmp_path, content, low, high)]
        assert sizes[0] < sizes[1]


def test_the_same_request_gives_the_same_bytes(tmp_path: Path) -> None:
    content = secretive("JPEG")
    wanted = [variant(content, 200, 150, each, RIGHTS) for each in FORMATS]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert make(tmp_path / "a", content, *wanted) == make(tmp_path / "b", content, *wanted)


@pytest.mark.parametrize("size", [(4800, 3200), (2401, 1601), (2000, 3000), (1000, 700)])
def test_the_bytes_of_a_variant_do_not_depend_on_what_else_is_asked_for(tmp_path: Path, size: tuple[int, int]) -> None:
    content = encoded(photograph(size))
    height = 480 * size[1] // size[0]
    small = variant(content, 480, height, "jpeg")
    widths = [width for width in (640, 800, 801, 1000, 1200, 1600, 1900) if width <= size[0]]
    others = [variant(content, width, round(size[1] * width / size[0])) for width in widths]
    for folder in ("alone", "together", "later"):
        (tmp_path / folder).mkdir()
    (alone,) = make(tmp_path / "alone", content, small)
    together = make(tmp_path / "together", content, *others, small)
    make(tmp_path / "later", content, *others)
    (later,) = make(tmp_path / "later", content, small)
    assert alone == together[-1] == later


def test_a_reduced_decode_looks_like_the_whole_one(tmp_path: Path) -> None:
    image = photograph((4800, 3200))
    content = encoded(image, quality=95)
    (made,) = make(tmp_path, content, variant(content, 1200, 800, quality=95))
    expected = image.resize((1200, 800), Image.Resampling.LANCZOS)
    difference = ImageStat.Stat(ImageChops.difference(opened(made).convert("L"), expected.convert("L")))
    assert max(difference.mean) < 2


@pytest.mark.parametrize("width", [1600, 1200, 1000, 800, 480, 120])
@pytest.mark.parametrize("size", [(2400, 1600), (1700, 1100)])
def test_a_size_made_by_way_of_others_looks_like_one_made_from_the_original(
    tmp_path: Path, size: tuple[int, int], width: int
) -> None:
    image = photograph(size)
    height = round(size[1] * width / size[0])
    content = encoded(image, "PNG")
    (made,) = make(tmp_path, content, variant(content, width, height, quality=95))
    expected = opened(encoded(image.resize((width, height), Image.Resampling.LANCZOS), quality=95))
    difference = ImageStat.Stat(ImageChops.difference(opened(made).convert("L"), expected.convert("L")))
    assert max(difference.rms) < 6


@pytest.mark.parametrize("size", [(4800, 20), (2400, 1), (60, 4000)])
@pytest.mark.parametrize("width", [1600, 800, 480, 30])
def test_the_longest_and_thinnest_pictures_come_in_every_size(
    tmp_path: Path, size: tuple[int, int], width: int
) -> None:
    content = encoded(Image.new("RGB", size, GREEN))
    width = min(width, size[0])
    wanted = width, max(1, round(size[1] * width / size[0]))
    (made,) = make(tmp_path, content, variant(content, *wanted))
    assert opened(made).size == wanted
    assert are_close(colours(opened(made)), [GREEN] * 4)


def test_a_size_of_other_proportions_than_the_original_is_made_from_enough_pixels(tmp_path: Path) -> None:
    stripes = Image.linear_gradient("L").resize((2400, 1600)).point([value % 2 * 255 for value in range(256)])
    content = encoded(stripes.convert("RGB"), "PNG")
    (made,) = make(tmp_path, content, variant(content, 480, 1600, quality=95))
    assert opened(made).size == (480, 1600)
    contrast = ImageStat.Stat(opened(made).convert("L")).stddev[0]
    assert contrast > 0.9 * ImageStat.Stat(stripes).stddev[0]


@pytest.mark.parametrize("size", [(2400, 1600), (4800, 3200), (1700, 1100)])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_small_size_shows_the_whole_picture_and_upright(
    tmp_path: Path, orientation: int, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = quarters(size if orientation == 1 else size[::-1])
    laid = upright if orientation == 1 else upright.transpose(Image.Transpose.ROTATE_90)
    content = encoded(laid, exif=exif.tobytes())
    (made,) = make(tmp_path, content, variant(content, 480, round(480 * upright.height / upright.width)))
    assert are_close(colours(opened(made)), [RED, GREEN, BLUE, WHITE])
    middle = opened(made).width // 2, opened(made).height // 2
    edge = [opened(made).getpixel((middle[0] + shift, 10)) for shift in (-4, 4)]
    assert are_close([each for each in edge if isinstance(each, tuple)], [RED, GREEN], tolerance=40)


@pytest.mark.parametrize("size", [(2400, 1600), (1600, 2400)])
def test_an_original_that_lies_on_its_side_gives_the_bytes_of_one_that_stands(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    upright = photograph(size)
    exif = Image.Exif()
    exif[0x0112] = 6
    aside = encoded(upright.transpose(Image.Transpose.ROTATE_90), "PNG", exif=exif.tobytes())
    height = round(480 * size[1] / size[0])
    made = [make(tmp_path, content, variant(content, 480, height)) for content in (encoded(upright, "PNG"), aside)]
    assert made[0] == made[1]


def test_what_lies_in_the_store_already_is_not_made_again(tmp_path: Path) -> None:
    content = encoded(quarters())
    wanted = variant(content, 200, 150)
    make(tmp_path, content, wanted)
    (tmp_path / "flag.jpg").unlink()
    request = PhotoRequest(str(tmp_path / "flag.jpg"), str(tmp_path / "store"), (wanted,))
    assert make_photo(request) == (Stored(wanted.path, Path(wanted.path).name),)


@pytest.mark.parametrize("damage", [b"", b"x", b"another picture, with no digest behind it"])
def test_a_damaged_file_in_the_store_is_made_again(tmp_path: Path, damage: bytes) -> None:
    content = encoded(quarters())
    wanted = variant(content, 200, 150)
    make(tmp_path, content, wanted)
    (tmp_path / "store" / Path(wanted.path).name).write_bytes(damage)
    (made,) = make(tmp_path, content, wanted)
    assert opened(made).size == (200, 150)


def test_nothing_but_finished_variants_is_left_in_the_store(tmp_path: Path) -> None:
    content = encoded(quarters())
    wanted = variant(content, 200, 150)
    make(tmp_path, content, wanted)
    assert [path.name for path in (tmp_path / "store").iterdir()] == [Path(wanted.path).name]


def failures(folder: Path, *variants: PhotoOutput, store: str = "store", origin: str = "") -> list[str]:
    results = make_photo(PhotoRequest(str(folder / "flag.jpg"), str(folder / store), variants))
    assert [result.path for result in results] == [each.path for each in variants]
    assert {result.origin for result in results if isinstance(result, Failed)} <= {origin or "content/articles/flag.md"}
    return [result.message if isinstance(result, Failed) else "" for result in results]


def test_an_original_that_is_gone_fails_by_name(tmp_path: Path) -> None:
    (message,) = failures(tmp_path, variant(b"x", 200, 150))
    assert message == "photos/flag.jpg: No such file or directory"


def test_an_original_that_was_changed_since_it_was_measured_fails(tmp_path: Path) -> None:
    (tmp_path / "flag.jpg").write_bytes(encoded(quarters()))
    (message,) = failures(tmp_path, variant(encoded(photograph((400, 300))), 200, 150))
    assert "changed while the site was being built" in message
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("damage", [b"", b"no picture", encoded(quarters())[:900], encoded(quarters(), "PNG")[:200]])
def test_a_broken_original_fails_every_variant_and_stores_nothing(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "flag.jpg").write_bytes(damage)
    messages = failures(tmp_path, variant(damage, 200, 150), variant(damage, 100, 75, "webp"))
    assert all(messages)
    assert not (tmp_path / "store").exists()


def test_a_picture_is_never_enlarged_and_the_other_variants_are_made(tmp_path: Path) -> None:
    content = encoded(quarters((40, 30)))
    (tmp_path / "flag.jpg").write_bytes(content)
    wide, fitting = failures(tmp_path, variant(content, 41, 30), variant(content, 40, 30))
    assert "it has only 40 × 30 pixels" in wide
    assert not fitting


@pytest.mark.parametrize(("width", "height", "image_format"), [(0, 30, "jpeg"), (10, -1, "webp"), (10, 10, "tiff")])
def test_a_request_that_makes_no_sense_fails(tmp_path: Path, width: int, height: int, image_format: str) -> None:
    content = encoded(quarters())
    (tmp_path / "flag.jpg").write_bytes(content)
    assert all(failures(tmp_path, variant(content, width, height, image_format)))
    assert not list(tmp_path.glob("store/*"))


def test_a_store_that_cannot_be_written_to_is_to_blame_and_not_the_picture(tmp_path: Path) -> None:
    content = encoded(quarters())
    (tmp_path / "flag.jpg").write_bytes(content)
    (tmp_path / "file").write_bytes(b"")
    variants = variant(content, 200, 150), variant(content, 100, 75)
    told = failures(tmp_path, *variants, store="file/store", origin=str(tmp_path / "file/store"))
    assert len(set(told)) == 1
    assert "store of finished photographs" in told[0]
    assert "flag" not in told[0]


def test_a_request_without_variants_gives_nothing(tmp_path: Path) -> None:
    assert make_photo(PhotoRequest(str(tmp_path / "none.jpg"), str(tmp_path / "store"), ())) == ()


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (7, 5)])
@pytest.mark.parametrize("image_format", FORMATS)
def test_the_smallest_and_the_thinnest_pictures_are_made(
    tmp_path: Path, size: tuple[int, int], image_format: str
) -> None:
    content = encoded(Image.new("RGB", size, RED))
    (made,) = make(tmp_path, content, variant(content, *size, image_format, RIGHTS))
    assert opened(made).size == size


def test_a_worker_process_makes_the_same_bytes(tmp_path: Path) -> None:
    content = encoded(quarters())
    wanted = variant(content, 200, 150, rights=RIGHTS)
    (here,) = make(tmp_path, content, wanted)
    request = PhotoRequest(str(tmp_path / "flag.jpg"), str(tmp_path / "elsewhere"), (wanted,))
    with ProcessPoolExecutor(1) as pool:
        (result,) = pool.submit(make_photo, request).result()
    assert isinstance(result, Stored)
    finished = stored(tmp_path / "elsewhere", result.name)
    assert finished and finished.content == here


def test_a_crop_shows_that_part_of_the_upright_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = quarters((1600, 1200))
    content = encoded(upright.transpose(Image.Transpose.ROTATE_90), exif=exif.tobytes(), quality=95)
    parts: dict[Box, tuple[int, int, int]] = {
        (0, 0, 800, 600): RED,
        (800, 0, 1600, 600): GREEN,
        (800, 600, 1600, 1200): BLUE,
        (0, 600, 800, 1200): WHITE,
    }
    for width in (800, 400, 100):
        made = make(tmp_path, content, *(variant(content, width, width * 3 // 4, crop=part) for part in parts))
        for file, colour in zip(made, parts.values(), strict=True):
            assert opened(file).size == (width, width * 3 // 4)
            assert are_close(colours(opened(file)), [colour] * 4)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG"])
@pytest.mark.parametrize(("size", "width"), [((2400, 1600), 1200), ((2400, 1600), 300), ((4800, 3200), 1200)])
def test_a_crop_looks_like_one_made_from_the_original(
    tmp_path: Path, size: tuple[int, int], width: int, image_format: str
) -> None:
    image = photograph(size)
    side = size[1] - 101
    box = 301, 51, 301 + side, 51 + side
    content = encoded(image, image_format, **({"quality": 95} if image_format == "JPEG" else {"compress_level": 1}))
    (made,) = make(tmp_path, content, variant(content, width, width, quality=95, crop=box))
    expected = opened(encoded(image.resize((width, width), Image.Resampling.LANCZOS, box), quality=95))
    difference = ImageStat.Stat(ImageChops.difference(opened(made).convert("L"), expected.convert("L")))
    assert max(difference.rms) < 6


@pytest.mark.parametrize("size", [(4800, 3200), (4000, 2667), (2000, 3000)])
def test_the_bytes_of_a_crop_do_not_depend_on_what_else_is_asked_for(tmp_path: Path, size: tuple[int, int]) -> None:
    content = encoded(photograph(size))
    side = min(size)
    square = variant(content, 1200, 1200, crop=(0, 0, side, side))
    wide = variant(content, 1200, 675, crop=(0, 10, 1920, 1090))
    others = [variant(content, width, round(size[1] * width / size[0])) for width in (480, 800, 1600, 1990)]
    for folder in ("alone", "together", "later"):
        (tmp_path / folder).mkdir()
    alone = [*make(tmp_path / "alone", content, square), *make(tmp_path / "alone", content, wide)]
    together = make(tmp_path / "together", content, *others, wide, square)
    make(tmp_path / "later", content, *others)
    assert alone == together[-2:][::-1] == make(tmp_path / "later", content, square, wide)


@pytest.mark.parametrize("crop", [(-1, 0, 20, 20), (0, 0, 41, 20), (0, 0, 20, 31), (20, 0, 20, 20), (30, 0, 10, 20)])
def test_a_crop_that_is_not_within_the_picture_fails(tmp_path: Path, crop: Box) -> None:
    content = encoded(quarters((40, 30)))
    (tmp_path / "flag.jpg").write_bytes(content)
    (message,) = failures(tmp_path, variant(content, 5, 5, crop=crop))
    assert "does not lie within its 40 × 30 pixels" in message


def test_a_crop_is_never_enlarged(tmp_path: Path) -> None:
    content = encoded(quarters((40, 30)))
    (tmp_path / "flag.jpg").write_bytes(content)
    (message,) = failures(tmp_path, variant(content, 21, 20, crop=(0, 0, 20, 20)))
    assert "it has only 20 × 20 pixels" in message


@pytest.mark.parametrize("image_format", ["avif", "webp"])
def test_more_effort_makes_other_bytes_of_the_same_picture(tmp_path: Path, image_format: str) -> None:
    image = photograph((400, 300))
    content = encoded(image, "PNG")
    made = make(tmp_path, content, *(variant(content, 400, 300, image_format, effort=effort) for effort in (0, 6)))
    assert made[0] != made[1]
    for each in made:
        difference = ImageStat.Stat(ImageChops.difference(opened(each).convert("L"), image.convert("L")))
        assert max(difference.mean) < 4


def test_jpeg_with_little_effort_is_no_progressive_one(tmp_path: Path) -> None:
    content = encoded(quarters())
    quick, thorough = make(tmp_path, content, *(variant(content, 200, 150, effort=effort) for effort in (0, 5)))
    assert "progressive" not in opened(quick).info
    assert opened(thorough).info["progressive"] == 1


@pytest.mark.parametrize("effort", [-1, 11])
def test_an_effort_that_does_not_exist_fails(tmp_path: Path, effort: int) -> None:
    content = encoded(quarters())
    (tmp_path / "flag.jpg").write_bytes(content)
    assert all(failures(tmp_path, variant(content, 20, 15, "avif", effort=effort)))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_png_is_lossless_and_takes_a_palette_where_few_colours_allow_it(tmp_path: Path, mode: str) -> None:
    flat, rich = quarters().convert(mode), photograph((400, 300)).convert(mode)
    if mode == "RGBA":
        flat.paste((10, 20, 30, 0), (0, 0, 50, 50))
        rich.paste((10, 20, 30, 77), (0, 0, 50, 50))
    for image, found in ((flat, "P"), (rich, mode)):
        content = encoded(image, "PNG")
        (made,) = make(tmp_path, content, variant(content, 400, 300, "png", quality=100))
        assert opened(made).mode == found
        assert ImageChops.difference(opened(made).convert(mode), image).getbbox(alpha_only=False) is None


def test_png_below_full_quality_has_a_palette_that_comes_close(tmp_path: Path) -> None:
    image = opened(encoded(photograph((400, 300)), quality=60))
    content = encoded(image, "PNG")
    small, exact = make(tmp_path, content, *(variant(content, 400, 300, "png", quality=q) for q in (90, 100)))
    assert len(small) < len(exact)
    assert opened(small).mode == "P"
    assert max(ImageStat.Stat(ImageChops.difference(opened(small).convert("RGB"), image)).mean) < 12


@pytest.mark.parametrize("image_format", FORMATS)
def test_all_that_is_asked_for_is_written_and_can_be_read_again(tmp_path: Path, image_format: str) -> None:
    content = encoded(quarters())
    caption, source = "دیلان opens a <shop> & smiles.", "trainedAlgorithmicMedia"
    asked = variant(content, 200, 150, image_format, ALL_RIGHTS, caption=caption, source_type=source)
    (made,) = make(tmp_path, content, asked)
    picture = measured("flag", made)
    assert isinstance(picture, Picture)
    assert (picture.rights, picture.caption, picture.source_type) == (ALL_RIGHTS, caption, source)


@pytest.mark.parametrize("image_format", FORMATS)
def test_the_longest_metadata_that_is_read_can_be_written(tmp_path: Path, image_format: str) -> None:
    content = encoded(quarters())
    said = "د&" * 150
    rights = Rights(said, said, said, "https://example.org/" + "a" * 1980, "<" * 300)
    (made,) = make(tmp_path, content, variant(content, 200, 150, image_format, rights, caption="&" * 2000))
    assert opened(made).size == (200, 150)


needs_exiftool = pytest.mark.skipif(
    not shutil.which("exiftool") and "CI" not in os.environ, reason="exiftool is not installed"
)

SECRETS = (
    "-GPSLatitude=36.19",
    "-GPSLatitudeRef=N",
    "-GPSLongitude=44.01",
    "-GPSLongitudeRef=E",
    "-XMP-exif:GPSLatitude=36.19",
    "-SerialNumber=12345",
    "-LensSerialNumber=678",
    "-XMP-aux:SerialNumber=12345",
    "-OwnerName=Someone",
    "-Make=Canon",
    "-Model=Canon EOS R5",
    "-UserComment=a secret",
    "-Comment=a secret",
    "-IPTC:City=Erbil",
    "-IPTC:Keywords=secret",
    "-XMP-mwg-rs:RegionName=A face",
    "-XMP-mwg-rs:RegionType=Face",
    "-XMP-iptcExt:PersonInImage=A face",
    "-XMP-xmpMM:DocumentID=secret",
    "-DateTimeOriginal=2020:03:29 10:00:00",
    "-Artist=Another",
)

PUBLISHED = {
    "XMP-dc:Creator": "Dilan Example",
    "XMP-dc:Rights": "© 2026 دیلان",
    "XMP-dc:Description": "A caption.",
    "XMP-photoshop:Credit": "The Outlet & Co <ckb>",
    "XMP-xmpRights:Marked": True,
    "XMP-xmpRights:WebStatement": "https://example.org/terms?a=1&b=2",
    "XMP-plus:LicensorName": "The Outlet",
    "XMP-plus:LicensorURL": "https://example.org/licences",
    "XMP-iptcExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    "IFD0:ImageDescription": "A caption.",
    "IFD0:Artist": "Dilan Example",
    "IFD0:Copyright": "© 2026 دیلان",
}

OF_THE_FILE = (
    "ExifTool",
    "File",
    "System",
    "Composite",
    "PNG",
    "RIFF",
    "JFIF",
    "Meta",
    "ItemProps",
    "ItemList",
    "QuickTime",
)
"""The groups of what exiftool says of a file's pixels and of itself."""


def told_by_exiftool(path: Path) -> dict[str, object]:
    command = ["exiftool", "-j", "-G1", "-a", str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)[0]
    return {
        name.replace(" ", ""): value
        for name, value in found.items()
        if ":" in name and name.split(":")[0] not in OF_THE_FILE
    }


@needs_exiftool
@pytest.mark.parametrize("original", ["jpg", "png", "webp", "tif"])
@pytest.mark.parametrize("image_format", FORMATS)
def test_exiftool_finds_what_was_asked_for_and_nothing_else(tmp_path: Path, image_format: str, original: str) -> None:
    path = tmp_path / f"flag.{original}"
    quarters().save(path, icc_profile=wide_gamut())
    thumbnail = tmp_path / "thumbnail.jpg"
    Image.new("RGB", (160, 120), RED).save(thumbnail)
    embedded = (f"-ThumbnailImage<={thumbnail}",) if original in {"jpg", "tif"} else ()
    subprocess.run(["exiftool", "-q", "-m", "-overwrite_original", *SECRETS, *embedded, str(path)], check=True)
    assert any("GPS" in name for name in told_by_exiftool(path))
    content = path.read_bytes()
    source = "trainedAlgorithmicMedia"
    said = variant(content, 200, 150, image_format, ALL_RIGHTS, caption="A caption.", source_type=source)
    silent = variant(content, 200, 150, image_format)
    for number, file in enumerate(make(tmp_path, content, said, silent)):
        (tmp_path / f"{number}.{image_format}").write_bytes(file)
    found = told_by_exiftool(tmp_path / f"0.{image_format}")
    structure = {"XMP-x:XMPToolkit", "IFD0:ExifByteOrder"}
    assert {name: value for name, value in found.items() if name not in structure} == PUBLISHED
    assert told_by_exiftool(tmp_path / f"1.{image_format}") == {}


def test_what_cannot_be_decoded_fails_in_an_editors_words(tmp_path: Path) -> None:
    damaged = encoded(photograph((400, 300)))[:3000]
    (tmp_path / "flag.jpg").write_bytes(damaged)
    (message,) = failures(tmp_path, variant(damaged, 200, 150))
    assert message == (
        "photos/flag.jpg: the picture is damaged and cannot be opened; copy it again, or export it again as JPEG"
    )


def test_what_a_format_cannot_hold_fails_in_that_format_only(tmp_path: Path) -> None:
    content = encoded(Image.new("RGB", (17_000, 1), RED), "PNG")
    (tmp_path / "flag.jpg").write_bytes(content)
    webp, jpeg = failures(tmp_path, variant(content, 17_000, 1, "webp"), variant(content, 17_000, 1))
    assert "a picture of 17000 × 1 pixels cannot be saved as WEBP" in webp
    assert not jpeg


def test_what_has_more_pixels_than_any_photograph_is_not_opened(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    (tmp_path / "flag.jpg").write_bytes(bomb)
    assert all(failures(tmp_path, variant(bomb, 200, 150)))
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("image_format", ["webp", "avif", "png"])
def test_what_can_be_seen_through_stays_so_in_every_format_but_jpeg(tmp_path: Path, image_format: str) -> None:
    original = quarters().convert("RGBA")
    original.putalpha(Image.linear_gradient("L").resize(original.size))
    content = encoded(original, "PNG")
    (made,) = make(tmp_path, content, variant(content, 200, 150, image_format, quality=100))
    assert opened(made).mode == "RGBA"
    expected = original.getchannel("A").resize((200, 150))
    assert max(ImageStat.Stat(ImageChops.difference(opened(made).getchannel("A"), expected)).mean) < 2
