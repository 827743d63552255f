"""An opened picture -> its embedded metadata: rights, caption, date and source type.

A file may have three kinds of metadata, and for each fact the first with a value counts: XMP (ISO
16684-1), IPTC IIM 4.2, EXIF 3.0. They come from strangers: unreadable ones count as absent, and
none takes more memory than a few megabytes. Reads no pixel. Never raises."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from generator.model.dataclass import dataclass
from generator.model.documents import Rights
from generator.model.regex import regex
from generator.read.encoding import Misread, mended, misread, visible
from generator.read.values.schema import is_http

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from PIL.ImageFile import ImageFile

MAX_RIGHTS = 300
"""Characters of a credit; longer ones are licences pasted into the wrong field."""

MAX_CAPTION = 2000
"""Characters, as in IPTC IIM 2:120."""

MAX_ADDRESS = 2000
"""Characters of a web address; a shortened one leads nowhere, so a longer one is ignored."""

_MAX_XMP = 2_000_000
"""Bytes: as a tree, a packet takes some thirty times as much memory."""

_MAX_IPTC = 256_000
"""Bytes: four times as much as a JPEG can store in one segment."""

_YEARS = range(1826, 2100)
"""From the year of the first photograph; a later clock than the last is wrong."""

_UNSET_CLOCKS = frozenset({date(1904, 1, 1), date(1970, 1, 1), date(1980, 1, 1)})
"""The dates at which the calendars of cameras begin."""

_DAY = regex(r"(\d{4})([:/-]?)(\d\d)\2(\d\d)(?!\d)")

# Control characters, marks of direction that would reorder the words around a name, and characters
# that XML forbids.
_CONTROLS = "\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_UNPRINTABLE = regex(f"[{_CONTROLS}\x80-\x9f]")
_UNPRINTABLE_BUT_MISREAD = regex(f"[{_CONTROLS}]")
"""U+0080 to U+009F are left until it is known whether they are parts of words in a wrong
encoding."""

_NO_CAPTION = regex(
    r"(?i)(?:(?:agfa|benq|canon|casio|fuji|hp|kodak|konica|medion|minolta|nikon|olympus|panasonic|pentax|ricoh|samsung|sony) ?)*"
    r"(?:digital (?:still )?camera)?|sony dsc|dcim|dcf \d.*|exif[ _-]jpeg.*|jpe?g|default|untitled|none|image description"
    r"|applemark|binary comment|ascii|screenshot|file written by adobe photoshop.*|lead technologies.*|created (?:with|by) .*"
    r"|(?:img|dsc|dscf|dscn|pict|photo|image|gopr|mvc|p)?[ _-]?\d+(?:[ _-]\d+)*+(?:\.(?:jpe?g|tiff?|png))?|[\W_]*"
)
"""Texts that cameras and programs write in place of a caption, and names of files."""

_TAG = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
"""A BCP 47 tag of a language with a code; “x-default” is none."""
_NO_LANGUAGE = regex(r"(?i)(?:und|zxx|mul|mis|x)(?:-|$)")

_SOURCE_TYPE = regex(r"(?:.*[/:#])?([A-Za-z]{3,60})/?")

_ARTIST, _COPYRIGHT, _DESCRIPTION, _EXIF_DIRECTORY, _TAKEN = 0x013B, 0x8298, 0x010E, 0x8769, 0x9003
_IPTC_IN_TIFF = 33723
_IPTC_IN_PHOTOSHOP = 0x0404

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"


@dataclass(frozen=True, slots=True)
class Embedded:
    """The metadata of a file. `created` is the day at the place of the photograph: no time zone
    changes it. `caption_lang` is the language that the caption gives. `misread` are the first word
    in a wrong encoding, and its repair."""

    rights: Rights
    caption: str = ""
    created: date | None = None
    source_type: str = ""
    misread: tuple[str, str] = ("", "")
    caption_lang: str = ""


def embedded(image: ImageFile) -> Embedded:
    """Return the metadata of a loaded picture: a PNG may have it after its pixels. Texts are cut at
    300 characters, the caption at 2,000; only addresses that begin with http:// or https:// are
    accepted."""
    found: list[Embedded] = []
    for read in (_from_xmp, _from_iptc, _from_exif):
        try:
            found.append(read(image))
        except Exception:  # unreadable metadata counts as absent, and does not spoil the picture
            continue

    wrong: list[Misread] = []

    def first(value: Callable[[Embedded], str]) -> str:
        text = next(filter(None, map(value, found)), "")
        if text.isascii():
            return text
        words = misread(text)
        wrong.extend(words)
        return " ".join(_UNPRINTABLE.sub(" ", mended(text, words)).split())

    # Name and address of a licensor are in XMP only, and belong together; so do the others.
    rights = Rights(
        first(lambda each: each.rights.creator),
        first(lambda each: each.rights.credit),
        first(lambda each: each.rights.copyright),
        first(lambda each: each.rights.statement),
        first(lambda each: each.rights.licensor),
        first(lambda each: each.rights.licensor_url),
    )
    caption = first(lambda each: each.caption)
    return Embedded(
        rights,
        caption,
        next((each.created for each in found if each.created), None),
        first(lambda each: each.source_type),
        next(((visible(each.word), each.right if each.is_known else "") for each in wrong), ("", "")),
        next((each.caption_lang for each in found if each.caption), ""),
    )


def alternative_text(image: ImageFile) -> str:
    """Return what can be seen, as the file says it for those who cannot see it
    (Iptc4xmpCore:AltTextAccessibility, IPTC 2021.1), at most 2,000 characters; "" if it does not."""
    try:
        text = _xmp_text(_xmp_descriptions(image), f"{_IPTC_CORE}AltTextAccessibility")
    except Exception:  # unreadable metadata counts as absent
        return ""
    return _clean(_UNPRINTABLE.sub(" ", mended(text, misread(text))), MAX_CAPTION)


def _clean(text: str, most: int = MAX_RIGHTS) -> str:
    parts = _UNPRINTABLE_BUT_MISREAD.sub(" ", text).split(" ")  # only there: U+0085 and U+00A0 may be parts of a word
    return " ".join(filter(None, parts))[:most].rstrip(" ")


def _caption(text: str) -> str:
    caption = _clean(text, MAX_CAPTION)
    return "" if _NO_CAPTION.fullmatch(caption) else caption


def _address(text: str) -> str:
    address = text.strip()
    if len(address) > MAX_ADDRESS or _UNPRINTABLE.search(address) or re.search(r"[\s<>\"]", address):
        return ""
    return address if is_http(address) else ""


def _day(text: str) -> date | None:
    """Return the day of a date as XMP (ISO 8601), IPTC or EXIF writes it; None for a year or a
    month alone."""
    match = _DAY.match(text.strip())
    try:
        day = date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:  # 0000:00:00, or the 31st of June
        return None
    return day if day and day.year in _YEARS else None


def _from_xmp(image: ImageFile) -> Embedded:
    """Return XMP about the picture itself, not about its ingredients."""
    descriptions = _xmp_descriptions(image)
    licensor = next((_licensor(each) for each in _values(descriptions, f"{_PLUS}Licensor")), ("", ""))
    taken = (_day(_xmp_text(descriptions, name)) for name in (f"{_PHOTOSHOP}DateCreated", f"{_EXIF}DateTimeOriginal"))
    source_type = _SOURCE_TYPE.fullmatch(_xmp_text(descriptions, f"{_IPTC}DigitalSourceType"))
    return Embedded(
        Rights(
            _clean(_xmp_text(descriptions, f"{_DC}creator")),
            _clean(_xmp_text(descriptions, f"{_PHOTOSHOP}Credit")),
            _clean(_xmp_text(descriptions, f"{_DC}rights")),
            _address(_xmp_text(descriptions, f"{_RIGHTS}WebStatement")),
            *licensor,
        ),
        _caption(_xmp_text(descriptions, f"{_DC}description")),
        next((day for day in taken if day and day not in _UNSET_CLOCKS), None),
        source_type[1] if source_type else "",
        caption_lang=_caption_language(descriptions),
    )


def _xmp_descriptions(image: ImageFile) -> list[Element]:
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415 - only for a new picture

    packet = image.info.get("xmp")
    if not isinstance(packet, bytes):
        return []
    packet = _without_ancestors(packet)
    if len(packet) > _MAX_XMP:
        return []
    root = fromstring(packet.strip(b"\0\t\n\r "), forbid_dtd=True)
    return [each for rdf in root.iter(f"{_RDF}RDF") for each in rdf.findall(f"{_RDF}Description")]


def _without_ancestors(packet: bytes) -> bytes:
    """Remove Photoshop's list of all documents that something was pasted from: it can have many
    megabytes."""
    head, opening, rest = packet.partition(b"<photoshop:DocumentAncestors>")
    return head + rest.partition(b"</photoshop:DocumentAncestors>")[2] if opening else packet


def _values(descriptions: list[Element], name: str) -> Iterator[Element]:
    """Yield the elements of a property, or those of its list."""
    for description in descriptions:
        for element in description.findall(name):
            yield from list(element.iter(f"{_RDF}li")) or [element]


def _xmp_text(descriptions: list[Element], name: str) -> str:
    """Return a property: an attribute, an rdf:Alt in its default language, a whole rdf:Seq or
    rdf:Bag, an address, or text."""
    for description in descriptions:
        if value := description.get(name, "").strip():
            return value
        for element in description.findall(name):
            spoken = element.findall(f"{_RDF}Alt/{_RDF}li")
            default = [each for each in spoken if each.get(_LANG) == "x-default"]
            chosen = (default or spoken)[:1] or list(element.iter(f"{_RDF}li")) or [element]
            texts = (each.text or each.get(f"{_RDF}resource") or "" for each in chosen)
            if value := ", ".join(filter(None, map(str.strip, texts))):
                return value
    return ""


def _caption_language(descriptions: list[Element]) -> str:
    """Return the language of the caption that `_xmp_text` returns: its tag, or the tag of the same
    text under its own language."""
    text = _xmp_text(descriptions, f"{_DC}description")
    for each in _values(descriptions, f"{_DC}description"):
        tag = each.get(_LANG, "")
        if (each.text or "").strip() == text and _TAG.fullmatch(tag) and not _NO_LANGUAGE.match(tag):
            return tag
    return ""


def _licensor(entry: Element) -> tuple[str, str]:
    """Return name and address, which are in an entry, or in an rdf:Description in it."""
    parts = [entry, *entry.findall(f"{_RDF}Description")]
    return _clean(_xmp_text(parts, f"{_PLUS}LicensorName")), _address(_xmp_text(parts, f"{_PLUS}LicensorURL"))


def _from_iptc(image: ImageFile) -> Embedded:
    """Return By-line, Credit, Copyright Notice, Caption/Abstract and Date Created (2:80, 2:110,
    2:116, 2:120 and 2:55)."""
    values: dict[int, list[str]] = {}
    for dataset, content in _iptc_fields(_iptc_block(image)):
        values.setdefault(dataset, []).append(_decoded(content))

    def text(dataset: int) -> str:
        return ", ".join(filter(None, values.get(dataset, ())))

    return Embedded(Rights(_clean(text(80)), _clean(text(110)), _clean(text(116))), _caption(text(120)), _day(text(55)))


def _iptc_block(image: ImageFile) -> bytes:
    photoshop = image.info.get("photoshop")
    block = photoshop.get(_IPTC_IN_PHOTOSHOP) if isinstance(photoshop, dict) else None
    if block is None and image.format == "TIFF":
        # Many programs declare it as numbers of four bytes, and Pillow's own reader swaps the bytes
        # for that.
        block = getattr(getattr(image, "tag_v2", None), "_tagdata", {}).get(_IPTC_IN_TIFF)
    return block[:_MAX_IPTC] if isinstance(block, bytes) else b""


def _iptc_fields(block: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the datasets of the second record (application), up to the first invalid one."""
    place = 0
    while block[place : place + 1] == b"\x1c" and place + 5 <= len(block):
        record, dataset = block[place + 1], block[place + 2]
        size = int.from_bytes(block[place + 3 : place + 5])
        place += 5
        if size & 0x8000:  # an extended dataset: the number of bytes that hold its size
            length = size & 0x7FFF
            size = int.from_bytes(block[place : place + min(length, 8)])
            place += length
        if record == 2 and dataset:
            yield dataset, block[place : place + size]
        place += size


def _from_exif(image: ImageFile) -> Embedded:
    """Return Artist, Copyright, ImageDescription and DateTimeOriginal; EXIF has no credit line."""
    exif = image.getexif()
    rights = Rights(creator=_clean(_exif_text(exif.get(_ARTIST))), copyright=_clean(_exif_text(exif.get(_COPYRIGHT))))
    caption = _caption(_exif_text(exif.get(_DESCRIPTION)))
    try:
        day = _day(_exif_text(exif.get_ifd(_EXIF_DIRECTORY).get(_TAKEN)))
    except Exception:  # a broken directory of the camera does not affect the other one
        day = None
    return Embedded(rights, caption, None if day in _UNSET_CLOCKS else day)


def _exif_text(content: object) -> str:
    # Pillow reads EXIF text as Latin-1, but cameras and agencies write UTF-8.
    return _decoded(content.encode("latin-1", "replace")) if isinstance(content, str) else ""


def _decoded(content: bytes) -> str:
    """Decode UTF-8 if it is valid, else Windows-1252, which most software without a declared
    character set writes."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
