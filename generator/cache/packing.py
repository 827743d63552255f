"""Stories as plain tuples, and back, for the ledger."""

from __future__ import annotations

import marshal
import pickle

from generator.model.site import StoryFacts, StoryRecord
from generator.model.views import ObjectId
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


_FIRST_OBJECT = StoryRecord._fields.index("parts") - 1
_BEHIND_OBJECTS = StoryRecord._fields.index("entry")
"""Places in a packed record, which has all fields but the facts."""


def unpacked_story(content: bytes) -> PlannedStory:
    article, inputs, facts, first_answers, locations, plain, is_settled, problems = marshal.loads(content)
    known = StoryFacts._make(facts)
    record = None
    if plain:
        objects = map(ObjectId, plain[_FIRST_OBJECT:_BEHIND_OBJECTS])
        record = StoryRecord._make((known, *plain[:_FIRST_OBJECT], *objects, *plain[_BEHIND_OBJECTS:]))
    found = pickle.loads(problems) if problems else ()
    return PlannedStory(article, inputs, known, first_answers, locations, record, is_settled, found)
