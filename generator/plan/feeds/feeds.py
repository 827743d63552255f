"""`Site` -> the feeds of an edition, as values. make/feeds writes the XML."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import islice
from urllib.parse import quote, urlsplit

from generator.model.documents import Author
from generator.model.outputs import DataOutput, Feed, FeedEntry
from generator.model.photo_files import media_type_of
from generator.model.site import Site, Story, StoryRecord
from generator.plan import urls
from generator.plan.dates import timestamp
from generator.plan.edition_context import EditionContext
from generator.plan.pages.fronts import stories_by
from generator.plan.photos.figures import search_images
from generator.plan.story.views import language_of

IN_FEED = 30


def feed_outputs(site: Site, context: EditionContext, only: Container[str] | None = None) -> list[DataOutput]:
    """Return the feeds of an edition; of the sections' feeds `only` those of some sections, by
    path. `site` is the published content of the edition."""
    name, description = context.settings.site.name, context.settings.site.description
    everything = _feed(name, description, context.at(urls.FEED), context.at(urls.HOME), site.stories, site, context)
    feeds = [DataOutput(urls.output_path(context.at(urls.FEED)), everything)]
    by_section = stories_by(site.stories, lambda facts: [facts.section])
    for section in site.sections:
        if only is not None and section.path not in only:
            continue
        stories = by_section.get(section.path, [])
        address, home = context.at(urls.section_feed_url(section.id)), context.at(urls.section_url(section.id))
        title, about = f"{name}: {section.header.title}", section.header.description or description
        feed = _feed(title, about, address, home, stories, site, context)
        feeds.append(DataOutput(urls.output_path(address), feed, f"content/{section.path}"))
    return feeds


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
    """Return the entry of a feed. `url` is the address of the article."""
    header = story.article.header
    image = next(iter(search_images(story.lead, context)), None)
    return FeedEntry(
        id=feed_id(story.article.id, context),
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


def feed_id(id: str, context: EditionContext) -> str:
    """Return a tag URI (RFC 4151) made of the site and the article's id alone. So a new address,
    section, date or headline makes no feed reader show an article again. The year is that in which
    this form was chosen, for all outlets."""
    parts = urlsplit(context.settings.site.url)
    host = parts.hostname or ""
    if not host.isascii():
        host = host.encode("idna").decode()
    return f"tag:{host},2026:{quote(f'{parts.path}/{id}'.lstrip('/'), safe='/-._~')}"
