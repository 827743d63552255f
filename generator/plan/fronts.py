"""Cards -> the pages that list them: the home front, the fronts of sections, authors and tags, and the archives.

Lists are stable: an older page is full and its number counts from the oldest, so its articles never change when one is
added; the front holds what is not on full pages, between one and two pages' worth. (Once in `PAGE` articles a page is
filled; then the one before it links to it instead of to the front.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.model.site import Site, Story
from generator.model.views import (
    ArchiveView,
    AuthorView,
    Card,
    DayView,
    FrontView,
    Link,
    ListingView,
    MonthView,
    Strip,
    YearView,
)
from generator.plan import urls
from generator.plan.dates import direction, moment, month_name
from generator.plan.views import Desk, link_to

PAGE = 30
"""Articles on an older page of a listing; a front has up to one less than twice as many."""

LEAD_AMONG = 5
"""The lead is the newest story with a picture, if that is among so many of the newest; else the newest."""
TOP_STORIES = 6
LATEST = 10
IN_STRIP = 4

Month = tuple[int, int]


def home_front(site: Site, cards: Mapping[str, Card], desk: Desk) -> FrontView:
    """No story twice above the strips; a strip leaves out what stands above it, unless nothing else is left."""
    listed = [cards[story.article.path] for story in site.stories]
    lead = next((card for card in listed[:LEAD_AMONG] if card.picture), listed[0] if listed else None)
    rest = [card for card in listed if card is not lead]
    top, latest = rest[:TOP_STORIES], rest[TOP_STORIES : TOP_STORIES + LATEST]
    above = {card.url for card in (lead, *top) if card}
    strips = []
    by_section = stories_by(site.stories, lambda story: [story.section.id])
    for section in site.sections:
        own = [cards[story.article.path] for story in by_section.get(section.id, ())]
        fresh = [card for card in own if card.url not in above] or own
        if own:
            strips.append(
                Strip(link_to(section.path, section.header.title, section.header.lang, desk), tuple(fresh[:IN_STRIP]))
            )
    return FrontView(lead, tuple(top), tuple(latest), tuple(strips))


def stories_by(stories: Iterable[Story], keys_of: Callable[[Story], Iterable[str]]) -> dict[str, list[Story]]:
    """Stories under each of their keys, in the order they came."""
    groups: dict[str, list[Story]] = {}
    for story in stories:
        for key in keys_of(story):
            groups.setdefault(key, []).append(story)
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list of articles is about. `front` links to its first page, whose address is `path`."""

    kind: str
    front: Link
    path: str
    origin: str
    description: str = ""
    feeds: tuple[Link, ...] = ()
    author: AuthorView | None = None


def listing_pages(listing: Listing, cards: Sequence[Card], desk: Desk) -> list[tuple[str, ListingView]]:
    """The front of a list and its older pages, each with its address. `cards` newest first; page 1 has the oldest."""
    full = max(0, len(cards) // PAGE - 1)
    pages = []
    for number in range(full + 1):
        end = len(cards) - (number - 1) * PAGE
        shown = cards[end - PAGE : end] if number else cards[: len(cards) - full * PAGE]
        newer = None if number == 0 else number + 1 if number < full else 0
        older = number - 1 if number > 1 else full if number == 0 and full else None
        view = ListingView(
            kind=listing.kind,
            title=listing.front.text,
            description=listing.description,
            cards=tuple(shown),
            number=number,
            newer="" if newer is None else desk.address.href(urls.listing_url(listing.path, newer)),
            older="" if older is None else desk.address.href(urls.listing_url(listing.path, older)),
            front=listing.front,
            author=listing.author,
            lang=listing.front.lang,
            dir=listing.front.dir,
        )
        pages.append((urls.listing_url(listing.path, number), view))
    return pages


def months(stories: Iterable[Story], desk: Desk) -> dict[Month, list[Story]]:
    """Stories by month of publication in the site's time zone, newest first."""
    found: dict[Month, list[Story]] = {}
    for story in stories:
        local = story.date.astimezone(desk.settings.site.timezone)
        found.setdefault((local.year, local.month), []).append(story)
    return found


def month_view(month: Month, by_month: dict[Month, list[Story]], cards: Mapping[str, Card], desk: Desk) -> MonthView:
    timezone, language = desk.settings.site.timezone, desk.language
    days = groupby(by_month[month], key=lambda story: story.date.astimezone(timezone).date())
    grouped = [list(stories) for _, stories in days]
    order = sorted(by_month)
    place = order.index(month)
    return MonthView(
        title=month_name(*month, language),
        days=tuple(
            DayView(moment(stories[0].date, timezone, language), tuple(cards[story.article.path] for story in stories))
            for stories in grouped
        ),
        previous=month_link(order[place - 1], desk) if place else None,
        next=month_link(order[place + 1], desk) if place + 1 < len(order) else None,
    )


def archive_view(by_month: dict[Month, list[Story]], desk: Desk) -> ArchiveView:
    years = groupby(sorted(by_month, reverse=True), key=lambda month: month[0])
    return ArchiveView(
        tuple(YearView(str(year), tuple(month_link(month, desk) for month in listed)) for year, listed in years)
    )


def month_link(month: Month, desk: Desk) -> Link:
    language = desk.language
    return Link(month_name(*month, language), desk.address.href(urls.month_url(*month)), language, direction(language))
