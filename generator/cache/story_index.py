"""The stories in short, in the ledger: a build loads those that a change can touch, and no others."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterable, Iterator
from math import inf
from operator import itemgetter
from typing import Any

from generator.cache.ledger import Ledger, checked, with_checksum
from generator.model.dataclass import replace
from generator.model.site import StoryFacts
from generator.plan.site.archive import Archive, ArchivedStory
from generator.plan.site.story_keys import keys_of
from generator.plan.urls import Address

_AROUND = 0
"""The number of the row that has the newsroom around the stories."""

_AT_ONCE = 10_000
"""Stories whose keys are in memory at once, some 25 megabytes."""


class StoryIndex:
    """The stories of the last build in short, each loaded once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._loaded: dict[int, ArchivedStory] = {}

    def around(self) -> Archive | None:
        """Return the newsroom around the stories, without these; None if there is none."""
        rows = self._ledger.rows("SELECT story FROM archived WHERE number = ?", _AROUND)
        return pickle.loads(checked(rows[0][0])) if rows else None

    def at(self, paths: Iterable[str]) -> dict[str, ArchivedStory]:
        """Return the stories at these paths, as far as they exist."""
        return self._stories(self._ledger.chosen("SELECT number, story FROM archived WHERE path IN ({})", paths))

    def everything(self) -> dict[str, ArchivedStory]:
        return self._stories(self._ledger.rows("SELECT number, story FROM archived WHERE number > 0 ORDER BY number"))

    def under(self, key: str, most: int | None = None, up_to: float = inf) -> dict[str, ArchivedStory]:
        """Return the stories under a key, by path: `most` of them, those of the lowest ranks and
        all with the rank of the last; or those with ranks up to one."""
        rank = up_to if most is None else self.rank_at(key, most)
        found = [number for (number,) in self._ledger.rows(_UNDER, key, rank)]
        missing = [number for number in found if number not in self._loaded]
        self._stories(self._ledger.chosen("SELECT number, story FROM archived WHERE number IN ({})", missing))
        return {(story := self._loaded[number]).facts.path: story for number in found}

    def after(self, key: str, rank: float, most: int) -> dict[str, ArchivedStory]:
        """Return the stories under a key whose ranks are above one, by path: `most` of them, as `under`
        does."""
        rows = self._ledger.rows(_AFTER, key, rank, most)
        last = rows[-1][0] if rows else rank
        found = [number for (number,) in self._ledger.rows(_BETWEEN, key, rank, last)]
        return self._stories(self._ledger.chosen("SELECT number, story FROM archived WHERE number IN ({})", found))

    def rank_at(self, key: str, place: int) -> float:
        """Return the rank of the story at a place under a key, the first at 1; inf behind the last."""
        rows = self._ledger.rows("SELECT rank FROM keys WHERE key = ? ORDER BY rank LIMIT 1 OFFSET ?", key, place - 1)
        return float(rows[0][0]) if rows else inf

    def count(self, key: str, above: float = -inf) -> int:
        """Return how many stories are under a key with ranks above one."""
        return int(self._ledger.rows("SELECT count(*) FROM keys WHERE key = ? AND rank > ?", key, above)[0][0])

    def names(self, kind: str) -> list[str]:
        """Return what follows the kind of a key in all keys of this kind, sorted."""
        found: list[str] = []
        last = f"{kind}/"
        while row := self._ledger.rows(_NEXT, last, f"{kind}0"):  # the sign after the slash
            last = row[0][0]
            found.append(last.removeprefix(f"{kind}/"))
        return found

    def _stories(self, rows: Iterable[tuple[Any, ...]]) -> dict[str, ArchivedStory]:
        found = {}
        for number, content in rows:
            if number not in self._loaded:
                self._loaded[number] = _unpacked(content)
            story = self._loaded[number]
            found[story.facts.path] = story
        return found


_AFTER = "SELECT rank FROM keys WHERE key = ? AND rank > ? ORDER BY rank LIMIT ?"
_BETWEEN = "SELECT number FROM keys WHERE key = ? AND rank > ? AND rank <= ?"
_UNDER = "SELECT number FROM keys WHERE key = ? AND rank <= ?"
_NEXT = "SELECT key FROM keys WHERE key > ? AND key < ? ORDER BY key LIMIT 1"


def write_archive(ledger: Ledger, archive: Archive, gone: Iterable[str] | None = None) -> None:
    """Write an archive in place of the last one. With `gone`, the paths of deleted articles, its
    stories are only those that have changed."""
    before = StoryIndex(ledger).around()
    if gone is not None:
        there = _numbers(ledger.chosen(f"{_ROWS} WHERE path IN ({{}})", (*archive.stories, *gone)))
    elif before and (before.inputs, before.address) == (archive.inputs, archive.address):
        there = _numbers(ledger.rows(f"{_ROWS} WHERE number > 0"))
    else:
        there = {}
        for table in ("archived", "keys"):
            ledger.write(f"DELETE FROM {table}", [()])
    packed = ((path, _packed(story)) for path, story in archive.stories.items())
    changed = [(path, content) for path, content in packed if path not in there or there[path][1] != content]
    left = {path for path, _ in changed} | (there.keys() - archive.stories.keys())
    _forget(ledger, [there[path] for path in left if path in there], archive.address)
    last = int(ledger.rows("SELECT coalesce(max(number), 0) FROM archived")[0][0])
    for start in range(0, len(changed), _AT_ONCE):
        rows = [(number, *row) for number, row in enumerate(changed[start : start + _AT_ONCE], last + start + 1)]
        ledger.write("INSERT INTO archived VALUES (?, ?, ?)", rows)
        keys = (
            (key, rank, number)
            for number, path, _ in rows
            for key, rank in keys_of(archive.stories[path], archive.address)
        )
        # In the order of keys they are written in half the time; to sort them by all columns takes as long as to write them.
        ledger.write("INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", sorted(keys, key=itemgetter(0)))
    around = with_checksum(pickle.dumps(replace(archive, stories={}), pickle.HIGHEST_PROTOCOL))
    ledger.write("INSERT OR REPLACE INTO archived VALUES (?, ?, ?)", [(_AROUND, "", around)])


_ROWS = "SELECT number, path, story FROM archived"


def _numbers(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[int, bytes]]:
    return {path: (number, content) for number, path, content in rows}


def _forget(ledger: Ledger, rows: Iterable[tuple[int, bytes]], address: Address) -> None:
    listed = list(rows)
    ledger.write("DELETE FROM archived WHERE number = ?", ((number,) for number, _ in listed))
    ledger.write("DELETE FROM keys WHERE key = ? AND rank = ? AND number = ?", _keys(listed, address))


def _keys(rows: Iterable[tuple[int, bytes]], address: Address) -> Iterator[tuple[str, float, int]]:
    for number, content in rows:
        yield from ((key, rank, number) for key, rank in keys_of(_unpacked(content), address))


def _packed(story: ArchivedStory) -> bytes:
    """Return a story as plain tuples, which `marshal` reads in a third of the time of pickle: another
    version of Python may not be able to read it. Equal values give equal bytes."""
    return with_checksum(marshal.dumps((tuple(story.facts), *story[1:]), _SAME_BYTES))


_SAME_BYTES = 2
"""The last version of `marshal`'s format that is the same for equal values."""


def _unpacked(content: bytes) -> ArchivedStory:
    facts, *more = marshal.loads(checked(content))
    return ArchivedStory(StoryFacts._make(facts), *more)
