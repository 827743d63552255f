"""The ledger: one SQLite file in the cache folder for each output folder.

It stores the sources, every document and story, and for every published file its origin,
fingerprint and state. Each output folder has a ledger of its own, so that a preview does not
replace that of the site. Values that are not columns are pickled, each with its checksum. A ledger
that cannot be read, or of another version, counts as empty: nobody ever has to delete it."""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.model.digests import blake2b
from generator.model.problems import DatelineError
from generator.model.published_file import FileState, Fingerprint, PublishedFile

VERSION = 10

CHECKSUM = 8
"""Bytes."""

_PAGES_IN_MEMORY_KIB = 16_000

_AT_ONCE = 500
"""Values in one query; SQLite allows a thousand."""

_TABLES = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
    CREATE TABLE sources (folder TEXT PRIMARY KEY, files BLOB, digests BLOB);
    CREATE TABLE documents (path TEXT PRIMARY KEY, kind TEXT, digest TEXT, document BLOB, body TEXT, problems BLOB,
        mark BLOB);
    CREATE INDEX bodies ON documents (body);
    CREATE TABLE stories (path TEXT PRIMARY KEY, story BLOB);
    CREATE TABLE archived (number INTEGER PRIMARY KEY, path TEXT UNIQUE, story BLOB);
    CREATE TABLE keys (key TEXT, rank REAL, number INTEGER, PRIMARY KEY (key, rank, number)) WITHOUT ROWID;
    CREATE TABLE objects (digest TEXT PRIMARY KEY, content BLOB);
    CREATE TABLE outputs (
        path TEXT PRIMARY KEY, origin TEXT, view TEXT, text TEXT, chrome TEXT, layout TEXT, code TEXT,
        digest TEXT, size INTEGER, mtime_ns INTEGER, inode INTEGER, template TEXT, reasons TEXT, made TEXT,
        folded TEXT)
        WITHOUT ROWID;
    CREATE INDEX folded ON outputs (folded) WHERE folded IS NOT NULL;
    CREATE TABLE stats (part INTEGER PRIMARY KEY, number INTEGER, files BLOB);
"""


_META = "SELECT name, value FROM meta"
_OUTPUTS = "SELECT path, origin, view, text, chrome, layout, code, digest, size, mtime_ns, inode, template, reasons, made FROM outputs"
_BODIES_AMONG = "SELECT body FROM documents WHERE body IN ({})"


class DamagedError(Exception):
    """The ledger cannot be used; the build starts with an empty one."""


class Row(NamedTuple):
    """A document. `digest` is that of its file, `body` that of its text; `document` and `problems`
    are pickled, or None."""

    path: str
    kind: str
    digest: str
    document: bytes | None
    body: str
    problems: bytes | None


def ledger_of(output: Path, cache: Path) -> Path:
    """Return the path of an output folder's ledger. The name comes from the relative path between
    the two folders, so that a restored cache works in another checkout."""
    try:
        way = Path(os.path.relpath(output, cache)).as_posix()
    except ValueError:  # two drives
        way = output.as_posix()
    return cache / f"ledger-{blake2b(way.encode(), digest_size=4).hexdigest()}.sqlite"


def packed(value: object) -> bytes:
    return with_checksum(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def unpacked(content: bytes) -> Any:
    """Return a value that was pickled with its checksum. Raises DamagedError."""
    try:
        return pickle.loads(checked(content))
    except Exception as fault:  # of another version of a type: it cannot be used
        raise DamagedError from fault


def with_checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=CHECKSUM).digest() + content


def _mark(*columns: str | None) -> bytes:
    """Return a checksum of the columns of a row."""
    return blake2b(repr(columns).encode(errors="replace"), digest_size=CHECKSUM).digest()


def checked(stored: bytes | None) -> bytes:
    """Return the bytes without their checksum. Raises DamagedError."""
    if not isinstance(stored, bytes):
        raise DamagedError
    content = stored[CHECKSUM:]
    if stored[:CHECKSUM] != blake2b(content, digest_size=CHECKSUM).digest():
        raise DamagedError
    return content


class Ledger:
    """An open ledger. Every method may raise DamagedError, or DatelineError when the disk is full
    or read-only. Changes are permanent, all or none, after `commit`. With `is_kept` false the
    ledger is only read: changes are dropped."""

    def __init__(self, path: Path, *, is_kept: bool = True) -> None:
        self.path = path
        self._is_kept = is_kept
        self._opened = _opened(path)

    def close(self) -> None:
        self._opened.close()

    def meta(self, *names: str) -> dict[str, Any]:
        """Return the values under these names, or all values if none is given."""
        rows = self.chosen(f"{_META} WHERE name IN ({{}})", names) if names else self.rows(_META)
        return {name: unpacked(value) for name, value in rows}

    def document_digests(self) -> dict[str, tuple[str, str]]:
        """Return kind and digest of each file that holds a document, by path."""
        return _kinds_and_digests(self.rows("SELECT path, kind, digest, body, mark FROM documents"))

    def digests_below(self, folder: str) -> dict[str, tuple[str, str]]:
        """Return the same for the files of one folder; `folder` ends with a slash."""
        query = "SELECT path, kind, digest, body, mark FROM documents WHERE path >= ? AND path < ?"
        return _kinds_and_digests(self.rows(query, folder, f"{folder[:-1]}0"))  # 0 comes right behind the slash

    def problems(self) -> Iterator[tuple[str, Any]]:
        """Return the problems of each document that has any, by path."""
        for path, content in self.rows("SELECT path, problems FROM documents WHERE problems IS NOT NULL"):
            yield path, unpacked(content)

    def documents(self, kind: str) -> Iterator[tuple[str, str, Any]]:
        """Return path, digest and document of all documents of a kind, in no order."""
        query = "SELECT path, digest, document FROM documents WHERE kind = ? AND document IS NOT NULL"
        for path, digest, content in self.rows(query, kind):
            yield path, digest, unpacked(content)

    def documents_at(self, paths: Iterable[str]) -> dict[str, Any]:
        query = "SELECT path, document FROM documents WHERE path IN ({}) AND document IS NOT NULL"
        return {path: unpacked(content) for path, content in self.chosen(query, paths)}

    def stories(self) -> Iterator[tuple[str, bytes]]:
        """Return each story as it was pickled, by path."""
        for path, content in self.rows("SELECT path, story FROM stories"):
            yield path, checked(content)

    def stories_at(self, paths: Iterable[str]) -> dict[str, bytes]:
        query = "SELECT path, story FROM stories WHERE path IN ({})"
        return {path: checked(content) for path, content in self.chosen(query, paths)}

    def have_problems(self, paths: Iterable[str]) -> bool:
        """Whether any of the documents at these paths has problems."""
        query = "SELECT path FROM documents WHERE problems IS NOT NULL AND path IN ({})"
        return any(True for _ in self.chosen(query, paths))

    def objects(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return the pickled objects with these digests, as far as they exist, as `write_objects`
        received them."""
        found: dict[str, bytes] = {}
        for digest, content in self.chosen("SELECT digest, content FROM objects WHERE digest IN ({})", digests):
            found[digest] = checked(content)
        return found

    def outputs(self) -> dict[str, PublishedFile]:
        return {_column(row[0]): _entry(row) for row in self.rows(f"{_OUTPUTS} ORDER BY path")}

    def seen(self) -> dict[str, FileState]:
        """Return the state of the published files, by path."""
        rows = self.rows("SELECT path, digest, size, mtime_ns, inode FROM outputs ORDER BY path")
        return {_column(row[0]): FileState._make(row[1:]) for row in rows}

    def outputs_at(self, paths: Iterable[str]) -> dict[str, PublishedFile]:
        return {row[0]: _entry(row) for row in self.chosen(f"{_OUTPUTS} WHERE path IN ({{}})", paths)}

    def paths_among(self, paths: Iterable[str]) -> set[str]:
        """Return those of the paths that are published files."""
        return {row[0] for row in self.chosen("SELECT path FROM outputs WHERE path IN ({})", paths)}

    def has_rivals(self, paths: Iterable[str]) -> bool:
        """Whether a published file is a rival of one of these paths, none of which is published: one
        of the two lies inside the other, or they are the same. Capitals do not count."""
        folded = {path.casefold() for path in paths}
        above = {path[:end] for path in folded for end, letter in enumerate(path) if letter == "/"}
        for column, condition in (("path", "folded IS NULL"), ("folded", "folded IS NOT NULL")):
            query = f"SELECT path FROM outputs WHERE {condition} AND {column}"
            if any(True for _ in self.chosen(f"{query} IN ({{}})", folded | above)):
                return True
            if any(self.rows(f"{query} BETWEEN ? AND ? LIMIT 1", f"{each}/", f"{each}0") for each in folded):
                return True
        return False

    def write_meta(self, values: Mapping[str, object]) -> None:
        rows = ((name, packed(value)) for name, value in values.items())
        self.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def write_documents(self, rows: Iterable[Row], gone: Iterable[str]) -> None:
        self.write("DELETE FROM documents WHERE path = ?", ((path,) for path in gone))
        marked = ((*row, _mark(row.path, row.kind, row.digest, row.body)) for row in rows)
        self.write("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", marked)

    def write_stories(self, stories: Iterable[tuple[str, bytes]], gone: Iterable[str]) -> None:
        self.write("DELETE FROM stories WHERE path = ?", ((path,) for path in gone))
        self.write(
            "INSERT OR REPLACE INTO stories VALUES (?, ?)", ((path, with_checksum(story)) for path, story in stories)
        )

    def write_objects(self, values: Iterable[tuple[str, bytes]]) -> None:
        rows = ((digest, with_checksum(value)) for digest, value in values)
        self.write("INSERT OR IGNORE INTO objects VALUES (?, ?)", rows)

    def forget(self, digests: Iterable[str]) -> None:
        """Delete objects, unless one is the text of a document."""
        useless = set(digests)
        useless.difference_update(row[0] for row in self.chosen(_BODIES_AMONG, useless))
        self.write("DELETE FROM objects WHERE digest = ?", ((digest,) for digest in useless))

    def bodies_of(self, paths: Iterable[str]) -> set[str]:
        """Return the digests of the texts of the documents at these paths."""
        return {row[0] for row in self.chosen("SELECT body FROM documents WHERE path IN ({})", paths)}

    def forget_understanding(self, *, documents_alone: bool = False) -> None:
        """Delete everything except the sources and the published files: another program may
        understand the rest differently. Raises DamagedError for a ledger that is only read."""
        if not self._is_kept and self.rows("SELECT path FROM documents LIMIT 1"):
            raise DamagedError
        for table in ("documents",) if documents_alone else ("documents", "stories", "archived", "keys", "objects"):
            self.write(f"DELETE FROM {table}", [()])

    def commit(self) -> None:
        try:
            self._opened.commit()
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise _named(fault, self.path) from fault

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._opened.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise _named(fault, self.path) from fault

    def chosen(self, query: str, values: Iterable[str | int]) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a query with a list of values of any length."""
        wanted = list(dict.fromkeys(values))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            yield from self.rows(query.format(", ".join("?" * len(some))), *some)

    def write(self, query: str, rows: Iterable[tuple[Any, ...]]) -> None:
        if not self._is_kept:
            return
        try:
            self._opened.executemany(query, rows)
        except (sqlite3.Error, UnicodeDecodeError) as fault:
            raise _named(fault, self.path) from fault


def _kinds_and_digests(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[str, str]]:
    """Return kind and digest by path. Raises DamagedError for a row whose checksum is wrong."""
    found = {}
    for path, kind, digest, body, mark in rows:
        if mark != _mark(path, kind, digest, body):
            raise DamagedError
        found[path] = (kind, digest)
    return found


def _column(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise DamagedError
    return value


def _entry(row: tuple[Any, ...]) -> PublishedFile:
    return PublishedFile(row[0], row[1], Fingerprint._make(row[2:7]), FileState._make(row[7:11]), *row[11:])


def _named(fault: Exception, path: Path) -> Exception:
    """Return the exception to raise: an error of the disk is no damage of the ledger, which stays
    as it was."""
    name = getattr(fault, "sqlite_errorname", None) or ""
    if name.startswith(
        ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_BUSY")
    ):
        return DatelineError(f"{path} cannot be written to: {fault}.")
    return DamagedError()


def emptied(path: Path) -> Ledger:
    """Return a new ledger in place of an old one. Raises DatelineError when the cache folder cannot
    be written to."""
    try:
        forget(path)
        return Ledger(path)
    except (DamagedError, OSError) as fault:
        raise DatelineError(f"{path} cannot be written to: {fault.__cause__ or fault}.") from fault


def forget(path: Path) -> None:
    """Delete a ledger. Raises OSError."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        opened = sqlite3.connect(path)
        try:
            opened.execute("PRAGMA synchronous = OFF")  # a ledger that a power failure damages counts as empty
            opened.execute(f"PRAGMA cache_size = -{_PAGES_IN_MEMORY_KIB}")
            version = opened.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not opened.execute("SELECT name FROM sqlite_master").fetchone():
                opened.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
            elif version != VERSION:
                raise DamagedError
        except BaseException:
            opened.close()
            raise
        return opened
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise _named(fault, path) from fault
