"""The record -> its addresses, quickly. A build needs no more of it, unless an address is missing.

A hundred thousand lines take some 50 ms. So a build reads them only after the files have changed:
it compares their states first. A build without a record pays for one look at a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable
from pathlib import Path
from typing import NamedTuple

from generator.model.regex import regex

FOLDER = "record"
"""The folder of the record in the content folder."""
VANISHED = "vanished-address"
"""The code of the problem of an address that would vanish."""

States = dict[str, tuple[int, int, int]]
"""The size, time and inode of each file of the record, by its name."""

_ADDRESS = regex(rb"\n(/[^\t\n]*)(?=\t)")
_GONE = regex(rb"^(/[^\t\n]*)\t[^\t\n]*\tgone ", re.MULTILINE)
_NAME = regex(r"\d{4}-\d{2}\.txt")


class Addresses(NamedTuple):
    """The recorded addresses that must not vanish, and those of each file by its name. They are not
    `sound` if a line cannot be read, if an address is there twice, or if a file does not belong to
    the record."""

    live: frozenset[str]
    by_name: dict[str, list[str]]
    is_sound: bool


def record_states(folder: Path) -> States:
    """Return the states of the files in a record's folder; empty if there is no such folder."""
    try:
        with os.scandir(folder) as listing:
            return {
                entry.name: ((facts := entry.stat()).st_size, facts.st_mtime_ns, facts.st_ino)
                for entry in listing
                if not entry.name.startswith(".") and entry.name != "README.md"
            }
    except OSError:
        return {}


def is_of_record(name: str) -> bool:
    """Whether a file has the name of one of the record: “2026-11.txt”."""
    return _NAME.fullmatch(name) is not None


def read_addresses(folder: Path, names: States) -> Addresses:
    """Return the addresses in these files. A file that cannot be read makes them unsound."""
    found: dict[str, list[str]] = {}
    is_sound, count = True, 0
    for name in names:
        try:
            content = b"\n" + (folder / name).read_bytes() if is_of_record(name) else b""
        except OSError:
            content = b""
        addresses = _ADDRESS.findall(content)
        is_sound &= content.endswith(b"\n") and content.count(b"\n") == len(addresses) + 1
        live = b"\n".join(addresses).decode("utf-8", "replace").split("\n") if addresses else []
        count += len(live)
        if b"\tgone " in content:
            gone = {address.decode("utf-8", "replace") for address in _GONE.findall(content)}
            count -= len(gone)
            live = [address for address in live if address not in gone]
        found[name] = live
    known = frozenset().union(*found.values())
    return Addresses(known, found, is_sound and len(known) == count)


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
