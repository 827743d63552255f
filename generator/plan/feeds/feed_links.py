"""Which feeds a page names in its head. Knows no article."""

from __future__ import annotations

from generator.model.views import Link
from generator.plan import urls
from generator.plan.edition_context import EditionContext


def feed_title(name: str, context: EditionContext) -> str:
    """Return the title of the feed of a list with a name; "" for that of the edition."""
    return f"{context.settings.site.name}: {name}" if name else context.settings.site.name


def feed_links(kind: str, name: str, front: str, context: EditionContext) -> tuple[Link, ...]:
    """Return the feeds of a list of a kind, one of `FEED_KINDS`. `front` is the address of its front,
    without the prefix of the edition."""
    return tuple(
        Link(feed_title(name, context), context.address.href(context.at(urls.feed_url(front, each))))
        for each in context.settings.feeds.formats(kind)
    )


def edition_feeds(context: EditionContext) -> tuple[Link, ...]:
    """Return the feeds that all pages of an edition name: its own, and those for partners that are
    listed."""
    own, feeds = context.settings.own_language, context.settings.feeds
    partners = (each for each in feeds.partner if each.listed and (each.language or own) == context.language)
    return (
        *feed_links("site", "", urls.HOME, context),
        *(Link(feed_title(each.name, context), context.address.href(each.path)) for each in partners),
    )
