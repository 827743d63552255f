"""The published files in the ledger: an entry for each, and how it lies on the disk.

Every build looks at all of these files. So how they lie is also packed in some hundred parts, which are
read in a tenth of the time of the entries. A change writes the parts of its own files."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator

from generator.cache.ledger import DamagedError, Ledger, checked, with_checksum
from generator.model.digests import blake2b
from generator.model.published_file import FileStat, PublishedFile

_INSERT = f"INSERT OR REPLACE INTO outputs VALUES ({', '.join('?' * 15)})"


def write_published(ledger: Ledger, entries: Iterable[PublishedFile], gone: Iterable[str]) -> None:
    """Write the entries of published files; delete those of files that are `gone`. An entry comes after
    that."""
    changed: dict[int, dict[str, FileStat | None]] = {}
    rows = []
    for path in gone:
        changed.setdefault(_part_of(path), {})[path] = None
        rows.append((path,))
    ledger.write("DELETE FROM outputs WHERE path = ?", rows)

    def written() -> Iterator[tuple[object, ...]]:
        for entry in entries:
            path, state = entry.path, entry.state
            changed.setdefault(_part_of(path), {})[path] = (path, *state[1:])
            folded = path.casefold()
            yield (
                path, entry.origin, *entry.fingerprint, *state, entry.layout, entry.reasons, entry.made,
                None if folded == path else folded,
            )  # fmt: skip

    ledger.write(_INSERT, written())
    before = dict(ledger.chosen("SELECT part, files FROM stats WHERE part IN ({})", map(str, changed)))
    parts = []
    for part, files in changed.items():
        standing = {file[0]: file for file in _unpacked(before[part])} if part in before else {}
        left = [file for _, file in sorted((standing | files).items()) if file]
        parts.append((part, len(left), with_checksum(marshal.dumps(left, 2))))
    ledger.write("INSERT OR REPLACE INTO stats VALUES (?, ?, ?)", parts)


def file_stats(ledger: Ledger) -> Iterator[list[FileStat]]:
    """Yield how all published files lay after the last build, in parts."""
    for (files,) in ledger.rows("SELECT files FROM stats"):
        yield _unpacked(files)


def count(ledger: Ledger) -> int:
    """Return the number of published files."""
    return int(ledger.rows("SELECT total(number) FROM stats")[0][0])


def _part_of(path: str) -> int:
    """Return the number of a file's part, of 256: so many that a change of a dozen files writes a twentieth
    of them."""
    return blake2b(path.encode(errors="replace"), digest_size=1).digest()[0]


def _unpacked(content: bytes) -> list[FileStat]:
    try:
        files: list[FileStat] = marshal.loads(checked(content))
    except (ValueError, EOFError, TypeError) as fault:
        raise DamagedError from fault
    return files
