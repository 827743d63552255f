"""Stories -> the company each is in: the other parts of its series, and older articles on its subject.

Both are stable. What is related to an article is older than it, so a new article changes no page but its own; the parts of a
series change with each other, and with nothing else. All of it is told to a story as an answer (see `stories`), one line an
article, so that whoever has the trace has the company.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

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
    stories = sorted(shown, key=attrgetter("date", "path"))
    told = [_told(facts) for facts in stories]
    answers = {
        f"related/{stories[number].path}": "\n".join([told[other] for other in older])
        for number, older in _related(stories)
    }
    return answers | dict(_series_answers(stories))


def _told(facts: StoryFacts) -> str:
    """Neither an address nor a title has a tab or a line end in it."""
    return f"{facts.url}\t{facts.title}\t{facts.date!r}"


def _related(stories: Sequence[StoryFacts]) -> Iterator[tuple[int, list[int]]]:
    """The number of each story, and those of the older ones nearest to it: with the most tags in common, then those of its
    section, then the newest. `stories` are oldest first; those of one instant do not know each other."""
    recent: dict[tuple[str, str, str], deque[int]] = {}
    start = 0
    for end, facts in enumerate(stories, 1):
        if end < len(stories) and stories[end].date == facts.date:
            continue
        shelves = [_shelves_of(each) for each in stories[start:end]]
        for number, own in enumerate(shelves, start):
            if older := _nearest(number, own, stories, recent):
                yield number, older
        for number, own in enumerate(shelves, start):
            for key in own:
                recent.setdefault(key, deque(maxlen=_OF_A_TAG)).append(number)
        start = end


_TAG, _SECTION = 2 << 40, 1 << 40
"""What a tag and the section in common count; the number of a story, which is added, is smaller than any of them."""


def _nearest(
    own: int,
    shelves: Sequence[tuple[str, str, str]],
    stories: Sequence[StoryFacts],
    recent: Mapping[tuple[str, str, str], Iterable[int]],
) -> list[int]:
    common: dict[int, int] = {}
    for key in shelves:
        weight = _SECTION if key[1] == "section" else _TAG  # a tag in common is nearer than the section
        for number in recent.get(key, ()):
            common[number] = common.get(number, number) + weight
    series = stories[own].series
    nearest = (rank % _SECTION for rank in sorted(common.values(), reverse=True))
    others = (number for number in nearest if not series or stories[number].series != series)
    return list(islice(others, RELATED))


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
            shown = "\n".join(map(_told, parts[first : first + _PARTS]))
            yield f"series/{facts.path}", f"{number + 1}\t{len(parts)}\t{first + 1}\n{shown}"


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """Of what `_told` wrote: address, title and date."""
    return (line.split("\t") for line in lines)


def related_views(answer: str, language: str, desk: Desk) -> tuple[RelatedView, ...]:
    """Of what a story was told."""
    timezone, spoken = desk.settings.site.timezone, desk.spoken(language)
    found = []
    for url, title, date in _rows(answer.split("\n") if answer else ()):
        published = moment(datetime.fromtimestamp(float(date), UTC), timezone, spoken)
        found.append(RelatedView(title, desk.address.href(url), published.iso, published.date))
    return tuple(found)


def series_view(answer: str, name: str, desk: Desk) -> SeriesView | None:
    """Of what a story was told; None where there are no other parts."""
    if not answer:
        return None
    head, *lines = answer.split("\n")
    number, count, first = map(int, head.split("\t"))
    parts = tuple(
        PartView(place, title, desk.address.href(url), place == number)
        for place, (url, title, _) in enumerate(_rows(lines), first)
    )
    return SeriesView(name, number, count, parts)
