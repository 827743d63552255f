"""The pages of a list. Older pages are full and counted from the oldest, so that a new entry changes
the front only; the front has between one and two pages' worth."""

from __future__ import annotations

from typing import NamedTuple


class NumberedPage(NamedTuple):
    """A page of a list of entries, newest first: entries `start` to `end` (excluded). The front has
    `number` 0, the oldest page 1. `newer` and `older` are the numbers of its neighbours."""

    number: int
    start: int
    end: int
    newer: int | None
    older: int | None


def full_pages(count: int, size: int) -> int:
    """Return how many older pages a list of `count` entries has."""
    return max(0, count // size - 1)


def numbered_pages(count: int, size: int) -> list[NumberedPage]:
    """Return the front of a list of `count` entries, then its older pages of `size` entries."""
    full = full_pages(count, size)
    pages = []
    for number in range(full + 1):
        end = count - (number - 1) * size
        start, end = (end - size, end) if number else (0, count - full * size)
        newer = None if number == 0 else number + 1 if number < full else 0
        older = number - 1 if number > 1 else full if number == 0 and full else None
        pages.append(NumberedPage(number, start, end, newer, older))
    return pages
