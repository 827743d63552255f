"""The facts of stories -> problems of headlines that another article had within a month.

Parts of one series may have one headline, and so may an article and one that was withdrawn or is a
draft: readers never see both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.headers import Status
from generator.model.problems import FieldLocation, Problem
from generator.model.rules import REPEATED_HEADLINE, broken
from generator.model.site import StoryFacts

_SECONDS = 30 * 24 * 60 * 60
"""How long no other article may have the headline: 30 days."""


def compared_headline(title: str) -> str:
    """Return a headline as it is compared: without regard to capitals."""
    return title.casefold()


def repeated_headlines(stories: Iterable[StoryFacts]) -> Iterator[Problem]:
    """Yield a problem for each story whose headline an older one of its language had within 30 days,
    told of the nearest one. The time at which a story comes out counts."""
    first: dict[tuple[str, str], StoryFacts] = {}
    alike: dict[tuple[str, str], list[StoryFacts]] = {}
    for facts in stories:
        if facts.status == Status.PUBLISHED:
            name = (facts.lang, compared_headline(facts.title))
            other = first.setdefault(name, facts)
            if other is not facts:
                alike.setdefault(name, [other]).append(facts)
    for listed in alike.values():
        listed.sort(key=lambda facts: (_out(facts), facts.path))
        for place, facts in enumerate(listed[1:], 1):
            earlier = [each for each in listed[:place] if not each.series or each.series != facts.series]
            if earlier and _out(facts) - _out(earlier[-1]) < _SECONDS:
                where = FieldLocation(f"content/{facts.path}", "title")
                yield broken(REPEATED_HEADLINE, where, path=earlier[-1].path, day=date(*earlier[-1].day))


def _out(facts: StoryFacts) -> float:
    return max(facts.date, facts.embargo or facts.date)
