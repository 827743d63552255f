"""The lookup of a document, whose names are looked up when it asks for them. Hints, which need the
names of everything, ask the last build for these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from generator.file_check.known import KnownDocuments
from generator.model.dataclass import replace
from generator.model.documents import (
    Article,
    Attachment,
    Author,
    BrokenPicture,
    BrokenText,
    Comment,
    Document,
    FrontRanking,
    Picture,
    Section,
    TextDocument,
)
from generator.model.problems import Checked
from generator.plan.site.comment_folders import CommentFolders
from generator.plan.site.join import lookup_of
from generator.plan.site.lookup import Lookup, is_picture_name, link_candidates, linked_id
from generator.plan.site.ranking import files_named

V = TypeVar("V")

PEOPLE_AND_SECTIONS = ("sections", "authors")


class _Asked(Mapping[str, V]):
    """Values that are looked up by name. Its names, which only hints need, are those of the last
    build."""

    def __init__(self, get: Callable[[str], V | None], names: Callable[[], Iterable[str]]) -> None:
        self._get, self._names = get, names

    def __getitem__(self, name: str) -> V:
        found = self._get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len([*self._names()])


class Lookups:
    """Lookups of documents. `checked` are those that are checked now: a build may not know them
    yet."""

    def __init__(self, known: KnownDocuments, checked: Iterable[Document]) -> None:
        listed = [*checked]
        self._known = known
        self._ids = {each.id: each.path for each in listed if isinstance(each, Article)}
        self._broken = [each for each in listed if isinstance(each, BrokenText)]
        self._around: Checked[Lookup] | None = None

    def around(self) -> Checked[Lookup]:
        """Return the lookup of all sections and authors, with the problems of these."""
        if self._around is None:
            people = [each for folder in PEOPLE_AND_SECTIONS for each in self._known.below(folder)]
            broken = [each for each in people if isinstance(each, BrokenText)]
            named = [each for each in people if isinstance(each, Section | Author)]
            self._around = lookup_of(named, frozenset(each.path for each in broken))
        return self._around

    def of(self, document: Document) -> Lookup:
        """Return the lookup of one document."""
        known = self._known
        paths, missing = self._linked(document)
        if missing:  # the hint needs all names
            paths |= known.all_paths() - missing
        around = self.around().value
        return replace(
            around,
            articles=_Asked(self.article_path, lambda: {*known.all_ids(), *self._ids}),
            pictures=_Asked(self._picture, lambda: filter(is_picture_name, known.all_paths())),
            attachments=_Asked(self._attachment, lambda: filter(_is_attachment, known.all_paths())),
            comments=self._comments(document),
            paths=frozenset(paths),
            unreadable=around.unreadable.union(each.path for each in self._broken),
            unreadable_ids=frozenset(each.readable.id for each in self._broken if each.readable),
        )

    def article_path(self, id: str) -> str | None:
        """Return the path of the article with an id."""
        return self._ids.get(id) or self._known.article_path(id) or None

    def _linked(self, document: Document) -> tuple[set[str], set[str]]:
        """Return the files that the links of a document mean, and the paths at which there is none."""
        paths: set[str] = set()
        missing: set[str] = set()
        for candidates in _files_meant(document):
            there = self._known.files.among(candidates)
            paths.update(there)
            if not there:
                missing.update(candidates)
        return paths, missing

    def _picture(self, path: str) -> Picture | BrokenPicture | None:
        found = self._known.at(path)
        return found if isinstance(found, Picture | BrokenPicture) else None

    def _attachment(self, path: str) -> Attachment | None:
        found = self._known.at(path)
        return found if isinstance(found, Attachment) else None

    def _comments(self, document: Document) -> CommentFolders:
        """Return the comments on an article."""
        if not isinstance(document, Article):
            return CommentFolders({}, lambda _: {})
        files = [*self._known.files.below(f"comments/{document.id}")]
        found = {path: each for path in files if isinstance(each := self._known.at(path), Comment)}
        return CommentFolders(dict.fromkeys(found, ""), lambda paths: {path: found[path] for path in paths})


def _files_meant(document: Document) -> Iterator[list[str]]:
    """Yield the files that each link, or each name in a ranking, may mean."""
    if isinstance(document, FrontRanking):
        for name in filter(None, (document.header.lead, *document.header.top)):
            yield files_named(name, document)
    for target in _links(document):
        if not target.startswith("/") and not linked_id(target):
            yield link_candidates(target, document.path)


def _links(document: Document) -> tuple[str, ...]:
    if isinstance(document, BrokenText):
        return document.readable.body.links if document.readable else ()
    return document.body.links if isinstance(document, TextDocument) else ()


def _is_attachment(path: str) -> bool:
    return not path.endswith((".md", ".toml")) and not is_picture_name(path)
