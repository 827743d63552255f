"""Fenced code, by the rules of CommonMark 0.31 (section 4.5). A fence has three signs or more, and
ends with one of the same sign that is at least as long. So a longer fence can contain a shorter
one. One difference: a fence without an end is no fence, and is printed. Knows no library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model.regex import regex

_FENCE = regex(r"^ {0,3}(?:(`{3,})([^`\n]*)|(~{3,})([^\n]*))$", re.MULTILINE)
_LANGUAGE = regex(r"\s*\{?\s*\.?([\w#+-]+)")


class Fenced(NamedTuple):
    """Fenced code from `start` to `end`, with the fences; `language` is "" without one."""

    start: int
    end: int
    code: str
    language: str


def fenced(text: str) -> Iterator[Fenced]:
    """Yield fenced code in the order of the text."""
    if "```" not in text and "~~~" not in text:
        return
    start = 0
    while opening := _FENCE.search(text, start):
        signs = opening[1] or opening[3]
        closing = regex(rf"^ {{0,3}}{signs[0]}{{{len(signs)},}}[ \t]*$", re.MULTILINE).search(text, opening.end())
        start = opening.end()
        if closing:
            said = _LANGUAGE.match(opening[2] or opening[4] or "")
            yield Fenced(opening.start(), closing.end(), text[start + 1 : closing.start()], said[1] if said else "")
            start = closing.end()


def without_fences(text: str) -> str:
    pieces, last = [], 0
    for each in fenced(text):
        pieces.append(text[last : each.start])
        last = each.end
    return "".join((*pieces, text[last:]))
