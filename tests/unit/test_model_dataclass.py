"""Our dataclasses behave as those of the standard library."""

from __future__ import annotations

import dataclasses
import pickle
import re
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from generator.model import dataclass as ours
from generator.model.regex import regex


@ours.dataclass(frozen=True, slots=True)
class Place:
    name: str
    lines: tuple[int, ...] = ()
    UNIT: ClassVar = "line"

    @property
    def first(self) -> int:
        return self.lines[0]


@ours.dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Place):
    by: str
    notes: dict[str, str] = ours.field(default_factory=dict)
    order: int = ours.field(default=0, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class LibraryPlace:
    name: str
    lines: tuple[int, ...] = ()
    UNIT: ClassVar = "line"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySeen(LibraryPlace):
    by: str
    notes: dict[str, str] = dataclasses.field(default_factory=dict)
    order: int = dataclasses.field(default=0, compare=False)


@ours.dataclass(slots=True)
class Found:
    words: list[str] = ours.field(default_factory=list)


SEEN = Seen("a.md", (1, 2), by="dilan", order=3)
SAME: list[Callable[[Any, Any], object]] = [
    lambda place, seen: repr(seen("a.md", (1,), by="x")).replace("Library", ""),
    lambda place, seen: [place("a") == place("a"), place("a") == place("b"), place("a") == "a"],
    lambda place, seen: [seen("a", by="x", order=1) == seen("a", by="x", order=2), seen("a", by="x") == place("a")],
    lambda place, seen: hash(place("a", (1,))) == hash(place("a", (1,))),
    lambda place, seen: [(each.name, each.compare, each.kw_only) for each in dataclasses.fields(seen)],
    lambda place, seen: dataclasses.asdict(seen("a", by="x")),
    lambda place, seen: [dataclasses.is_dataclass(seen), hasattr(seen("a", by="x"), "__dict__"), place.UNIT],
    lambda place, seen: seen.__match_args__,
]


@pytest.mark.parametrize("said", SAME)
def test_a_value_is_what_it_is_in_the_library(said: Callable[[Any, Any], object]) -> None:
    assert said(Place, Seen) == said(LibraryPlace, LibrarySeen)


@pytest.mark.parametrize(("values", "names"), [((), {}), (("a", ()), {}), (("a", (), "x"), {}), (("a",), {"other": 1})])
def test_wrong_arguments_are_refused(values: tuple[Any, ...], names: dict[str, Any]) -> None:
    kinds: tuple[Any, ...] = (Seen, LibrarySeen)
    for kind in kinds:
        with pytest.raises(TypeError):
            kind(*values, **names)


def test_a_frozen_value_stays_as_it_is() -> None:
    place: Any = Place("a.md", (4,))
    with pytest.raises(AttributeError, match="frozen"):
        place.name = "b.md"
    with pytest.raises(AttributeError, match="frozen"):
        del place.name
    assert (place.name, place.first) == ("a.md", 4)


def test_every_value_has_its_own_default() -> None:
    one, other = Found(), Found()
    one.words.append("peace")
    assert (one.words, other.words) == (["peace"], [])
    with pytest.raises(TypeError):
        hash(one)


def test_a_replaced_value_has_the_other_fields() -> None:
    for replace in (ours.replace, dataclasses.replace):
        changed = replace(SEEN, by="x")
        assert (changed.name, changed.lines, changed.by, changed.order) == ("a.md", (1, 2), "x", 3)


def test_a_pickled_value_comes_back() -> None:
    again = pickle.loads(pickle.dumps(SEEN))
    assert (again, again.order) == (SEEN, 3)


def test_an_expression_is_one_of_the_library() -> None:
    lazy, compiled = regex(r"(?P<day>\d+)\. MAY", re.IGNORECASE), re.compile(r"(?P<day>\d+)\. MAY", re.IGNORECASE)
    for each in (lazy, lazy, compiled):
        found = each.search("on 3. May")
        assert found
        assert (found["day"], each.sub("-", "3. may"), each.groups) == ("3", "-", 1)
    assert (lazy.pattern, lazy.flags) == (compiled.pattern, compiled.flags)
    with pytest.raises(re.error):
        regex("(").match("")
