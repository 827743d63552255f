"""Work that needs the files of this machine. Where workers may be on others, this process does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from generator.executors.workshop import Workshop

T = TypeVar("T")
R = TypeVar("R")


def spread_here(function: Callable[[T], R], tasks: Iterable[T], workshop: Workshop) -> Iterator[R]:
    """Yield results, in order of completion."""
    if not workshop.is_here:
        yield from map(function, tasks)
        return
    for _, found in workshop.spread(function, tasks):
        yield found
