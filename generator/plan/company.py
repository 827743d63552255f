"""Stories -> the company each is in: the other parts of its series, and older articles on its subject.

Both are stable. What is related to an article is older than it, so a new article changes no page but its own; the parts of a
series change with each other, and with nothing else. All of it is told to a story as an answer (see `stories`), one line an
article, so that whoever has the trace has the company.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from generator.model.site import StoryFacts
from generator.model.surroundings import PartView, RelatedView, SeriesView
from generator.plan.dates import moment
from generator.plan.desk import Desk

RELATED = 4
_OF_A_TAG = 8
"""How many of the newest older articles of each tag are looked at: all of them would be a million comparisons."""

_PARTS = 12
"""The most parts of a series that are listed: the nearest."""


def names_of_company(facts: StoryFacts) -> Iterator[str]:
    """What a story asks for, beside what its article names: see `shelves.names_of_places`."""
    yield f"related/{facts.path}"
    if facts.series:
        yield f"series/{facts.path}"


def company_answers(shown: Iterable[StoryFacts]) -> dict[str, str]:
    """The answers to all such names that are not empty. `shown` are the stories that are to be seen."""
    stories = sorted(shown, key=lambda facts: (facts.date, facts.path))
    answers = {f"related/{facts.path}": _told(older) for facts, older in _related(stories)}
    return answers | dict(_series_answers(stories))


def _told(stories: Iterable[StoryFacts]) -> str:
    """Neither an address nor a title has a tab or a line end in it."""
    return "\n".join(f"{facts.url}\t{facts.title}\t{facts.date!r}" for facts in stories)


def _related(stories: Sequence[StoryFacts]) -> Iterator[tuple[StoryFacts, list[StoryFacts]]]:
    """Each story with the older ones nearest to it: with the most tags in common, then those of its section, then the
    newest. `stories` are oldest first; those of one instant do not know each other."""
    recent: dict[tuple[str, str, str], deque[int]] = {}
    for _, instant in groupby(enumerate(stories), key=lambda numbered: numbered[1].date):
        together = list(instant)
        for _, facts in together:
            if older := _nearest(facts, stories, recent):
                yield facts, older
        for number, facts in together:
            for key in _shelves_of(facts):
                recent.setdefault(key, deque(maxlen=_OF_A_TAG)).append(number)


def _nearest(
    facts: StoryFacts, stories: Sequence[StoryFacts], recent: Mapping[tuple[str, str, str], Iterable[int]]
) -> list[StoryFacts]:
    common: dict[int, int] = {}
    for key in _shelves_of(facts):
        weight = 1 if key[1] == "section" else 2  # a tag in common is nearer than the section
        for number in recent.get(key, ()):
            common[number] = common.get(number, 0) + weight
    nearest = sorted(common, key=lambda number: (-common[number], -number))
    others = (stories[number] for number in nearest)
    return [each for each in others if not facts.series or each.series != facts.series][:RELATED]


def _shelves_of(facts: StoryFacts) -> list[tuple[str, str, str]]:
    return [*((facts.lang, "tag", id) for id, _ in facts.tags), (facts.lang, "section", facts.section)]


def _series_answers(stories: Iterable[StoryFacts]) -> Iterator[tuple[str, str]]:
    """Of every part of a series that has others; `stories` are oldest first."""
    found: dict[str, list[StoryFacts]] = {}
    for facts in stories:
        if facts.series:
            found.setdefault(facts.series, []).append(facts)
    for parts in found.values():
        for number, facts in enumerate(parts) if len(parts) > 1 else ():
            first = max(0, min(number - _PARTS // 2, len(parts) - _PARTS))
            shown = _told(parts[first : first + _PARTS])
            yield f"series/{facts.path}", f"{number + 1}\t{len(parts)}\t{first + 1}\n{shown}"


def related_views(answer: str, language: str, desk: Desk) -> tuple[RelatedView, ...]:
    """Of what a story was told."""
    rows = (line.split("\t") for line in answer.split("\n")) if answer else ()
    timezone, spoken = desk.settings.site.timezone, desk.spoken(language)
    found = []
    for url, title, date in rows:
        published = moment(datetime.fromtimestamp(float(date), UTC), timezone, spoken)
        found.append(RelatedView(title, desk.address.href(url), published.iso, published.date))
    return tuple(found)


def series_view(answer: str, name: str, desk: Desk) -> SeriesView | None:
    """Of what a story was told; None where there are no other parts."""
    if not answer:
        return None
    head, *lines = answer.split("\n")
    number, count, first = map(int, head.split("\t"))
    rows = (line.split("\t") for line in lines)
    parts = tuple(
        PartView(place, title, desk.address.href(url), place == number)
        for place, (url, title, _) in enumerate(rows, first)
    )
    return SeriesView(name, number, count, parts)
