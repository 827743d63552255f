"""`Site` -> the entries of its news sitemap: the articles first published in the last two days, in all
languages. Time is an input; no clock is read.

An article leaves it two days after it came out, so the site is due then (`plan/site/published.py`).
It follows Google's schema sitemap-news 0.9."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from generator.model.outputs import SitemapEntry
from generator.model.regex import regex
from generator.model.settings import Settings
from generator.model.site import Site
from generator.plan.dates import timestamp
from generator.plan.edition_context import EditionContext
from generator.plan.site.news import can_be_news, is_news

_LANGUAGE = regex(r"[a-z]{2,3}")
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def news_entries(site: Site, context: EditionContext, settings: Settings) -> Iterator[SitemapEntry]:
    """Yield the entries, in no order; none in a preview, nor where the outlet wants none. `context` is that of any edition, `settings`
    are those of the whole site. A publication has the name of the outlet in the language."""
    instant, timezone = site.as_of.timestamp(), settings.site.timezone
    names: dict[str, tuple[str, str]] = {}
    for story in site.stories if settings.site.news_sitemap and not site.preview else ():
        facts = story.facts
        if not can_be_news(facts, instant) or not is_news(facts, instant):
            continue
        if facts.lang not in names:
            names[facts.lang] = _publication(facts.lang, settings)
        published = timestamp(datetime.fromtimestamp(facts.first_out, UTC), timezone)
        news = (*names[facts.lang], published, facts.title)
        yield SitemapEntry(context.address.canonical(facts.url), news=news)


def _publication(tag: str, settings: Settings) -> tuple[str, str]:
    """Return the name of the outlet in a language, and the language as the schema has it: an ISO 639
    code, or zh-cn and zh-tw."""
    name = settings.of_edition(settings.edition(tag)).site.name
    code, *subtags = settings.language(tag).hreflang.lower().split("-")
    if code == "zh":
        return name, "zh-tw" if _TRADITIONAL.intersection(subtags) else "zh-cn"
    return name, code if _LANGUAGE.fullmatch(code) else "en"
