"""The documents of the content folder, one by one: those of the last build where a file has the same
bytes as then, the others read anew. Without a ledger all are read anew. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.cache.ledger import Ledger, unpacked
from generator.cache.story_index import StoryIndex
from generator.engine.documents import read_batch
from generator.engine.snapshot import digest_of_file
from generator.file_check.given import ContentFiles
from generator.model.dataclass import dataclass
from generator.model.documents import Article, Document
from generator.model.problems import Problem
from generator.plan.site.archive import ArchivedStory
from generator.plan.site.story_keys import ID, key
from generator.read.documents import Reading, default_id
from generator.read.scan import scanned

_KEYS = "SELECT DISTINCT key FROM keys WHERE key > ? AND key < ?"
_DOCUMENT = "SELECT digest, document, problems FROM documents WHERE path = ?"


@dataclass(frozen=True, slots=True)
class Found:
    """A document, None for a file without one, with the problems of reading it. `is_as_built` says
    that the file is as it was in the last build."""

    document: Document | None
    problems: tuple[Problem, ...]
    is_as_built: bool


class KnownDocuments:
    """The documents by path. `index` has the articles of the last build in short; it is None without
    a build, or if that was one of another program or of other settings."""

    def __init__(
        self, content: Path, reading: Reading, ledger: Ledger | None, copies: Mapping[str, Path | None] | None = None
    ) -> None:
        self.files = ContentFiles(content, copies)
        self.ledger = ledger
        self.index = StoryIndex(ledger) if ledger else None
        self._content, self._reading = content, reading
        self._all_paths: frozenset[str] = frozenset()
        self._found: dict[str, Found | None] = {}
        self._by_stem: dict[str, str] = {}

    def found(self, path: str) -> Found | None:
        """Return the document at a path; None where there is no file now."""
        if path not in self._found:
            self._found[path] = self._load(path)
        return self._found[path]

    def at(self, path: str) -> Document | None:
        found = self.found(path)
        return found.document if found else None

    def was_built(self, path: str) -> bool:
        """Whether the last build knew a document at a path. Without one, any may have been there."""
        return self.ledger is None or bool(self.ledger.rows(_DOCUMENT, path))

    def below(self, folder: str) -> Iterator[Document]:
        """Yield the documents in a folder of the content folder."""
        for path in self.files.below(folder):
            if document := self.at(path):
                yield document

    def article_path(self, id: str) -> str:
        """Return the path of the article with an id, "" if there is none. Without a ledger, the name
        of its file is its id."""
        for path in self.stories_under(key(ID, id)):
            found = self.at(path)
            if isinstance(found, Article) and found.id == id:
                return path
        return self._articles_by_name().get(id, "")

    def story(self, path: str) -> ArchivedStory | None:
        """Return an article of the last build in short, if its file is as it was then."""
        found = self.found(path)
        if self.index is None or found is None or not found.is_as_built:
            return None
        return self.index.at([path]).get(path)

    def stories_under(self, name: str, most: int | None = None) -> dict[str, ArchivedStory]:
        """Return the articles under a key, as the last build knew them and as far as they are still
        there."""
        found = self.index.under(name, most) if self.index else {}
        return {path: story for path, story in found.items() if self.files.at(path)}

    def all_paths(self) -> frozenset[str]:
        """Return the paths of all files of the content folder: for hints, where a name is wrong."""
        if not self._all_paths:
            self._all_paths = frozenset(file.path for file in scanned(self._content, "content").value)
        return self._all_paths

    def all_ids(self) -> Iterable[str]:
        """Return the ids of all articles: for hints."""
        if self.ledger is None:
            return self._articles_by_name()
        prefix = key(ID, "")
        rows = self.ledger.rows(_KEYS, prefix, f"{prefix[:-1]}0")  # the sign after the slash
        return [name.removeprefix(prefix) for (name,) in rows]

    def _articles_by_name(self) -> dict[str, str]:
        if not self._by_stem:
            paths = (path for path in self.files.below("articles") if path.endswith(".md"))
            self._by_stem = {default_id(path): path for path in paths}
        return self._by_stem

    def _load(self, path: str) -> Found | None:
        file = self.files.at(path)
        if file is None:
            return None
        row: tuple[Any, ...] | None = None
        if self.ledger and (rows := self.ledger.rows(_DOCUMENT, path)):
            row = rows[0]
        if row and row[0] and row[0] == digest_of_file(file):
            problems = unpacked(row[2]) if row[2] is not None else ()
            return Found(unpacked(row[1]) if row[1] is not None else None, problems, is_as_built=True)
        (got,) = read_batch(self._reading, (file,))
        return Found(unpacked(got.row.document) if got.row.document else None, got.problems, is_as_built=False)
