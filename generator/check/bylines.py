"""The guests in a byline -> problems: what is no part of a name, and a name that is nearly that of an
author with a file. A byline that means a file is what the file says, and not looked at."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping

from generator.model.documents import Article
from generator.model.letters import searched
from generator.model.problems import FieldLocation, Problem
from generator.model.regex import regex
from generator.model.rules import BYLINE_NAMES, SIMILAR_BYLINE, broken

_EMAIL = regex(r"\S+@\S+")
_BY = regex(
    r"^(?:(?:written |reported |story )?by:?\s|yazan:?\s|haber:\s|nivîskar:?\s|nivîsandin:?\s|بقلم:?\s|كتبه?:?\s|إعداد:?\s|تقرير:?\s"
    r"|نووسینی:?\s|ئامادەکردنی:?\s|نووسەر:?\s)",
    re.IGNORECASE,
)
_AND = regex(r"\s(?:and|&|ve|û|و)\s")
_JOB = regex(
    r"\b(?:(?:staff |chief |senior |special )?(?:reporter|correspondent|editor|journalist|columnist|photographer)|(?:staff |senior )writer|muhabir\w*|editör\w*|"
    r"yazar\w*|gazeteci\w*|rojnamevan|nûçegihan|edîtor)\b|(?:^|\s)(?:مراسل\w*|محرر\w*|صحفي\w*|الكاتب|پەیامنێر\w*|ڕۆژنامەنووس\w*|نووسەر)(?=\s|$)",
    re.IGNORECASE,
)
_CLOSE = 0.9
"""The likeness of two names (difflib's ratio) from which one may be a slip of the other."""
_SHORTEST = 8
"""Letters: shorter names of two people are often as close."""


def byline_problems(
    article: Article, guests: Iterable[str], similar: Mapping[str, tuple[str, str]]
) -> Iterator[Problem]:
    """Yield the problems of the names in a byline that mean no file. `similar` gives the name and the
    file of an author who is called nearly so."""
    for name in guests:
        where = FieldLocation(f"content/{article.path}", f"author.{article.header.author.index(name)}")
        if found := _no_name(name):
            written, hint = found
            yield broken(BYLINE_NAMES, where, written=written, name=name, hint=hint)
        elif name in similar:
            author, path = similar[name]
            yield broken(SIMILAR_BYLINE, where, name=name, author=author, path=path)


def _no_name(name: str) -> tuple[str, str] | None:
    """Return what is no part of a name in a byline, and what to do; None without any."""
    if address := _EMAIL.search(name):
        return address[0], "Take it out: a file in authors/ has room for it, as  email:"
    if by := _BY.match(name):
        return by[0].strip(), f"Write  author: {name[by.end() :].strip()}"
    if joint := _AND.search(name):
        return joint[0].strip(), f"Write a list:  author: [{', '.join(map(str.strip, _AND.split(name)))}]"
    if job := _JOB.search(name):
        return job[0].strip(), "Write the name alone. What somebody is stands in a file in authors/, as  role:"
    return None


def similar_name(name: str, authors: Iterable[str]) -> str:
    """Return which name of `authors` is nearly `name`; "" without one. Those are as a search compares
    them (`searched`)."""
    wanted = searched(name)
    close = difflib.get_close_matches(wanted, authors, n=1, cutoff=_CLOSE) if len(wanted) >= _SHORTEST else ()
    return next(iter(close), "")
