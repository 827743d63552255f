"""One article of the preview -> how search engines, social networks, feed readers, the lite edition
and printers show it, and its lengths. Reads the finished page and the ledger."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import NamedTuple

from generator.cache.ledger import Ledger
from generator.cache.packing import unpacked_story
from generator.cache.story_index import StoryIndex
from generator.check.headlines import LONGEST
from generator.desk.page_head import PageHead, head_of
from generator.model.outputs import FeedEntry
from generator.model.page_views import PageParts
from generator.model.settings import Settings
from generator.model.site import StoryFacts
from generator.model.views import ArticleView
from generator.plan.site.story_keys import ID, key
from generator.plan.urls import output_path

SHOWN_HEADLINE, SHOWN_SUMMARY = 60, 155
"""Characters that search engines show of most titles and summaries; they cut by width."""


class Length(NamedTuple):
    """A number of characters, and how many a reader of a list of results sees."""

    characters: int
    limit: int

    @property
    def is_over(self) -> bool:
        return self.characters > self.limit


class ArticlePage(NamedTuple):
    """An article as others show it. `page` is its address in the preview, `lite` that of its lite
    page, "" without one; `breadcrumb` its address at readers, in the parts that search engines
    print."""

    facts: StoryFacts
    page: str
    lite: str
    head: PageHead
    breadcrumb: tuple[str, ...]
    entry: FeedEntry | None
    view: ArticleView | None
    headline: Length
    in_search: Length
    summary: Length


def article_page(ledger: Ledger, id: str, output: Path, settings: Settings) -> ArticlePage | None:
    """Return the article with an id; None if there is none in the preview."""
    found = StoryIndex(ledger).under(key(ID, id))
    facts = next((story.facts for story in found.values() if story.is_shown), None)
    if facts is None:
        return None
    stored = ledger.stories_at([facts.path]).get(facts.path)
    record = unpacked_story(stored).record if stored else None
    file = output / output_path(facts.url)
    if record is None or not file.is_file():
        return None
    head = head_of(file.read_text("utf-8"))
    objects = ledger.objects([str(record.parts), str(record.entry)])
    parts, entry = (pickle.loads(objects[each]) if each in objects else None for each in (record.parts, record.entry))
    view = parts.main if isinstance(parts, PageParts) and isinstance(parts.main, ArticleView) else None
    lite = f"/lite{facts.url}"
    return ArticlePage(
        facts,
        facts.url,
        lite if settings.lite.enabled and (output / output_path(lite)).is_file() else "",
        head,
        _breadcrumb(settings.site.url, facts.url),
        entry if isinstance(entry, FeedEntry) else None,
        view,
        Length(len(facts.title), LONGEST),
        Length(len(facts.title), SHOWN_HEADLINE),
        Length(len(head.description), SHOWN_SUMMARY),
    )


def _breadcrumb(site: str, address: str) -> tuple[str, ...]:
    return (site.partition("//")[2] or site, *filter(None, address.split("/")[:-2]))
