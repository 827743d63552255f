"""Photographs as editors hand them in: measured, or refused in words an editor understands."""

from __future__ import annotations

import hashlib
import io
import random
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from generator.model.documents import BrokenPicture, Rights
from generator.read.photos.measure import measured
from generator.read.photos.metadata import MAX_RIGHTS
from generator.read.photos.suffixes import IMAGE_SUFFIXES
from tests.unit.pictures import exif, measure, picture_bytes, png_chunk, with_iptc, xmp

ARTIST, COPYRIGHT, ORIENTATION = 0x013B, 0x8298, 0x0112


def refuse(content: bytes, path: str = "photos/flag.jpg") -> BrokenPicture:
    picture = measured(path, content)
    assert isinstance(picture, BrokenPicture), picture
    assert picture.path == path
    assert picture.fault.endswith(".")
    assert picture.hint.endswith(".")
    return picture


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(bytes(999)))
        + png_chunk(b"IEND", b"")
    )


def jpeg_claiming(width: int, height: int) -> bytes:
    content = bytearray(picture_bytes(size=(8, 8)))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def gif_claiming(width: int, height: int) -> bytes:
    content = bytearray(picture_bytes("GIF", size=(8, 8), mode="P"))
    content[6:10] = struct.pack("<HH", width, height)
    return bytes(content)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF"])
def test_a_picture_is_measured_whatever_its_format_and_its_name(image_format: str) -> None:
    content = picture_bytes(image_format)
    picture = measure(content, "photos/wrong.suffix")
    assert (picture.path, picture.width, picture.height) == ("photos/wrong.suffix", 64, 48)
    assert picture.digest == hashlib.blake2b(content, digest_size=16).hexdigest()
    assert (picture.rights, picture.frames, picture.is_transparent) == (Rights(), 1, False)


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I;16B", "I", "F", "YCbCr", "LAB"]
)
def test_a_picture_is_measured_in_every_colour_mode(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (30, 20)).save(file, "TIFF")
    assert measure(file.getvalue()).width == 30


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_width_and_height_are_those_of_the_upright_picture(image_format: str, orientation: int) -> None:
    picture = measure(picture_bytes(image_format, exif=exif({ORIENTATION: orientation})))
    assert (picture.width, picture.height) == ((48, 64) if orientation >= 5 else (64, 48))


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation: int) -> None:
    assert measure(picture_bytes(exif=exif({ORIENTATION: orientation}))).width == 64


def test_of_an_animation_the_first_frame_is_measured() -> None:
    file = io.BytesIO()
    frames = [Image.new("L", (20, 10), shade) for shade in (0, 100, 200)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert (measure(file.getvalue()).width, measure(file.getvalue()).height) == (20, 10)


def test_a_picture_of_a_single_pixel_is_measured() -> None:
    assert measure(picture_bytes(size=(1, 1))).height == 1


def test_rights_are_read_from_xmp() -> None:
    packet = xmp(
        "<dc:creator><rdf:Seq><rdf:li>Dilan Example</rdf:li><rdf:li>Sara Example</rdf:li></rdf:Seq></dc:creator>"
        "<photoshop:Credit>The Outlet</photoshop:Credit>"
        '<dc:rights><rdf:Alt><rdf:li xml:lang="ku">Maf</rdf:li>'
        '<rdf:li xml:lang="x-default">© 2026 The Outlet</rdf:li></rdf:Alt></dc:rights>'
    )
    expected = Rights("Dilan Example, Sara Example", "The Outlet", "© 2026 The Outlet")
    assert measure(picture_bytes("JPEG", xmp=packet)).rights == expected
    assert measure(picture_bytes("WEBP", xmp=packet)).rights == expected
    assert measure(picture_bytes("TIFF", tiffinfo={700: packet})).rights == expected


def test_rights_are_read_from_xmp_written_as_attributes_or_plain_text() -> None:
    packet = xmp("<dc:creator>Dilan</dc:creator>").replace(b'rdf:about=""', b'photoshop:Credit="The Outlet"')
    assert measure(picture_bytes(xmp=packet)).rights == Rights("Dilan", "The Outlet", "")


def test_rights_of_an_ingredient_are_not_those_of_the_picture() -> None:
    packet = xmp(
        "<xmpMM:Ingredients><rdf:Description><dc:creator>Another</dc:creator></rdf:Description></xmpMM:Ingredients>"
    )
    assert measure(picture_bytes(xmp=packet)).rights == Rights()


def test_rights_are_read_from_iptc() -> None:
    content = with_iptc(
        picture_bytes(), [(80, "Dîlan".encode()), (80, b"Sara"), (110, b"The Outlet"), (116, b"\xa9 2026")]
    )
    assert measure(content).rights == Rights("Dîlan, Sara", "The Outlet", "© 2026")


def test_rights_are_read_from_exif_and_may_be_in_kurdish() -> None:
    content = picture_bytes(exif=exif({ARTIST: "دیلان".encode(), COPYRIGHT: b"Dilan\0The Outlet\0"}))
    assert measure(content).rights == Rights("دیلان", "", "Dilan The Outlet")


def test_for_each_right_xmp_goes_before_iptc_and_iptc_before_exif() -> None:
    content = picture_bytes(
        xmp=xmp(
            "<dc:creator><rdf:Seq><rdf:li>XMP</rdf:li></rdf:Seq></dc:creator><photoshop:Credit> </photoshop:Credit>"
        ),
        exif=exif({ARTIST: "EXIF", COPYRIGHT: "EXIF"}),
    )
    assert measure(with_iptc(content, [(80, b"IPTC"), (110, b"IPTC")])).rights == Rights("XMP", "IPTC", "EXIF")


def test_rights_lose_control_characters_and_marks_of_direction_and_are_cut() -> None:
    content = picture_bytes(exif=exif({ARTIST: "A\r\n\tB\x07 \u202eC".encode(), COPYRIGHT: "x" * 5000}))
    assert measure(content).rights == Rights("A B C", "", "x" * MAX_RIGHTS)


@pytest.mark.parametrize(
    "options",
    [
        {"exif": b"Exif\0\0MM\0*\xff\xff\xff\xff"},
        {"exif": b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 40},
        {"exif": b"Exif\0\0"},
        {"xmp": b"<x:xmpmeta"},
        {"xmp": b"\xff\xfe\0"},
        {"xmp": b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'},
        {"xmp": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
        {"xmp": b"<a>" * 20_000},
        {"icc_profile": b"not a profile"},
        {"comment": b"\0\xff"},
    ],
)
def test_broken_metadata_spoils_no_picture(options: dict[str, Any]) -> None:
    picture = measure(picture_bytes(**options))
    assert (picture.width, picture.height, picture.rights) == (64, 48, Rights())


def test_broken_iptc_spoils_no_picture() -> None:
    broken = with_iptc(picture_bytes(), [(80, b"Dilan")]).replace(b"\x1c\x02\x50", b"\x1c\x02\x50\xff\xff\xff")
    assert measure(broken).width == 64


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "cut off"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "film"),
        (b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\xef\xbb\xbf<svg/>", "SVG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\n<!-- saved from url=(0022)https://outlet.example -->\n<!DOCTYPE html><svg>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS"),
        (b"PK\x03\x04\x14\0", "Office"),
        (b"8BPS\0\1", "Photoshop"),
        (picture_bytes("BMP"), "BMP"),
        (b"II*\0\x10\0\0\0CR\x02\0", "raw"),
        (b"Soldiers lower the flag.", "text"),
        ("سەرباز ئاڵا دادەگرن ".encode() * 500, "text"),
        (bytes(range(256)), "recognised"),
    ],
)
def test_a_file_that_is_no_picture_is_called_what_it_is(content: bytes, word: str) -> None:
    assert word in refuse(content).fault


def test_a_raw_file_of_a_camera_is_told_from_a_tiff_by_its_suffix() -> None:
    assert "raw" in refuse(picture_bytes("TIFF"), "photos/DSC_0001.NEF").fault


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_damaged(image_format: str, share: float) -> None:
    content = picture_bytes(image_format, size=(400, 300))
    assert "cut off or damaged" in refuse(content[: int(len(content) * share)]).fault


def test_a_progressive_jpeg_that_is_cut_off_is_damaged() -> None:
    content = picture_bytes(size=(400, 300), progressive=True)
    assert "cut off or damaged" in refuse(content[: len(content) // 2]).fault


@pytest.mark.parametrize("claiming", [png_claiming, jpeg_claiming, gif_claiming])
def test_a_picture_above_120_megapixels_is_refused_by_its_header(claiming: Any) -> None:
    content = claiming(12_001, 10_000)
    assert len(content) < 2000
    assert "12001 × 10000 pixels" in refuse(content).fault


@pytest.mark.parametrize("claiming", [png_claiming, jpeg_claiming, gif_claiming])
def test_a_decompression_bomb_is_refused_by_its_header(claiming: Any) -> None:
    assert "more pixels than the 120 million" in refuse(claiming(30_000, 30_000)).fault


def test_a_large_picture_below_the_limit_is_taken_without_a_warning() -> None:
    assert measure(gif_claiming(10_000, 9_500)).width == 10_000  # Pillow warns from 89 megapixels; warnings are errors


def test_random_damage_never_raises() -> None:
    random_number = random.Random(20261119)
    options: dict[str, Any] = {"exif": exif({ORIENTATION: 6, ARTIST: "A"}), "xmp": xmp("<dc:rights>R</dc:rights>")}
    seeds = [
        picture_bytes(each, **(options if each in {"JPEG", "WEBP", "AVIF"} else {}))
        for each in ("JPEG", "WEBP", "PNG", "GIF", "TIFF", "AVIF")
    ]
    for _ in range(400):
        content = bytearray(random_number.choice(seeds))
        for _ in range(random_number.choice((1, 3, 20))):
            content[random_number.randrange(min(len(content), 400))] = random_number.randrange(256)
        assert measured("photos/flag.jpg", bytes(content)).path == "photos/flag.jpg"


def test_the_suffixes_worth_measuring_are_lower_case_and_begin_with_a_dot() -> None:
    assert {".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".svg"} <= IMAGE_SUFFIXES
    assert all(suffix[0] == "." and suffix == suffix.lower() for suffix in IMAGE_SUFFIXES)


def test_a_strip_is_refused_because_no_format_could_hold_its_long_side() -> None:
    strip = io.BytesIO()
    Image.new("RGB", (10, 20_000)).save(strip, "PNG")
    broken = measured("photos/strip.png", strip.getvalue())
    assert isinstance(broken, BrokenPicture)
    assert "10 × 20000" in broken.fault
