"""Which articles are news, and until when. Reads no clock."""

from __future__ import annotations

from generator.model.headers import Status
from generator.model.site import StoryFacts

NEWS_SECONDS = 2 * 24 * 60 * 60
"""Search engines for news want articles of the last two days, and no older ones."""


def may_be_news(facts: StoryFacts) -> bool:
    """Whether an article is in the news sitemap while it is new: not what somebody paid for. This is
    the one place where a kind of article is kept out of it."""
    return facts.status == Status.PUBLISHED and not facts.is_sponsored


def can_be_news(facts: StoryFacts, instant: float) -> bool:
    """Whether an article is news at an instant, or will be: a first look, because all stories are
    asked."""
    return facts.date > instant - NEWS_SECONDS or facts.embargo is not None


def is_news(facts: StoryFacts, instant: float) -> bool:
    """Whether an article that is out at an instant is in the news sitemap then."""
    return facts.first_out + NEWS_SECONDS > instant and may_be_news(facts)


def leaves_news(facts: StoryFacts, instant: float) -> float | None:
    """Return the instant after this one at which an article leaves the news sitemap and stays on the
    site; None if there is none."""
    ends = facts.first_out + NEWS_SECONDS
    if ends <= instant or (facts.expires is not None and facts.expires <= ends) or not may_be_news(facts):
        return None
    return ends
