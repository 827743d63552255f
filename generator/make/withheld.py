"""A finished file -> the withheld name in it, if there is one. This is the last of the checks: the
others look at what editors wrote, this one at what readers would get, whatever layout, catalogue,
setting or other document it comes from.

Pages and files for programs are searched as they are. So are attachments, with the parts that their
formats compress: Office files are ZIP archives (ISO/IEC 21320-1), and PDF files (ISO 32000) have
streams in zlib's format. Text of a PDF that is drawn letter by letter cannot be found."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from generator.model.outputs import Failed, Made
from generator.model.regex import regex
from generator.model.withheld import name_in

_STREAM = regex(rb"stream\r?\n")
_MOST = 50_000_000
"""Bytes of one part of a file that are unpacked."""
_UTF_16 = ("utf-16-le", "utf-16-be")


def withheld_in(made: Made | Failed, names: tuple[str, ...], origin: str) -> Made | Failed:
    """Return a finished text file, or why it may not be published. `origin` as in an output."""
    if not names or isinstance(made, Failed):
        return made
    name = name_in(made.path, names) or name_in(made.content.decode("utf-8", "replace"), names)
    return refused(made.path, origin, name) if name else made


def refused(path: str, origin: str, name: str) -> Failed:
    return Failed(path, origin, f"it has the name “{name}”, which is withheld", withheld=name)


def name_in_file(content: bytes, names: tuple[str, ...]) -> str:
    """Return the first of `names` in an attachment or another file, "" for none."""
    return next((name for part in _parts(content) if (name := name_in(part, names))), "")


def _parts(content: bytes) -> Iterator[str]:
    for each in (content, *_unpacked(content)):
        yield each.decode("utf-8", "replace")
        if b"\0" in each:
            yield from (each[start:].decode(code, "replace") for code in _UTF_16 for start in (0, 1))


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK"):
        import zipfile  # noqa: PLC0415 - most builds look into none

        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for entry in archive.infolist():
                    yield entry.filename.encode()
                    yield archive.open(entry).read(_MOST)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
            return
    elif b"%PDF-" in content[:1024]:
        for match in _STREAM.finditer(content):
            try:
                yield zlib.decompressobj().decompress(content[match.end() :], _MOST)
            except zlib.error:  # a stream of another kind
                continue
