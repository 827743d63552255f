"""The files of an index as Pagefind wrote them -> the same files in one order, with the names that
follow from it. Pagefind numbers articles alike in every run, and filters and their values in any
order; so names would differ from build to build, and browsers would load again what they have.

A filter is a value of CBOR (RFC 8949), and so is the list of all files: arrays, in which whole
elements are moved here. Nothing else is changed."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping

SIGNATURE = b"pagefind_dcd"
"""The first bytes of each of its files, once it is unpacked."""

_FILTERS_IN_LIST = 3
_LONG = {24: 1, 25: 2, 26: 4, 27: 8}
_TEXTS, _ARRAY = (2, 3), 4


def unpacked(content: bytes) -> bytes:
    """Return what is in a file. Raises ValueError for a file of another kind."""
    try:
        found = gzip.decompress(content)
    except (OSError, EOFError) as fault:
        raise ValueError(str(fault)) from fault
    if not found.startswith(SIGNATURE):
        raise ValueError("a file of the index does not begin as those of Pagefind do")
    return found[len(SIGNATURE) :]


def packed(content: bytes) -> bytes:
    return gzip.compress(SIGNATURE + content, mtime=0)


def in_order(filters: Mapping[str, bytes], listed: bytes) -> tuple[dict[str, bytes], bytes]:
    """Return the filters with their values in order, by their new names, and the list of all files
    with these. Raises ValueError when they are not what is known of Pagefind's."""
    new: dict[str, str] = {}
    sorted_filters: dict[str, bytes] = {}
    for name, content in filters.items():
        try:
            _, values = _elements(content, 0)
        except IndexError as fault:
            raise ValueError("a filter is cut off") from fault
        ordered = _sorted(content, values[0])
        prefix, _, digest = name.rpartition("_")
        new[name] = f"{prefix}_{_digest(ordered, len(digest))}"
        sorted_filters[new[name]] = ordered
    if len(sorted_filters) != len(filters):
        raise ValueError("two filters have one name")
    named = listed
    for name in filters:
        if named.count(name.encode()) != 1:
            raise ValueError(f"the list of files does not name {name}")
    if filters:
        names = re.compile(b"|".join(re.escape(name.encode()) for name in filters))
        named = names.sub(lambda match: new[match[0].decode()].encode(), named)
        named = _sorted(named, _elements(named, 0)[_FILTERS_IN_LIST][0])
    return sorted_filters, named


def list_name(name: str, listed: bytes) -> str:
    """Return the new name of the list of all files in place of `name`."""
    prefix, _, digest = name.rpartition("_")
    return f"{prefix}_{_digest(listed, len(digest))}"


def _digest(content: bytes, length: int) -> str:
    return hashlib.blake2b(content).hexdigest()[:length]


def _sorted(content: bytes, start: int) -> bytes:
    """Return a value in which the elements of the array at `start` are in the order of their
    bytes."""
    places = _elements(content, start)
    if not places:
        return content
    first, last = places[0][0], places[-1][1]
    return content[:first] + b"".join(sorted(content[begin:end] for begin, end in places)) + content[last:]


def _elements(content: bytes, start: int) -> list[tuple[int, int]]:
    """Return where each element of the array at `start` begins and ends."""
    kind, count, at = _head(content, start)
    if kind != _ARRAY:
        raise ValueError("there is no list where one was expected")
    places = []
    for _ in range(count):
        end = _end(content, at)
        places.append((at, end))
        at = end
    return places


def _end(content: bytes, start: int) -> int:
    """Return where a value ends."""
    kind, value, at = _head(content, start)
    if kind in _TEXTS:
        return at + value
    if kind == _ARRAY:
        for _ in range(value):
            at = _end(content, at)
    elif kind not in (0, 1, 7):
        raise ValueError("there is a value of an unknown kind")
    return at


def _head(content: bytes, start: int) -> tuple[int, int, int]:
    """Return the kind of a value, its number or length, and where its content begins."""
    kind, short = divmod(content[start], 32)
    if short in _LONG:
        end = start + 1 + _LONG[short]
        return kind, int.from_bytes(content[start + 1 : end], "big"), end
    if short > max(_LONG):
        raise ValueError("there is a value without a length")
    return kind, short, start + 1
