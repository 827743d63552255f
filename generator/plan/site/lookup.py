"""All documents -> a lookup by the names that documents use; and the files that a written name may
mean. There are two rounds, because the existence of an author's page depends on all articles: first
the documents, then their addresses and whether they are published."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from generator.model.dataclass import dataclass, field
from generator.model.documents import (
    Article,
    Attachment,
    Author,
    BrokenPicture,
    Comment,
    Picture,
    Section,
    TextDocument,
    in_language,
)
from generator.model.headers import PhotoReference
from generator.model.letters import folded_name
from generator.model.regex import regex

_PICTURE = regex(r"\.(?:jpe?g|png|webp|gif|avif|tiff?|svg|heic)$", re.IGNORECASE)

COMMENTS = "comments"
"""The id of the comment policy."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Documents by name.

    Sections and authors are by id, authors also by folded name; outside the site's own language,
    the language stands before it ("ckb:kurdistan"). `ids` are the paths of articles by their id.
    Pictures and attachments are by path, comments by the id of their article. `paths` are those of all documents; `unreadable` are those
    of files that could not be read, `unreadable_ids` the ids of articles among them."""

    sections: Mapping[str, Section] = field(default_factory=dict)
    authors: Mapping[str, Author] = field(default_factory=dict)
    by_name: Mapping[str, Author] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Picture | BrokenPicture] = field(default_factory=dict)
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    comments: Mapping[str, tuple[Comment, ...]] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    unreadable_ids: frozenset[str] = frozenset()

    def may_be(self, folder: str, id: str) -> bool:
        """Whether an unreadable file may be the one with this id."""
        is_known = folder == "articles" and id in self.unreadable_ids
        return is_known or any(may_have_id(path, folder, id) for path in self.unreadable)

    def section(self, id: str, language: str = "") -> Section | None:
        """Return a section in a language, else in the site's own."""
        return next((found for name in lookup_names(id, language) if (found := self.sections.get(name))), None)

    def author(self, name: str, language: str = "") -> Author | None:
        """Return an author by id, else by full name; in a language, else in the site's own."""
        found = (self.authors.get(each) or self.by_name.get(folded_name(each)) for each in lookup_names(name, language))
        return next(filter(None, found), None)


def lookup_names(id: str, language: str) -> tuple[str, ...]:
    """Return the names of an id in the lookup, in the order of preference."""
    return (in_language(id, language), id) if language else (id,)


def author_names(authors: Iterable[Author]) -> Iterator[tuple[str, Author]]:
    """Yield the folded names by which authors are found, and ids that can be typed in several ways.
    An author with a file in a language is also found there by the name in the site's own."""
    listed = tuple(authors)
    own = {author.id: author for author in listed if not author.language}
    for author in listed:
        names = [author.header.name, *([own[author.id].header.name] if author.language and author.id in own else [])]
        yield from ((folded_name(in_language(name, author.language)), author) for name in names)
    yield from ((folded_name(author.name), author) for author in listed if not author.name.isascii())


def may_have_id(path: str, folder: str, id: str) -> bool:
    """Whether an unreadable file may have this id: the name of the file or of its folder is the id,
    unless the file sets another."""
    return path.startswith(f"{folder}/") and path.endswith((f"/{id}.md", f"/{id}/index.md"))


def is_picture_name(name: str) -> bool:
    return bool(_PICTURE.search(name))


def photo_candidates(reference: PhotoReference, path: str) -> list[str]:
    """Return the paths of a picture that the document at `path` names, in the order of preference.
    They are: beside the document, in photos/, from the content folder."""
    src = unicodedata.normalize("NFC", reference.photo)
    return [
        posixpath.normpath(posixpath.join(folder, written.replace("\\", "/")))
        for written in dict.fromkeys((src, unquote(src)))
        for folder in (posixpath.dirname(path), "photos", "")
    ]


def link_candidates(target: str, path: str) -> list[str]:
    """Return the files that a link in the document at `path` may mean."""
    file = unicodedata.normalize("NFC", unquote(target.split("#", 1)[0])).replace("\\", "/")
    return [posixpath.normpath(posixpath.join(folder, file)) for folder in (posixpath.dirname(path), "")]


def attachment_candidates(document: TextDocument) -> Iterator[str]:
    """Yield the files that the links of a document may mean, without documents and pages."""
    for target in document.body.links:
        if not target.startswith("/") and not linked_id(target):
            yield from (each for each in link_candidates(target, document.path) if not each.endswith(".md"))


def linked_id(target: str) -> str:
    """Return the id of the article that a link names, or "" if it names a file or an address."""
    address = unquote(target.split("#", 1)[0])
    return address.removeprefix("id:") if address.startswith("id:") else ""


def original_of(article: Article) -> str:
    """Return the id that an article and its translations share in questions."""
    return article.header.translation_of or article.id
