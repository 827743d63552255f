"""Bytes of a photograph in; its size and its rights, or what is wrong with it, out.

Pillow is imported by the functions that use it, so that a build without a new photograph never loads it. Every
picture is decoded once, as cheaply as its format allows, because only that shows that a file is cut off. Never
raises, writes or resizes. The suffix of a file decides nothing, except that a camera's raw file, which begins
like a TIFF, is told from one by it.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.model.documents import BrokenPicture, Picture, Rights
from generator.read.suffixes import RAW_SUFFIXES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from PIL.ImageFile import ImageFile

MAX_PIXELS = 120_000_000
"""Above this a picture is refused unread: at four bytes a pixel it would fill half a gigabyte of memory."""

MAX_RATIO = 30
"""Of the longer side to the shorter: WebP and JPEG cannot hold the sides of a longer strip."""

MAX_RIGHTS = 300
"""Characters of a credit; longer ones are licences pasted into the wrong field."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")
_TIFF = re.compile(rb"II[*+]\0(?!\x10\0\0\0CR)|MM\0[*+]")
_OTHERS_TAKEN = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|GIF8[79]a", re.DOTALL)

_EXPORT = "Export it as JPEG; JPEG, PNG, WebP, GIF and TIFF are taken."
_ITSELF = "Save the picture itself, as JPEG or PNG, and use that file."
_RAW = "a camera's raw file"

_PICTURES = (
    (rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)", "a HEIC photograph"),
    (rb"....ftypavi[fs]", "an AVIF picture"),
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
_HTML = re.compile(rb"(?is)\s*+(?><!--.*?-->\s*)*+<(!doctype html|html|head|body|title|script)[\s>]")
_SVG = re.compile(rb"(?i)<svg[\s>/]")

# Control characters, marks of direction that would reorder the words around a name, and what XML cannot hold.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def measured(path: str, content: bytes) -> Picture | BrokenPicture:
    """The facts of the photograph `content`: its pixels once EXIF turned it, its digest (BLAKE2b of 16 bytes, in
    hexadecimal) and its rights.

    `path` is relative to the content folder. Nothing is raised, whatever the bytes: a file that is empty, no
    picture, of a format not taken, larger than 120 megapixels, cut off or damaged is a `BrokenPicture`. Of an
    animation the first frame counts. Rights are read from XMP (ISO 16684-1), then IPTC IIM 4.2, then EXIF; for
    creator, credit and copyright each, the first that says something wins, at most 300 characters of it.
    """
    if not content:
        return BrokenPicture(path, "The file is empty.", "Export or copy the picture again.")
    if _TIFF.match(content):
        if PurePosixPath(path).suffix.lower() in RAW_SUFFIXES:
            return BrokenPicture(path, *_not_taken(_RAW))
    elif not _OTHERS_TAKEN.match(content):
        return BrokenPicture(path, *_mistaken(content))
    try:
        with warnings.catch_warnings():  # Pillow warns of size and of odd metadata; what is too much is said here
            warnings.simplefilter("ignore")
            return _opened(path, content)
    except MemoryError:
        return BrokenPicture(path, "There is not enough memory to open the picture.", "Save it again, smaller.")
    except Exception:  # on hostile bytes Pillow raises a dozen types, and to an editor they are all the same
        return BrokenPicture(
            path,
            "The picture is cut off or damaged and cannot be opened.",
            "Copy it again from where it came from, or export it again as JPEG.",
        )


def _opened(path: str, content: bytes) -> Picture | BrokenPicture:
    from PIL import Image  # noqa: PLC0415 - only when there is a picture to measure

    try:
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except Image.DecompressionBombError:  # beyond Pillow's own limit, which is higher than ours, it tells no size
        return BrokenPicture(path, *_too_large("more pixels than"))
    with image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            return BrokenPicture(path, *_too_large(f"{width} × {height} pixels, more than"))
        if max(width, height) > MAX_RATIO * min(width, height):
            return BrokenPicture(
                path, f"The picture is a strip of {width} × {height} pixels.", "Cut out the part that is to be seen."
            )
        image.draft(None, (max(1, width // 8), max(1, height // 8)))  # only JPEG can: an eighth, six times as fast
        image.load()
        # Pillow turns a TIFF while loading it, and a PNG may keep its EXIF behind its pixels: so only now.
        if image.format == "TIFF":
            width, height = image.size
        elif _orientation(image) in (5, 6, 7, 8):
            width, height = height, width
        if min(width, height) < 1:
            raise ValueError("a picture without pixels")
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        return Picture(path, digest, width, height, _rights(image))


def _mistaken(content: bytes) -> tuple[str, str]:
    """Fault and hint for a file that is none of the formats taken, by what its first bytes look like."""
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
    return f"The file is {name}, which not every browser can show.", _EXPORT


def _too_large(pixels: str) -> tuple[str, str]:
    fault = f"The picture has {pixels} the {MAX_PIXELS // 1_000_000} million that are taken."
    return fault, "Save it again, smaller: 6000 pixels on the longer side are plenty."


def _is_text(start: bytes) -> bool:
    try:
        start[: len(start) - 4 if len(start) > 4000 else None].decode()  # the cut may go through a character
    except UnicodeDecodeError:
        return False
    return b"\0" not in start


def _orientation(image: ImageFile) -> int:
    """The EXIF orientation, 1 to 8; 1 when there is none or none that can be read. make/photos.py reads it alike."""
    try:
        orientation = image.getexif().get(0x0112, 1)
    except Exception:  # broken EXIF, in whatever way, is as good as none
        return 1
    return orientation if orientation in range(1, 9) else 1


def _rights(image: ImageFile) -> Rights:
    found: list[Rights] = []
    for read in (_xmp_rights, _iptc_rights, _exif_rights):
        try:
            found.append(read(image))
        except Exception:  # metadata that cannot be read says nothing, and spoils no picture
            continue
    return Rights(
        next((rights.creator for rights in found if rights.creator), ""),
        next((rights.credit for rights in found if rights.credit), ""),
        next((rights.copyright for rights in found if rights.copyright), ""),
    )


def _clean(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", text).split())[:MAX_RIGHTS].rstrip()


def _xmp_rights(image: ImageFile) -> Rights:
    """dc:creator, photoshop:Credit and dc:rights of the picture itself, not of its ingredients."""
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - only when there is a picture to measure

    packet = image.info.get("xmp")
    if not isinstance(packet, bytes):
        return Rights()
    root = fromstring(packet.strip(b"\0\t\n\r "), forbid_dtd=True)
    descriptions = [each for rdf in root.iter(f"{_RDF}RDF") for each in rdf.findall(f"{_RDF}Description")]
    return Rights(
        _xmp_value(descriptions, f"{_DC}creator"),
        _xmp_value(descriptions, f"{_PHOTOSHOP}Credit"),
        _xmp_value(descriptions, f"{_DC}rights"),
    )


def _xmp_value(descriptions: list[Element], name: str) -> str:
    """A property as text: an attribute, an rdf:Alt in its default language, a whole rdf:Seq or rdf:Bag, or text."""
    for description in descriptions:
        if value := _clean(description.get(name, "")):
            return value
        for element in description.findall(name):
            spoken = element.findall(f"{_RDF}Alt/{_RDF}li")
            default = [each for each in spoken if each.get(_LANG) == "x-default"]
            chosen = (default or spoken)[:1] or list(element.iter(f"{_RDF}li")) or [element]
            if value := _clean(", ".join(each.text for each in chosen if each.text)):
                return value
    return ""


def _iptc_rights(image: ImageFile) -> Rights:
    """By-line, Credit and Copyright Notice (2:80, 2:110, 2:116)."""
    from PIL.IptcImagePlugin import getiptcinfo  # noqa: PLC0415 - only when there is a picture to measure

    fields = getiptcinfo(image) or {}

    def value(dataset: int) -> str:
        content = fields.get((2, dataset)) or b""
        parts = content if isinstance(content, list) else [content]
        return _clean(", ".join(_decoded(part) for part in parts if part))

    return Rights(value(80), value(110), value(116))


def _exif_rights(image: ImageFile) -> Rights:
    """Artist and Copyright; EXIF knows no credit line."""
    exif = image.getexif()

    def value(tag: int) -> str:
        content = exif.get(tag, "")
        # Pillow reads EXIF text as Latin-1, but cameras and agencies write UTF-8.
        return _clean(_decoded(content.encode("latin-1", "replace"))) if isinstance(content, str) else ""

    return Rights(creator=value(0x013B), copyright=value(0x8298))


def _decoded(content: bytes) -> str:
    """UTF-8 where it is, else Windows-1252, as most software that declares no character set writes."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
