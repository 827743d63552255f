"""Stories in short come back as they were, and are found under their keys; what has changed takes the place of what it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from math import inf
from pathlib import Path

import pytest

from generator.cache.ledger import Ledger
from generator.cache.story_index import StoryIndex, write_archive
from generator.plan.site.archive import Archive
from tests.unit.newsrooms import NOON, article, plan

OLDER = NOON - timedelta(days=9)
ARCHIVE = plan(
    article(photo="bridge.jpg", tags=("Water",)),
    article("b", date=OLDER),
    article("c", date=OLDER, tags=("Water", "Oil")),
).value.archive
A, B, C = (f"articles/{name}.md" for name in ("handover", "b", "c"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path / "ledger.sqlite")) as ledger:
        write_archive(ledger, ARCHIVE)
        yield ledger


def archive_in(ledger: Ledger) -> Archive:
    index = StoryIndex(ledger)
    around = index.around()
    assert around is not None
    return replace(around, stories=index.everything())


def test_an_archive_comes_back_as_it_was(ledger: Ledger) -> None:
    assert ARCHIVE.stories.keys() == {A, B, C}
    assert any(story.related for story in ARCHIVE.stories.values())
    assert archive_in(ledger) == ARCHIVE


def test_stories_are_found_under_their_keys_in_the_order_of_ranks(ledger: Ledger) -> None:
    index, stories = StoryIndex(ledger), ARCHIVE.stories
    assert index.under("tag/en/water") == {path: stories[path] for path in (A, C)}
    assert index.under("tag/en/water", 1) == {A: stories[A]}
    assert index.under("language/en", 2).keys() == {A, B, C}, "two are of one instant"
    assert index.names("tag") == ["en/oil", "en/water"]
    newest, older = -stories[A].facts.date, -stories[B].facts.date
    assert (index.count("language/en"), index.count("language/en", above=newest)) == (3, 2)
    assert [index.rank_at("language/en", place) for place in (1, 2, 4)] == [newest, older, inf]
    assert index.under("language/en", up_to=newest).keys() == {A}
    assert index.under("language/ckb") == {}


def test_a_story_that_changed_is_under_its_new_keys_alone(ledger: Ledger) -> None:
    changed = ARCHIVE.stories[A]._replace(facts=ARCHIVE.stories[A].facts._replace(tags=(("oil", "Oil"),)))
    write_archive(ledger, replace(ARCHIVE, stories={A: changed}), gone=[B])
    index = StoryIndex(ledger)
    assert index.under("tag/en/water").keys() == {C}
    assert index.under("tag/en/oil") == {A: changed, C: ARCHIVE.stories[C]}
    assert index.at([A, B, C]).keys() == {A, C}
    assert set(index.under("language/en")) == {A, C}
    assert index.names("id") == ["c", "handover"]


def test_a_whole_archive_takes_the_place_of_the_last_one(ledger: Ledger) -> None:
    less = replace(ARCHIVE, stories={path: ARCHIVE.stories[path] for path in (A, B)}, inputs="others")
    for archive in (less, ARCHIVE, replace(less, inputs=ARCHIVE.inputs)):
        write_archive(ledger, archive)
        assert archive_in(ledger).inputs == archive.inputs
        assert StoryIndex(ledger).everything() == archive.stories
        assert StoryIndex(ledger).count("language/en") == len(archive.stories)
