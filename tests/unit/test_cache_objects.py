"""Values that lie apart: there under their digest, in this build and in the next, or the ledger is of no use."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from generator.cache.ledger import DamagedError, Ledger
from generator.cache.objects import MOST_IN_MEMORY, Objects
from generator.model.views import Card, Link, Moment
from generator.plan.fingerprints import digest_of


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as opened:
        yield opened


def card(title: str = "A flag") -> Card:
    return Card("/a/", title, "", Link("", ""), (), Moment("", "", ""), None, "en", "")


def opened(objects: Objects, *digests: str) -> list[object]:
    values = objects.packed(digests)
    return [pickle.loads(values[digest]) for digest in digests]


def test_a_value_lies_under_the_digest_of_what_it_says(ledger: Ledger) -> None:
    objects = Objects(ledger)
    digest = objects.add(card())
    assert digest == digest_of(card())
    assert opened(objects, digest) == [card()]


def test_equal_values_lie_there_once_and_others_apart(ledger: Ledger) -> None:
    objects = Objects(ledger)
    assert objects.add(card()) == objects.add(card())
    assert objects.add(card("Another")) != objects.add(card())
    objects.flush()
    ledger.commit()
    assert len(ledger.objects([digest_of(card()), digest_of(card("Another"))])) == 2


def test_before_it_is_flushed_a_value_is_in_memory_alone(ledger: Ledger) -> None:
    objects = Objects(ledger)
    digest = objects.add(card())
    assert ledger.objects([digest]) == {}
    objects.flush()
    assert ledger.objects([digest]).keys() == {digest}
    assert opened(objects, digest) == [card()]


def test_what_an_earlier_build_sealed_is_there_beside_what_is_new(ledger: Ledger) -> None:
    earlier = Objects(ledger)
    old = earlier.add(card("Old"))
    earlier.flush()
    objects = Objects(ledger)
    assert opened(objects, objects.add(card("New")), old) == [card("New"), card("Old")]


def test_a_text_that_was_kept_by_somebody_else_is_there_too(ledger: Ledger) -> None:
    ledger.write_objects([("b1", pickle.dumps(("<p>Text.</p>",)))])
    assert opened(Objects(ledger), "b1") == [("<p>Text.</p>",)]


def test_many_values_take_no_more_memory_than_some(ledger: Ledger) -> None:
    objects = Objects(ledger)
    digests = [objects.add(number) for number in range(MOST_IN_MEMORY + 10)]
    assert len(ledger.objects(digests)) > MOST_IN_MEMORY
    assert opened(objects, *digests) == list(range(MOST_IN_MEMORY + 10))


def test_a_value_that_is_not_there_makes_the_ledger_one_to_begin_anew_without(ledger: Ledger) -> None:
    objects = Objects(ledger)
    there = objects.add(card())
    assert objects.loaded(there) == card()
    with pytest.raises(DamagedError):
        objects.packed([there, "never sealed"])
    with pytest.raises(DamagedError):
        objects.loaded("never sealed")


def test_no_values_are_wanted_and_none_come(ledger: Ledger) -> None:
    assert Objects(ledger).packed(()) == {}
