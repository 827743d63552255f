"""`Site` -> its sitemaps and robots.txt, once for all editions, as values. make/feeds writes the
XML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from generator.model.outputs import (
    MAX_SITEMAP_BYTES,
    MAX_SITEMAP_ENTRIES,
    DataOutput,
    PageOutput,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from generator.model.site import Site, StoryRecord
from generator.plan import urls
from generator.plan.edition_context import Counterparts, EditionContext
from generator.plan.pages.articles import ARTICLE
from generator.plan.pages.fronts import Month

_LINES_OF_ENTRY, _LINES_OF_ALTERNATE, _HEAD_AND_FOOT = 48, 52, 300
"""Bytes of a sitemap besides addresses, languages and dates; rather more than fewer."""


class Sitemaps(NamedTuple):
    """The index, its parts and robots.txt; `last` is the last change in each part, "" where it is
    not known. Parts that have not changed are not among the outputs."""

    outputs: list[DataOutput]
    last: dict[str, str]


_PAGES = "pages"


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
) -> Sitemaps:
    """Return an index and its parts: one for the articles of each month, and one for all other
    pages. So a new article changes one small part. `lastmod` is set only where it is certain: for
    articles, and for months, from the articles' own dates.

    `pages` are the entries of all other pages. With `before`, the last changes in an earlier build,
    only the parts of `months` and of the other pages are made anew."""
    by_month: dict[Month, list[SitemapEntry]] = {}
    for story in () if site.preview else site.stories:
        year, month, _ = story.facts.day
        if before is None or (year, month) in months:
            by_month.setdefault((year, month), []).append(_sitemap_entry(story, context))
    lists = [(_PAGES, [*pages]), *((_name(month), entries) for month, entries in by_month.items())]
    parts = dict(part for name, entries in lists for part in _parts(name, entries))
    renewed = (_PAGES, *map(_name, months))
    last = {name: when for name, when in (before or {}).items() if not name.startswith(renewed)}
    last |= {name: _last(entries) for name, entries in parts.items()}
    order = sorted(last, key=lambda name: (not name.startswith(_PAGES), name))
    index = SitemapIndex(
        tuple(SitemapEntry(context.address.canonical(urls.sitemap_url(name)), last[name]) for name in order)
    )
    robots = Robots(context.address.canonical(urls.SITEMAP), closed=site.preview)
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


def _name(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"


def _sitemap_entry(story: StoryRecord, context: EditionContext) -> SitemapEntry:
    return SitemapEntry(story.canonical, story.lastmod, _alternates(story.facts.url, story.counterparts, context))


def _alternates(url: str, pairs: Counterparts, context: EditionContext) -> tuple[tuple[str, str], ...]:
    """Return a page in all its languages, as its own head has it."""
    if all(other != url for _, other in pairs):
        return ()
    return tuple((context.spoken(tag).hreflang, context.address.canonical(other)) for tag, other in pairs)


def _last(entries: Iterable[SitemapEntry]) -> str:
    """Return the latest `lastmod`, "" without any."""
    return max(filter(None, (entry.lastmod for entry in entries)), key=datetime.fromisoformat, default="")


def _parts(name: str, entries: Iterable[SitemapEntry]) -> Iterator[tuple[str, list[SitemapEntry]]]:
    """Yield entries in parts within the limits, with their names: 50,000 addresses, and 50 MiB,
    which is reached first with many languages."""
    parts: list[list[SitemapEntry]] = [[]]
    size = _HEAD_AND_FOOT
    for entry in sorted(entries):
        own = _size(entry)
        if len(parts[-1]) == MAX_SITEMAP_ENTRIES or (parts[-1] and size + own > MAX_SITEMAP_BYTES):
            parts.append([])
            size = _HEAD_AND_FOOT
        parts[-1].append(entry)
        size += own
    for number, part in enumerate(parts, 1):
        yield name if number == 1 else f"{name}-{number}", part


def _size(entry: SitemapEntry) -> int:
    """Return the bytes of an entry, or some more. Addresses are in ASCII and contain no sign that
    XML writes longer, except in the site's own address."""
    alternates = sum(_LINES_OF_ALTERNATE + len(tag) + _length(url) for tag, url in entry.alternates)
    return _LINES_OF_ENTRY + _length(entry.url) + len(entry.lastmod) + alternates


def _length(url: str) -> int:
    return (len(url) if url.isascii() else len(url.encode())) + 5 * url.count("&")
