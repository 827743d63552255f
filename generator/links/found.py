"""Documents -> the web addresses that they link to, each with its place. Code is left out. Opens
documents, and asks nobody."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.fixes.front_matter import fences
from generator.fixes.text import running_lines
from generator.model.problems import SourceLocation
from generator.model.regex import regex
from generator.read.front_matter.yaml_faults import MAX_LINE
from generator.read.scan import SourceFile

_ADDRESS = regex(
    r"\]\(\s*<(?P<angle>https?://[^<>\s]+)>|\]\(\s*(?P<inline>https?://[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)"
    r"""|<(?P<auto>https?://[^\s<>]+)>|href=["'](?P<html>https?://[^"'<>]+)["']"""
    r"|^ {0,3}\[[^\]]+\]:\s*<?(?P<reference>https?://[^\s<>]+)>?"
)
_PROFILE = regex(r"""(?P<profile>https?://[^\s"',\]]+)""")
_PROFILES = ("profiles:", "-")
"""Beginnings of the lines of front matter that have addresses."""


class Link(NamedTuple):
    """A link: the address without its fragment, as it is asked for, and as it is written."""

    address: str
    written: str
    where: SourceLocation


def links_in(files: Iterable[SourceFile]) -> Iterator[Link]:
    """Yield the links of all documents, in the order of the files."""
    for file in files:
        if not file.path.endswith(".md"):
            continue
        try:
            text = Path(file.disk_path).read_bytes().decode("utf-8-sig", "replace")
        except OSError:  # a check of the content reports it
            continue
        if "http" in text:
            yield from _links(text.replace("\r\n", "\n"), f"content/{file.path}")


def _links(text: str, location: str) -> Iterator[Link]:
    place = fences(text)
    last = place[1] + 1 if place else 0
    for number, (line, is_code) in enumerate(running_lines(text), 1):
        if is_code or "http" not in line:
            continue
        if number <= last and not line.lstrip().startswith(_PROFILES):
            continue
        for match in (_PROFILE if number <= last else _ADDRESS).finditer(line.rstrip("\n")):
            kind = str(match.lastgroup)
            written = match[kind]
            address = html.unescape(written).split("#", 1)[0]
            if _is_whole(address):
                where = SourceLocation(location, number, match.start(kind) + 1, line.rstrip("\n")[:MAX_LINE])
                yield Link(address, written, where)


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "{" not in address and parts.port != 0
    except ValueError:
        return False
