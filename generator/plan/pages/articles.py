"""The page of an article, and the files for programs beside it, as values."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.dataclass import replace
from generator.model.outputs import DataOutput, PageOutput, Wave
from generator.model.page_views import PageParts
from generator.model.site import Story, StoryRecord
from generator.model.views import ArticleView, ObjectId
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feed_links import feed_links
from generator.plan.feeds.news_items import item_output
from generator.plan.pages.metadata import article_metadata
from generator.plan.pages.page import Page, bare_parts
from generator.plan.pages.republish import republish_output
from generator.plan.photos.figures import search_images

ARTICLE = "article.html"


def article_parts(
    story: Story, url: str, view: ArticleView, lastmod: str, original: str, context: EditionContext
) -> PageParts:
    """Return the page of an article without the chrome. The bodies are numbered as in
    `article_view`. `lastmod` is the last change in substance, in RFC 3339; `original` is the
    address of the article it translates, if that is published."""
    header = story.article.header
    section = story.section
    page = Page(
        layout=ARTICLE,
        url=url,
        main=view,
        origin="",
        description=header.summary or story.article.body.opening,
        lang=view.lang,
        breadcrumb=(view.section,),
        feeds=feed_links("sections", section.header.title, urls.section_url(section.id), context),
        preload=view.lead.picture if view.lead else None,
        images=search_images(story.lead, context),
        noindex=bool(view.unpublished),
    )
    parts = bare_parts(page, context)
    return replace(parts, metadata=article_metadata(story, view, parts, lastmod, original, context))


def article_outputs(story: StoryRecord, chrome: ObjectId) -> Iterator[PageOutput | DataOutput]:
    """Yield the page of an article, then the files beside it; `chrome` is the digest of the chrome.
    A file beside it names its objects by digest (`parts`, `card`, `entry`); they are inserted when
    it is made."""
    facts = story.facts
    yield PageOutput(
        urls.output_path(facts.url), ARTICLE, facts.lang, chrome, story.parts, f"content/{facts.path}", Wave.PAGES,
        facts.url, story.bodies, withheld=(*facts.withheld, *story.creators),
    )  # fmt: skip
    if story.item:
        yield item_output(story)
    if story.republish:
        yield republish_output(story, chrome)


def beside(story: StoryRecord) -> Iterator[str]:
    """Yield the addresses of the files beside the page of an article."""
    if story.item:
        yield urls.ninjs_url(story.facts.url)
    if story.republish:
        yield urls.republish_url(story.facts.url)
