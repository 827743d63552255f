"""Stars and underscores in a run of text -> emphasis, by the rules of CommonMark 0.31 (section
6.2).

All signs are read in one pass and none is lost: a sign without a partner is printed. The rules
differ in one thing. CommonMark asks whether a sign is beside punctuation; here its direction
counts, so that `**"نعم"**و` is bold although a letter is attached. Knows no library."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.model.dataclass import dataclass
from generator.model.regex import regex

_RUN = regex(r"\*+|_+")


class Emphasis(NamedTuple):
    """Emphasis of the text from `start` to `end`. `width` is 1, or 2 for strong emphasis: so many
    signs are on both sides."""

    start: int
    end: int
    width: int


@dataclass(slots=True)
class _Run:
    """A run of equal signs. `start` and `end` move as signs are used; `length` is their first
    number."""

    sign: str
    start: int
    end: int
    length: int
    opens: bool
    closes: bool


def emphases(text: str) -> list[Emphasis]:
    """Return emphasis from the inside out: nested ones come before the outer ones."""
    opened: list[_Run] = []
    searched: dict[tuple[str, bool, int], int] = {}
    found: list[Emphasis] = []
    for run in _runs(text):
        while run.closes and run.start < run.end and (partner := _partner(run, opened, searched)) is not None:
            if partner + 1 < len(opened):
                _forget(partner + 1, opened, searched)
            opening = opened[partner]
            width = 2 if opening.end - opening.start >= 2 and run.end - run.start >= 2 else 1
            found.append(Emphasis(opening.end, run.start, width))
            opening.end -= width
            run.start += width
            if opening.start == opening.end:
                _forget(partner, opened, searched)
        if run.opens and run.start < run.end:
            opened.append(run)
    return found


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        start, end = match.span()
        before, behind = text[start - 1 : start], text[end : end + 1]
        is_before = _kind(before, text[start - 2 : start - 1] if start > 1 else "")
        is_behind = _kind(behind, "")
        opens = is_behind != "space" and (is_behind not in ("closing", "sign") or is_before != "letter")
        closes = is_before != "space" and (is_before not in ("opening", "sign") or is_behind != "letter")
        if match[0][0] == "_" and opens and closes:  # an underscore within a word is a letter of it
            opens, closes = is_before != "letter", is_behind != "letter"
        yield _Run(match[0][0], start, end, end - start, opens, closes)


@lru_cache(maxsize=1000)
def _kind(sign: str, before: str) -> str:
    """Return how a sign affects the stars beside it. A straight quote opens where nothing or a
    space is `before` it."""
    if not sign or sign.isspace():
        return "space"
    if sign in "*_":
        return "sign"
    category = unicodedata.category(sign)
    if sign in "\"'":
        return "opening" if not before or before.isspace() else "closing"
    if category in ("Ps", "Pi"):
        return "opening"
    return "closing" if category[0] in "PS" else "letter"


def _partner(run: _Run, opened: list[_Run], searched: dict[tuple[str, bool, int], int]) -> int | None:
    """Return the last of the opened runs that this one may close.

    Three signs in all are no pair where one of the runs could open and close, or `*a**b*` would end
    in the middle. `searched` says how many of the first a run of this kind need not look at again:
    otherwise the time would grow with the square of the signs."""
    kind = (run.sign, run.opens, run.length % 3)
    for number in range(len(opened) - 1, searched.get(kind, 0) - 1, -1):
        other = opened[number]
        if other.sign != run.sign:
            continue
        does_both = run.opens or other.closes
        if does_both and (run.length + other.length) % 3 == 0 and run.length % 3:
            continue
        return number
    searched[kind] = len(opened)
    return None


def _forget(first: int, opened: list[_Run], searched: dict[tuple[str, bool, int], int]) -> None:
    """Drop the runs from a number on: their signs are printed, or used up."""
    del opened[first:]
    for kind, count in searched.items():
        searched[kind] = min(count, first)
