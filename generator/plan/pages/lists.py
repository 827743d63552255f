"""The lists of an edition that changed stories are in, or were in."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.dataclass import dataclass
from generator.model.site import StoryFacts


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists to plan, besides those that have stories of every kind (home, the newest). `sections`
    and `authors` are paths, `tags` ids, `months` years with months. `has_other_months` says that
    the list of months is to plan, too."""

    sections: frozenset[str]
    authors: frozenset[str]
    tags: frozenset[str]
    months: frozenset[tuple[int, int]]
    has_other_months: bool = False


def lists_with(stories: Iterable[StoryFacts]) -> Lists:
    """Return all lists with one of the stories."""
    listed = tuple(stories)
    return Lists(
        frozenset(facts.section for facts in listed),
        frozenset(path for facts in listed for path in facts.byline),
        frozenset(id for facts in listed for id, _ in facts.tags),
        frozenset(facts.day[:2] for facts in listed),
    )
