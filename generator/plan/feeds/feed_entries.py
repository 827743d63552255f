"""An article -> its entry in feeds, as a value. Knows no feed."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from generator.model.documents import Author
from generator.model.feed_views import FeedTextView
from generator.model.outputs import FeedEntry, FeedPicture
from generator.model.photo_files import media_type_of
from generator.model.site import Photograph, Story
from generator.model.views import ArticleView
from generator.plan.dates import timestamp
from generator.plan.edition_context import EditionContext
from generator.plan.languages import digits
from generator.plan.photos.drawings import drawing
from generator.plan.photos.figures import GENERATED, search_images
from generator.plan.story.views import dateline_end, language_of


def feed_entry(story: Story, url: str, view: ArticleView, lastmod: str, context: EditionContext) -> FeedEntry:
    """Return the entry of a feed. `url` is the address of the article, `lastmod` the time of its
    last update or correction, in RFC 3339. An article without a byline is one of the outlet, or of
    who paid for it. Its type is a category, by which readers of feeds know an advertisement."""
    context = context.here()
    header, settings = story.article.header, context.settings
    byline = tuple(author.header.name if isinstance(author, Author) else author.name for author in story.byline)
    is_full, section = settings.feeds.is_full, story.section.header.title
    return FeedEntry(
        id=feed_id(story.article.id, context),
        url=context.address.canonical(url),
        title=header.title,
        summary=header.summary,
        byline=byline or (header.sponsor or settings.site.name,),
        categories=(*_of_type(header.shown_type, section), *(tag.name for tag in story.tags)),
        published=timestamp(header.date, settings.site.timezone),
        lang=language_of(header.lang, context),
        updated=lastmod,
        picture=_picture(story.lead, context),
        text=_text(view, context) if is_full else None,
        body=story.article.body.digest if is_full else "",
    )


def _of_type(kind: str, section: str) -> tuple[str, ...]:
    return (section, kind) if kind and kind != section.casefold() else (section,)


def _picture(lead: Photograph | None, context: EditionContext) -> FeedPicture | None:
    """Return the lead in the shape for social networks; None without one that may be shown."""
    image = next(iter(search_images(lead, context)), None)
    if lead is None or image is None:
        return None
    kind, credit = drawing(lead.credit, lead.picture.source_type)
    return FeedPicture(
        url=image.url,
        type=media_type_of(image.url),
        width=image.width,
        height=image.height,
        caption=lead.caption or image.alt,
        credit=credit,
        is_photo=not kind and lead.picture.source_type not in GENERATED,
    )


def _text(view: ArticleView, context: EditionContext) -> FeedTextView:
    return FeedTextView(
        view.key_points,
        view.body,
        view.gallery,
        view.corrections,
        dateline_end(context),
        view.lang,
        view.dir,
        digits(context.spoken(view.lang)),
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
