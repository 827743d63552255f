"""What we remember of the last build: for every file we published, the source it came from and its fingerprint.

One SQLite file in the cache folder for each output folder, so that a preview does not make us forget the site. One that
cannot be read, or is of another version, counts as empty: nobody is ever asked to clean anything.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from generator.model.outputs import Fingerprint
from generator.model.problems import DatelineError

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """`path` in the output folder; `origin` the source an editor would look into."""

    path: str
    origin: str
    fingerprint: Fingerprint


def ledger_of(output: Path, cache: Path) -> Path:
    """Where the ledger of an output folder lies. Named by where the one is from the other, so that a restored cache is
    of use in a checkout elsewhere."""
    try:
        way = Path(os.path.relpath(output, cache)).as_posix()
    except ValueError:  # two drives
        way = output.as_posix()
    return cache / f"ledger-{hashlib.blake2b(way.encode(), digest_size=4).hexdigest()}.sqlite"


def recalled(ledger: Path) -> tuple[Entry, ...]:
    """The entries of the last build, sorted by path."""
    try:
        with closing(sqlite3.connect(ledger)) as opened:
            if opened.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                return ()
            rows = opened.execute("SELECT path, origin, view, layout, code FROM outputs ORDER BY path").fetchall()
    except sqlite3.Error:
        return ()
    return tuple(Entry(path, origin, Fingerprint(view, layout, code)) for path, origin, view, layout, code in rows)


def remember(ledger: Path, entries: Iterable[Entry]) -> None:
    """Replace what the ledger holds, in one transaction. A damaged ledger is made anew. Raises DatelineError when the
    cache folder cannot be written to."""
    rows = tuple(entries)
    try:
        _write(ledger, rows)
    except sqlite3.DatabaseError:
        try:
            ledger.unlink(missing_ok=True)
            _write(ledger, rows)
        except (sqlite3.Error, OSError) as fault:
            raise DatelineError(f"The site is published, but {ledger} cannot be written to: {fault}.") from fault


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
