"""A written header -> the same header with typographic signs in its fields of the type `Prose`, and
in those of the entries of its lists. Names no field: the dataclasses in model/headers.py do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from generator.model.dataclass import fields, replace
from generator.model.headers import Prose, Sentences
from generator.read.typography import typographic
from generator.read.values.types import record_kind, type_hints

H = TypeVar("H")

Print = Callable[[Any], Any]


def printable(written: H) -> H:
    """Return a dataclass with typographic signs; `written` itself if nothing in it changes."""
    dataclass: Any = written
    kind: Any = type(written)
    changed = {
        name: printed
        for name, print_ in _printed_fields(kind).items()
        if (printed := print_(value := getattr(dataclass, name))) != value
    }
    return replace(dataclass, **changed) if changed else written


@cache
def _printed_fields(kind: Any) -> dict[str, Print]:
    hints = type_hints(kind)
    found = ((field.name, _print_of(hints[field.name])) for field in fields(kind))
    return {name: print_ for name, print_ in found if print_}


def _print_of(hint: Any) -> Print | None:
    """Return the function that makes the value of a field typographic, by its type; None for a field
    that is printed as written."""
    if hint == Prose:
        return typographic
    if hint in (tuple[Prose, ...], Sentences):
        return lambda texts: tuple(map(typographic, texts))
    entry: Any = record_kind(hint)
    return (lambda entries: tuple(map(printable, entries))) if entry and _printed_fields(entry) else None
