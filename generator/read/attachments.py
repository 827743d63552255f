"""A file that is neither text nor picture -> an attachment: whether its kind may be published, and
whether its first bytes fit. Its digest is computed piece by piece; the file is never in memory as a
whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from generator.model.digests import digest_of_stream
from generator.model.documents import Attachment
from generator.model.regex import regex
from generator.model.settings import ATTACHMENT_KINDS
from generator.read.scan import SourceFile

_BROWSER = "a browser would run what is in it, with the rights of your site"
_DESKTOP = "such a file is a program, or can start one, on the computers of readers"
_MACROS = "such a file can hold macros, which are programs"
_ARCHIVE = "nobody sees what is in such a file, and it may be a program"

REFUSED = {
    **dict.fromkeys(("html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "xml", "xsl", "svg", "svgz"), _BROWSER),
    **dict.fromkeys(("js", "mjs", "wasm", "css", "swf", "php", "asp", "aspx", "jsp", "cgi"), _BROWSER),
    **dict.fromkeys(
        ("exe", "com", "msi", "bat", "cmd", "scr", "pif", "dll", "ps1", "vbs", "wsf", "hta", "lnk"), _DESKTOP
    ),
    **dict.fromkeys(("url", "desktop", "sh", "py", "pl", "rb", "jar", "app", "dmg", "pkg", "deb", "rpm"), _DESKTOP),
    **dict.fromkeys(("appimage", "apk", "iso", "img", "reg", "inf", "chm", "scf", "command", "iqy", "slk"), _DESKTOP),
    **dict.fromkeys(("docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam"), _MACROS),
    **dict.fromkeys(("doc", "dot", "xls", "xlt", "xla", "ppt", "pps", "pot", "rtf", "mdb", "accdb", "one"), _MACROS),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "cab", "arj"), _ARCHIVE),
}
"""File name extensions that are never published, and why."""

_INSTEAD = {
    **dict.fromkeys(("doc", "docm", "dot", "dotm", "rtf"), "docx"),
    **dict.fromkeys(("xls", "xlsm", "xlsb", "xlt", "xltm", "xlam", "xla", "slk"), "xlsx"),
    **dict.fromkeys(("ppt", "pptm", "pps", "ppsm", "pot", "potm", "ppam"), "pptx"),
}

_LOOKED_AT = 4096
"""Bytes; browsers look at fewer to guess the type of a file."""
_BEFORE_PDF = b"\xef\xbb\xbf \t\r\n\x0c"
_OPEN_XML = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
_OPEN_DOCUMENT = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
_OLE = b"\xd0\xcf\x11\xe0"
"""The first bytes of old Office files, and of new ones with a password."""
_MACRO_FILE = regex(r"(?:^|/)vbaProject\.bin$|^(?:Basic|Scripts)/", re.IGNORECASE)
_NO_TEXT = regex(rb"\s*(?:<[!?a-zA-Z]|%PDF-|#!)|MZ|PK\x03\x04|\x7fELF|\xd0\xcf\x11\xe0")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16, as spreadsheets write it."""


def attachment(file: SourceFile, kinds: Iterable[str]) -> Attachment:
    """Return an attachment. `kinds` are those that are published."""
    kind, listed = PurePosixPath(file.path).suffix.lower().lstrip("."), tuple(kinds)
    if kind not in listed:
        return Attachment(file.path, "", file.size, kind, *_unlisted(kind, listed), is_listed=False)
    try:
        with Path(file.disk_path).open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            fault, hint = _fault(kind, opened)
            opened.seek(0)
            digest = digest_of_stream(opened)
    except OSError as reason:
        return Attachment(
            file.path, "", file.size, kind, f"it cannot be read ({reason.strerror})", "Check who may read it."
        )
    return Attachment(file.path, digest, size, kind, fault, hint)


def _unlisted(kind: str, listed: tuple[str, ...]) -> tuple[str, str]:
    these = f"files that end in .{kind} are" if kind else "files whose names do not say their kind are"
    published = f"Published are: {', '.join(listed)}." if listed else "No kind is published now."
    if reason := REFUSED.get(kind):
        return (
            f"{these} never published, because {reason}",
            f"Save it as {_INSTEAD.get(kind, 'pdf').upper()}. {published}",
        )
    if kind in ATTACHMENT_KINDS:
        row = ", ".join(f'"{each}"' for each in (*listed, kind))
        return (
            f"{these} not published here",
            f"{published} To publish these, too, write in site.toml  [attachments]  kinds = [{row}]",
        )
    return f"{these} not published", f"Save it in another form. {published}"


def _fault(kind: str, opened: BinaryIO) -> tuple[str, str]:
    """Return why the first bytes do not fit the kind, and a hint; two empty texts where
    they fit."""
    first = opened.read(_LOOKED_AT)
    again = f"Open it in the program it was made with, and save it again as {kind.upper()}."
    if not first:
        return "it is empty", "Copy it again."
    if first.startswith(_OLE):
        return "it has a password, or is of the old Office", f"{again} Without a password."
    if kind in _OPEN_XML or kind in _OPEN_DOCUMENT:
        return _fault_of_office(kind, opened, again)
    is_right = first.lstrip(_BEFORE_PDF).startswith(b"%PDF-") if kind == "pdf" else _is_text(first)
    return ("", "") if is_right else (f"it is no {kind.upper()}, whatever its name says", again)


def _is_text(first: bytes) -> bool:
    return (first.startswith(_WIDE) or b"\0" not in first) and not _NO_TEXT.match(first.removeprefix(b"\xef\xbb\xbf"))


def _fault_of_office(kind: str, opened: BinaryIO, again: str) -> tuple[str, str]:
    """Return the same for an Office file: a ZIP file, of which only the directory is read."""
    import zipfile  # noqa: PLC0415 - most builds read no such file

    opened.seek(0)
    is_right = opened.read(4) == b"PK\x03\x04"
    names: list[str] = []
    try:
        with zipfile.ZipFile(opened) as archive:
            names = archive.namelist()
            if within := _OPEN_XML.get(kind):
                is_right &= "[Content_Types].xml" in names and any(name.startswith(within) for name in names)
            else:
                said = archive.open("mimetype").read(100) if "mimetype" in names else b""
                is_right &= said.strip() == f"application/vnd.oasis.opendocument.{_OPEN_DOCUMENT[kind]}".encode()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        return f"it is no {kind.upper()}, whatever its name says, or is cut off", again
    if not is_right:
        return f"it is no {kind.upper()}, whatever its name says", again
    if any(map(_MACRO_FILE.search, names)):
        return "there are macros in it, which are programs", f"{again} Without macros."
    return "", ""
