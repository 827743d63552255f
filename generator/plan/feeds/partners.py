"""The feeds that an editor chose for partners -> which stories they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model.documents import Section
from generator.model.feed_settings import PartnerFeed
from generator.model.problems import FieldLocation, Problem, error
from generator.model.settings import Settings
from generator.model.site import StoryFacts
from generator.model.suggestions import did_you_mean
from generator.model.tags import tag_id


class Selection(NamedTuple):
    """The stories of a partner's feed: those of an edition, in one of the `sections` (paths) and
    with one of the `tags` (ids); None for any."""

    feed: PartnerFeed
    edition: str
    sections: frozenset[str] | None
    tags: frozenset[str] | None

    def takes(self, facts: StoryFacts, settings: Settings) -> bool:
        """Whether the feed has a story, if that is among the newest."""
        return (
            settings.edition(facts.lang) == self.edition
            and (self.sections is None or facts.section in self.sections)
            and (self.tags is None or not self.tags.isdisjoint([id for id, _ in facts.tags]))
        )


def selections(settings: Settings, sections: Iterable[Section], edition: str = "") -> list[Selection]:
    """Return the feeds of all partners, or of one edition. `sections` are those of the newsroom."""
    listed, found = tuple(sections) if settings.feeds.partner else (), []
    for feed in settings.feeds.partner:
        language = feed.language or settings.own_language
        if edition in ("", language):
            paths = frozenset(each.path for each in listed if each.id in feed.sections) if feed.sections else None
            tags = frozenset(tag_id(tag, language) for tag in feed.tags) if feed.tags else None
            found.append(Selection(feed, language, paths, tags))
    return found


def unknown_section_problems(settings: Settings, sections: Iterable[Section]) -> Iterator[Problem]:
    """Yield a problem for each section of a partner's feed that does not exist."""
    ids = {each.id for each in sections} if settings.feeds.partner else set()
    for number, feed in enumerate(settings.feeds.partner):
        where = FieldLocation("content/site.toml", f"feeds.partner.{number}.sections")
        for id in feed.sections:
            if id not in ids:
                hint = did_you_mean(id, sorted(ids)) or "Write the name of a file in content/sections/, without .md."
                message = f"The feed “{feed.name}” names the section “{id}”, which does not exist."
                yield error("unknown-section", message, where, hint)
