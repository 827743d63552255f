"""The bytes of a photograph -> its size, embedded metadata and looks, or its fault.

Pillow is imported by the functions that use it, so that a build without a new photograph never
loads it. Every picture is decoded once, as cheaply as its format allows, because only that shows
whether a file is cut off. Never raises, writes or resizes. The suffix of a file decides nothing,
with one exception: a camera's raw file begins like a TIFF, and only the suffix shows which it is.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.model.digests import digest_of_bytes
from generator.model.documents import BrokenPicture, Picture
from generator.model.orientation import SIDEWAYS, orientation_of
from generator.model.regex import regex
from generator.read.photos.looks import looks
from generator.read.photos.metadata import embedded
from generator.read.photos.suffixes import RAW_SUFFIXES

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MAX_PIXELS = 120_000_000
"""Above this a picture is refused: at four bytes a pixel it would take half a gigabyte of memory. A
JPEG, of which an eighth is decoded, takes 15 MB, and a progressive one up to 700."""

MAX_PIXELS_OF = {"WEBP": 40_000_000, "AVIF": 60_000_000}
"""Their decoders take 16 and 9 bytes a pixel: 640 and 540 MB."""

MAX_RATIO = 30
"""The longer side to the shorter: WebP and JPEG cannot store the sides of a longer strip."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
_ANIMATED = frozenset({"GIF", "PNG", "WEBP", "AVIF"})
"""Formats with animations. The pages of a TIFF and the views of an MPO are none: the first is the
picture."""
_LEAST = 64
"""Pixels of a side that are decoded to see how a picture looks."""
_MOST_OF_A_TILE = 16_000_000
"""Pixels of a tile; most programs write tiles of 256 × 256."""
_TILE_WIDTH, _TILE_LENGTH = 322, 323
_TIFF = regex(rb"II[*+]\0(?!\x10\0\0\0CR)|MM\0[*+]")
_OTHERS_TAKEN = regex(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|GIF8[79]a", re.DOTALL)
_AVIF = regex(rb"....ftyp(?:avi[fs]|(?:mif1|msf1)....(?:[a-z0-9]{4}){0,8}?avi[fs])", re.DOTALL)

_AVIF_SIZE = regex(rb"ispe\0{4}(.{4})(.{4})", re.DOTALL)
"""The size of a picture or a part of it (ISO/IEC 23008-12, 6.5.3). The decoder opens none that is
too large, and gives no reason."""
_AVIF_HEADER = 65_536
"""Bytes that are searched for sizes."""

_EXPORT = "Export it as JPEG; JPEG, PNG, WebP, AVIF, GIF and TIFF are taken."
_ITSELF = "Save the picture itself, as JPEG or PNG, and use that file."
_RAW = "a camera's raw file"
_HEIC = "a HEIC photograph"
_PHONE = "An iPhone takes JPEGs with Settings, Camera, Formats, “Most Compatible”."

_PICTURES = (
    (_AVIF.pattern, "an AVIF picture"),  # where Pillow was built without it
    (rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", _HEIC),
    (rb"....ftypcrx |II\*\0\x10\0\0\0CR|FUJIFILMCCD-RAW|IIR[OS]|MMOR|IIU\0", _RAW),
    (rb"8BPS", "a Photoshop document"),
    (rb"BM....\0\0\0\0", "a BMP picture"),
    (rb"\0\0\0\x0cjP  |\xffO\xffQ", "a JPEG 2000 picture"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (rb"\0\0\x01\0", "an icon"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "an EPS drawing"),
)
_OTHERS = (
    (rb"%PDF-", "a PDF document", "Export the page, or the picture in it, as JPEG."),
    (rb"version https://git-lfs", "a pointer of Git LFS, without the picture", "Run `git lfs pull`."),
    (rb"PK\x03\x04", "a ZIP archive or an Office document", "Take the picture out of it, and use that file."),
    (rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", "a film", "Export one frame of it as JPEG."),
)
_HTML = regex(rb"(?is)\s*+(?><!--.*?-->\s*)*+<(!doctype html|html|head|body|title|script)[\s>]")
_SVG = regex(rb"(?i)<svg[\s>/]")


def measured(path: str, content: bytes) -> Picture | BrokenPicture:
    """Return the facts of a photograph, or its fault.

    The facts are its size after the turn by EXIF, its digest (BLAKE2b of 16 bytes, hexadecimal),
    its embedded metadata (`metadata`) and its looks (`looks`). `path` is relative to the content
    folder.

    Never raises: a file that is empty, no picture, of an unsupported format, larger than 120
    megapixels, cut off or damaged is a `BrokenPicture`. Of an animation the first frame counts."""
    if not content:
        return BrokenPicture(path, "The file is empty.", "Export or copy the picture again.")
    if _TIFF.match(content):
        if PurePosixPath(path).suffix.lower() in RAW_SUFFIXES:
            return BrokenPicture(path, *_not_taken(_RAW))
    elif not _OTHERS_TAKEN.match(content) and not (_AVIF.match(content) and _reads_avif()):
        return BrokenPicture(path, *_mistaken(content))
    try:
        with warnings.catch_warnings():  # Pillow warns of size and of odd metadata; this module has limits of its own
            warnings.simplefilter("ignore")
            return _opened(path, content)
    except MemoryError:
        return BrokenPicture(path, "There is not enough memory to open the picture.", "Save it again, smaller.")
    except Exception as fault:
        # On hostile bytes Pillow raises a dozen types, and for an editor nearly all are the same.
        return BrokenPicture(path, *_unopened(content, fault))


def _opened(path: str, content: bytes) -> Picture | BrokenPicture:
    from PIL import Image  # noqa: PLC0415 - only for a new picture

    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError:  # beyond Pillow's own limit, which is higher than ours, it gives no size
        return BrokenPicture(path, *_too_large("more pixels than", MAX_PIXELS))
    with image:
        width, height = image.size
        most = MAX_PIXELS_OF.get(image.format or "", MAX_PIXELS)
        if width * height > most:
            return BrokenPicture(path, *_too_large(f"{width} × {height} pixels, more than", most))
        if max(width, height) > MAX_RATIO * min(width, height):
            return BrokenPicture(
                path, f"The picture is a strip of {width} × {height} pixels.", "Cut out the part that is to be seen."
            )
        if _tile(image) > max(_MOST_OF_A_TILE, 4 * width * height):
            raise ValueError("a tile that is larger than the picture")
        # Only JPEG can: an eighth, six times as fast.
        image.draft(None, (max(width // 8, _LEAST), max(height // 8, _LEAST)))
        image.load()
        # Pillow turns a TIFF while loading it, and a PNG may have its EXIF after its pixels: so
        # only now.
        orientation = 1 if image.format == "TIFF" else orientation_of(image.getexif)
        if image.format == "TIFF":
            width, height = image.size
        elif orientation in SIDEWAYS:
            width, height = height, width
        if min(width, height) < 1:
            raise ValueError("a picture without pixels")
        digest = digest_of_bytes(content)
        notes, seen = embedded(image), looks(image, orientation)
        return Picture(
            path, digest, width, height,
            notes.rights, notes.caption, notes.created, notes.source_type,
            seen.colour, seen.likeness, seen.is_flat, seen.is_transparent, _frames(image), notes.misread,
            caption_lang=notes.caption_lang,
        )  # fmt: skip


def _unopened(content: bytes, fault: Exception) -> tuple[str, str]:
    """Return fault and hint for a picture that Pillow did not open or decode."""
    if _AVIF.match(content):
        sizes = [
            (int.from_bytes(width), int.from_bytes(height))
            for width, height in _AVIF_SIZE.findall(content[:_AVIF_HEADER])
        ]
        width, height = max(sizes, key=math.prod, default=(0, 0))
        if width * height > MAX_PIXELS_OF["AVIF"]:
            return _too_large(f"{width} × {height} pixels, more than", MAX_PIXELS_OF["AVIF"])
    if "MAX_TEXT" in str(fault):  # Pillow's name for its limits
        return (
            "What is written in the picture beside its pixels (notes, or its colour profile) unpacks to more than a megabyte.",
            "Export it again as JPEG, or without metadata.",
        )
    return (
        "The picture is cut off or damaged and cannot be opened.",
        "Copy it again from where it came from, or export it again as JPEG.",
    )


def _tile(image: ImageFile) -> int:
    """Return the pixels of a TIFF's tile, for which its decoder takes memory; 0 if it has none."""
    tags = getattr(image, "tag_v2", {})
    return int(tags.get(_TILE_WIDTH, 0)) * int(tags.get(_TILE_LENGTH, 0))


def _frames(image: ImageFile) -> int:
    """Return the number of frames: more than one for an animation. 2 stands for any number of a
    GIF, which would have to be read whole."""
    if image.format == "GIF":
        return 2 if getattr(image, "is_animated", False) else 1
    return int(getattr(image, "n_frames", 1)) if image.format in _ANIMATED else 1


@cache
def _reads_avif() -> bool:
    from PIL import features  # noqa: PLC0415 - only for a new picture

    return bool(features.check("avif"))


def _mistaken(content: bytes) -> tuple[str, str]:
    """Return fault and hint for a file of an unsupported format, from its first bytes."""
    for pattern, name in _PICTURES:
        if re.match(pattern, content, re.DOTALL):
            return _not_taken(name)
    for pattern, name, hint in _OTHERS:
        if re.match(pattern, content, re.DOTALL):
            return f"The file is {name}.", hint
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(start):
        return "The file is a web page that was saved instead of a picture.", _ITSELF
    if _SVG.search(start):
        return "The file is an SVG drawing, and only photographs are taken here.", "Export it as PNG."
    if _is_text(start):
        return "The file is text, not a picture.", _ITSELF
    return "The file is no picture that can be recognised.", _EXPORT


def _not_taken(name: str) -> tuple[str, str]:
    hint = f"{_EXPORT} {_PHONE}" if name == _HEIC else _EXPORT
    return f"The file is {name}, which not every browser can show.", hint


def _too_large(pixels: str, most: int) -> tuple[str, str]:
    fault = f"The picture has {pixels} the {most // 1_000_000} million that are taken."
    return fault, "Save it again, smaller: 6000 pixels on the longer side are plenty."


def _is_text(start: bytes) -> bool:
    try:
        start[: len(start) - 4 if len(start) > 4000 else None].decode()  # the cut may go through a character
    except UnicodeDecodeError:
        return False
    return b"\0" not in start
