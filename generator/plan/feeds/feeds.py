"""`Site` -> the files that programs read: feeds, sitemaps, robots.txt. As values; writing XML is for make/feeds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from urllib.parse import quote, urlsplit

from generator.model.documents import Author
from generator.model.outputs import (
    MAX_SITEMAP_BYTES,
    MAX_SITEMAP_ENTRIES,
    DataOutput,
    Feed,
    FeedEntry,
    PageOutput,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from generator.model.photo_files import media_type_of
from generator.model.site import Site, Story, StoryRecord
from generator.plan import urls
from generator.plan.dates import timestamp
from generator.plan.edition_context import Counterparts, EditionContext
from generator.plan.pages.fronts import stories_by
from generator.plan.pages.pages import ARTICLE
from generator.plan.photos.figures import search_images
from generator.plan.story.views import language_of

IN_FEED = 30
_LINES_OF_ENTRY, _LINES_OF_ALTERNATE, _HEAD_AND_FOOT = 48, 52, 300
"""Bytes that a sitemap takes besides addresses, languages and dates; rather more than fewer."""


def feed_outputs(site: Site, context: EditionContext) -> list[DataOutput]:
    """The feeds of an edition: `site` is what is out in it."""
    name, description = context.settings.site.name, context.settings.site.description
    everything = _feed(name, description, context.at(urls.FEED), context.at(urls.HOME), site.stories, site, context)
    feeds = [DataOutput(urls.output_path(context.at(urls.FEED)), everything)]
    by_section = stories_by(site.stories, lambda facts: [facts.section])
    for section in site.sections:
        stories = by_section.get(section.path, [])
        address, home = context.at(urls.section_feed_url(section.id)), context.at(urls.section_url(section.id))
        title, about = f"{name}: {section.header.title}", section.header.description or description
        feed = _feed(title, about, address, home, stories, site, context)
        feeds.append(DataOutput(urls.output_path(address), feed, f"content/{section.path}"))
    return feeds


def site_files(site: Site, context: EditionContext, pages: Iterable[PageOutput]) -> list[DataOutput]:
    """What there is once for all editions. `pages` are all of the site."""
    robots = Robots(context.address.canonical(urls.SITEMAP), closed=site.preview)
    return [*_sitemaps(site, pages, context), DataOutput("robots.txt", robots)]


def _feed(
    title: str,
    description: str,
    url: str,
    home: str,
    stories: Iterable[StoryRecord],
    site: Site,
    context: EditionContext,
) -> Feed:
    out = (story for story in stories if story.facts.path not in site.unpublished)
    return Feed(
        title, description, context.address.canonical(url), context.address.canonical(home), context.language,
        tuple(story.entry for story in islice(out, IN_FEED)),
    )  # fmt: skip


def feed_entry(story: Story, url: str, context: EditionContext) -> FeedEntry:
    """`url` is the address of the article."""
    header = story.article.header
    image = next(iter(search_images(story.lead, context)), None)
    return FeedEntry(
        id=_feed_id(story.article.id, context),
        url=context.address.canonical(url),
        title=header.title,
        summary=header.summary,
        byline=tuple(author.header.name if isinstance(author, Author) else author.name for author in story.byline),
        categories=(story.section.header.title, *(tag.name for tag in story.tags)),
        published=timestamp(header.date, context.settings.site.timezone),
        lang=language_of(header.lang, context),
        enclosure=image.url if image else "",
        enclosure_type=media_type_of(image.url) if image else "",
    )


def _feed_id(id: str, context: EditionContext) -> str:
    """Made of the site and the article's id alone: no other address, section, date or headline makes readers' programs show an
    article again. A tag URI (RFC 4151); the year is that in which this form was chosen, for all outlets."""
    parts = urlsplit(context.settings.site.url)
    host = (parts.hostname or "").encode("idna").decode()
    return f"tag:{host},2026:{quote(f'{parts.path}/{id}'.lstrip('/'), safe='/-._~')}"


def _sitemap_entry(story: StoryRecord, context: EditionContext) -> SitemapEntry:
    return SitemapEntry(story.canonical, story.lastmod, _alternates(story.facts.url, story.counterparts, context))


def _alternates(url: str, pairs: Counterparts, context: EditionContext) -> tuple[tuple[str, str], ...]:
    """A page in all its languages, as its own head says it."""
    if all(other != url for _, other in pairs):
        return ()
    return tuple((context.spoken(tag).hreflang, context.address.canonical(other)) for tag, other in pairs)


def _sitemaps(site: Site, pages: Iterable[PageOutput], context: EditionContext) -> list[DataOutput]:
    """One file, or an index and its parts. `lastmod` only where it is true: of articles, from their own dates."""
    stories = () if site.preview else (_sitemap_entry(story, context) for story in site.stories)
    others = (
        SitemapEntry(
            context.address.canonical(page.url),
            "",
            _alternates(page.url, context.counterparts.get(page.url, ()), context),
        )
        for page in pages
        if page.layout != ARTICLE and not page.noindex and not page.is_redirect
    )
    entries = sorted((*stories, *others), key=lambda entry: entry.url)
    path = urls.output_path(urls.SITEMAP)
    parts = _parts(entries)
    if len(parts) == 1:
        return [DataOutput(path, Sitemap(tuple(entries)))]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    index = SitemapIndex(tuple(SitemapEntry(context.address.canonical("/" + name)) for name in names))
    return [
        DataOutput(path, index),
        *(DataOutput(name, Sitemap(tuple(part))) for name, part in zip(names, parts, strict=True)),
    ]


def _parts(entries: list[SitemapEntry]) -> list[list[SitemapEntry]]:
    """As sitemaps may be: of 50,000 addresses at most, and of 50 MiB, which is less where there are many languages."""
    parts: list[list[SitemapEntry]] = [[]]
    size = _HEAD_AND_FOOT
    for entry in entries:
        own = _size(entry)
        if len(parts[-1]) == MAX_SITEMAP_ENTRIES or (parts[-1] and size + own > MAX_SITEMAP_BYTES):
            parts.append([])
            size = _HEAD_AND_FOOT
        parts[-1].append(entry)
        size += own
    return parts


def _size(entry: SitemapEntry) -> int:
    """The bytes that an entry takes, or some more. Addresses are in ASCII, and have no sign that XML would write longer but for
    those that stand in the site's own."""
    alternates = sum(_LINES_OF_ALTERNATE + len(tag) + _length(url) for tag, url in entry.alternates)
    return _LINES_OF_ENTRY + _length(entry.url) + len(entry.lastmod) + alternates


def _length(url: str) -> int:
    return (len(url) if url.isascii() else len(url.encode())) + 5 * url.count("&")
