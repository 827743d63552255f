"""`Site` -> the feeds of an edition, as values. make/feeds writes the XML and the JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from generator.model.outputs import DataOutput, Feed, FeedEntry
from generator.model.site import Site, StoryFacts, StoryRecord
from generator.model.views import ObjectId
from generator.model.well_known import RIGHTS
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feed_links import feed_title
from generator.plan.feeds.partners import Selection, selections
from generator.plan.pages.fronts import stories_by
from generator.plan.pages.lists import Lists
from generator.plan.site.tag_names import FEW, usual

IN_FEED = 30
"""Articles in a feed of the site; those of partners have as many as these want."""

FEED_TEXT = "feed_text.html"
"""The layout of a whole text in a feed."""

_SETTINGS = "content/site.toml"


def feed_outputs(
    site: Site, context: EditionContext, only: Lists | None = None, changed: Sequence[StoryFacts] = ()
) -> Iterator[DataOutput]:
    """Yield the feeds of an edition. `site` is the published content of the edition. With `only`, of
    sections, authors and tags these, and of partners those that have one of the stories
    `changed`."""
    yield from _list_feeds("site", "", "", urls.HOME, site.stories, site, context)
    yield from _section_feeds(site, context, only)
    yield from _author_feeds(site, context, only)
    yield from _tag_feeds(site, context, only)
    for selection in selections(context.settings, site.newsroom.sections, context.language):
        if only is None or any(selection.takes(facts, context.settings) for facts in changed):
            yield _partner_feed(selection, site, context)


def _section_feeds(site: Site, context: EditionContext, only: Lists | None) -> Iterator[DataOutput]:
    if not context.settings.feeds.formats("sections"):
        return
    by_section = stories_by(site.stories, lambda facts: [facts.section], only.sections if only else None)
    for section in site.sections:
        if only is None or section.path in only.sections:
            header, stories, front = section.header, by_section.get(section.path, []), urls.section_url(section.id)
            origin = f"content/{section.path}"
            yield from _list_feeds("sections", header.title, header.description, front, stories, site, context, origin)


def _author_feeds(site: Site, context: EditionContext, only: Lists | None) -> Iterator[DataOutput]:
    if not context.settings.feeds.formats("authors"):
        return
    by_author = stories_by(site.stories, lambda facts: facts.byline, only.authors if only else None)
    for author in site.authors:
        if only is None or author.path in only.authors:
            stories, front, origin = (
                by_author.get(author.path, []),
                urls.author_url(author.id),
                f"content/{author.path}",
            )
            yield from _list_feeds("authors", author.header.name, "", front, stories, site, context, origin)


def _tag_feeds(site: Site, context: EditionContext, only: Lists | None) -> Iterator[DataOutput]:
    """Yield the feeds of tags that search engines are told of, as nobody follows one of two
    articles."""
    if not context.settings.feeds.formats("tags"):
        return
    by_tag: dict[str, list[tuple[StoryRecord, str]]] = {}
    for story in site.stories:
        for id, name in story.facts.tags:
            if only is None or id in only.tags:
                by_tag.setdefault(id, []).append((story, name))
    for id, found in sorted(by_tag.items()):
        if has_tag_feed(len(found)):
            stories, name = [story for story, _ in found], usual(spelling for _, spelling in found)
            origin = f"content/{stories[-1].facts.path}"
            yield from _list_feeds("tags", name, "", urls.tag_url(id), stories, site, context, origin)


def has_tag_feed(stories: int) -> bool:
    """Whether a tag with so many stories has a feed."""
    return stories >= FEW


def _list_feeds(
    kind: str,
    name: str,
    about: str,
    front: str,
    stories: Iterable[StoryRecord],
    site: Site,
    context: EditionContext,
    origin: str = _SETTINGS,
) -> Iterator[DataOutput]:
    """Yield the feeds of a list of a kind, one of `FEED_KINDS`, in all formats that the outlet
    wants. `name` and `about` are those of the list, `front` is the address of its front without the
    prefix of the edition."""
    feeds = context.settings.feeds
    formats = feeds.formats(kind)
    newest = _newest(stories, site, IN_FEED) if formats else ()
    for each in formats:
        url = context.at(urls.feed_url(front, each))
        yield _feed_output(name, about, url, front, each, feeds.content, newest, context, origin)


def _partner_feed(selection: Selection, site: Site, context: EditionContext) -> DataOutput:
    feed = selection.feed
    stories = (story for story in site.stories if selection.takes(story.facts, context.settings))
    newest = _newest(stories, site, feed.number)
    return _feed_output(feed.name, "", feed.path, urls.HOME, feed.format, feed.content, newest, context, _SETTINGS)


def _newest(stories: Iterable[StoryRecord], site: Site, number: int) -> tuple[StoryRecord, ...]:
    """Return the first of the stories; of a preview only those that are out."""
    return tuple(islice((story for story in stories if story.facts.path not in site.unpublished), number))


def _feed_output(
    name: str,
    about: str,
    url: str,
    front: str,
    format: str,
    content: str,
    stories: Sequence[StoryRecord],
    context: EditionContext,
    origin: str,
) -> DataOutput:
    """Return the file of a feed. Whole texts are fetched when it is made."""
    feed = feed_of(name, about, url, front, format, tuple([story.entry for story in stories]), context)
    if content != "full":
        return DataOutput(urls.output_path(url), feed, origin)
    langs = tuple(sorted({story.facts.lang for story in stories}))
    bodies = tuple([story.bodies[0] for story in stories])
    return DataOutput(urls.output_path(url), feed, origin, bodies=bodies, layout=FEED_TEXT, langs=langs)


def feed_of(
    name: str,
    about: str,
    url: str,
    front: str,
    format: str,
    entries: tuple[FeedEntry | ObjectId, ...],
    context: EditionContext,
) -> Feed:
    """Return a feed of a list: its `name`, what it is `about` ("" for what the site is), its address
    `url`, and the address of its `front` without the prefix of the edition."""
    settings, address = context.settings, context.address.here()
    rights = address.canonical(RIGHTS) if settings.licence.is_set else ""
    return Feed(
        feed_title(name, context), about or settings.site.description, address.canonical(url),
        address.canonical(context.at(front)), context.language, entries, format, settings.ping.hub, rights,
    )  # fmt: skip
