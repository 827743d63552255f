"""Hints that name what was probably meant: the most similar of the known words."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

_PARTS_LISTED = 8


def closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the most similar known word, or "". `cutoff` is the least similarity, 0 to 1."""
    return next(iter(difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence with the most similar known word, or ""."""
    close = closest(word, known)
    return f"Did you mean “{close}”?" if close else ""


def meant_part(part: str, ids: Collection[str]) -> str:
    """Return the hint for a link to a missing part of a page: the most similar of its `ids`, else
    the first of them."""
    if close := closest(part, ids, cutoff=0.5):
        return f"Did you mean #{close}?"
    if not ids:
        return "It has no heading. A heading ## The vote is called #the-vote."
    listed = ", ".join(f"#{id}" for id in list(ids)[:_PARTS_LISTED])
    return f"There are: {listed}{' …' if len(ids) > _PARTS_LISTED else ''}."
