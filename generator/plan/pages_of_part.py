"""The lists that a change touches -> their pages that can change, and the addresses that they leave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model.dataclass import replace
from generator.model.documents import in_language
from generator.model.feed_settings import FEED_FORMATS
from generator.model.outputs import DataOutput, PageOutput
from generator.model.site import Site, StoryRecord
from generator.model.views import ObjectId
from generator.plan.feeds.feeds import feed_outputs
from generator.plan.feeds.news_items import latest_outputs
from generator.plan.inputs import PlanInputs
from generator.plan.last_site import LastSite
from generator.plan.pages.articles import article_outputs, beside
from generator.plan.pages.chrome import chrome_of
from generator.plan.pages.fronts import PAGE, Month
from generator.plan.pages.lists import Lists, lists_with
from generator.plan.pages.numbering import full_pages
from generator.plan.pages.old_addresses import old_address_pages
from generator.plan.pages.pages import pages_of_lists, pages_that_link, policies_of
from generator.plan.redirects import Redirect
from generator.plan.site.changes import ChangedNewsroom
from generator.plan.site.editions import EditionContents, edition_of
from generator.plan.site.newsroom import edition_contexts
from generator.plan.story.planning import ObjectWriter
from generator.plan.urls import (
    CORRECTIONS,
    author_url,
    feed_url,
    listing_url,
    month_url,
    output_path,
    section_url,
    tag_url,
)

_CONTENT = "content/"


class PagesOfPart(NamedTuple):
    """Pages, and the files beside them. `left` are the addresses that changed stories and the lists
    with them had, or may have had."""

    outputs: list[PageOutput | DataOutput]
    left: set[str]


def pages_of_part(
    changed: ChangedNewsroom,
    site: Site,
    redirects: Iterable[Redirect],
    inputs: PlanInputs,
    last: LastSite,
    objects: ObjectWriter,
) -> PagesOfPart | None:
    """Return the pages of all editions that can change; None if it is all pages of one."""
    planned, editions = changed.planned, [contents.tag for contents in changed.planned.around.editions]
    led = [each for each in redirects if each.origin.removeprefix(_CONTENT) in planned.planned]
    outputs: list[PageOutput | DataOutput] = []
    left = {url for story in changed.listed_before for url in (story.facts.url, *story.facts.aliases, *beside(story))}
    for contents, context in zip(planned.around.editions, edition_contexts(planned, inputs), strict=True):
        edition = edition_of(site, contents, inputs.settings)
        tag = contents.tag
        older = {section: each for (edition_tag, section), each in changed.older.items() if edition_tag == tag}
        edition = replace(edition, older=older)
        chrome = ObjectId(objects.add(chrome_of(edition, last.assets, context)))
        if chrome.digest != last.chromes.get(contents.tag):
            return None
        stories = [story for story in edition.stories if story.facts.path in planned.planned]
        outputs += (output for story in stories for output in article_outputs(story, chrome))
        outputs += old_address_pages(led, (), editions, context, chrome)
        before = _in_edition(changed.listed_before, contents, inputs)
        now = _in_edition(changed.listed_now, contents, inputs)
        paths, people = planned.planned.keys() | changed.before.keys(), planned.around.people
        is_corrected = any(story.facts.corrections for story in (*before, *now))
        outputs += pages_that_link(edition, context, people, chrome, paths, is_corrected=is_corrected)
        if is_corrected:
            left |= {*_older_pages(context.at(CORRECTIONS), 0, last)}
        if not before and not now:
            continue
        lists = lists_with(each.facts for each in (*before, *now))
        lists = _with_rankings(lists, (*before, *now), edition, contents, inputs)
        lists = _with_neighbours(lists, _other_months(edition, before, now), edition)
        outputs += pages_of_lists(edition, context, planned.around.people, chrome, lists)
        outputs += feed_outputs(edition, context, lists, [each.facts for each in (*before, *now)])
        outputs += latest_outputs(edition, policies_of(edition, context), context)
        left |= {context.at(month_url(*month)) for month in lists.months}
        for place, length in _places(lists, edition):
            left |= {context.at(place), *_older_pages(context.at(place), length, last)}
            left |= {context.at(feed_url(place, each)) for each in FEED_FORMATS}
    return PagesOfPart(outputs, left)


def _older_pages(front: str, length: int, last: LastSite) -> Iterator[str]:
    """Yield the addresses of the older pages in the last site that a list of this length has not."""
    number = full_pages(length, PAGE) + 1
    while output_path(url := listing_url(front, number)) in last.files:
        yield url
        number += 1


def _in_edition(
    stories: Iterable[StoryRecord], contents: EditionContents, inputs: PlanInputs
) -> tuple[StoryRecord, ...]:
    return tuple(story for story in stories if inputs.settings.edition(story.facts.lang) == contents.tag)


def _other_months(edition: Site, before: Iterable[StoryRecord], now: Iterable[StoryRecord]) -> set[Month]:
    """Return the months that the archive of an edition has and had not, or had and has not.
    `before` and `now` are stories that changed."""
    came = {story.facts.path for story in now}
    had = {story.facts.day[:2] for story in before}
    has: set[Month] = set()
    for story in edition.stories:
        has.add(story.facts.day[:2])
        if story.facts.path not in came:
            had.add(story.facts.day[:2])
    return had ^ has


def _with_neighbours(lists: Lists, other: Iterable[Month], edition: Site) -> Lists:
    """Return the lists with the months next to those that came or went: they link to these."""
    if not other:
        return lists
    months = sorted({story.facts.day[:2] for story in edition.stories})
    near: set[Month] = set()
    for month in other:
        place = bisect_left(months, month)
        near.update(months[max(0, place - 1) : bisect_right(months, month) + 1])
    return replace(lists, months=lists.months | near, has_other_months=True)


def _with_rankings(
    lists: Lists,
    listed: Iterable[StoryRecord],
    edition: Site,
    contents: EditionContents,
    inputs: PlanInputs,
) -> Lists:
    """Return the lists with those sections whose ranking by editors has one of the stories."""
    paths = {story.facts.path for story in listed}
    language = inputs.settings.lookup_language(contents.tag)
    rankings = edition.newsroom.rankings
    ranked = {
        section.path
        for section in edition.sections
        if (ranking := rankings.get(in_language(section.id, language)))
        and not paths.isdisjoint((ranking.lead, *ranking.top))
    }
    return replace(lists, sections=lists.sections | ranked)


def _places(lists: Lists, edition: Site) -> Iterator[tuple[str, int]]:
    """Yield the addresses of the fronts of lists, without the edition's prefix; and their
    lengths."""
    sections: Counter[str] = Counter()
    authors: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for story in edition.stories:
        facts = story.facts
        since, _ = edition.older.get(facts.section, (facts.date, 0))
        sections[facts.section] += facts.date >= since
        authors.update(facts.byline)
        tags.update([id for id, _ in facts.tags])
    for section in edition.sections:
        if section.path in lists.sections:
            _, older = edition.older.get(section.path, (0, 0))
            yield section_url(section.id), sections[section.path] + older
    yield from ((author_url(each.id), authors[each.path]) for each in edition.authors if each.path in lists.authors)
    yield from ((tag_url(id), tags[id]) for id in lists.tags)
