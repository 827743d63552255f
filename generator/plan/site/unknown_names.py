"""A name that no document has -> its problem, with the most similar name as a hint."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping

from generator.model.dataclass import replace
from generator.model.documents import Author, Section
from generator.model.letters import folded, searched
from generator.model.problems import Location, Problem, SourceLocation, error
from generator.model.regex import regex
from generator.model.rules import STRAY_COMMENTS, broken
from generator.plan.site.comment_folders import CommentFolders
from generator.plan.site.lookup import Lookup

_A_FILE_NAME = regex(r"\w[\w.-]*")
_LOOKS_ALIKE = (
    " It is typed with other letters that look alike, or with other capitals: copy it from the name of the file."
)


def unknown_in_language(
    kind: str, name: str, known: Mapping[str, Section | Author], language: str, where: Location
) -> Problem:
    """Return the problem of a section or author that an article in this language cannot use.
    `known` are those of all languages."""
    there = {each.id for each in known.values() if each.language in ("", language)}
    elsewhere = next((each for _, each in sorted(known.items()) if each.id == name), None)
    if elsewhere is None:
        return _unknown(kind, name, there, where)
    message = f"The {kind} “{name}” is there in “{elsewhere.language}” only."
    hint = f"Write content/{kind}s/{name}.md, in the site's own language: all others take from it what they lack."
    return error(f"unknown-{kind}", message, where, hint)


def _unknown(kind: str, name: str, known: Iterable[str], where: Location) -> Problem:
    ids = sorted(known)
    last = posixpath.basename(name.rstrip("/")).removesuffix(".md")  # the byline may be a file or an address
    close = last if last in ids else closest(name, ids, cutoff=0.6)
    if name.lower() in ("no", "yes", "true", "false", "null", "on", "off"):
        hint = f"Write the name of the {kind}: {', '.join(ids[:12])}."
    elif close:
        hint = f"Did you mean “{close}”?{_LOOKS_ALIKE if folded(close) == folded(name) else ''}"
    elif kind == "article":
        hint = "Write the id of an article: its file's name without .md."
    else:
        listed = f"There are: {', '.join(ids[:12])}{' …' if len(ids) > 12 else ''}. " if ids else ""
        file = name if _A_FILE_NAME.fullmatch(name) else "NAME"
        hint = f"{listed}A new one is a file content/{kind}s/{file}.md:  python build.py new {kind}"
    return error(f"unknown-{kind}", f"There is no {kind} “{name}”.", where, hint)


def unknown_article(name: str, lookup: Lookup, where: Location) -> Problem:
    return _unknown("article", name, lookup.articles, where)


def stray_comments(folders: CommentFolders, lookup: Lookup, ids: Container[str] | None = None) -> Iterator[Problem]:
    """Yield a problem for each folder of comments whose article does not exist; only for articles
    with these `ids`, if any are given."""
    for id in folders if ids is None else filter(ids.__contains__, folders):
        if id in lookup.articles or lookup.may_be("articles", id):
            continue
        close = closest(id, lookup.articles, cutoff=0.6)
        hint = f"Did you mean “{close}”? Rename the folder." if close else STRAY_COMMENTS.hint
        where = SourceLocation(f"content/{folders.first_file(id)}")
        yield replace(broken(STRAY_COMMENTS, where, id=id), hint=hint)


def closest(word: str, known: Iterable[str], *, cutoff: float) -> str:
    """Return the most similar known word, without regard to capitals and accents; "" when none is
    similar enough. `cutoff` is that of difflib, 0 to 1."""
    by_sound = {searched(each): each for each in sorted(known)}
    return next(
        (by_sound[close] for close in difflib.get_close_matches(searched(word), by_sound, n=1, cutoff=cutoff)), ""
    )
