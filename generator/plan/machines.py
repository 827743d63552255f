"""`Site` -> the files that programs read: feeds, sitemaps, robots.txt. As values; writing XML is for make/feeds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from generator.model.documents import Author
from generator.model.outputs import (
    MAX_SITEMAP_ENTRIES,
    Feed,
    FeedEntry,
    MachineOutput,
    PageOutput,
    Robots,
    Sitemap,
    SitemapEntry,
    SitemapIndex,
)
from generator.model.settings import IMAGE_TYPES
from generator.model.site import Site, Story
from generator.model.views import ArticleView, RedirectView
from generator.plan import urls
from generator.plan.dates import timestamp
from generator.plan.photos import PREFERRED_WIDTH
from generator.plan.views import Desk, language_of

IN_FEED = 30


def machine_outputs(site: Site, desk: Desk, pages: Iterable[PageOutput]) -> list[MachineOutput]:
    name, description = desk.settings.site.name, desk.settings.site.description
    feeds = [
        MachineOutput(urls.output_path(urls.FEED), _feed(name, description, urls.FEED, urls.HOME, site.stories, desk))
    ]
    for section in site.sections:
        stories = [story for story in site.stories if story.section is section]
        address, home = urls.section_feed_url(section.id), urls.section_url(section.id)
        title, about = f"{name}: {section.header.title}", section.header.description or description
        feed = _feed(title, about, address, home, stories, desk)
        feeds.append(MachineOutput(urls.output_path(address), feed, f"content/{section.path}"))
    robots = Robots(desk.address.canonical(urls.SITEMAP), closed=site.preview)
    return [
        *feeds,
        *_sitemaps(pages, desk),
        MachineOutput("robots.txt", robots),
    ]


def _feed(title: str, description: str, url: str, home: str, stories: Iterable[Story], desk: Desk) -> Feed:
    out = [story for story in stories if story.article.path not in desk.site.unpublished]
    return Feed(
        title, description, desk.address.canonical(url), desk.address.canonical(home), desk.language,
        tuple(_entry(story, desk) for story in out[:IN_FEED]),
    )  # fmt: skip


def _entry(story: Story, desk: Desk) -> FeedEntry:
    header = story.article.header
    row = list(desk.variants[story.lead.picture.path]) if story.lead else []
    picture = next(
        (variant for variant in reversed(row) if variant.width == min(PREFERRED_WIDTH, row[-1].width)),
        row[-1] if row else None,
    )
    return FeedEntry(
        url=desk.address.canonical(desk.addresses[story.article.path]),
        title=header.title,
        summary=header.summary,
        byline=tuple(author.header.name if isinstance(author, Author) else author.name for author in story.byline),
        categories=(story.section.header.title, *(tag.name for tag in story.tags)),
        published=timestamp(header.date, desk.settings.site.timezone),
        lang=language_of(header.lang, desk),
        enclosure=desk.address.canonical("/" + picture.path) if picture else "",
        enclosure_type=IMAGE_TYPES[picture.format] if picture else "",
    )


def _sitemaps(pages: Iterable[PageOutput], desk: Desk) -> list[MachineOutput]:
    """One file, or an index and its parts. `lastmod` only where it is true: of articles, from their own dates."""
    entries = sorted(
        (
            SitemapEntry(
                page.view.canonical, _lastmod(page.view.main) if isinstance(page.view.main, ArticleView) else ""
            )
            for page in pages
            if not page.view.noindex and not isinstance(page.view.main, RedirectView)
        ),
        key=lambda entry: entry.url,
    )
    path = urls.output_path(urls.SITEMAP)
    if len(entries) <= MAX_SITEMAP_ENTRIES:
        return [MachineOutput(path, Sitemap(tuple(entries)))]
    parts = [entries[start : start + MAX_SITEMAP_ENTRIES] for start in range(0, len(entries), MAX_SITEMAP_ENTRIES)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    index = SitemapIndex(tuple(SitemapEntry(desk.address.canonical("/" + name)) for name in names))
    return [
        MachineOutput(path, index),
        *(MachineOutput(name, Sitemap(tuple(part))) for name, part in zip(names, parts, strict=True)),
    ]


def _lastmod(article: ArticleView) -> str:
    moments = [
        article.published,
        *([article.updated] if article.updated else []),
        *(entry.date for entry in article.corrections),
    ]
    return max(moments, key=lambda moment: datetime.fromisoformat(moment.iso)).iso
