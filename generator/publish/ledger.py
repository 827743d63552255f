"""What we remember of the last build: for every file we published, the source it came from and its fingerprint.

One SQLite file in the cache folder. One that cannot be read, or is of another version, counts as empty: nobody is ever
asked to clean anything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from generator.model.outputs import Fingerprint
from generator.model.problems import DatelineError

VERSION = 1
NAME = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` in the output folder; `origin` the source an editor would look into."""

    path: str
    origin: str
    fingerprint: Fingerprint


def recalled(cache: Path) -> tuple[Entry, ...]:
    """The entries of the last build, sorted by path."""
    try:
        with closing(sqlite3.connect(cache / NAME)) as ledger:
            if ledger.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                return ()
            rows = ledger.execute("SELECT path, origin, view, layout, code FROM outputs ORDER BY path").fetchall()
    except sqlite3.Error:
        return ()
    return tuple(Entry(path, origin, Fingerprint(view, layout, code)) for path, origin, view, layout, code in rows)


def remember(cache: Path, entries: Iterable[Entry]) -> None:
    """Replace what the ledger holds, in one transaction. A damaged ledger is made anew. Raises DatelineError when the
    cache folder cannot be written to."""
    rows = tuple(entries)
    try:
        _write(cache / NAME, rows)
    except sqlite3.DatabaseError:
        try:
            (cache / NAME).unlink(missing_ok=True)
            _write(cache / NAME, rows)
        except (sqlite3.Error, OSError) as fault:
            raise DatelineError(f"The site is published, but {cache} cannot be written to: {fault}.") from fault


def _write(path: Path, entries: tuple[Entry, ...]) -> None:
    with closing(sqlite3.connect(path)) as ledger, ledger:
        ledger.execute("DROP TABLE IF EXISTS outputs")
        ledger.execute(
            "CREATE TABLE outputs (path TEXT PRIMARY KEY, origin TEXT, view TEXT, layout TEXT, code TEXT) WITHOUT ROWID"
        )
        ledger.executemany(
            "INSERT INTO outputs VALUES (?, ?, ?, ?, ?)",
            ((e.path, e.origin, e.fingerprint.view, e.fingerprint.layout, e.fingerprint.code) for e in entries),
        )
        ledger.execute(f"PRAGMA user_version = {VERSION}")
