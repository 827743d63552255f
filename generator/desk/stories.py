"""The index of stories in the ledger -> those that a newsroom has to think of today. A story that
was read once is read again only after it has changed: ten thousand take a tenth of a second."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from generator.cache.ledger import Ledger
from generator.cache.story_index import StoryIndex
from generator.model.headers import Status
from generator.model.site import StoryFacts, Unpublished
from generator.plan.site.published import why_story_unpublished

MOST = 100
"""Stories in one list."""

_DAYS = 2
"""Days after which a published story without an end is old for the desk."""


class Today(NamedTuple):
    """The stories by what they are now. `scheduled` are in the order in which they come out; the
    others newest first. At most `MOST` of each are listed; `counts` are of all, by the field."""

    drafts: tuple[StoryFacts, ...]
    scheduled: tuple[StoryFacts, ...]
    gone: tuple[StoryFacts, ...]
    published: tuple[StoryFacts, ...]
    counts: dict[str, int]


class DeskStories:
    """The stories that matter to the desk, by their numbers in the ledger; None for the others."""

    def __init__(self) -> None:
        self._known: dict[int, StoryFacts | None] = {}

    def today(self, ledger: Ledger, now: datetime, timezone: tzinfo) -> Today:
        """Return the stories as of an instant. “Today” is the day in the time zone of the site."""
        index, seconds = StoryIndex(ledger), now.timestamp()
        numbers = set(index.numbers())
        for number in self._known.keys() - numbers:
            del self._known[number]
        for number, facts in index.numbered(sorted(numbers - self._known.keys())):
            self._known[number] = facts if _matters(facts, seconds) else None
        stories = [facts for facts in self._known.values() if facts]
        by_reason: dict[Unpublished | None, list[StoryFacts]] = {}
        for facts in sorted(stories, key=lambda facts: (-facts.date, facts.path)):
            by_reason.setdefault(why_story_unpublished(facts, seconds), []).append(facts)
        waiting = [*by_reason.get(Unpublished.EMBARGO, ()), *by_reason.get(Unpublished.FUTURE, ())]
        day = now.astimezone(timezone).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
        found = {
            "drafts": by_reason.get(Unpublished.DRAFT, []),
            "scheduled": sorted(waiting, key=lambda facts: (facts.first_out, facts.path)),
            "gone": [*by_reason.get(Unpublished.EXPIRED, ()), *by_reason.get(Unpublished.WITHDRAWN, ())],
            "published": [facts for facts in by_reason.get(None, ()) if facts.first_out >= day],
        }
        counts = {name: len(listed) for name, listed in found.items()}
        return Today(**{name: tuple(listed[:MOST]) for name, listed in found.items()}, counts=counts)


def _matters(facts: StoryFacts, now: float) -> bool:
    """Whether a story may be in one of the lists, now or later, as long as it does not change."""
    recent = now - timedelta(days=_DAYS).total_seconds()
    return facts.status != Status.PUBLISHED or facts.expires is not None or facts.first_out > recent
