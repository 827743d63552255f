"""Source files -> all documents: those of unchanged files from the ledger, the others read anew.
Articles, of which there are tens of thousands, stay pickled until they are needed. Their texts go
to the ledger unopened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from generator.cache.ledger import Ledger, Row, packed, unpacked
from generator.check.articles import document_problems
from generator.engine.snapshot import Snapshot, digest_of_file
from generator.executors.workshop import Workshop
from generator.model.check_settings import BASELINE_FILE
from generator.model.dataclass import dataclass, field
from generator.model.documents import Article, Attachment, BrokenPicture, Comment, Document, Picture, TextDocument
from generator.model.problems import Problem
from generator.read.documents import Reading, read
from generator.read.scan import SourceFile

SETTINGS_FILES = frozenset({"content/site.toml", f"content/{BASELINE_FILE}"})

ARTICLE, COMMENT, OTHER, NOTHING = "article", "comment", "other", "nothing"
"""The kinds of documents in the ledger: an article; a comment; any other document; a file with
problems and without a usable document."""


@dataclass(slots=True)
class Documents:
    """All documents. `articles`, `comments` and `digests` (of `others`) give the digests of the files
    by path. `rows` were read in this build; `gone` are the paths of deleted files. `looked_at` has
    the digests of all files that had to be opened, by location."""

    ledger: Ledger
    articles: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    others: list[Document] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    looked_at: dict[str, str] = field(default_factory=dict)

    def articles_at(self, paths: Iterable[str]) -> dict[str, Article]:
        return self._loaded(paths)

    def comments_at(self, paths: Iterable[str]) -> dict[str, Comment]:
        return self._loaded(paths)

    def _loaded(self, paths: Iterable[str]) -> dict[str, Any]:
        """Return articles or comments, which are loaded when they are needed, by path."""
        wanted = list(paths)
        read_now = {path: unpacked(row.document) for path in wanted if (row := self.rows.get(path)) and row.document}
        return {**self.ledger.documents_at(path for path in wanted if path not in read_now), **read_now}

    def documents_at(self, paths: Iterable[str]) -> list[Document]:
        """Return the documents at these paths, as far as they exist."""
        wanted = set(paths)
        others = [document for document in self.others if document.path in wanted]
        return [*others, *self.articles_at(wanted & self.articles.keys()).values()]

    def everything(self) -> tuple[Document, ...]:
        """Return all documents, loaded. A build with errors needs it: it plans all that is left."""
        return (*self.others, *self.articles_at(self.articles).values())

    def lose(self, reasons: Mapping[str, str]) -> None:
        """Mark pictures as broken from now on, given as path and reason. The ledger keeps them: the
        next build tries them again."""
        self.others = [
            BrokenPicture(each.path, _sentence(reasons[each.path])) if each.path in reasons else each
            for each in self.others
        ]
        self.digests |= {path: f"{self.digests[path]} unmade" for path in reasons}

    def take(self, batch: Sequence[ReadRow]) -> None:
        """Add files that were read now; their texts go into the ledger."""
        self.ledger.write_objects((each.row.body, each.body) for each in batch if each.body)
        for each in batch:
            self._add(each.row, each.problems)
            if each.row.digest:
                self.rows[each.row.path] = each.row
                self.looked_at[f"content/{each.row.path}"] = each.row.digest

    def _add(self, row: Row, problems: Iterable[Problem]) -> None:
        self.problems += problems
        if row.kind == ARTICLE:
            self.articles[row.path] = row.digest
        elif row.kind == COMMENT:
            self.comments[row.path] = row.digest
        elif row.document is not None:
            self.others.append(unpacked(row.document))
            self.digests[row.path] = row.digest


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The result of reading one file in a worker. `row` goes into the ledger."""

    row: Row
    body: bytes
    problems: tuple[Problem, ...]


def documents_of(
    snapshot: Snapshot, ledger: Ledger, reading: Reading, workshop: Workshop, progress: Callable[[int, int], None]
) -> Documents:
    """Return all documents of the content folder."""
    files = {file.path: file for location, file in snapshot.files.items() if is_document(location)}
    before = ledger.document_digests()
    digests, unread = _looked_at(files, snapshot, before, workshop)
    found = Documents(ledger, gone=tuple(before.keys() - files.keys()), looked_at=digests)
    standing = before.keys() & files.keys() - unread.keys()
    for path in standing:
        kind, digest = before[path]
        if kind == ARTICLE:
            found.articles[path] = digest
        elif kind == COMMENT:
            found.comments[path] = digest
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
        found.take(batch)
        done += len(batch)
        progress(done, len(unread))
    found.others.sort(key=lambda document: document.path)
    return found


def read_again(files: Sequence[SourceFile], ledger: Ledger, reading: Reading, workshop: Workshop) -> Documents | None:
    """Return these files alone; None unless all are articles, comments, pictures or attachments
    without problems, now and before."""
    found = Documents(ledger)
    for _, batch in workshop.spread(partial(read_batch, reading), workshop.batches(files)):
        found.take(batch)
    paths = {file.path for file in files}
    is_sound = (
        paths == {*found.articles, *found.comments, *found.digests}
        and all(isinstance(each, Picture | Attachment) for each in found.others)
        and not found.problems
        and not ledger.have_problems(paths)
    )
    return found if is_sound else None


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


def is_document(location: str) -> bool:
    """Whether a source file holds a document."""
    return location.startswith("content/") and location not in SETTINGS_FILES


def _looked_at(
    files: Mapping[str, SourceFile], snapshot: Snapshot, before: Mapping[str, tuple[str, str]], workshop: Workshop
) -> tuple[dict[str, str], dict[str, SourceFile]]:
    """Return the digests of files whose stat has changed, by location, and the files that have to
    be read, by path. A file has to be read if its bytes are new, or if the ledger has no document
    for it. On a new machine the stat of every file has changed, and photographs are large: so the
    digests are computed by workers."""
    unsure = [file for path, file in files.items() if path in before and not snapshot.digests.get(f"content/{path}")]
    batches = list(workshop.batches(unsure))
    digests: dict[str, str] = {}
    for place, found in workshop.spread(_digests_of, batches):
        digests |= {f"content/{file.path}": digest for file, digest in zip(batches[place], found, strict=True)}
    known = {**snapshot.digests, **digests}
    unread = {
        path: file
        for path, file in files.items()
        if path not in before or before[path][1] != known.get(f"content/{path}", "")
    }
    return digests, unread


def _digests_of(files: tuple[SourceFile, ...]) -> tuple[str, ...]:
    return tuple(map(digest_of_file, files))


def read_batch(reading: Reading, files: tuple[SourceFile, ...]) -> tuple[ReadRow, ...]:
    """Read some files: one task for a worker."""
    return tuple(_read(file, reading) for file in files)


_KINDS: dict[type[Document], str] = {Article: ARTICLE, Comment: COMMENT}


def _read(file: SourceFile, reading: Reading) -> ReadRow:
    got = read(file, reading)
    document, problems = got.document, got.problems
    if document is None:
        kind, content, body = NOTHING, None, ""
    else:
        problems += document_problems(document, problems)
        kind, content = _KINDS.get(type(document), OTHER), packed(document)
        body = document.body.digest if isinstance(document, TextDocument) else ""
    row = Row(file.path, kind, got.digest, content, body, packed(problems) if problems else None)
    return ReadRow(row, got.body, problems)
