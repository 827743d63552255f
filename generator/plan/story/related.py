"""Stories -> the company each is in: the other parts of its series, and other articles on its subject.

Both are stable. What is related to an article is older than it, and how rare a tag is is counted over what is older; only where
there are fewer than four, the first that come after it fill the list, and then it never changes. So a new article changes
a handful of young lists, and none once its section has five articles. The parts of a series change with each other, and
with nothing else. All of it is told to a story as an answer (see `stories`), one line an article, so that whoever has the
trace has the company.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

from generator.model.site import StoryFacts
from generator.model.surroundings import PartView, RelatedView, SeriesView
from generator.plan.dates import moment
from generator.plan.edition_context import EditionContext
from generator.plan.photos.figures import thumbnail_view

RELATED = 4
_OF_A_TAG = 8
"""How many of the newest older articles of each tag are looked at: all of them would be a million comparisons."""

_PARTS = 12
"""The most parts of a series that are listed: the nearest."""


def related_questions(facts: StoryFacts) -> Iterator[str]:
    """What a story asks for, beside what its article names: see `groups.second_questions`."""
    yield f"related/{facts.path}"
    if facts.series:
        yield f"series/{facts.path}"


def related_answers(shown: Iterable[StoryFacts]) -> dict[str, str]:
    """The answers to all such names that are not empty. `shown` are the stories that are to be seen."""
    stories = sorted(shown, key=attrgetter("date", "path"))
    lines = [f"{_line(facts)}\t{facts.thumbnail}" for facts in stories]
    answers = {
        f"related/{stories[number].path}": "\n".join([lines[other] for other in others])
        for number, others in enumerate(_related(stories))
        if others
    }
    return answers | dict(_series_answers(stories))


def _line(facts: StoryFacts) -> str:
    """Neither an address nor a title has a tab or a line end in it."""
    return f"{facts.url}\t{facts.title}\t{facts.date!r}"


_Group = tuple[str, str, str]
"""A language, and a tag or a section in it."""


def _related(stories: Sequence[StoryFacts]) -> list[list[int]]:
    """Of each story the numbers of those nearest to it: the older ones with the rarest and the most tags in common, then those of
    its section, then the newest; then the first that came after it. `stories` are oldest first; those of one instant do not
    know each other."""
    found: list[list[int]] = []
    recent: dict[_Group, deque[int]] = {}
    lacking: dict[_Group, deque[int]] = {}
    counts: Counter[_Group | str] = Counter()
    start = 0
    for end, facts in enumerate(stories, 1):
        if end < len(stories) and stories[end].date == facts.date:
            continue
        groups = [_groups_of(each) for each in stories[start:end]]
        found += [_nearest(number, own, stories, recent, counts) for number, own in enumerate(groups, start)]
        for number, own in enumerate(groups, start):
            for other in dict.fromkeys(other for key in own for other in lacking.get(key, ())):
                if len(found[other]) < RELATED and not _are_parts(stories[other], stories[number]):
                    found[other].append(number)
        for number, own in enumerate(groups, start):
            counts.update((*own, stories[number].lang))
            for key in own:
                recent.setdefault(key, deque(maxlen=_OF_A_TAG)).append(number)
                if len(found[number]) < RELATED:
                    lacking.setdefault(key, deque(maxlen=RELATED)).append(number)
        start = end
    return found


_SECTION = 1 << 40
"""What the section in common counts; the number of a story, which is added, is smaller."""


def _nearest(
    own: int,
    groups: Sequence[_Group],
    stories: Sequence[StoryFacts],
    recent: Mapping[_Group, Iterable[int]],
    counts: Mapping[_Group | str, int],
) -> list[int]:
    common: dict[int, int] = {}
    for key in groups:
        if key not in recent:
            continue
        weight = _SECTION if key[1] == "section" else _SECTION * _rarity(counts[key], counts[key[0]])
        for number in recent[key]:
            common[number] = common.get(number, number) + weight
    nearest = (rank % _SECTION for rank in sorted(common.values(), reverse=True))
    return list(islice((other for other in nearest if not _are_parts(stories[other], stories[own])), RELATED))


def _rarity(count: int, whole: int) -> int:
    """What a tag of `count` articles among a `whole` says: the binary logarithm of how rare it is (Spärck Jones, “A statistical
    interpretation of term specificity”, 1972), in whole steps, so that one article that goes moves next to nothing. At
    least two: a tag in common is nearer than the section."""
    return 2 + whole.bit_length() - count.bit_length()


def _are_parts(one: StoryFacts, other: StoryFacts) -> bool:
    """Of one series, which lists them itself."""
    return bool(one.series) and one.series == other.series


def _groups_of(facts: StoryFacts) -> list[_Group]:
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
            shown = "\n".join(map(_line, parts[first : first + _PARTS]))
            yield f"series/{facts.path}", f"{number + 1}\t{len(parts)}\t{first + 1}\n{shown}"


def _rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """Of what `_line` wrote: address, title and date, and a picture where there is one."""
    return (line.split("\t") for line in lines)


def related_views(answer: str, language: str, context: EditionContext) -> tuple[RelatedView, ...]:
    """Of what a story was told."""
    timezone, spoken = context.settings.site.timezone, context.spoken(language)
    found = []
    for url, title, date, *picture in _rows(answer.split("\n") if answer else ()):
        published = moment(datetime.fromtimestamp(float(date), UTC), timezone, spoken)
        view = RelatedView(title, context.address.href(url), published.iso, published.date, thumbnail_view(picture))
        found.append(view)
    return tuple(found)


def series_view(answer: str, name: str, context: EditionContext) -> SeriesView | None:
    """Of what a story was told; None where there are no other parts."""
    if not answer:
        return None
    head, *lines = answer.split("\n")
    number, count, first = map(int, head.split("\t"))
    parts = tuple(
        PartView(place, title, context.address.href(url), place == number)
        for place, (url, title, _) in enumerate(_rows(lines), first)
    )
    return SeriesView(name, number, count, parts)
