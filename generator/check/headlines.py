"""An article -> problems of its headline and its summary."""

from __future__ import annotations

from collections.abc import Container, Iterator

from generator.model.headers import ArticleHeader
from generator.model.problems import FieldLocation, Problem
from generator.model.regex import regex
from generator.model.rules import (
    HEADLINE_CAPITALS,
    HEADLINE_CASE,
    HEADLINE_FULL_STOP,
    HEADLINE_LENGTH,
    NO_SUMMARY,
    SUMMARY_IS_HEADLINE,
    SUMMARY_LENGTH,
    broken,
)

LONGEST = 110
"""Characters of a headline."""
_SUMMARY = range(40, 251)
"""Characters of a summary."""
_FULL_STOPS = (".", "۔", "。")
_ABBREVIATED = regex(
    r"(?:\b\w|\.\w+|\b(?:[JS]r|Inc|Co|Corp|Ltd|St|No|vs|etc|Dr|Mr|Mrs|Prof|vb|bkz|hwd|yên))\.$", flags=0
)
"""An abbreviation at the end: its full stop is its own."""
_WORD = regex(r"[^\W\d_][^\W\d_’'-]*")
_SMALL = (
    "a an and as at but by for from in into is nor of off on onto or out over per so than that the to up upon via vs with yet "
    "ve ile için de da û di bi ji li ku"
)
_SMALL_WORDS = frozenset(_SMALL.split())
"""Words that have no capital in headlines in which every other word has one."""
_ENOUGH_WORDS = 4
"""Words beside the first and the small ones; of fewer, all may be names."""


_SIGNS_AT_THE_END = 5
"""Characters by which a summary that is the headline may differ from it."""


def headline_problems(header: ArticleHeader, rules: Container[str], location: str) -> Iterator[Problem]:
    """Yield the problems of a headline. `rules` are the optional ones that are checked."""
    title, where = header.title, FieldLocation(location, "title")
    if len(title) > LONGEST:
        yield broken(HEADLINE_LENGTH, where, length=len(title))
    if title.endswith(_FULL_STOPS) and not title.endswith("..") and not _ABBREVIATED.search(title):
        yield broken(HEADLINE_FULL_STOP, where)
    if HEADLINE_CASE.code in rules:
        words = _WORD.findall(title)
        cased = [
            word
            for word in words[1:]
            if len(word) > 1 and word not in _SMALL_WORDS and (word[0].isupper() or word[0].islower())
        ]
        if len(cased) >= _ENOUGH_WORDS and title.isupper():
            yield broken(HEADLINE_CAPITALS, where)
        elif len(cased) >= _ENOUGH_WORDS and all(word[0].isupper() for word in cased):
            yield broken(HEADLINE_CASE, where)


def summary_problems(header: ArticleHeader, rules: Container[str], location: str) -> Iterator[Problem]:
    """Yield the problems of a summary. `rules` are the optional ones that are checked."""
    summary = header.summary
    if not summary:
        if NO_SUMMARY.code in rules:
            yield broken(NO_SUMMARY, FieldLocation(location, "title"))
        return
    where = FieldLocation(location, "summary")
    if abs(len(summary) - len(header.title)) < _SIGNS_AT_THE_END and _bare(summary) == _bare(header.title):
        yield broken(SUMMARY_IS_HEADLINE, where)
    elif SUMMARY_LENGTH.code in rules and len(summary) not in _SUMMARY:
        hint = (
            "Say in it what happened, and where."
            if len(summary) < _SUMMARY.start
            else "Shorten it to one or two sentences."
        )
        yield broken(SUMMARY_LENGTH, where, length=len(summary), hint=hint)


def _bare(text: str) -> str:
    return text.rstrip(".!?…؟۔ ").casefold()
