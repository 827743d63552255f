"""The feeds of an outlet, as content/site.toml has them in [feeds]. Reads no file."""

from __future__ import annotations

from generator.model.dataclass import dataclass

FEED_FORMATS = ("rss", "json")
"""RSS 2.0 and JSON Feed 1.1. The name is also the key of the setting."""
FEED_KINDS = ("site", "sections", "authors", "tags", "corrections")
"""The lists that may have a feed; "site" is that of an edition."""
FEED_CONTENTS = ("summary", "full")
"""What a feed has of the text of an article."""


@dataclass(frozen=True, slots=True)
class PartnerFeed:
    """A feed that an editor chose, for those who take over articles.

    `path` is its address from the site's root; its end, .xml or .json, gives the format. `language`
    is the edition whose articles it has, "" for the site's own. It has those in one of the
    `sections` (ids) and with one of the `tags`; all if both are empty. `listed` says that the heads
    of pages of the edition name it."""

    name: str
    path: str
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    number: int = 30
    content: str = "summary"
    listed: bool = False

    @property
    def format(self) -> str:
        """One of `FEED_FORMATS`."""
        return "json" if self.path.endswith(".json") else "rss"


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """The feeds of the site: for each of `FEED_FORMATS`, the lists of `FEED_KINDS` that have one.
    `content` is one of `FEED_CONTENTS`; feeds of partners have their own."""

    rss: tuple[str, ...] = ("site", "sections", "corrections")
    json: tuple[str, ...] = ()
    content: str = "summary"
    partner: tuple[PartnerFeed, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether any feed has whole texts."""
        return "full" in (self.content, *(each.content for each in self.partner))

    def formats(self, kind: str) -> tuple[str, ...]:
        """Return the formats in which the lists of a kind have feeds."""
        return tuple(name for name in FEED_FORMATS if kind in getattr(self, name))
