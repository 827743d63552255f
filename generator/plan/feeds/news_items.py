"""An article -> its `NewsItem`, for the programs of partners; and the files that show such items:
one beside each article, one for the latest of an edition, one for each article that was taken back.
All addresses are absolute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from generator.model.news_items import CanceledNinjs, LatestNinjs, NewsItem, NewsPicture, NewsRendition, Ninjs
from generator.model.outputs import DataOutput, Wave
from generator.model.pictures import PictureView
from generator.model.site import Photograph, Site, Story, StoryRecord, Withdrawal
from generator.model.views import ArticleView, BodySlot, FigureView, ImageView, ObjectId
from generator.plan import urls
from generator.plan.dates import timestamp
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feed_entries import feed_id
from generator.plan.feeds.feeds import IN_FEED


def news_item(
    story: Story, view: ArticleView, images: Iterable[ImageView], lastmod: str, context: EditionContext
) -> NewsItem:
    """Return the item of an article. `images` are its lead in the shapes for search engines,
    `lastmod` is the time of its last change in substance, in RFC 3339."""
    header, site = story.article.header, context.settings.site
    terms = context.settings.republish if story.may_be_republished else None

    def instant(moment: datetime | None) -> str:
        return timestamp(moment, site.timezone) if moment else ""

    return NewsItem(
        id=feed_id(story.article.id, context),
        url=context.address.absolute(view.url),
        lang=view.lang,
        title=view.title,
        summary=view.summary,
        byline=tuple(
            (author.name, context.address.absolute(author.url) if author.url else "") for author in view.authors
        ),
        located=header.dateline,
        section=view.section.text,
        tags=tuple(tag.text for tag in view.tags),
        type=view.type,
        sponsor=view.sponsor,
        published=view.published.iso,
        changed=lastmod,
        embargo=instant(header.embargo),
        expires=instant(header.expires),
        corrections=tuple((each.date.iso, each.text) for each in view.corrections),
        pictures=tuple(_pictures(story, view, images, context)),
        holder=site.organisation or site.name,
        copyright=site.copyright,
        licence=terms.licence if terms else "",
        terms=terms.conditions if terms else (),
        is_out=not view.unpublished,
    )


def _pictures(
    story: Story, view: ArticleView, images: Iterable[ImageView], context: EditionContext
) -> Iterator[NewsPicture]:
    """Yield the lead, then the pictures of the text and of the gallery: all that the page shows."""
    crops = [NewsRendition(image.url, image.width, image.height) for image in images]
    if story.lead and view.lead and view.lead.picture:
        yield _picture(story.lead, view.lead, [*_files(view.lead.picture, context), *crops])
    slot = view.body if isinstance(view.body, BodySlot) else BodySlot(0)
    of_text = map(story.references.photograph, story.article.body.figures)
    of_gallery = filter(None, map(story.references.photograph, story.article.header.photos))
    shown = (*zip(of_text, slot.figures, strict=True), *zip(of_gallery, view.gallery, strict=True))
    for photograph, figure in shown:
        if photograph and figure and figure.picture:
            yield _picture(photograph, figure, [*_files(figure.picture, context)])


def _files(picture: PictureView, context: EditionContext) -> Iterator[NewsRendition]:
    """Yield the widest file in the format that everybody can read, and the usual one."""
    widest, width = picture.srcset.rsplit(", ", 1)[-1].rsplit(" ", 1)
    if widest != picture.src:
        number = int(width.removesuffix("w"))
        yield NewsRendition(context.address.absolute(widest), number, round(number * picture.height / picture.width))
    yield NewsRendition(context.address.absolute(picture.src), picture.width, picture.height)


def _picture(photograph: Photograph, figure: FigureView, files: Iterable[NewsRendition]) -> NewsPicture:
    rights = photograph.picture.rights
    return NewsPicture(
        renditions=tuple(files),
        credit=figure.credit,
        creator=rights.creator,
        caption=figure.caption,
        alt=figure.picture.alt if figure.picture else "",
        copyright=rights.copyright,
        statement=rights.statement if rights.statement.startswith(("https://", "http://")) else "",
        source_type=photograph.picture.source_type,
    )


def item_output(story: StoryRecord) -> DataOutput:
    """Return the file beside an article."""
    facts = story.facts
    return DataOutput(
        urls.output_path(urls.ninjs_url(facts.url)),
        Ninjs(ObjectId(story.item), story.parts),
        f"content/{facts.path}",
        Wave.PAGES,
        story.bodies,
        withheld=(*facts.withheld, *story.creators),
    )


def latest_outputs(site: Site, policies: Iterable[tuple[str, str]], context: EditionContext) -> Iterator[DataOutput]:
    """Yield the file with the latest articles of an edition, if the outlet has such files. `policies` are as in a `Page`."""
    if not context.settings.partners.ninjs:
        return
    url, name = context.at(urls.LATEST_NINJS), context.settings.site.name
    out = (story for story in site.stories if story.facts.path not in site.unpublished)
    items = tuple(ObjectId(story.item) for story in islice(out, IN_FEED))
    accounts = tuple((name, context.address.canonical(place)) for name, place in policies)
    latest = LatestNinjs(context.address.canonical(url), name, context.language, items, accounts)
    yield DataOutput(urls.output_path(url), latest)


def canceled_output(withdrawal: Withdrawal, context: EditionContext) -> Iterator[DataOutput]:
    """Yield the file beside the notice of a withdrawn article, if the outlet has such files. It has
    no more than the notice."""
    if not context.settings.partners.ninjs:
        return
    canceled = CanceledNinjs(
        id=feed_id(withdrawal.id, context),
        url=context.address.canonical(withdrawal.url),
        lang=withdrawal.lang,
        title=withdrawal.title,
        notice=withdrawal.notice,
        published=timestamp(datetime.fromtimestamp(withdrawal.date, UTC), context.settings.site.timezone),
    )
    path = urls.output_path(urls.ninjs_url(withdrawal.url))
    yield DataOutput(path, canceled, f"content/{withdrawal.path}", Wave.PAGES, withheld=withdrawal.withheld)
