"""Names that may not be published, and the documents that would publish them -> problems.

An article's own names may not be on its page, nor in what other pages, feeds and files show of it.
Other articles may have them: a source in danger in one story may be a candidate in another. The
names in site.toml may be nowhere. A name that was typed by hand is never removed in silence: the
sentence around it would say something else, so an editor has to write another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.model.dataclass import fields, is_dataclass
from generator.model.documents import Article, Author, BodyFigure, BodyLink, BodyPart, Comment
from generator.model.headers import ArticleHeader, AuthorHeader, Status
from generator.model.photo_places import photos_of
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem, SourceLocation, error
from generator.model.site import Guest, PhotoFiles, References
from generator.model.withheld import name_in, spelled

WITHHELD_NAME = "withheld-name"
IN_NOTICE = "withheld-in-notice"
"""A name in what is left of an article that was taken back."""
NAMED_ELSEWHERE = "withheld-elsewhere"

CODES = frozenset({WITHHELD_NAME, IN_NOTICE, NAMED_ELSEWHERE})

_LEFT_IN_NOTICE = frozenset({"title", "notice", "aliases", "id"})
_OF_ARTICLE = "withheld:  of this article lists it."
_OF_SITE = "[withheld]  in site.toml lists it, for the whole site."
_OF_COMMENT = "A comment is published whole or not at all: delete it."
_OF_PICTURE = "The file of a picture names this creator, whose credit is withheld here."


def withheld_problems(
    header: Any, body: tuple[BodyPart, ...], text: str, path: str, everywhere: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield the problem of each withheld name in a document. `header` is as it was read, `text` the
    body as it was typed, `path` that of the file; `everywhere` are the names for the whole site."""
    names = (*everywhere, *(header.withheld if isinstance(header, ArticleHeader) else ()))
    if not names:
        return
    location = f"content/{path}"
    where: Location
    if name := name_in(path, names):
        where = SourceLocation(location)
        yield _problem(name, "", where, "Rename the file.", everywhere, _code(header, "id"))
    for key, written in _texts(header):
        if name := name_in(written, names):
            where = FieldLocation(location, key)
            yield _problem(name, written, where, _advice(header, key), everywhere, _code(header, key))
    for each in names:
        if any(name_in(said, (each,)) for said in _said(body)):
            phrase = spelled(text, (each,)) or each
            where = PhraseLocation(location, phrase)
            yield _problem(each, phrase, where, "Write the sentence without it.", everywhere, WITHHELD_NAME)


def comment_withheld_problems(
    comment: Comment, names: tuple[str, ...], everywhere: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield the problem of each name in a comment that the article or the whole site withholds."""
    location = f"content/{comment.path}"
    if name := name_in(comment.header.name, names):
        yield _problem(
            name, comment.header.name, FieldLocation(location, "name"), _OF_COMMENT, everywhere, WITHHELD_NAME
        )
    for name in names:
        if name_in(comment.text, (name,)):
            phrase = spelled(comment.text, (name,)) or name
            yield _problem(name, phrase, PhraseLocation(location, phrase), _OF_COMMENT, everywhere, WITHHELD_NAME)


def _problem(name: str, written: str, where: Location, advice: str, everywhere: Sequence[str], code: str) -> Problem:
    spelling = spelled(written, (name,))
    shown = f", spelled “{spelling}”" if spelling and spelling != name else ""
    message = f"The name “{name}” is withheld, and would be published here{shown}."
    return error(code, message, where, f"{advice} {_OF_SITE if name in everywhere else _OF_ARTICLE}")


def _code(header: Any, key: str) -> str:
    """Return the code of a name in a field: of some fields a notice is left."""
    is_left = isinstance(header, ArticleHeader) and header.notice and key.partition(".")[0] in _LEFT_IN_NOTICE
    return IN_NOTICE if is_left and (header.status is Status.WITHDRAWN or header.expires) else WITHHELD_NAME


def _advice(header: Any, key: str) -> str:
    if isinstance(header, AuthorHeader) and key == "name":
        return "An author's name is on a page of its own: delete this file, and its bylines, or take the name out of what is withheld."
    if key.startswith("author"):
        return "A byline is published: take the name out of it, or out of what is withheld."
    if key.endswith("photo"):
        return "Rename the picture: its files are published under that name."
    return "Write this without it."


def _texts(header: Any) -> Iterator[tuple[str, str]]:
    """Yield all texts of a header, with their keys."""
    for field in fields(header):
        value = getattr(header, field.name)
        if field.name == "withheld":
            continue
        if isinstance(value, str):
            yield field.name, value
        for number, each in enumerate(value) if isinstance(value, tuple) else ():
            key = f"{field.name}.{number}"
            if isinstance(each, str):
                yield key, each
            elif is_dataclass(each):
                yield from ((f"{key}.{name}", text) for name, text in _texts(each))


def _said(body: Iterable[BodyPart]) -> Iterator[str]:
    """Yield the texts of a body: its HTML as one, its links, and the words of its pictures."""
    parts = tuple(body)
    yield "".join(part if isinstance(part, str) else " " for part in parts)
    for part in parts:
        if isinstance(part, BodyLink):
            yield part.target
        elif isinstance(part, BodyFigure):
            yield from (text for _, text in _texts(part.photo))


def creators_withheld(article: Article, references: References) -> tuple[str, ...]:
    """Return the creators of an article's pictures whose credit is withheld: its page may not have
    their names."""
    found = (
        creator
        for photo in photos_of(article)
        if (shown := references.photograph(photo.reference)) and shown.picture.is_withheld
        for creator in shown.picture.creators_withheld
    )
    return tuple(sorted({*found}))


def story_withheld_problems(
    article: Article, byline: Sequence[Author | Guest], creators: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield the problems of an article that only other files show: an author whose name it
    withholds, and `creators` of pictures in its front matter."""
    header, location = article.header, f"content/{article.path}"
    for number, (written, author) in enumerate(zip(header.author, byline, strict=False)):
        name = name_in(author.header.name, header.withheld) if isinstance(author, Author) else ""
        if name and not name_in(written, header.withheld):
            yield _problem(
                name, "", FieldLocation(location, f"author.{number}"), _advice(header, "author"), (), WITHHELD_NAME
            )
    for key, text in _texts(header) if creators else ():
        if name := name_in(text, creators):
            message = f"“{name}” would be published here."
            yield error(WITHHELD_NAME, message, FieldLocation(location, key), f"{_advice(header, key)} {_OF_PICTURE}")


def named_elsewhere(uses: Mapping[str, Iterable[PhotoFiles]]) -> Iterator[Problem]:
    """Yield a problem for each document that would publish a name in the notes of a picture which
    another document withholds: readers would find it by the picture. `uses` are those of the
    pictures of each document, by its path."""
    notes: dict[str, dict[tuple[str, ...], str]] = {}
    for document, of_document in uses.items():
        for path, (_, _, said), *_ in of_document:
            notes.setdefault(path, {}).setdefault(said, document)
    for path, variants in sorted(notes.items()):
        fewest = min(variants, key=lambda said: (not said, sum(map(bool, said))))
        for said, document in sorted(variants.items()):
            if said != fewest:
                message = f"What {path} says of its creator is withheld in content/{variants[fewest]}, and would be published here."
                hint = (
                    "Write  photo_credit_withheld: true  here, too (in a gallery  credit_withheld: true , in a text "
                    " {credit_withheld} ), or name its folder under  [withheld]  in site.toml."
                )
                yield error(NAMED_ELSEWHERE, message, SourceLocation(f"content/{document}"), hint)
