"""The sources of the last build in the ledger, folder by folder: how each file lay, and the digest of its
bytes.

A folder is one row, in which its files are packed. So a build compares a folder by its bytes: it
unpacks only folders in which a file is not as it was, and writes only these."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.cache.ledger import CHECKSUM, DamagedError, Ledger, checked, with_checksum
from generator.read.scan import FileFacts

_SAME_BYTES = 2
"""The last version of `marshal`'s format that is the same for equal values."""


class SourceFolder(NamedTuple):
    """The files of a folder, sorted by name, and the digests of their bytes in the same order. An mtime
    of -1 never equals that of a file: the file was written so shortly before it was read that a
    second change would not show."""

    files: tuple[FileFacts, ...]
    digests: tuple[str, ...]


class Sources:
    """The sources of the last build, by the location of their folder ("content/articles/2026/")."""

    def __init__(self, folders: Mapping[str, tuple[bytes, bytes]]) -> None:
        self._folders = folders

    def __iter__(self) -> Iterator[str]:
        return iter(self._folders)

    def are(self, location: str, files: tuple[FileFacts, ...]) -> bool:
        """Whether a folder has the same files, as they lay in the last build."""
        known, now = self._folders.get(location, (b"", b""))[0], _packed(files)
        return len(known) == len(now) + CHECKSUM and known.endswith(now)

    def folder(self, location: str) -> SourceFolder:
        """Return a folder as it was; one without files if it was not there. Raises DamagedError."""
        if location not in self._folders:
            return SourceFolder((), ())
        files, digests = map(_unpacked, self._folders[location])
        if len(files) != len(digests):
            raise DamagedError
        return SourceFolder(files, digests)

    def facts(self, location: str) -> dict[str, FileFacts]:
        """Return how a folder's files lay, by location. Raises DamagedError."""
        return {location + file[0]: file for file in self.folder(location).files}

    def digests(self, location: str) -> dict[str, str]:
        """Return the digests of a folder's files by location. Raises DamagedError."""
        files, digests = self.folder(location)
        return {location + file[0]: digest for file, digest in zip(files, digests, strict=True)}


NO_SOURCES = Sources({})


def read_sources(ledger: Ledger) -> Sources:
    rows = ledger.rows("SELECT folder, files, digests FROM sources")
    return Sources({folder: (files, digests) for folder, files, digests in rows})


def write_sources(ledger: Ledger, folders: Mapping[str, SourceFolder], gone: Iterable[str]) -> None:
    """Write folders, by location; delete those that are `gone`."""
    ledger.write("DELETE FROM sources WHERE folder = ?", ((location,) for location in gone))
    rows = (
        (location, with_checksum(_packed(each.files)), with_checksum(_packed(each.digests)))
        for location, each in folders.items()
    )
    ledger.write("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", rows)


def _packed(value: tuple[FileFacts, ...] | tuple[str, ...]) -> bytes:
    return marshal.dumps(value, _SAME_BYTES)


def _unpacked(content: bytes) -> Any:
    try:
        return marshal.loads(checked(content))
    except (ValueError, EOFError, TypeError) as fault:
        raise DamagedError from fault
