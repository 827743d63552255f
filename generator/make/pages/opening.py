"""Page parts and objects -> the view of a layout: digests are replaced by their objects, texts are
inserted into their slots. Reads no file: all objects come as arguments."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from generator.model.documents import BodyFigure, BodyLink, BodyPart, DatelinePlace
from generator.model.outputs import Feed, PageOutput
from generator.model.views import (
    ArticleView,
    AuthorView,
    BodyPartView,
    BodySlot,
    BodyView,
    CardView,
    DayView,
    FrontView,
    Link,
    ListingView,
    MainView,
    MonthView,
    NotFoundView,
    ObjectId,
    PageParts,
    PageView,
    PeopleView,
    SiteView,
    StaticPageView,
)

PackedObjects = Mapping[str, bytes]
"""Pickled objects by their digests."""


def needed(output: PageOutput) -> Iterator[str]:
    """Yield the digests of all objects that a whole page needs."""
    yield output.chrome.digest
    yield from filter(None, output.bodies)
    if isinstance(output.parts, ObjectId):
        yield output.parts.digest
    elif isinstance(output.parts, PageParts):
        for card in _cards(output.parts.main):
            if isinstance(card, ObjectId):
                yield card.digest


def unopened(outputs: Iterable[PageOutput]) -> set[str]:
    """Return the digests of the objects that these pages need and this process has not
    loaded yet."""
    make_room()
    return {digest for output in outputs for digest in needed(output) if digest not in _OPENED}


def make_room() -> None:
    """Forget loaded objects when there are many. Call it only between batches: objects that
    `unopened` left out must stay."""
    if len(_OPENED) >= _MOST_OPENED:
        _OPENED.clear()


def opened(output: PageOutput, objects: PackedObjects) -> PageView:
    """Return a whole page as its layout sees it. Raises KeyError for a missing object."""
    parts: PageParts = output.parts if isinstance(output.parts, PageParts) else _loaded(output.parts.digest, objects)
    bodies: list[tuple[BodyPart, ...]] = [_value(digest, objects) if digest else () for digest in output.bodies]
    preload = parts.preload
    site: SiteView = _value(output.chrome.digest, objects)
    opened_parts = {
        "main": _opened_main(parts.main, bodies, objects),
        "preload": _card(preload, objects).picture if isinstance(preload, ObjectId) else preload,
    }
    return PageView(**(_fields(parts) | opened_parts), site=site, languages=_languages(parts, site))


_NAMES = tuple(field.name for field in fields(PageParts))
_values = attrgetter(*_NAMES)


def _fields(parts: PageParts) -> dict[str, Any]:
    return dict(zip(_NAMES, _values(parts), strict=True))


def _languages(parts: PageParts, site: SiteView) -> tuple[Link, ...]:
    """Return links to each language: to this page in it, or to its front."""
    there = {to.lang: to.url for to in parts.counterparts} | {site.lang: parts.url}
    return tuple(replace(front, url=there.get(front.lang, front.url)) for front in site.languages)


def sealed_entries(feed: Feed) -> Iterator[str]:
    """Yield the digests of a feed's entries that are objects."""
    return (entry.digest for entry in feed.entries if isinstance(entry, ObjectId))


def opened_feed(feed: Feed, objects: PackedObjects) -> Feed:
    entries = (_loaded(entry, objects) if isinstance(entry, ObjectId) else entry for entry in feed.entries)
    return replace(feed, entries=tuple(entries))


def _loaded(digest: str, objects: PackedObjects) -> Any:
    return pickle.loads(objects[digest])


_OPENED: dict[str, Any] = {}
_MOST_OPENED = 4096


def _value(digest: str, objects: PackedObjects) -> Any:
    """Return an object that many pages share: loaded once, as long as there is room, and always the
    same Python object."""
    if digest not in _OPENED:
        _OPENED[digest] = pickle.loads(objects[digest])
    return _OPENED[digest]


def _cards(main: MainView) -> Iterator[CardView]:
    match main:
        case FrontView():
            yield from (main.lead,) if main.lead else ()
            yield from (*main.top, *main.newest, *_cards_of_days(main.latest))
            yield from (card for strip in main.strips for card in strip.cards)
        case ListingView():
            yield from main.cards
        case MonthView():
            yield from _cards_of_days(main.days)
        case NotFoundView():
            yield from _cards_of_days(main.latest)


def _cards_of_days(days: Iterable[DayView]) -> Iterator[CardView]:
    return (card for day in days for card in day.cards)


def _opened_main(main: MainView, bodies: list[tuple[BodyPart, ...]], objects: PackedObjects) -> MainView:
    match main:
        case ArticleView():
            comments = main.comments and replace(main.comments, policy=_set_in(main.comments.policy, bodies))
            authors = tuple(_opened_author(author, bodies) for author in main.authors)
            return replace(main, body=_set_in(main.body, bodies), authors=authors, comments=comments)
        case FrontView():
            strips = tuple(replace(strip, cards=_opened_cards(strip.cards, objects)) for strip in main.strips)
            lead = main.lead and _card(main.lead, objects)
            top, newest = _opened_cards(main.top, objects), _opened_cards(main.newest, objects)
            return FrontView(lead, top, newest, _opened_days(main.latest, objects), strips)
        case ListingView():
            author = main.author and _opened_author(main.author, bodies)
            return replace(main, cards=_opened_cards(main.cards, objects), author=author)
        case MonthView():
            return replace(main, days=_opened_days(main.days, objects))
        case NotFoundView():
            return NotFoundView(_opened_days(main.latest, objects))
        case PeopleView():
            return PeopleView(tuple(_opened_author(author, bodies) for author in main.authors))
        case StaticPageView():
            return replace(main, body=_set_in(main.body, bodies))
        case _:
            return main


def _opened_cards(cards: Iterable[CardView], objects: PackedObjects) -> tuple[CardView, ...]:
    return tuple(_card(card, objects) for card in cards)


def _opened_days(days: Iterable[DayView], objects: PackedObjects) -> tuple[DayView, ...]:
    return tuple(replace(day, cards=_opened_cards(day.cards, objects)) for day in days)


def _card(card: CardView, objects: PackedObjects) -> Any:
    return _value(card.digest, objects) if isinstance(card, ObjectId) else card


def _opened_author(author: AuthorView, bodies: list[tuple[BodyPart, ...]]) -> AuthorView:
    return replace(author, biography=_set_in(author.biography, bodies)) if author.biography else author


def _set_in(slot: BodyView, bodies: list[tuple[BodyPart, ...]]) -> tuple[BodyPartView, ...]:
    return _body(bodies[slot.number], slot) if isinstance(slot, BodySlot) else slot


def _names_its_language(before: str, after: BodyPart) -> bool:
    """Whether an editor gave the link a language: HTML allows an attribute once."""
    behind = after.partition('">')[0] if isinstance(after, str) and not after.startswith(">") else ""
    return "hreflang=" in before.rpartition("<a ")[2] + behind


def _body(parts: tuple[BodyPart, ...], slot: BodySlot) -> tuple[BodyPartView, ...]:
    """Return a text with its placeholders replaced: links by their addresses, pictures by their
    figures."""
    links, figures = iter(slot.links), iter(slot.figures)
    views: list[BodyPartView] = []
    text = ""
    for at, part in enumerate(parts):
        if isinstance(part, str):
            text += part
        elif isinstance(part, BodyLink):
            href = next(links)
            if " hreflang=" in href and _names_its_language(text, parts[at + 1]):
                href = href.partition(" hreflang=")[0]
            text = text + href if href else text.removesuffix(" ")
        elif isinstance(part, DatelinePlace) and slot.dateline:
            views += [BodyPartView(html=text), BodyPartView(dateline=slot.dateline)]
            text = ""
        elif isinstance(part, BodyFigure) and (figure := next(figures)):
            views += [BodyPartView(html=text.replace("<p></p>", "")), BodyPartView(figure=figure)]
            text = ""
    views.append(BodyPartView(html=text.replace("<p></p>", "")))
    return tuple(view for view in views if view != BodyPartView())
