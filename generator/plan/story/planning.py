"""Articles -> planned stories, in batches, perhaps in other processes. Stories are planned nowhere
else: with the knowledge about the whole newsroom, or with the answers of the last build alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from generator.model.dataclass import dataclass
from generator.model.documents import Article
from generator.model.site import StoryFacts
from generator.plan.inputs import PlanInputs
from generator.plan.site.lookup import Lookup
from generator.plan.sources import SourceDocuments
from generator.plan.story.questions import Answers
from generator.plan.story.stories import (
    Locations,
    PlannedStory,
    StoryBatch,
    StoryTask,
    batch_of,
    planned_stories,
    planned_story,
    task_of,
)


class ObjectWriter(Protocol):
    """A place for objects."""

    def add(self, value: object) -> str:
        """Add a frozen value; return its digest."""
        ...

    def add_packed(self, values: Mapping[str, bytes]) -> None:
        """Add values that another process has pickled, by their digests."""
        ...


Spread = Callable[
    [Callable[[StoryBatch], tuple[tuple[PlannedStory, ...], dict[str, bytes]]], Iterable[StoryBatch]],
    Iterable[tuple[int, tuple[tuple[PlannedStory, ...], dict[str, bytes]]]],
]
"""A function that calls another one for each batch, perhaps in other processes. It yields the
number of the batch and the result, in any order."""


def one_by_one(
    function: Callable[[StoryBatch], tuple[tuple[PlannedStory, ...], dict[str, bytes]]], batches: Iterable[StoryBatch]
) -> Iterable[tuple[int, tuple[tuple[PlannedStory, ...], dict[str, bytes]]]]:
    return enumerate(map(function, batches))


@dataclass(frozen=True, slots=True)
class Known:
    """The knowledge about the whole newsroom that stories are planned from. `facts` are those of
    all stories by path, `answers` those to all questions."""

    facts: Mapping[str, StoryFacts]
    answers: Answers
    lookup: Lookup
    locations: Locations


def plan_stories(
    paths: Sequence[str],
    known: Known,
    sources: SourceDocuments,
    inputs: PlanInputs,
    objects: ObjectWriter,
    spread: Spread = one_by_one,
) -> dict[str, PlannedStory]:
    """Plan the articles at `paths`; return them sorted by path. Equal facts in `known` and in a
    story are one object in memory."""
    facts, lookup, locations = known.facts, known.lookup, known.locations

    def task(article: Article) -> StoryTask:
        return task_of(article, sources.articles[article.path], facts[article.path], known.answers, inputs)

    batches = (batch_of(inputs, tuple(map(task, articles)), lookup, locations) for articles in sources.opened(paths))
    planned: dict[str, PlannedStory] = {}
    for _, (stories, packed) in spread(planned_stories, batches):
        objects.add_packed(packed)
        planned |= {story.facts.path: _with_facts(story, facts[story.facts.path]) for story in stories}
    for articles in sources.opened([path for path in paths if not planned[path].is_settled]):
        for article in articles:
            planned[article.path] = planned_story(task(article), lookup, locations, inputs, objects.add)
    return planned


def _with_facts(story: PlannedStory, facts: StoryFacts) -> PlannedStory:
    return story._replace(facts=facts, record=story.record._replace(facts=facts) if story.record else None)
