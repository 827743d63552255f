"""Photographs that are broken, absurd or meant to do harm: each is measured or refused with one message, and none makes the
process that reads it die or swell."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from generator.model.documents import BrokenPicture, Picture
from generator.read.documents import ReadFile, Reading, read
from generator.read.photos.measure import MAX_PIXELS_OF, measured
from generator.read.scan import scanned
from tests.unit.pictures import bits_apart, encoded, exif, png_chunk

ROOT = Path(__file__).parent.parent.parent
SIDE = 30_000
ORIENTATION, DESCRIPTION, MAKER_NOTE, EXIF_DIRECTORY = 0x0112, 0x010E, 0x927C, 0x8769

_MEASURE_ALL = """
import resource, sys
from pathlib import Path
from generator.read.photos.measure import measured
from generator.model.documents import BrokenPicture
for path in sys.argv[1:]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = measured(path, Path(path).read_bytes())
    unit = 1 if sys.platform == "darwin" else 1024
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit
    print(Path(path).name, grown, "refused" if isinstance(found, BrokenPicture) else "measured")
"""


def street(mode: str = "RGB", size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture with an above, a below, a left and a right: a red house before a blue sky on green ground."""
    image = Image.new("RGB", (96, 64), (90, 140, 220))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 44, 96, 64), fill=(60, 130, 50))
    draw.rectangle((10, 20, 40, 50), fill=(200, 60, 40))
    draw.ellipse((70, 4, 86, 20), fill=(250, 230, 120))
    return image.resize(size).convert(mode)


def png_with(*chunks: bytes) -> bytes:
    """With chunks before the pixels."""
    content = encoded(street(), "PNG")
    return content[:33] + b"".join(chunks) + content[33:]


def tiff(entries: list[tuple[int, int, int, int]], behind: bytes = b"") -> bytes:
    """A TIFF of a directory with tags, types, counts and values, and what stands behind it."""
    directory = b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + directory + bytes(4) + behind


def tiff_of(width: int, height: int, *more: tuple[int, int, int, int], behind: bytes = b"") -> bytes:
    start = 14 + 12 * (9 + len(more))
    plain = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (277, 3, 1, 1)]
    strips = [(273, 4, 1, start), (278, 4, 1, height), (279, 4, 1, 100)]
    return tiff([*plain, *strips, *more], behind or bytes(100))


def webp_of(width: int, height: int) -> bytes:
    content = bytearray(encoded(street("RGBA"), "WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"))
    assert content[12:16] == b"VP8X"
    content[24:30] = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes(content)


def avif_of(width: int, height: int) -> bytes:
    content = bytearray(encoded(street(), "AVIF"))
    place = content.index(b"ispe") + 8
    content[place : place + 8] = struct.pack(">II", width, height)
    return bytes(content)


def jpeg_of(width: int, height: int, **options: Any) -> bytes:
    content = bytearray(encoded(street(), "JPEG", **options))
    frame = content.index(b"\xff\xc2" if options.get("progressive") else b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def gif_of(width: int, height: int) -> bytes:
    content = bytearray(encoded(street("P"), "GIF"))
    content[6:10] = struct.pack("<HH", width, height)
    return bytes(content)


def gif_with_a_frame_of(width: int, height: int) -> bytes:
    """On a screen of 96 × 64."""
    content = bytearray(encoded(street("P"), "GIF"))
    place = content.index(b",\0\0\0\0")
    content[place + 5 : place + 9] = struct.pack("<HH", width, height)
    return bytes(content)


def png_of(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(bytes(9999)))
        + png_chunk(b"IEND", b"")
    )


def overlapping_exif() -> bytes:
    """4,000 values, each of which is the whole of the 60 kB around it: 240 MB."""
    entries = [(0x9000 + number, 7, 60_000, 0) for number in range(4000)]
    return b"Exif\0\0" + tiff(entries, bytes(12_000))


def jpeg_with_exif(block: bytes) -> bytes:
    content = encoded(street(), "JPEG")
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + content[2:]


def xmp(inside: bytes) -> bytes:
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        b'<rdf:Description rdf:about="">' + inside + b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


CREATOR = b"<dc:creator>Dilan</dc:creator>"


def laughs() -> bytes:
    names = [b'<!ENTITY l0 "ha">', *(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))]
    return b"<!DOCTYPE x [" + b"".join(names) + b"]>" + xmp(b"<dc:creator>&l11;</dc:creator>")


def iptc(size: int) -> bytes:
    """A TIFF with as many bytes of IPTC, all of them captions of one letter."""
    fields = b"\x1c\x02\x78\0\x01a" * (size // 6)
    start = 14 + 12 * 10
    content = bytearray(tiff_of(10, 10, (33723, 7, len(fields), start + 100), behind=bytes(100) + fields))
    return bytes(content)


BOMBS: dict[str, Callable[[], bytes]] = {
    "png": lambda: png_of(SIDE, SIDE),
    "tiff": lambda: tiff_of(SIDE, SIDE),
    "webp": lambda: webp_of(SIDE, SIDE),
    "avif-below-pillows-limit": lambda: avif_of(12_000, 10_000),
    "avif": lambda: avif_of(SIDE, SIDE),
    "jpeg": lambda: jpeg_of(SIDE, SIDE),
    "progressive-jpeg": lambda: jpeg_of(SIDE, SIDE, progressive=True),
    "gif": lambda: gif_of(SIDE, SIDE),
    "gif-frame": lambda: gif_with_a_frame_of(SIDE, SIDE),
}
"""Pictures of a few hundred bytes that claim to have 900 megapixels, or so many that their decoder would take gigabytes."""

SWELLING: dict[str, Callable[[], bytes]] = {
    "canvas-larger-than-the-frame": lambda: webp_of(12_000, 10_000),
    "tiles-of-900-megapixels": lambda: tiff_of(
        100, 100, (322, 4, 1, SIDE), (323, 4, 1, SIDE), (324, 4, 1, 8), (325, 4, 1, 9)
    ),
    "compressed-tiles-of-900-megapixels": lambda: tiff(
        [
            *[(256, 4, 1, 100), (257, 4, 1, 100), (258, 3, 1, 8), (259, 3, 1, 5), (262, 3, 1, 1), (277, 3, 1, 1)],
            *[(322, 4, 1, SIDE), (323, 4, 1, SIDE), (324, 4, 1, 200), (325, 4, 1, 100)],
        ],
        bytes(400),
    ),
    "four-million-strips": lambda: tiff_of(100, 100, (324, 4, 4_000_000, 300), behind=bytes(16_000_400)),
    "exif-that-overlaps": lambda: jpeg_with_exif(overlapping_exif()),
    "exif-that-overlaps-in-webp": lambda: encoded(street(), "WEBP", exif=overlapping_exif()),
    "maker-notes-of-60-kb": lambda: jpeg_with_exif(exif({EXIF_DIRECTORY: {MAKER_NOTE: bytes(60_000)}})),
    "billion-laughs": lambda: encoded(street(), "WEBP", xmp=laughs()),
    "xmp-of-20-mb": lambda: encoded(street(), "WEBP", xmp=xmp(b"<dc:subject/>" * 1_500_000)),
    "xmp-as-deep-as-it-is-long": lambda: encoded(street(), "WEBP", xmp=xmp(b"<a>" * 100_000 + b"</a>" * 100_000)),
    "iptc-of-10-mb": lambda: iptc(10_000_000),
    "text-of-a-gigabyte": lambda: png_with(png_chunk(b"zTXt", b"Comment\0\0" + _packed_zeros(1_000_000_000))),
    "a-hundred-texts-of-a-megabyte": lambda: png_with(
        *(png_chunk(b"zTXt", b"T%d\0\0" % number + _packed_zeros(1_000_000)) for number in range(100))
    ),
    "international-text-of-a-gigabyte": lambda: png_with(
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + _packed_zeros(1_000_000_000))
    ),
    "profile-of-a-gigabyte": lambda: png_with(png_chunk(b"iCCP", b"profile\0\0" + _packed_zeros(1_000_000_000))),
}
"""Small pictures with something in their files that would take hundreds of megabytes, or for ever."""


def _packed_zeros(size: int) -> bytes:
    """So many zeros, whole megabytes, as zlib packs them (RFC 1950). One megabyte is packed, and stands there again and again."""
    megabyte = bytes(1_000_000)
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (size % 65521) << 16 | 1  # Adler-32 of zeros
    return b"\x78\xda" + block * (size // len(megabyte)) + packer.flush() + checksum.to_bytes(4, "big")


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_for_its_size(name: str) -> None:
    content = BOMBS[name]()
    assert len(content) < 5000
    found = measured("photos/bomb.jpg", content)
    assert isinstance(found, BrokenPicture)
    assert "pixels" in found.fault
    assert "smaller" in found.hint


def test_neither_a_bomb_nor_absurd_notes_make_the_process_swell(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="Windows does not say how much memory a process had")
    paths = []
    for name, make in (BOMBS | SWELLING).items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(make())
    measuring = subprocess.run(
        [sys.executable, "-c", _MEASURE_ALL, *map(str, paths)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in measuring.stdout.splitlines()]
    assert [name for name, *_ in lines] == [path.name for path in paths]
    assert {name: int(grown) for name, grown, _ in lines if int(grown) > 150_000_000} == {}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("text-of-a-gigabyte", "notes"),
        ("profile-of-a-gigabyte", "profile"),
        ("compressed-tiles-of-900-megapixels", "damaged"),
    ],
)
def test_what_swells_as_it_is_unpacked_is_refused_for_what_it_is(name: str, told: str) -> None:
    found = measured("photos/bomb.png", SWELLING[name]())
    assert isinstance(found, BrokenPicture)
    assert told in found.fault


def test_an_avif_that_is_cut_off_is_not_taken_for_one_that_is_too_large() -> None:
    found = measured("photos/street.avif", avif_of(96, 64)[:-200])
    assert isinstance(found, BrokenPicture)
    assert "damaged" in found.fault


@pytest.mark.parametrize(
    "name",
    ["exif-that-overlaps", "maker-notes-of-60-kb", "billion-laughs", "xmp-of-20-mb", "xmp-as-deep-as-it-is-long"],
)
def test_absurd_notes_spoil_no_picture(name: str) -> None:
    found = measured("photos/street.jpg", SWELLING[name]())
    assert isinstance(found, Picture)
    assert (found.width, found.rights.creator) == (96, "")


def test_the_limit_is_told_for_the_format_that_has_a_lower_one() -> None:
    found = measured("photos/bomb.avif", avif_of(12_000, 10_000))
    assert isinstance(found, BrokenPicture)
    assert f"12000 × 10000 pixels, more than the {MAX_PIXELS_OF['AVIF'] // 1_000_000} million" in found.fault


@pytest.mark.parametrize("written", ["abc", 9, -1, 1.5, b"\x06"])
def test_an_orientation_that_is_none_turns_nothing(written: Any) -> None:
    entry = {
        "abc": (2, 4, int.from_bytes(b"abc\0", "little")),
        9: (3, 1, 9),
        -1: (9, 1, 0xFFFFFFFF),
        1.5: (11, 1, 0x3FC00000),
        b"\x06": (7, 1, 6),
    }[written]
    found = measured("photos/street.jpg", jpeg_with_exif(b"Exif\0\0" + tiff([(ORIENTATION, *entry)])))
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (96, 64)


@pytest.mark.parametrize(
    "block",
    [
        tiff([(EXIF_DIRECTORY, 4, 1, 8), (DESCRIPTION, 2, 4, int.from_bytes(b"Rain", "little"))]),
        tiff([(EXIF_DIRECTORY, 4, 1, 0xFFFFFFFF), (DESCRIPTION, 2, 4, int.from_bytes(b"Rain", "little"))]),
        tiff([(DESCRIPTION, 2, 4, int.from_bytes(b"Rain", "little")), (0x9003, 2, 2**32 - 1, 8)]),
    ],
    ids=["its-own-directory", "a-directory-beyond-the-end", "a-value-beyond-the-end"],
)
def test_exif_that_leads_nowhere_says_what_can_be_read(block: bytes) -> None:
    found = measured("photos/street.jpg", jpeg_with_exif(b"Exif\0\0" + block))
    assert isinstance(found, Picture)
    assert (found.caption, found.created) == ("Rain", None)


def profile(name: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


FORMS: dict[str, Callable[[], bytes]] = {
    "baseline-jpeg": lambda: encoded(street(), "JPEG", quality=90),
    "progressive-jpeg": lambda: encoded(street(), "JPEG", quality=90, progressive=True),
    "cmyk-jpeg": lambda: encoded(street("CMYK"), "JPEG", quality=90),
    "jpeg-with-a-profile": lambda: encoded(street(), "JPEG", quality=90, icc_profile=profile("sRGB")),
    "jpeg-with-a-broken-profile": lambda: encoded(street(), "JPEG", quality=90, icc_profile=b"acsp" * 40),
    "jpeg-with-a-profile-for-another-mode": lambda: encoded(street(), "JPEG", quality=90, icc_profile=profile("LAB")),
    "mpo": lambda: encoded(street(), "MPO", quality=90, save_all=True, append_images=[street().rotate(180)]),
    "png": lambda: encoded(street(), "PNG"),
    "interlaced-palette-png": lambda: encoded(street("P"), "PNG", interlace=1),
    "png-with-alpha": lambda: encoded(street("RGBA"), "PNG"),
    "lossless-webp": lambda: encoded(street(), "WEBP", lossless=True),
    "lossy-webp": lambda: encoded(street(), "WEBP", quality=90),
    "avif": lambda: encoded(street(), "AVIF", quality=90),
    "gif": lambda: encoded(street("P"), "GIF"),
    "tiff": lambda: encoded(street(), "TIFF"),
    "lzw-tiff": lambda: encoded(street(), "TIFF", compression="tiff_lzw"),
    "deflated-tiff": lambda: encoded(street(), "TIFF", compression="tiff_adobe_deflate"),
    "jpeg-in-tiff": lambda: encoded(street(), "TIFF", compression="jpeg", quality=90),
    "cmyk-tiff": lambda: encoded(street("CMYK"), "TIFF"),
    "big-tiff": lambda: encoded(street(), "TIFF", big_tiff=True),
    "tiff-of-two-pages": lambda: encoded(street(), "TIFF", save_all=True, append_images=[street("L")]),
    "animated-gif": lambda: encoded(street("P"), "GIF", save_all=True, append_images=[street("L").rotate(180)]),
    "animated-png": lambda: encoded(street(), "PNG", save_all=True, append_images=[street().rotate(180)]),
    "animated-webp": lambda: encoded(
        street(), "WEBP", lossless=True, save_all=True, append_images=[street().rotate(180)]
    ),
    "animated-avif": lambda: encoded(street(), "AVIF", quality=90, save_all=True, append_images=[street().rotate(180)]),
}
"""One picture in every form that is taken in colour."""


def channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_looks_alike_in_every_form(form: str) -> None:
    plain, found = measured("a", FORMS["png"]()), measured("b", FORMS[form]())
    assert isinstance(plain, Picture)
    assert isinstance(found, Picture)
    assert (found.width, found.height, found.is_transparent) == (96, 64, False)
    assert bits_apart(found.likeness, plain.likeness) <= 8
    assert all(abs(a - b) <= 12 for a, b in zip(channels(found.colour), channels(plain.colour), strict=True))
    assert (found.frames > 1) == form.startswith("animated-")


@pytest.mark.parametrize(
    ("mode", "image_format", "options"),
    [
        ("L", "PNG", {}),
        ("L", "JPEG", {}),
        ("L", "TIFF", {}),
        ("LA", "PNG", {}),
        ("I;16", "PNG", {}),
        ("I;16", "TIFF", {}),
        ("I;16", "TIFF", {"compression": "tiff_lzw"}),
        ("I", "TIFF", {}),
        ("F", "TIFF", {}),
    ],
)
def test_a_grey_picture_looks_alike_in_every_depth(mode: str, image_format: str, options: dict[str, Any]) -> None:
    grey = street("L")
    image = grey.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)
    found, plain = measured("a", encoded(image, image_format, **options)), measured("b", encoded(grey, "PNG"))
    assert isinstance(found, Picture)
    assert isinstance(plain, Picture)
    assert bits_apart(found.likeness, plain.likeness) <= 8
    assert abs(channels(found.colour)[0] - channels(plain.colour)[0]) <= 12
    assert len(set(channels(found.colour))) == 1


def test_a_picture_of_one_bit_a_pixel_is_measured() -> None:
    for image_format in ("PNG", "TIFF", "GIF"):
        assert isinstance(measured("a", encoded(street("1"), image_format)), Picture)


def test_a_tiff_in_tiles_is_measured() -> None:
    tile = bytes([200]) * 256
    entries = [(256, 4, 1, 16), (257, 4, 1, 16), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (277, 3, 1, 1)]
    tiles = [(322, 4, 1, 16), (323, 4, 1, 16), (324, 4, 1, 14 + 12 * 10), (325, 4, 1, 256)]
    found = measured("photos/tiled.tif", tiff([*entries, *tiles], tile))
    assert isinstance(found, Picture)
    assert (found.width, found.colour) == (16, "#c8c8c8")


def windowed(mode: str) -> Image.Image:
    """With a square to see through."""
    image = street("RGBA")
    image.paste((0, 0, 0, 0), (20, 20, 40, 40))
    return image.convert(mode)


@pytest.mark.parametrize(
    "content",
    [
        encoded(windowed("RGBA"), "PNG"),
        encoded(windowed("LA"), "PNG"),
        encoded(windowed("RGBA").quantize(32), "PNG"),
        encoded(street(), "PNG", transparency=(200, 60, 40)),
        encoded(street("L"), "PNG", transparency=street("L").getpixel((20, 30))),
        encoded(windowed("RGBA"), "WEBP", quality=60),
        encoded(windowed("RGBA"), "AVIF"),
        encoded(windowed("RGBA"), "GIF"),
        encoded(windowed("RGBA"), "TIFF"),
    ],
)
def test_a_pixel_to_see_through_makes_a_picture_transparent_and_without_a_colour_behind_it(content: bytes) -> None:
    found = measured("photos/window.png", content)
    assert isinstance(found, Picture)
    assert (found.is_transparent, found.colour) == (True, "")


@pytest.mark.parametrize(
    "content",
    [
        encoded(street("RGBA"), "PNG"),
        encoded(street("P"), "PNG", transparency=255),
        encoded(street(), "PNG", transparency=(1, 2, 3)),
        encoded(street("L"), "PNG", transparency=255),
    ],
)
def test_an_alpha_channel_that_hides_nothing_makes_none(content: bytes) -> None:
    found = measured("photos/street.png", content)
    assert isinstance(found, Picture)
    assert (found.is_transparent, len(found.colour)) == (False, 7)


def test_a_transparent_pixel_at_the_very_end_is_found() -> None:
    image = Image.new("RGBA", (1200, 1000), "red")
    image.putpixel((1199, 999), (255, 0, 0, 254))
    found = measured("photos/red.png", encoded(image, "PNG"))
    assert isinstance(found, Picture)
    assert found.is_transparent


def test_an_animated_png_that_claims_more_frames_than_it_has_is_measured() -> None:
    found = measured("a.png", png_with(png_chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))))
    assert found.path == "a.png"


def test_notes_of_a_png_behind_its_pixels_are_read() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", xmp(CREATOR).decode(), zip=True)
    content = encoded(street(), "PNG", pnginfo=notes)
    place, end = content.index(b"iTXt") - 4, content.index(b"IDAT") - 4
    moved = content[:place] + content[end:-12] + content[place:end] + content[-12:]
    found = measured("a.png", moved)
    assert isinstance(found, Picture)
    assert found.rights.creator == "Dilan"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', ["SVG", "PNG"]),
        (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", ["HEIC", "JPEG", "iPhone"]),
        (b"\0\0\0\x24ftypmif1\0\0\0\0mif1heic", ["HEIC", "JPEG"]),
        (b"\0\0\0\x0cJXL \r\n\x87\n", ["JPEG XL", "JPEG, PNG"]),
        (b"\xff\x0a\xfa\x7f", ["JPEG XL"]),
    ],
)
def test_what_is_not_taken_is_refused_with_what_to_do(content: bytes, words: list[str]) -> None:
    found = measured("photos/flag.jpg", content)
    assert isinstance(found, BrokenPicture)
    assert all(word in f"{found.fault} {found.hint}" for word in words)


def test_an_avif_in_a_file_of_the_general_kind_is_measured() -> None:
    content = encoded(street(), "AVIF").replace(b"ftypavif", b"ftypmif1", 1)
    assert isinstance(measured("photos/street.avif", content), Picture)


NAMES = [
    "a street in rain.png",
    "کۆڵان و باران.png",
    "rain #1.png",
    "50% rain.png",
    "rain & sun's “light”.png",
    "r" * 196 + ".png",
]


def _files_of(folder: Path) -> dict[str, ReadFile]:
    found = scanned(folder, "content")
    assert found.problems == ()
    return {file.path: read(file, Reading(ZoneInfo("UTC"))) for file in found.value}


def test_a_photograph_of_any_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for name in NAMES:
        (tmp_path / "photos" / name).write_bytes(FORMS["png"]())
    found = _files_of(tmp_path)
    assert set(found) == {f"photos/{name}" for name in NAMES}
    assert all(isinstance(file.document, Picture) for file in found.values())


@pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="capitals do not count there, and ? is no letter of a name"
)
def test_names_that_differ_in_capitals_only_are_two_photographs(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for name in ("rain?.png", "Rain?.png", "RAIN?.PNG"):
        (tmp_path / "photos" / name).write_bytes(FORMS["png"]())
    assert len(_files_of(tmp_path)) == 3


@pytest.mark.skipif(sys.platform == "darwin", reason="there the two are one file")
def test_names_that_differ_in_their_unicode_form_only_are_a_problem(tmp_path: Path) -> None:
    for name in ("caf\u00e9.png", "cafe\u0301.png"):
        (tmp_path / name).write_bytes(FORMS["png"]())
    assert [problem.code for problem in scanned(tmp_path, "content").problems] == ["file-name"]
