"""The record -> its addresses, quickly. A build needs no more of it, unless an address is missing.

A hundred thousand lines take some 100 ms. So a build compares the states of the files, and reads
only those that changed. A build without a record pays for one look at a folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from generator.model.regex import regex

_GONE = regex(rb"^(/[^\t\n]*)\t[^\t\n]*\tgone ", re.MULTILINE)
_FEW = 3
_NAME = regex(r"\d{4}-\d{2}\.txt")


class Addresses(NamedTuple):
    """The recorded addresses of some files, without those that may be gone, by the name of the file.

    They are not `sound` if a line cannot be read, if an address is twice in a file, or if a file does
    not belong to the record. Then some are missing, and `read_record` gives all."""

    by_name: dict[str, list[str]]
    is_sound: bool

    @property
    def all(self) -> chain[str]:
        return chain.from_iterable(self.by_name.values())


def is_of_record(name: str) -> bool:
    """Whether a file has the name of one of the record: “2026-11.txt”."""
    return _NAME.fullmatch(name) is not None


def read_addresses(folder: Path, names: Iterable[str]) -> Addresses:
    """Return the addresses in these files."""
    found: dict[str, list[str]] = {}
    is_sound = True
    for name in names:
        content = _content(folder, name)
        addresses = _addresses(content)
        is_sound &= bool(addresses)
        live = b"\n".join(addresses).decode("utf-8", "replace").split("\n") if addresses else []
        if b"\tgone " in content:
            gone = {address.decode("utf-8", "replace") for address in _GONE.findall(content)}
            live = [address for address in live if address not in gone]
        found[name] = live
    return Addresses(found, is_sound)


def _addresses(content: bytes) -> list[bytes]:
    """Return the first field of each line; nothing unless each is an address, and no two are one."""
    lines = content.split(b"\n")
    if len(lines) < 3 or lines.pop() or lines.pop(0):
        return []
    try:
        found = [line[: line.index(b"\t")] for line in lines]
    except ValueError:
        return []
    return found if min(found) >= b"/" and max(found) < b"0" and len(set(found)) == len(found) else []


def recorded_among(folder: Path, names: Collection[str], wanted: Collection[str]) -> set[str]:
    """Return those of the wanted addresses that are in these files, and may not be gone. A few are
    searched for, which is quicker than to read all."""
    if len(wanted) > _FEW:
        return set(wanted).intersection(read_addresses(folder, names).all)
    found: set[str] = set()
    for name in names if wanted else ():
        content = _content(folder, name)
        for address in wanted:
            start = content.find(f"\n{address}\t".encode())
            if start >= 0 and not _GONE.match(content, start + 1):
                found.add(address)
    return found


def _content(folder: Path, name: str) -> bytes:
    """Return the text of a file, behind a line end; nothing for one that cannot be read."""
    try:
        return b"\n" + (folder / name).read_bytes() if is_of_record(name) else b""
    except OSError:
        return b""


def unserved(addresses: Iterable[str], files: Container[str]) -> list[str]:
    """Return those of the addresses that no file answers. (There may be a hundred thousand: so this
    does not call `file_of` for each.)"""
    return [each for each in addresses if (f"{each[1:]}index.html" if each[-1] == "/" else each[1:]) not in files]


def file_of(address: str) -> str:
    """Return the file of a page by its address."""
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]


def address_of(path: str) -> str:
    """Return the address of a page by its file."""
    return f"/{path.removesuffix('index.html')}" if f"/{path}".endswith("/index.html") else f"/{path}"
