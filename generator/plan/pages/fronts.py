"""Cards -> the pages that list them: the home front, the fronts of sections, authors and tags, and
the archives.

Lists are stable. An older page is full, and its number counts from the oldest, so a new article
never changes it. The front has the articles that are on no full page: between one and two pages'
worth. Once in `PAGE` articles a page becomes full. Then the page before it links to it instead of
to the front."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

from generator.model.dataclass import dataclass
from generator.model.site import Site, StoryFacts, StoryRecord
from generator.model.views import (
    ArchiveView,
    AuthorView,
    DayView,
    FrontView,
    Link,
    ListingView,
    Moment,
    MonthView,
    ObjectId,
    Strip,
    YearView,
)
from generator.plan import urls
from generator.plan.dates import month_name
from generator.plan.edition_context import EditionContext
from generator.plan.languages import in_digits
from generator.plan.pages.numbering import numbered_pages
from generator.plan.site.ranking import home_stories
from generator.plan.story.views import document_link

PAGE = 30
"""Articles on an older page of a list; a front has at most one less than twice as many."""

IN_STRIP = 4

K = TypeVar("K")

Month = tuple[int, int]


def home_front(site: Site, context: EditionContext) -> FrontView:
    """Return the home front. No story is on it twice; a strip without a story of its own is left
    out."""
    shown = home_stories(site, context.lookup_language)
    above = {story.facts.path for story in shown.all}
    strips = []
    fresh: dict[str, list[StoryRecord]] = {section.path: [] for section in site.sections}
    lacking = set(fresh)
    for story in site.stories:
        section_path = story.facts.section
        if section_path in lacking and story.facts.path not in above:
            fresh[section_path].append(story)
            if len(fresh[section_path]) == IN_STRIP:
                lacking.remove(section_path)
                if not lacking:
                    break
    for section in site.sections:
        if own := fresh[section.path]:
            strips.append(Strip(document_link(section, context), cards_of(own)))
    return FrontView(
        shown.lead.card if shown.lead else None,
        cards_of(shown.top),
        cards_of(shown.newest),
        days_of(shown.latest),
        tuple(strips),
    )


def days_of(stories: Iterable[StoryRecord]) -> tuple[DayView, ...]:
    """Group stories by the day of their publication. `stories` are newest first."""
    days = (list(found) for _, found in groupby(stories, key=lambda story: story.facts.day))
    return tuple(DayView(Moment(found[0].published, found[0].day, found[0].time), cards_of(found)) for found in days)


def cards_of(stories: Iterable[StoryRecord]) -> tuple[ObjectId, ...]:
    return tuple([story.card for story in stories])


def stories_by(
    stories: Iterable[StoryRecord],
    keys_of: Callable[[StoryFacts], Iterable[K]],
    only: Container[K] | None = None,
) -> dict[K, list[StoryRecord]]:
    """Group stories by each of their keys, or by some keys only, in the given order."""
    groups: dict[K, list[StoryRecord]] = {}
    for story in stories:
        for key in keys_of(story.facts):
            if only is None or key in only:
                groups.setdefault(key, []).append(story)
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The subject of a list of articles. `front` links to its first page, whose address
    is `path`."""

    kind: str
    front: Link
    path: str
    origin: str
    description: str = ""
    feeds: tuple[Link, ...] = ()
    author: AuthorView | None = None
    bodies: tuple[str, ...] = ()
    noindex: bool = False


class ListingPage(NamedTuple):
    """The front of a list (`number` 0) or one of its older pages. `url` is its address; `articles`
    are those of the stories on its cards."""

    url: str
    number: int
    cards: tuple[ObjectId, ...]
    newer: str
    older: str
    articles: tuple[str, ...]


def listing_pages(
    listing: Listing,
    stories: Sequence[StoryRecord],
    context: EditionContext,
    ranked: Callable[[Sequence[StoryRecord]], Sequence[StoryRecord]] | None = None,
    left_out: int = 0,
) -> list[ListingPage]:
    """Return the front of a list and its older pages; page 1 has the oldest articles. `stories` are
    newest first. `ranked` sorts those of the front in the order that editors chose. The pages with
    any of the oldest articles are missing, where so many are `left_out`."""
    pages = []
    for number, start, end, newer, older in numbered_pages(len(stories) + left_out, PAGE):
        if number and end > len(stories):
            continue
        shown = stories[start:end]
        if ranked and not number:
            shown = ranked(shown)
        pages.append(
            ListingPage(
                url=urls.listing_url(listing.path, number),
                number=number,
                cards=cards_of(shown),
                newer="" if newer is None else context.address.href(urls.listing_url(listing.path, newer)),
                older="" if older is None else context.address.href(urls.listing_url(listing.path, older)),
                articles=tuple([story.facts.url for story in shown]),
            )
        )
    return pages


def listing_view(listing: Listing, page: ListingPage) -> ListingView:
    return ListingView(
        kind=listing.kind,
        title=listing.front.text,
        description=listing.description,
        cards=page.cards,
        number=page.number,
        newer=page.newer,
        older=page.older,
        front=listing.front,
        author=listing.author,
        lang=listing.front.lang,
        dir=listing.front.dir,
    )


def months(stories: Iterable[StoryRecord]) -> dict[Month, list[StoryRecord]]:
    """Group stories by month of publication in the site's time zone, newest first."""
    return stories_by(stories, lambda facts: [facts.day[:2]])


def month_view(
    stories: Iterable[StoryRecord], order: Sequence[Month], place: int, context: EditionContext
) -> MonthView:
    """Return the month at index `place` in `order`, the list of all months with stories."""
    return MonthView(
        title=month_name(*order[place], context.spoken(context.language)),
        days=days_of(stories),
        previous=month_link(order[place - 1], context) if place else None,
        next=month_link(order[place + 1], context) if place + 1 < len(order) else None,
    )


def archive_view(by_month: Iterable[Month], context: EditionContext) -> ArchiveView:
    years = groupby(sorted(by_month, reverse=True), key=lambda month: month[0])
    language = context.spoken(context.language)
    return ArchiveView(
        tuple(
            YearView(in_digits(str(year), language), tuple(month_link(month, context) for month in listed))
            for year, listed in years
        )
    )


def month_link(month: Month, context: EditionContext) -> Link:
    tag = context.language
    url = context.address.href(context.at(urls.month_url(*month)))
    return Link(month_name(*month, context.spoken(tag)), url, tag, context.direction(tag))
