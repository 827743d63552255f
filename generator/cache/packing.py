"""Stories as plain tuples, and back, for the ledger."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from generator.model.dataclass import replace
from generator.model.site import StoryFacts, StoryRecord
from generator.model.views import ObjectId
from generator.plan.site.archive import Archive, ArchivedStory
from generator.plan.story.stories import PlannedStory


def packed_story(story: PlannedStory) -> bytes:
    """Return a story as plain tuples, which `marshal` reads in a third of the time of pickle: a
    build reads all stories. Only for the ledger: another version of Python may not be able to read
    it."""
    record, problems = story.record, story.problems
    plain = None
    if record:
        _, canonical, published, lastmod, day, time, links, photos, bodies, parts, card, entry, *rest = record
        digests = str(parts), str(card), str(entry)
        plain = (canonical, published, lastmod, day, time, links, photos, bodies, *digests, *rest)
    return marshal.dumps(
        (
            *(story.article, story.inputs, tuple(story.facts), story.first_answers, story.packed_second_answers),
            *(plain, story.is_settled, pickle.dumps(problems) if problems else b""),
        )
    )


def unpacked_story(content: bytes) -> PlannedStory:
    article, inputs, facts, first_answers, locations, plain, is_settled, problems = marshal.loads(content)
    known = StoryFacts._make(facts)
    record = None
    if plain:
        *fields, parts, card, entry, image, counterparts, creators = plain
        objects = ObjectId(parts), ObjectId(card), ObjectId(entry)
        record = StoryRecord._make((known, *fields, *objects, image, counterparts, creators))
    found = pickle.loads(problems) if problems else ()
    return PlannedStory(article, inputs, known, first_answers, locations, record, is_settled, found)


_STORIES = 2000
"""Stories in one part of an archive: as one part, those of 100,000 took 200 MB while they were
packed."""


def packed_archive(archive: Archive, *, is_new: bool = True) -> Iterator[bytes]:
    """Yield an archive in parts; its stories as plain tuples, for the same reason and with the same
    limit. Equal values of a new archive become one object, which `marshal` writes once. They are
    one already if the archive comes from `unpacked_archive`, with a few stories changed."""
    yield pickle.dumps(replace(archive, stories={}), pickle.HIGHEST_PROTOCOL)
    stories = iter(archive.stories.values())
    while some := list(islice(stories, _STORIES)):
        rows: Iterable[Any] = ((tuple(story.facts), *story[1:]) for story in some)
        yield marshal.dumps(list(map(partial(_shared, {}), rows) if is_new else rows), 4)


def _shared(known: dict[Any, Any], value: Any) -> Any:
    """Return one object for all equal strings and tuples."""
    if isinstance(value, tuple):
        value = tuple([_shared(known, each) for each in value])
    elif not isinstance(value, str):
        return value
    return known.setdefault(value, value)


def unpacked_archive(parts: Sequence[bytes]) -> Archive:
    around, *packed = parts
    stories = {
        facts[0]: ArchivedStory(StoryFacts._make(facts), *more)
        for part in packed
        for facts, *more in marshal.loads(part)
    }
    archive: Archive = pickle.loads(around)
    return replace(archive, stories=stories)
