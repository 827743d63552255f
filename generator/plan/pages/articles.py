"""The page of an article, and the files beside it that programs read: as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.model.outputs import DataOutput, PageOutput, Wave
from generator.model.page_views import PageParts
from generator.model.site import Story, StoryRecord
from generator.model.views import ArticleView, ObjectId
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.pages.metadata import article_metadata
from generator.plan.pages.page import Page, bare_parts, section_feed
from generator.plan.photos.figures import search_images

ARTICLE = "article.html"


def article_parts(
    story: Story, url: str, view: ArticleView, lastmod: str, original: str, context: EditionContext
) -> PageParts:
    """The page of an article, but for its frame. The texts are numbered as in `article_view`; `lastmod` is when it was last
    changed in substance, in RFC 3339; `original` the address of what it translates, if that is out."""
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
        feeds=(section_feed(section.header.title, section.id, context),),
        preload=view.lead.picture if view.lead else None,
        images=search_images(story.lead, context),
        noindex=bool(view.unpublished),
    )
    parts = bare_parts(page, context)
    return replace(parts, metadata=article_metadata(story, view, parts, lastmod, original, context))


def article_outputs(story: StoryRecord, chrome: ObjectId) -> Iterator[PageOutput | DataOutput]:
    """The page of an article, then the files beside it; `chrome` is the digest of the site's part of every page. A file beside
    it names the values that lie apart (`parts`, `card`, `entry`), and opens them when it is made."""
    facts = story.facts
    yield PageOutput(
        urls.output_path(facts.url), ARTICLE, facts.lang, chrome, story.parts, f"content/{facts.path}", Wave.PAGES,
        facts.url, story.bodies,
    )  # fmt: skip
