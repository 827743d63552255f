"""Stories -> the related stories of each: the other parts of its series, and other articles on its
subject.

Both are stable. Related articles are older than the story, and the rarity of a tag is counted over
older articles. Only where there are fewer than four, the first later ones fill the list; then it
never changes. So a new article changes a few young lists, and none once its section has five
articles. The parts of a series change with each other, and with nothing else. A story gets all of
this as an answer (see `questions`), one line per article."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from operator import attrgetter
from typing import NamedTuple

from generator.model.site import StoryFacts
from generator.model.surroundings import PartView, RelatedView, SeriesView
from generator.plan.dates import moment
from generator.plan.edition_context import EditionContext
from generator.plan.photos.figures import thumbnail_view
from generator.plan.story.questions import (
    Answer,
    Kind,
    ListedStory,
    Question,
    SeriesPlace,
    question,
    related_answer,
    related_in,
    series_answer,
    series_in,
)

RELATED = 4
OF_A_TAG = 8
"""Only so many of the newest older articles of each tag are compared: all of them would be a
million comparisons."""

_PARTS = 12
"""The most parts of a series that are listed: the nearest."""


Related = Mapping[str, tuple[str, ...]]
"""The paths of the related stories of each story that has any, by its path."""


def oldest_first(stories: Iterable[StoryFacts]) -> list[StoryFacts]:
    return sorted(stories, key=attrgetter("date", "path"))


def related_stories(stories: Sequence[StoryFacts]) -> Related:
    """Return the related stories of all; `stories` are the visible ones, oldest first."""
    paths = [facts.path for facts in stories]
    return {
        paths[number]: tuple([paths[other] for other in others])
        for number, others in enumerate(_related(stories))
        if others
    }


class Lacking(NamedTuple):
    """What the related stories of the last build do not show. `paths` are those of stories with
    fewer older ones than could be; `in_language` counts the visible stories in a language."""

    paths: Container[str]
    in_language: Callable[[str], int]


def changes_many(gone: Sequence[StoryFacts], come: Sequence[StoryFacts], others: Iterable[StoryFacts]) -> bool:
    """Whether `related_again` needs all stories. `others` are visible ones that did not change, the
    newest of all among them."""
    gone, come = listed_otherwise(gone, come)
    if not gone and not come:
        return False
    return len(gone) + len(come) > 1 or any(each.date >= (*gone, *come)[0].date for each in others)


def listed_otherwise(
    gone: Iterable[StoryFacts], come: Iterable[StoryFacts]
) -> tuple[list[StoryFacts], list[StoryFacts]]:
    """Return both without those stories to which the same ones are related as before."""
    old, new = {each.path: each for each in gone}, {each.path: each for each in come}
    alike = {path for path in old.keys() & new.keys() if _is_listed_as(old[path], new[path])}
    return [old[path] for path in old if path not in alike], [new[path] for path in new if path not in alike]


def related_again(
    before: Related,
    stories: Sequence[StoryFacts],
    gone: Sequence[StoryFacts],
    come: Sequence[StoryFacts],
    lacking: Lacking,
) -> Related:
    """Return the same as `related_stories`, from the result `before` a change: the stories `gone`
    were visible then, `come` are visible now; a story that changed is in both. It takes little time
    if none came and went, or the newest alone; else `stories` have to be all."""
    gone, come = listed_otherwise(gone, come)
    if not gone and not come:
        return before
    if not gone and len(come) == 1 and stories[-1] is come[0] and stories[-2:-1] and stories[-2].date < come[0].date:
        return _with_newest(before, stories, lacking)
    if not come and len(gone) == 1 and (not stories or stories[-1].date < gone[0].date):
        path = gone[0].path
        left = {
            other: tuple(each for each in found if each != path) for other, found in before.items() if other != path
        }
        return {other: found for other, found in left.items() if found}
    return related_stories(stories)


def _is_listed_as(old: StoryFacts, new: StoryFacts) -> bool:
    """Whether a story is related to the same ones as before."""
    return (old.date, old.series, groups_of(old)) == (new.date, new.series, groups_of(new))


def _with_newest(before: Related, stories: Sequence[StoryFacts], lacks: Lacking) -> Related:
    """Return the related stories with one more story, the last. Of the older ones only those count
    that have a tag or a section in common with it."""
    newest = stories[-1]
    own = groups_of(newest)
    recent: dict[Group, deque[int]] = {}
    lacking: dict[Group, deque[int]] = {}
    counts: Counter[Group | str] = Counter({newest.lang: lacks.in_language(newest.lang)})
    ids = {id for id, _ in newest.tags}
    for number, facts in enumerate(stories[:-1]):
        if facts.lang != newest.lang:
            continue
        if facts.section != newest.section and ids.isdisjoint([id for id, _ in facts.tags]):
            continue
        for key in groups_of(facts):
            if key in own:
                counts[key] += 1
                recent.setdefault(key, deque(maxlen=OF_A_TAG)).append(number)
                if facts.path in lacks.paths:
                    lacking.setdefault(key, deque(maxlen=RELATED)).append(number)
    found = dict(before)
    nearest = _nearest(len(stories) - 1, own, stories, recent, counts)
    if nearest:
        found[newest.path] = tuple([stories[other].path for other in nearest])
    for other in dict.fromkeys(other for key in own for other in lacking.get(key, ())):
        story = stories[other]
        others = found.get(story.path, ())
        if len(others) < RELATED and not _are_parts(story, newest):
            found[story.path] = (*others, newest.path)
    return found


def related_answers(related: Related, facts: Mapping[str, StoryFacts]) -> dict[Question, Answer]:
    """Return the answers on related stories. `facts` are those of all stories, by path."""
    listed: dict[str, ListedStory] = {}
    for path in chain.from_iterable(related.values()):
        if path not in listed:
            listed[path] = _listed(facts[path])
    return {
        question(Kind.RELATED, path): related_answer([listed[other] for other in others])
        for path, others in related.items()
    }


def _listed(facts: StoryFacts) -> ListedStory:
    return ListedStory(facts.url, facts.title, facts.date, facts.type, facts.thumbnail)


Group = tuple[str, str, str]
"""A language, and a tag or a section in it."""


def _related(stories: Sequence[StoryFacts]) -> list[list[int]]:
    """Return for each story the numbers of those nearest to it. First come older ones with the
    rarest and most tags in common, then those of its section, then the newest; then the first later
    ones. `stories` are oldest first; those of one instant are not related."""
    found: list[list[int]] = []
    recent: dict[Group, deque[int]] = {}
    lacking: dict[Group, deque[int]] = {}
    counts: Counter[Group | str] = Counter()
    start = 0
    for end, facts in enumerate(stories, 1):
        if end < len(stories) and stories[end].date == facts.date:
            continue
        groups = [groups_of(each) for each in stories[start:end]]
        found += [_nearest(number, own, stories, recent, counts) for number, own in enumerate(groups, start)]
        for number, own in enumerate(groups, start):
            for other in dict.fromkeys(other for key in own for other in lacking.get(key, ())):
                if len(found[other]) < RELATED and not _are_parts(stories[other], stories[number]):
                    found[other].append(number)
        for number, own in enumerate(groups, start):
            counts.update((*own, stories[number].lang))
            for key in own:
                recent.setdefault(key, deque(maxlen=OF_A_TAG)).append(number)
                if len(found[number]) < RELATED:
                    lacking.setdefault(key, deque(maxlen=RELATED)).append(number)
        start = end
    return found


def related_from(
    earlier: Sequence[StoryFacts], later: Sequence[StoryFacts], counts: Counter[Group | str]
) -> Related | None:
    """Return the related stories of `later` ones; None if one of them has fewer older ones than it could
    show. Both are oldest first. `earlier` are the newest of all that are older, at least eight of
    each tag and section of later ones, and perhaps others; `counts` are their numbers in all, by
    language and tag."""
    stories = [*earlier, *later]
    recent: dict[Group, deque[int]] = {}
    found: dict[str, tuple[str, ...]] = {}
    waiting: list[int] = []
    for number, facts in enumerate(stories):
        is_later = number >= len(earlier)
        if is_later:
            waiting.append(number)
            if number + 1 < len(stories) and stories[number + 1].date == facts.date:
                continue
            for each in waiting:
                nearest = _nearest(each, groups_of(stories[each]), stories, recent, counts)
                if len(nearest) < RELATED:
                    return None
                found[stories[each].path] = tuple([stories[other].path for other in nearest])
        for each in waiting or (number,):
            groups = groups_of(stories[each])
            if is_later:
                counts.update((*groups, stories[each].lang))
            for key in groups:
                recent.setdefault(key, deque(maxlen=OF_A_TAG)).append(each)
        waiting = []
    return found


_SECTION = 1 << 40
"""The weight of a common section; the number of a story, which is added, is smaller."""


def _nearest(
    own: int,
    groups: Sequence[Group],
    stories: Sequence[StoryFacts],
    recent: Mapping[Group, Iterable[int]],
    counts: Mapping[Group | str, int],
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
    """Return the weight of a tag of `count` articles among `whole`: the binary logarithm of its
    rarity, in whole steps.

    Source: Spärck Jones, “A statistical interpretation of term specificity”, 1972. With whole
    steps, one article less changes next to nothing. The least weight is two: a common tag counts
    more than a common section."""
    return 2 + whole.bit_length() - count.bit_length()


def _are_parts(one: StoryFacts, other: StoryFacts) -> bool:
    """Whether two stories are parts of one series, which lists them itself."""
    return bool(one.series) and one.series == other.series


def groups_of(facts: StoryFacts) -> list[Group]:
    return [*((facts.lang, "tag", id) for id, _ in facts.tags), (facts.lang, "section", facts.section)]


def series_answers(stories: Iterable[StoryFacts]) -> Iterator[tuple[Question, Answer]]:
    """Yield the answer for every part of a series with other parts; `stories` are oldest first."""
    found: dict[str, list[StoryFacts]] = {}
    for facts in stories:
        if facts.series:
            found.setdefault(facts.series, []).append(facts)
    for parts in found.values():
        for number, facts in enumerate(parts) if len(parts) > 1 else ():
            first = max(0, min(number - _PARTS // 2, len(parts) - _PARTS))
            shown = tuple(map(_listed, parts[first : first + _PARTS]))
            place = SeriesPlace(number + 1, len(parts), first + 1, shown)
            yield question(Kind.SERIES, facts.path), series_answer(place)


def related_views(answer: Answer, language: str, context: EditionContext) -> tuple[RelatedView, ...]:
    """Return the related stories as a story shows them."""
    timezone, spoken = context.settings.site.timezone, context.spoken(language)
    found = []
    for story in related_in(answer):
        published = moment(datetime.fromtimestamp(story.date, UTC), timezone, spoken)
        url, picture = context.address.href(story.url), thumbnail_view(story.thumbnail)
        found.append(RelatedView(story.title, url, published.iso, published.date, picture, story.type))
    return tuple(found)


def series_view(answer: Answer, name: str, context: EditionContext) -> SeriesView | None:
    """Return the series as a story shows it; None where there are no other parts."""
    place = series_in(answer)
    if place is None:
        return None
    parts = tuple(
        PartView(number, part.title, context.address.href(part.url), number == place.number)
        for number, part in enumerate(place.parts, place.first)
    )
    return SeriesView(name, place.number, place.length, parts)
