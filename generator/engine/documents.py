"""Source files -> all documents: what is kept of those that have not changed, and the others, read now. Articles, of which
there are tens of thousands, stay packed until somebody asks for one; their texts go to the ledger unopened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import generator.cache.packing  # noqa: F401 - quick pickles
from generator.cache.ledger import Ledger, Row, packed, unpacked
from generator.check.articles import document_problems
from generator.engine.snapshot import Snapshot, digest_of_file
from generator.executors.workshop import Workshop
from generator.model.documents import Article, BrokenPicture, Document, TextDocument
from generator.model.problems import Problem
from generator.read.documents import Reading, read
from generator.read.scan import SourceFile

SETTINGS_FILE = "content/site.toml"

ARTICLE, OTHER, NOTHING = "article", "other", "nothing"
"""Kinds of what a file holds: an article; any other document; nothing that could be used, only problems."""


@dataclass(slots=True)
class Documents:
    """`articles` and `digests` are the digests of the files, by path, of the articles and of the `others`; `rows`
    are those that were read now, `gone` the paths of files that are no more, `looked_at` the digests of all files that had
    to be opened, by location."""

    ledger: Ledger
    articles: dict[str, str] = field(default_factory=dict)
    others: list[Document] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    looked_at: dict[str, str] = field(default_factory=dict)

    def articles_at(self, paths: Iterable[str]) -> dict[str, Article]:
        wanted = list(paths)
        read_now = {path: unpacked(row.document) for path in wanted if (row := self.rows.get(path)) and row.document}
        return {**self.ledger.documents_at(path for path in wanted if path not in read_now), **read_now}

    def documents_at(self, paths: Iterable[str]) -> list[Document]:
        """The documents at paths, where there are any."""
        wanted = set(paths)
        others = [document for document in self.others if document.path in wanted]
        return [*others, *self.articles_at(wanted & self.articles.keys()).values()]

    def everything(self) -> tuple[Document, ...]:
        """All documents, opened; for a build with errors, which has to look at all that is left."""
        return (*self.others, *self.articles_at(self.articles).values())

    def lose(self, reasons: Mapping[str, str]) -> None:
        """Pictures that turned out to be of no use, by path with the reason, are broken from now on. What is remembered of
        them stays: the next build tries them again."""
        self.others = [
            BrokenPicture(each.path, _sentence(reasons[each.path])) if each.path in reasons else each
            for each in self.others
        ]
        self.digests |= {path: f"{self.digests[path]} unmade" for path in reasons}

    def take(self, row: Row, problems: Iterable[Problem]) -> None:
        self.problems += problems
        if row.kind == ARTICLE:
            self.articles[row.path] = row.digest
        elif row.document is not None:
            self.others.append(unpacked(row.document))
            self.digests[row.path] = row.digest


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One file as it comes from a worker. `row` is what is to be remembered."""

    row: Row
    body: bytes
    problems: tuple[Problem, ...]


def documents_of(
    snapshot: Snapshot, ledger: Ledger, reading: Reading, workshop: Workshop, progress: Callable[[int, int], None]
) -> Documents:
    """All documents of the content folder."""
    files = {file.path: file for location, file in snapshot.files.items() if is_document(location)}
    before = ledger.document_digests()
    digests, unread = _looked_at(files, snapshot, before)
    found = Documents(ledger, gone=tuple(before.keys() - files.keys()), looked_at=digests)
    standing = before.keys() & files.keys() - unread.keys()
    for path in standing:
        kind, digest = before[path]
        if kind == ARTICLE:
            found.articles[path] = digest
    for path, digest, document in ledger.documents(OTHER):
        if path in standing:
            found.others.append(document)
            found.digests[path] = digest
    for path, problems in ledger.problems():
        if path in standing:
            found.problems += problems
    done = 0
    batches = workshop.batches(list(unread.values()))
    for _, batch in workshop.spread(partial(read_batch, reading), batches):
        ledger.write_objects((each.row.body, each.body) for each in batch if each.body)
        for each in batch:
            found.take(each.row, each.problems)
            if each.row.digest:
                found.rows[each.row.path] = each.row
                digests[f"content/{each.row.path}"] = each.row.digest
        done += len(batch)
        progress(done, len(unread))
    found.others.sort(key=lambda document: document.path)
    return found


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


def is_document(location: str) -> bool:
    """Whether a source file is for the library to read."""
    return location.startswith("content/") and location != SETTINGS_FILE


def _looked_at(
    files: Mapping[str, SourceFile], snapshot: Snapshot, before: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, str], dict[str, SourceFile]]:
    """The digests of files that lie otherwise than they lay, by location; and the files, by path, that have to be read
    because they, or what we know of them, are new."""
    digests: dict[str, str] = {}
    unread: dict[str, SourceFile] = {}
    for path, file in files.items():
        location = f"content/{path}"
        digest = snapshot.digests.get(location, "")
        if not digest and path in before:
            digest = digests[location] = digest_of_file(file)
        if path not in before or before[path][1] != digest:
            unread[path] = file
    return digests, unread


def read_batch(reading: Reading, files: tuple[SourceFile, ...]) -> tuple[ReadRow, ...]:
    """One task, for a worker."""
    return tuple(_read(file, reading) for file in files)


def _read(file: SourceFile, reading: Reading) -> ReadRow:
    got = read(file, reading)
    document, problems = got.document, got.problems
    if document is None:
        kind, content, body = NOTHING, None, ""
    else:
        problems += document_problems(document, problems)
        kind, content = ARTICLE if isinstance(document, Article) else OTHER, packed(document)
        body = document.body.digest if isinstance(document, TextDocument) else ""
    row = Row(file.path, kind, got.digest, content, body, packed(problems) if problems else None)
    return ReadRow(row, got.body, problems)
