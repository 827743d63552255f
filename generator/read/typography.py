"""Straight quotes, hyphens and dots -> typographic signs, in headlines and in texts alike. Knows no
Markdown and no HTML.

Each sign is decided by the letters beside it, in the order of the text. A quotation mark opens
after a space, a bracket or a dash. It also opens after a letter that Arabic attaches to the next
word (و ب ل ف ك, the article, a stretch), unless a quotation is open. Marks of direction are
ignored. After a number of feet or minutes it is a prime."""

from __future__ import annotations

import re

from generator.model.regex import regex

JOINT = "\x1e"
"""A mark between two pieces of a divided text: the words on both sides belong together."""

_DASHES, _DOTS = regex("-{2,}"), regex(r"\.{3,}")
_PASSED = regex("[\x1e\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BEFORE_OPENING = frozenset("([{<“‘«‹„‚–—-/|¿¡")
_ATTACHED = regex(r"(?:^|[\s(\[{“‘«–—/-])(?:[وفبلكس]{1,2}|[وفبك]{0,2}(?:ال|لل))$")
_ELIDED = regex(r"(?:n|til|tis|twas)\b|\d\ds?\b", re.IGNORECASE)
_FEET = regex(r"(?<![\w.,'])\d+$")
_INCHES = regex(r"(?<![\w.,])\d+['′]\s?\d+(?:[.,]\d+)?$")
_INCHES_FOLLOW = regex(r"\s?\d{1,3}(?:[.,]\d)?\"")
_COMMON = regex(
    r"""([a-zA-Z\u00c0-\u024f.,!?])["']|\s(?:"(?=[a-zA-Z\u00c0-\u024f])|'(?=[a-mo-su-zA-MO-SU-Z\u00c0-\u024f]))"""
)
"""A sign between a letter or a point and anything; or between a space and a letter that begins no
word with an apostrophe before it."""
_CLOSING = {'"': "”", "'": "’"}
_OPENING = {'"': "“", "'": "‘"}
_TATWEEL = "\u0640"
_CONTEXT = 24
"""Characters before a sign that are read."""


def typographic(text: str) -> str:
    """Return the same words of a headline or a caption with typographic signs."""
    return with_signs(true_minus(text) if "-" in text else text)


_MINUS = regex(r"(?:^|(?<=[\s(\[“‘«]))-(?=[$€£]?\d)", re.MULTILINE)


def true_minus(text: str) -> str:
    """Put a minus sign before negative numbers: “−5”. After another number a hyphen is ambiguous,
    and stays."""
    return _MINUS.sub(lambda sign: "-" if text[: sign.start()].rstrip()[-1:].isdigit() else "−", text)


def with_signs(text: str) -> str:
    """Replace quotation marks, dashes and dots; `finishing` adds the minus signs of texts."""
    if "'" not in text and '"' not in text and "--" not in text and "..." not in text:
        return text
    pieces: list[str] = []
    last, is_open = 0, False
    for start, end in _signs(text):
        pieces.append(text[last:start])
        last = end
        sign = text[start:end]
        if len(sign) > 1:
            printed = {"--": "–", "---": "—", "...": "…"}.get(sign, sign)
        elif before := _COMMON.match(text, start - 1 if start else 0):
            # Nearly all are decided by their neighbours alone.
            closes = before.lastindex == 1
            printed = _CLOSING[sign] if closes else _OPENING[sign]
            if sign == '"':
                is_open = not closes
        elif sign == '"':
            printed, is_open = _double(_seen(pieces), text, end, is_open=is_open)
        else:
            printed = _single(_seen(pieces), text, end)
        pieces.append(printed)
    return "".join((*pieces, text[last:]))


def _signs(text: str) -> list[tuple[int, int]]:
    """Return where the signs begin and end. They are few, so searching for each is faster than an
    expression that stops at every letter."""
    places: list[tuple[int, int]] = []
    for sign in "'\"":
        start = text.find(sign)
        while start >= 0:
            places.append((start, start + 1))
            start = text.find(sign, start + 1)
    if "--" in text:
        places += [match.span() for match in _DASHES.finditer(text)]
    if "..." in text:
        places += [match.span() for match in _DOTS.finditer(text)]
    places.sort()
    return places


def _seen(pieces: list[str]) -> str:
    """Return the last characters that are printed before a sign."""
    return "".join(pieces[-_CONTEXT:]).replace(JOINT, "")[-_CONTEXT:]


def _double(before: str, text: str, end: int, *, is_open: bool) -> tuple[str, bool]:
    """Return a quotation mark, and whether a quotation is open after it."""
    if before[-1:].isdigit() and _INCHES.search(before):
        return "″", is_open
    if _opens(before, text, end, is_open=is_open):
        return "“", True
    return "”", False


def _single(before: str, text: str, end: int) -> str:
    """Return an apostrophe, a quotation mark within a quotation, or the prime of feet."""
    if before[-1:].isdigit() and _FEET.search(before) and _INCHES_FOLLOW.match(text, end):
        return "′"
    seen = _PASSED.sub("", before)
    if (not seen or seen[-1].isspace() or seen[-1] in _BEFORE_OPENING) and _ELIDED.match(text, end):
        return "’"
    return "‘" if _opens(before, text, end, is_open=False) else "’"


def _opens(before: str, text: str, end: int, *, is_open: bool) -> bool:
    """Whether a quotation mark opens. With `is_open`, an attached letter or a mark of direction
    alone does not open one."""
    behind = _PASSED.match(text, end)
    following = text[behind.end() if behind else end :][:1]
    if not following or following.isspace():
        return False
    seen = _PASSED.sub("", before)
    if not seen or seen[-1].isspace() or seen[-1] in _BEFORE_OPENING:
        return True
    if is_open:
        return False
    if seen[-1] == _TATWEEL or _ATTACHED.search(seen):
        return True
    return before[-1] in _DIRECTIONS and (following.isalnum() or following in "([{“‘")
