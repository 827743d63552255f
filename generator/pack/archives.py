"""The files of a pack -> a ZIP archive, and an EPUB 3.3 book for each language. Equal files give
equal bytes: the time of each is that of the pack, and their order is fixed. Writes nothing."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from typing import NamedTuple

from generator.model.lite import LITE_SHEET
from generator.model.photo_files import media_type_of
from generator.model.regex import regex
from generator.pack.pages import PackedFile
from generator.pack.selection import Chapter
from generator.pack.xhtml import xhtml_of

_PHOTOS = "photos/"
_MIMETYPE = PackedFile("mimetype", b"application/epub+zip")
_CONTAINER = PackedFile(
    "META-INF/container.xml",
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>'
    b"</rootfiles></container>\n",
)


class Edition(NamedTuple):
    """What a pack says of itself: the address of the site, and the instant."""

    site: str
    as_of: datetime


def zipped(files: Iterable[PackedFile], chapters: Sequence[Chapter], edition: Edition) -> bytes:
    """Return the archive: a folder for each language, and a page that leads to them."""
    return _archive([PackedFile("index.html", _entrance(chapters)), *sorted(files)], edition)


def _entrance(chapters: Sequence[Chapter]) -> bytes:
    """Return the first page of the archive; of a pack in one language, a page that leads on."""
    if len(chapters) == 1:
        only = chapters[0]
        lead_on = f'<meta http-equiv="refresh" content="0; url={only.lang}/index.html">\n'
    else:
        lead_on = ""
    links = "\n".join(
        f'<li lang="{each.lang}" dir="{each.direction or "ltr"}"><a href="{each.lang}/index.html">'
        f"{escape(each.label)}: {escape(each.name)} — {escape(each.title)}</a></li>"
        for each in chapters
    )
    first = chapters[0]
    direction = f' dir="{first.direction}"' if first.direction else ""
    return (
        f'<!doctype html>\n<html lang="{first.lang}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{lead_on}'
        f'<title>{escape(first.name)}</title>\n<link rel="stylesheet" href="{LITE_SHEET}">\n</head>\n<body>\n<main>\n'
        f"<h1>{escape(first.name)}</h1>\n<ul>\n{links}\n</ul>\n</main>\n</body>\n</html>\n"
    ).encode()


def book(files: Sequence[PackedFile], chapter: Chapter, edition: Edition) -> bytes:
    """Return the book of one language. `files` are those of a pack of this chapter alone."""
    known = {file.path: file for file in files}
    texts = [known[f"{chapter.lang}/{page.name}"] for page in chapter.articles]
    order = [(_xhtml(page.name), text.title) for page, text in zip(chapter.articles, texts, strict=True)]
    pictures = [file for file in files if file.path.startswith(_PHOTOS)]
    return _archive(
        [
            _MIMETYPE,
            _CONTAINER,
            PackedFile("book/package.opf", _package(chapter, [name for name, _ in order], pictures, edition)),
            PackedFile("book/nav.xhtml", _contents(chapter, order)),
            PackedFile(f"book/{LITE_SHEET}", known[LITE_SHEET].content),
            *(
                PackedFile(f"book/text/{name}", _page(text, chapter))
                for (name, _), text in zip(order, texts, strict=True)
            ),
            *(PackedFile(f"book/{file.path}", file.content) for file in pictures),
        ],
        edition,
    )


def _xhtml(name: str) -> str:
    return name.removesuffix(".html") + ".xhtml"


def _page(text: PackedFile, chapter: Chapter) -> bytes:
    """Return an article as a page of the book. Its front is the table of contents."""
    link = regex(rf'(?<= href=")\.\./{re.escape(chapter.lang)}/([\w.-]+)\.html(?=["#])')

    def place(match: re.Match[str]) -> str:
        return "../nav.xhtml" if match[1] == "index" else f"{match[1]}.xhtml"

    return xhtml_of(link.sub(place, text.content.decode())).encode()


def _package(chapter: Chapter, names: Sequence[str], pictures: Sequence[PackedFile], edition: Edition) -> bytes:
    """Return the package document (EPUB 3.3, 5)."""
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{edition.site}/{chapter.lang}/{edition.as_of.isoformat()}")
    direction = f' page-progression-direction="{chapter.direction}"' if chapter.direction else ""
    own = f' xml:lang="{chapter.lang}"' + (f' dir="{chapter.direction}"' if chapter.direction else "")
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        f'<item id="style" href="{LITE_SHEET}" media-type="text/css"/>',
        *(
            f'<item id="text{number}" href="text/{name}" media-type="application/xhtml+xml"/>'
            for number, name in enumerate(names, 1)
        ),
        *(
            f'<item id="photo{number}" href="{file.path}" media-type="{media_type_of(file.path)}"/>'
            for number, file in enumerate(pictures, 1)
        ),
    ]
    spine = ["nav", *(f"text{number}" for number in range(1, len(names) + 1))]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"{own}>\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>\n'
        f"<dc:title>{escape(chapter.name)}, {escape(chapter.title)}</dc:title>\n"
        f"<dc:language>{chapter.lang}</dc:language>\n"
        f"<dc:publisher>{escape(chapter.name)}</dc:publisher>\n"
        f"<dc:source>{escape(edition.site)}</dc:source>\n"
        f'<meta property="dcterms:modified">{edition.as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</meta>\n'
        "</metadata>\n"
        f"<manifest>\n{chr(10).join(items)}\n</manifest>\n"
        f"<spine{direction}>\n{chr(10).join(f'<itemref idref={chr(34)}{each}{chr(34)}/>' for each in spine)}\n</spine>\n"
        "</package>\n"
    ).encode()


def _contents(chapter: Chapter, order: Iterable[tuple[str, str]]) -> bytes:
    """Return the navigation document (EPUB 3.3, 7)."""
    direction = f' dir="{chapter.direction}"' if chapter.direction else ""
    lines = "\n".join(f'<li><a href="text/{name}">{escape(title)}</a></li>' for name, title in order)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{chapter.lang}" xml:lang="{chapter.lang}"{direction}>\n'
        f'<head><title>{escape(chapter.name)}</title><link rel="stylesheet" href="{LITE_SHEET}"/></head>\n'
        f"<body><h1>{escape(chapter.name)}</h1><p>{escape(chapter.title)}</p>\n"
        f'<nav epub:type="toc"><ol>\n{lines}\n</ol></nav></body>\n</html>\n'
    ).encode()


def _archive(files: Iterable[PackedFile], edition: Edition) -> bytes:
    """Return a ZIP archive in the given order. The first file of a book is stored as it is, as
    readers of books expect (EPUB 3.3 OCF, 4.2)."""
    written = io.BytesIO()
    at = edition.as_of.astimezone(UTC)
    time = (max(1980, at.year), at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(written, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, time)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            is_stored = file.path == _MIMETYPE.path or file.path.startswith((_PHOTOS, f"book/{_PHOTOS}"))
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.content, compresslevel=9)
    return written.getvalue()
