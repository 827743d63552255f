"""The page of all corrections of an edition, newest first and by month, and its feed.

It is the page on which editors say how they correct, content/pages/corrections.md: one address for
both. Without such a page the list stands alone, under a title of ours. It exists only while an
article that is out has a correction; else the editors' page is as any other. Withdrawn articles
have none: of these only the notice is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from typing import NamedTuple

from generator.model.documents import StaticPage
from generator.model.headers import Status
from generator.model.outlet_views import CorrectedView, CorrectionListView, CorrectionMonthView
from generator.model.outputs import DataOutput, FeedEntry, PageOutput, PromisedParts, Wave
from generator.model.page_views import PageParts
from generator.model.site import Site, StoryFacts
from generator.model.views import BodyView, Link, ObjectId
from generator.plan import urls
from generator.plan.dates import moment, month_name, timestamp
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feed_entries import feed_id
from generator.plan.feeds.feed_links import feed_links
from generator.plan.feeds.feeds import IN_FEED, feed_of
from generator.plan.fingerprints import digest_of
from generator.plan.pages.numbering import NumberedPage, numbered_pages
from generator.plan.pages.page import Page, parts_of
from generator.plan.story.views import body_slot, language_of

CORRECTIONS = "corrections.html"
PAGE = 50
"""Corrections on an older page; the front has at most one less than twice as many."""

_ORIGIN = "content/site.toml"
_TITLES = {
    "en": "Corrections",
    "ckb": "ڕاستکردنەوەکان",
    "ku": "Sererastkirin",
    "kmr": "Sererastkirin",
    "ar": "تصحيحات",
    "tr": "Düzeltmeler",
}
"""The title by language, in English where it is not here. The plan knows no catalogue, and the title
is in feeds and in links, too. An outlet gives it another one with a page of its own."""


class _Correction(NamedTuple):
    """A correction in the list. `instant` is in seconds since the epoch; `number` tells those of one
    article and one instant apart."""

    instant: float
    id: str
    number: int
    title: str
    url: str
    lang: str
    text: str
    is_serious: bool


def own_page(site: Site, place: str, context: EditionContext) -> StaticPage | None:
    """Return the static page at an address (without the prefix) in the edition's own language."""
    own = context.settings.own_language
    here = (page for page in site.pages if (page.language or own) == context.language)
    return next((page for page in here if urls.place(page, context.settings) == place), None)


def corrections_link(site: Site, context: EditionContext) -> Link | None:
    """Return the link to the list; None without one, and where it is on a page of the editors."""
    if not site.corrected or own_page(site, urls.CORRECTIONS, context):
        return None
    return _front(None, context)


def corrections_outputs(site: Site, context: EditionContext, chrome: ObjectId) -> Iterator[PageOutput | DataOutput]:
    """Yield the pages and the feed of an edition; nothing if it has no correction. `site` is the
    published content of the edition, `chrome` the digest of the chrome."""
    if not site.corrected:
        return
    written = own_page(site, urls.CORRECTIONS, context)
    front = _front(written, context)
    found = _newest_first(story.facts for story in site.corrected)
    settings = context.settings
    of_all = digest_of((front, settings.site, settings.languages, settings.feeds, context.preview))
    for place in numbered_pages(len(found), PAGE):
        url = urls.listing_url(context.at(urls.CORRECTIONS), place.number)
        shown = tuple(found[place.start : place.end])
        text = _NOTHING_WRITTEN if place.number or not written else _written(written, site, context)
        promise = PromisedParts(
            digest_of((of_all, place, shown, text, context.counterparts.get(url))),
            partial(_parts, text, front, place, shown, context),
        )
        # An older page is none of the editors': the record would remember it as one.
        origin = f"content/{written.path}" if written and not place.number else _ORIGIN
        yield PageOutput(
            urls.output_path(url), CORRECTIONS, front.lang, chrome, promise, origin, Wave.FRONTS, url, text.bodies,
            noindex=context.preview or bool(text.unpublished),
        )  # fmt: skip
    yield from _feeds(front, found, written, site, context)


def _front(written: StaticPage | None, context: EditionContext) -> Link:
    """Return a link to the newest page, in its language. `written` is the page of the editors."""
    url = context.address.href(context.at(urls.CORRECTIONS))
    if written:
        lang = language_of(written.header.lang, context)
        return Link(written.header.title, url, lang, context.direction(lang))
    title = _TITLES.get(context.language) or _TITLES.get(context.language.split("-", 1)[0].lower())
    lang = context.language if title else "en"
    return Link(title or _TITLES["en"], url, lang, context.direction(lang))


def _newest_first(stories: Iterable[StoryFacts]) -> list[_Correction]:
    found = []
    for facts in stories:
        times = Counter[float]()
        for instant, text, is_serious in facts.corrections:
            title, number = facts.title or facts.id, times[instant]
            found.append(_Correction(instant, facts.id, number, title, facts.url, facts.lang, text, is_serious))
            times[instant] += 1
    return sorted(found, reverse=True)


class _Written(NamedTuple):
    """What editors wrote above the list. `bodies` are the digests of their text."""

    summary: str = ""
    description: str = ""
    body: BodyView = ()
    unpublished: str = ""
    bodies: tuple[str, ...] = ()


_NOTHING_WRITTEN = _Written()


def _written(page: StaticPage, site: Site, context: EditionContext) -> _Written:
    header = page.header
    body = body_slot(0, page.body, site.newsroom.references[page.path], context, language_of(header.lang, context))
    unpublished = "draft" if header.status is Status.DRAFT else ""
    return _Written(header.summary, header.summary or page.body.opening, body, unpublished, (page.body.digest,))


def _parts(
    text: _Written, front: Link, place: NumberedPage, shown: tuple[_Correction, ...], context: EditionContext
) -> PageParts:
    """Return the parts of one page. Of `context` it uses only what the digest of the promised parts
    covers: the settings of the site, its languages and feeds, the counterparts, whether it is a
    preview."""
    url = urls.listing_url(context.at(urls.CORRECTIONS), place.number)

    def address(number: int | None) -> str:
        place = context.at(urls.CORRECTIONS)
        return "" if number is None else context.address.href(urls.listing_url(place, number))

    feeds = feed_links("corrections", front.text, urls.CORRECTIONS, context)
    return parts_of(
        Page(
            layout=CORRECTIONS,
            url=url,
            main=CorrectionListView(
                title=front.text,
                summary=text.summary,
                body=text.body,
                months=_months(shown, front.lang, context),
                number=place.number,
                newer=address(place.newer),
                older=address(place.older),
                front=front,
                feed=feeds[0].url if feeds else "",
                lang=front.lang,
                dir=front.dir,
                unpublished=text.unpublished,
            ),
            origin=_ORIGIN,
            description=text.description,
            lang=front.lang,
            breadcrumb=(front,) if place.number else (),
            feeds=feeds,
            noindex=bool(text.unpublished),
            bodies=text.bodies,
        ),
        context,
    )


def _months(shown: Iterable[_Correction], language: str, context: EditionContext) -> tuple[CorrectionMonthView, ...]:
    timezone, spoken = context.settings.site.timezone, context.spoken(language)

    def month(correction: _Correction) -> tuple[int, int]:
        local = datetime.fromtimestamp(correction.instant, timezone)
        return local.year, local.month

    return tuple(
        CorrectionMonthView(
            month_name(*named, spoken),
            tuple(
                CorrectedView(
                    Link(each.title, context.address.href(each.url), each.lang, context.direction(each.lang)),
                    moment(datetime.fromtimestamp(each.instant, UTC), timezone, spoken),
                    each.text,
                    each.is_serious,
                )
                for each in found
            ),
        )
        for named, found in groupby(shown, key=month)
    )


def _feeds(
    front: Link, found: Iterable[_Correction], written: StaticPage | None, site: Site, context: EditionContext
) -> Iterator[DataOutput]:
    """Yield the feed in each format. Each correction is an entry of its own, under the headline of
    its article."""
    context = context.here()
    timezone = context.settings.site.timezone
    hidden = {story.facts.id for story in site.corrected if story.facts.path in site.unpublished}
    out = [each for each in found if each.id not in hidden][:IN_FEED]
    entries = tuple(
        FeedEntry(
            id=feed_id(f"corrections/{each.id}/{int(each.instant)}" + f"-{each.number}" * bool(each.number), context),
            url=context.address.canonical(each.url),
            title=each.title,
            summary=each.text,
            byline=(),
            categories=(),
            published=timestamp(datetime.fromtimestamp(each.instant, UTC), timezone),
            lang=each.lang,
        )
        for each in out
    )
    about, origin = (written.header.summary, f"content/{written.path}") if written else ("", _ORIGIN)
    for each in context.settings.feeds.formats("corrections"):
        url = context.at(urls.feed_url(urls.CORRECTIONS, each))
        feed = feed_of(front.text, about, url, urls.CORRECTIONS, each, entries, context)
        yield DataOutput(urls.output_path(url), feed, origin)
