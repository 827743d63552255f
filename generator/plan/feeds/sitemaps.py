"""`Site` -> its sitemaps and robots.txt, once for all editions, as values. make/feeds writes the
XML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from generator.model.outputs import (
    MAX_NEWS_ENTRIES,
    MAX_SITEMAP_BYTES,
    MAX_SITEMAP_ENTRIES,
    DataOutput,
    PageOutput,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from generator.model.photo_files import FORMATS, PLAIN
from generator.model.site import Site, StoryRecord
from generator.model.well_known import RIGHTS, refused_crawlers
from generator.plan import urls
from generator.plan.edition_context import Counterparts, EditionContext
from generator.plan.pages.articles import ARTICLE
from generator.plan.pages.fronts import Month

_LINES_OF_ENTRY, _LINES_OF_ALTERNATE, _LINES_OF_IMAGE, _LINES_OF_NEWS, _HEAD_AND_FOOT = 48, 52, 62, 250, 450
"""Bytes of a sitemap besides addresses, languages, names and dates; rather more than fewer."""

_MOST_IMAGES = 1_000
"""Pictures that Google reads of one page."""


class Sitemaps(NamedTuple):
    """The index, its parts and robots.txt; `last` is the last change in each part, "" where it is
    not known. Parts that have not changed are not among the outputs."""

    outputs: list[DataOutput]
    last: dict[str, str]


_PAGES, _NEWS = "pages", "news"


def page_entries(pages: Iterable[PageOutput], context: EditionContext) -> dict[str, SitemapEntry]:
    """Return the entries of all pages that search engines may show, without articles, by address."""
    return {
        page.url: SitemapEntry(
            context.address.canonical(page.url),
            "",
            _alternates(page.url, context.counterparts.get(page.url, ()), context),
        )
        for page in pages
        if page.layout != ARTICLE and not page.noindex and not page.is_redirect
    }


def sitemaps(
    site: Site,
    context: EditionContext,
    pages: Iterable[SitemapEntry],
    before: Mapping[str, str] | None = None,
    months: Collection[Month] = (),
    news: Iterable[SitemapEntry] = (),
) -> Sitemaps:
    """Return an index and its parts: one for the articles of each month, one for all other pages,
    and the news sitemap while there is news. So a new article changes one small part. `lastmod` is
    set only where it is certain: for articles, and for months, from the articles' own dates.

    `pages` are the entries of all other pages, `news` those of the news sitemap. With `before`, the
    last changes in an earlier build, only the parts of `months`, of the other pages and of the news
    are made anew. robots.txt names the index, and the news sitemaps besides: not every search engine
    for news looks into an index."""
    by_month: dict[Month, list[SitemapEntry]] = {}
    for story in () if site.preview else site.stories:
        year, month, _ = story.facts.day
        if before is None or (year, month) in months:
            by_month.setdefault((year, month), []).append(_sitemap_entry(story, context))
    lists = [(_PAGES, [*pages]), *((_name(month), entries) for month, entries in by_month.items())]
    parts = dict(part for name, entries in lists for part in _parts(name, entries))
    newest = dict(_parts(_NEWS, listed, MAX_NEWS_ENTRIES)) if (listed := [*news]) else {}
    parts |= newest
    renewed = (_PAGES, _NEWS, *map(_name, months))
    last = {name: when for name, when in (before or {}).items() if not name.startswith(renewed)}
    last |= {name: _last(entries) for name, entries in parts.items()}
    order = sorted(last, key=lambda name: (not name.startswith(_PAGES), not name.startswith(_NEWS), name))
    index = SitemapIndex(
        tuple(SitemapEntry(context.address.canonical(urls.sitemap_url(name)), last[name]) for name in order)
    )
    named = (urls.SITEMAP, *map(urls.sitemap_url, newest))
    robots = _robots(tuple(map(context.address.canonical, named)), context, is_preview=site.preview)
    return Sitemaps(
        [
            DataOutput(urls.output_path(urls.SITEMAP), index),
            *(
                DataOutput(urls.output_path(urls.sitemap_url(name)), Sitemap(tuple(parts[name])))
                for name in order
                if name in parts
            ),
            DataOutput("robots.txt", robots),
        ],
        last,
    )


def _robots(sitemaps: tuple[str, ...], context: EditionContext, *, is_preview: bool) -> Robots:
    licence = context.settings.licence
    if is_preview or not licence.is_set:
        return Robots(sitemaps, closed=is_preview)
    rights = context.address.canonical(RIGHTS)
    return Robots(sitemaps, refused=refused_crawlers(licence), rights=context.address.href(RIGHTS), rights_url=rights)


def _name(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"


def _sitemap_entry(story: StoryRecord, context: EditionContext) -> SitemapEntry:
    alternates = _alternates(story.facts.url, story.counterparts, context)
    return SitemapEntry(story.canonical, story.lastmod, alternates, _images(story, context))


def _images(story: StoryRecord, context: EditionContext) -> tuple[str, ...]:
    """Return the address of every picture of an article, each in one file: the lead as social
    networks get it, the others in the widest file of the format that everybody can read."""
    others = story.photos
    lead = story.image[:1]
    if lead:
        others = others[1:]
    if not others:
        return lead
    files = (_widest(files) for _, _, files, _ in others[:_MOST_IMAGES])
    return tuple(dict.fromkeys((*lead, *(context.address.canonical(f"/{file}") for file in files))))[:_MOST_IMAGES]


def _widest(files: Sequence[str]) -> str:
    """Return the last file, which is the widest, of the plain format if there is one."""
    return next((file for file in reversed(files) if file.endswith(_PLAIN)), files[-1])


_PLAIN = f".{FORMATS[PLAIN].suffix}"


def _alternates(url: str, pairs: Counterparts, context: EditionContext) -> tuple[tuple[str, str], ...]:
    """Return a page in all its languages, as its own head has it; the first is for readers of other
    languages."""
    if all(other != url for _, other in pairs):
        return ()
    links = [(context.spoken(tag).hreflang, context.address.canonical(other)) for tag, other in pairs]
    return (*links, ("x-default", links[0][1]))


def _last(entries: Iterable[SitemapEntry]) -> str:
    """Return the latest `lastmod`, "" without any."""
    return max(filter(None, (entry.lastmod for entry in entries)), key=datetime.fromisoformat, default="")


def _parts(
    name: str, entries: Iterable[SitemapEntry], most: int = MAX_SITEMAP_ENTRIES
) -> Iterator[tuple[str, list[SitemapEntry]]]:
    """Yield entries in parts within the limits, with their names: `most` addresses, and 50 MiB,
    which is reached first with many languages or pictures."""
    parts: list[list[SitemapEntry]] = [[]]
    size = _HEAD_AND_FOOT
    for entry in sorted(entries):
        own = _size(entry)
        if len(parts[-1]) == most or (parts[-1] and size + own > MAX_SITEMAP_BYTES):
            parts.append([])
            size = _HEAD_AND_FOOT
        parts[-1].append(entry)
        size += own
    for number, part in enumerate(parts, 1):
        yield name if number == 1 else f"{name}-{number}", part


def _size(entry: SitemapEntry) -> int:
    """Return the bytes of an entry, or some more."""
    size = _LINES_OF_ENTRY + _length(entry.url) + len(entry.lastmod)
    for tag, url in entry.alternates:
        size += _LINES_OF_ALTERNATE + len(tag) + _length(url)
    for url in entry.images:
        size += _LINES_OF_IMAGE + _length(url)
    return size + sum(map(_length, entry.news), _LINES_OF_NEWS) if entry.news else size


def _length(text: str) -> int:
    """Return the bytes of a text in XML, or some more. Addresses are in ASCII and contain no sign
    that XML writes longer, except in the site's own address."""
    longer = 5 * (text.count("&") + text.count("<") + text.count(">")) if "&" in text or "<" in text else 0
    return (len(text) if text.isascii() else len(text.encode())) + longer
