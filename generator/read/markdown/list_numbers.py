"""The numbers of lists as they are typed -> what is said where readers would see another number. Markdown counts the entries of a
list by itself, from the first on. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model.problems import PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import OTHER_NUMBER, broken

_ENTRY = regex(r"([ \t]*)(\d{1,9})\.[ \t]+\S")
_TWO_ENTRIES = regex(r"^[ \t]*\d{1,9}\.[ \t].*?^[ \t]*\d{1,9}\.[ \t]", re.MULTILINE | re.DOTALL)
_LONGEST_QUOTE = 40
"""Characters."""


class _Count(NamedTuple):
    """The entry above, of one indentation: the number that it is printed with, and whether all so far were typed alike."""

    shown: int
    typed: int
    is_alike: bool


def list_number_problems(text: str, path: str) -> Iterator[Problem]:
    """`text` is Markdown without its code. Lists of which all entries are typed with one number (1. 1. 1.) are meant so."""
    if not _TWO_ENTRIES.search(text):
        return
    counts: dict[int, _Count] = {}
    is_below_a_gap = False
    for line in text.split("\n"):
        entry = _ENTRY.match(line)
        if entry:
            yield from _counted(entry, line, counts, path)
        elif line.strip() and is_below_a_gap and line[0] not in " \t":
            counts.clear()
        is_below_a_gap = not line.strip()


def _counted(entry: re.Match[str], line: str, counts: dict[int, _Count], path: str) -> Iterator[Problem]:
    indent, typed = len(entry[1].expandtabs(4)), int(entry[2])
    for deeper in [each for each in counts if each > indent]:
        del counts[deeper]
    above = counts.get(indent)
    if above is None:
        counts[indent] = _Count(typed, typed, is_alike=True)
        return
    shown = above.shown + 1
    is_alike = above.is_alike and typed == above.typed
    counts[indent] = _Count(shown, typed, is_alike)
    is_told = typed - shown == above.typed - above.shown  # of entries that are wrong by as much, the first
    if typed != shown and not is_alike and not is_told:
        where = PhraseLocation(path, line.strip()[:_LONGEST_QUOTE])
        yield broken(OTHER_NUMBER, where, shown=shown, typed=entry[2])
