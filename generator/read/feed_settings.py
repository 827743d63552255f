"""The table [feeds] of content/site.toml -> which feeds there are, with a problem for every fault.
Knows no section: whether those of a partner's feed exist is checked with the newsroom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.model.dataclass import replace
from generator.model.feed_settings import FEED_CONTENTS, FEED_FORMATS, FEED_KINDS, FeedSettings, PartnerFeed
from generator.model.problems import Problem
from generator.model.regex import regex
from generator.model.suggestions import did_you_mean
from generator.model.tags import tag_id
from generator.read.setting_problems import typed_table, wrong_value

_KEY = "feeds"
_PATH = regex(r"/(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*\.(?:xml|json)")
_OURS = regex(r"(?:.*/)?feed\.(?:xml|json)|/sitemap.*")
"""Addresses of our own feeds and sitemaps."""
_MOST = 1_000
"""Articles in a partner's feed; with whole texts that is some ten megabytes."""


def feed_settings(tables: Any, editions: Sequence[str], problems: list[Problem]) -> FeedSettings:
    """Return the settings; the usual ones when anything in them is wrong. `editions` are the tags of
    the languages of the outlet."""
    written = dict(tables)
    partners = _partners(written.pop("partner", []), editions, problems)
    none: dict[str, Any] = {name: () for name in FEED_FORMATS if written.get(name) == []}
    feeds: FeedSettings | None = typed_table(FeedSettings, written, f"{_KEY}.", problems)
    if feeds is None:
        return FeedSettings()
    feeds = replace(feeds, **none, partner=partners)
    for name in FEED_FORMATS:
        for kind in getattr(feeds, name):
            if kind not in FEED_KINDS:
                hint = did_you_mean(kind, FEED_KINDS) or f"Choose from {', '.join(FEED_KINDS)}; [] for none."
                problems.append(wrong_value(f"{_KEY}.{name}", f"“{kind}” is nothing that can have a feed.", hint))
    problems += _content_problems(f"{_KEY}.content", feeds.content)
    return feeds


def _content_problems(key: str, content: str) -> Iterator[Problem]:
    if content not in FEED_CONTENTS:
        hint = did_you_mean(content, FEED_CONTENTS) or 'Write "summary" or "full".'
        yield wrong_value(key, f"A feed cannot have “{content}” of a text.", hint)


def _partners(tables: Any, editions: Sequence[str], problems: list[Problem]) -> tuple[PartnerFeed, ...]:
    key = f"{_KEY}.partner"
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        hint = f"Write a line [[{key}]] with two brackets above each of them, and the keys below it."
        problems.append(wrong_value(key, "“partner” must be a table for each feed.", hint))
        return ()
    found: list[PartnerFeed] = []
    for number, table in enumerate(tables):
        feed: PartnerFeed | None = typed_table(PartnerFeed, table, f"{key}.{number}.", problems)
        if feed:
            problems += _partner_problems(f"{key}.{number}", feed, found, editions)
            found.append(feed)
    return tuple(found)


def _partner_problems(
    key: str, feed: PartnerFeed, others: Sequence[PartnerFeed], editions: Sequence[str]
) -> Iterator[Problem]:
    if not _PATH.fullmatch(feed.path):
        message = f"“{feed.path}” cannot be the address of a feed."
        hint = 'Begin it with a slash, in small letters of ASCII, and end it with .xml or .json:  path = "/feeds/agency.xml"'
        yield wrong_value(f"{key}.path", message, hint)
    elif _OURS.fullmatch(feed.path):
        message, hint = (
            f"Dateline itself uses the address {feed.path}.",
            'Write for instance  path = "/feeds/agency.xml"',
        )
        yield wrong_value(f"{key}.path", message, hint)
    if any(feed.path == other.path for other in others):
        yield wrong_value(f"{key}.path", f"Two feeds have the address {feed.path}.", "Give each its own.")
    if not 1 <= feed.number <= _MOST:
        message, hint = f"A feed has 1 to {_MOST:,} articles, not {feed.number:,}.", "Leave it out for 30."
        yield wrong_value(f"{key}.number", message, hint)
    if feed.language and feed.language not in editions:
        message = f"The paper has no language “{feed.language}”."
        hint = (
            did_you_mean(feed.language, editions)
            or f"Choose from {', '.join(editions)}; leave it out for {editions[0]}."
        )
        yield wrong_value(f"{key}.language", message, hint)
    for tag in feed.tags:
        if not tag_id(tag, feed.language or editions[0]):
            yield wrong_value(f"{key}.tags", f"“{tag}” has no letter and no digit.", "Write the tag as in an article.")
    yield from _content_problems(f"{key}.content", feed.content)
