"""Documents -> `Newsroom`: every cross-reference resolved, or reported where it stands. All ordering happens here.

Articles that are not out are joined and checked like all others: a fault in them shows when it is made, not when the
embargo ends.
"""

from __future__ import annotations

import difflib
import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import unquote

from generator.model.documents import (
    Article,
    Author,
    BodyFigure,
    BodyLink,
    BrokenPicture,
    Document,
    Page,
    PhotoReference,
    Picture,
    Policy,
    Section,
    Status,
    TextDocument,
    header_photo,
)
from generator.model.problems import Checked, FieldLocation, Location, PhraseLocation, Problem, error, warning
from generator.model.site import Guest, Newsroom, References, Story, Tag
from generator.plan.urls import linked, tag_id

D = TypeVar("D", Article, Author, Section, Page, Policy)

_AN_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ABSOLUTE = re.compile(r"/|\\|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class _Shelves:
    """All documents, by what refers to them. Sections and authors by id, authors by their case-folded name, too; pictures
    and documents by path."""

    sections: Mapping[str, Section]
    authors: Mapping[str, Author]
    by_name: Mapping[str, Author]
    articles: Mapping[str, Article]
    pictures: Mapping[str, Picture | BrokenPicture]
    paths: frozenset[str]
    unreadable: frozenset[str]

    def may_be(self, folder: str, id: str) -> bool:
        """Whether a file that could not be read may be the one with this id."""
        return any(may_have_id(path, folder, id) for path in self.unreadable)


def may_have_id(path: str, folder: str, id: str) -> bool:
    """Whether a file that may be unreadable has this id: unless one is written in it, it is the name of the file, or of
    its folder."""
    return path.startswith(f"{folder}/") and path.endswith((f"/{id}.md", f"/{id}/index.md"))


def joined(documents: Iterable[Document], unreadable: frozenset[str] = frozenset()) -> Checked[Newsroom]:
    """`unreadable` are the paths of files that could not be read: what points to them is no fault of its own."""
    listed = sorted(documents, key=lambda document: document.path)
    problems: list[Problem] = []
    sections, authors = _by_id(_of(listed, Section), problems), _by_id(_of(listed, Author), problems)
    shelves = _Shelves(
        sections,
        authors,
        {author.header.name.casefold(): author for author in reversed(authors.values())},
        _by_id(
            sorted(_of(listed, Article), key=lambda article: article.header.status is not Status.PUBLISHED), problems
        ),
        {document.path: document for document in listed if isinstance(document, Picture | BrokenPicture)},
        frozenset(document.path for document in listed),
        unreadable,
    )
    stories = [_story(article, shelves, problems) for article in _of(listed, Article)]
    others: tuple[TextDocument, ...] = (
        *_of(listed, Section),
        *_of(listed, Author),
        *_of(listed, Page),
        *_of(listed, Policy),
    )
    return Checked(
        Newsroom(
            tuple(sorted((story for story in stories if story), key=_newest_first)),
            tuple(sorted(_of(listed, Section), key=lambda section: (section.header.order, section.id))),
            tuple(sorted(_of(listed, Author), key=lambda author: (author.header.name, author.id))),
            tuple(sorted(_of(listed, Page), key=lambda page: (page.header.order, page.path))),
            next((policy for policy in _of(listed, Policy) if policy.id == "comments"), None),
            {document.path: _references(document, shelves, problems) for document in others},
        ),
        tuple(problems),
    )


def _newest_first(story: Story) -> tuple[float, str]:
    return -story.date.timestamp(), story.article.path


def _of(documents: list[Document], kind: type[D]) -> list[D]:
    return [document for document in documents if isinstance(document, kind)]


def _by_id(documents: list[D], problems: list[Problem]) -> dict[str, D]:
    """Of two with one id, the later in the list is told of it."""
    found: dict[str, D] = {}
    for document in documents:
        if document.id in found:
            first = found[document.id].path
            problems.append(
                error(
                    "duplicate-id",
                    f"This has the same id, “{document.id}”, as content/{first}.",
                    FieldLocation(f"content/{document.path}", "id"),
                    "Rename the file that was published later, or give it an  id:  of its own.",
                )
            )
        found.setdefault(document.id, document)
    return found


def _story(article: Article, shelves: _Shelves, problems: list[Problem]) -> Story | None:
    """The story of an article, or None when its section is missing."""
    header = article.header
    location = f"content/{article.path}"
    section = shelves.sections.get(header.section)
    if section is None and not shelves.may_be("sections", header.section):
        problems.append(_unknown("section", header.section, shelves.sections, FieldLocation(location, "section")))
    original = header.translation_of
    if original and original not in shelves.articles and not shelves.may_be("articles", original):
        problems.append(_unknown("article", original, shelves.articles, FieldLocation(location, "translation_of")))
    byline = tuple(
        _author(name, shelves, FieldLocation(location, f"author.{number}"), problems)
        for number, name in enumerate(header.author)
    )
    references = _references(article, shelves, problems)
    tags = {tag_id(name): Tag(tag_id(name), name) for name in reversed(header.tags) if tag_id(name)}
    problems += _tag_problems(header.tags, location)
    return Story(article, section, byline, tuple(reversed(tags.values())), references) if section else None


def _tag_problems(names: Iterable[str], location: str) -> Iterator[Problem]:
    for number, name in enumerate(names):
        if not tag_id(name):
            yield warning(
                "tag-without-letters",
                f"The tag “{name}” has no letter and no digit, so it can have no page and is left out.",
                FieldLocation(location, f"tags.{number}"),
                "Write a word.",
            )


def _author(name: str, shelves: _Shelves, where: Location, problems: list[Problem]) -> Author | Guest:
    """A plain name has a capital letter or a space in it, or is in another script; anything else is the id of a file. The
    full name of somebody with a file means that file."""
    if name in shelves.authors:
        return shelves.authors[name]
    if author := shelves.by_name.get(name.casefold()):
        return author
    if _AN_ID.fullmatch(name) and not shelves.may_be("authors", name):
        problems.append(_unknown("author", name, shelves.authors, where))
    return Guest(name)


def _unknown(kind: str, name: str, known: Iterable[str], where: Location) -> Problem:
    ids = sorted(known)
    close = _closest(name, ids, cutoff=0.6)
    if name.lower() in ("no", "yes", "true", "false", "null", "on", "off"):
        hint = f"Write the name of the {kind}: {', '.join(ids[:12])}."
    elif close:
        hint = f"Did you mean “{close}”?"
    elif kind == "article":
        hint = "Write the id of an article: its file's name without .md."
    else:
        listed = f"There are: {', '.join(ids[:12])}{' …' if len(ids) > 12 else ''}. " if ids else ""
        hint = f"{listed}A new one is a file content/{kind}s/{name}.md."
    return error(f"unknown-{kind}", f"There is no {kind} “{name}”.", where, hint)


def _closest(word: str, known: Iterable[str], *, cutoff: float) -> str:
    """The known word that was probably meant, capitals aside; "" when none comes near. `cutoff` is difflib's, 0 to 1."""
    by_lower = {each.lower(): each for each in sorted(known)}
    return next(
        (by_lower[close] for close in difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=cutoff)), ""
    )


def _references(document: TextDocument, shelves: _Shelves, problems: list[Problem]) -> References:
    references = References()
    location = f"content/{document.path}"
    if reference := header_photo(document):
        _add_picture(references, reference, document.path, FieldLocation(location, "photo"), shelves, problems)
    for part in document.body.parts:
        if isinstance(part, BodyFigure):
            where = PhraseLocation(location, part.photo.src)
            _add_picture(references, part.photo, document.path, where, shelves, problems)
        elif isinstance(part, BodyLink):
            _add_link(references, part.target, document.path, shelves, problems)
    return references


def _add_picture(
    references: References,
    reference: PhotoReference,
    path: str,
    where: Location,
    shelves: _Shelves,
    problems: list[Problem],
) -> None:
    """A picture lies beside the document, or in content/photos/, or is named from the content folder."""
    src = unicodedata.normalize("NFC", reference.src)
    if _ABSOLUTE.match(src):
        problems.append(
            error("photo-outside", f"“{src}” is not in the content folder.", where,
                  "Copy the picture beside the article or into content/photos/, and write its name alone.")
        )  # fmt: skip
        return
    candidates = [
        posixpath.normpath(posixpath.join(folder, written.replace("\\", "/")))
        for written in dict.fromkeys((src, unquote(src)))
        for folder in (posixpath.dirname(path), "photos", "")
    ]
    for candidate in candidates:
        if candidate in shelves.pictures:
            _shelve(references, reference.src, shelves.pictures[candidate], where, problems)
            return
    if shelves.unreadable.intersection(candidates):
        return
    if posixpath.normpath(posixpath.join(posixpath.dirname(path), src.replace("\\", "/"))).startswith(".."):
        problems.append(
            error("photo-outside", f"“{src}” leads out of the content folder.", where,
                  "Copy the picture beside the article or into content/photos/, and write its name alone.")
        )  # fmt: skip
        return
    close = _closest(posixpath.basename(src), map(posixpath.basename, shelves.pictures), cutoff=0.75)
    problems.append(
        error(
            "missing-photo",
            f"There is no photo “{src}”, neither beside this file nor in content/photos/.",
            where,
            f"Did you mean “{close}”? Capitals count." if close else "Copy it there, or correct the name.",
        )
    )


def _shelve(
    references: References, src: str, picture: Picture | BrokenPicture, where: Location, problems: list[Problem]
) -> None:
    if isinstance(picture, BrokenPicture):
        problems.append(
            error("broken-photo", f"The photo {picture.path} cannot be used: {picture.fault}", where, picture.hint)
        )
    else:
        references.pictures[src] = picture


def _add_link(references: References, target: str, path: str, shelves: _Shelves, problems: list[Problem]) -> None:
    """`id:x`, a path to a Markdown file (from here or from the content folder), or an address of this site."""
    where = PhraseLocation(f"content/{path}", target)
    if target.startswith("/"):
        references.links[target], _ = linked(target)
        return
    address = unquote(target.split("#", 1)[0])
    if address.startswith("id:"):
        id = address.removeprefix("id:")
        if article := shelves.articles.get(id):
            references.links[target] = article.path
        elif not shelves.may_be("articles", id):
            problems.append(replace(_unknown("article", id, shelves.articles, where), code="dead-link"))
        return
    file = unicodedata.normalize("NFC", address)
    candidates = [posixpath.normpath(posixpath.join(folder, file)) for folder in (posixpath.dirname(path), "")]
    found = next((candidate for candidate in candidates if candidate in shelves.paths), None)
    if found and found.endswith(".md"):
        references.links[target] = found
    elif not shelves.unreadable.intersection(candidates):
        hint = "Write the path of its file, ending in .md, or id: and its id; an outside address begins with https://."
        close = _closest(posixpath.basename(file), map(posixpath.basename, shelves.paths), cutoff=0.8)
        hint = f"Did you mean “{close}”?" if close.endswith(".md") else hint
        problems.append(error("dead-link", f"This link leads nowhere: there is no “{target}”.", where, hint))
