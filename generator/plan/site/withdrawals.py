"""Articles that readers knew and that were taken back -> what is left of them: a page with a notice,
or nothing. An article that was never published leaves nothing, whatever its keys say. Time is an
input."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from generator.model.headers import Status
from generator.model.site import StoryFacts, Withdrawal


def ending(stories: Iterable[StoryFacts]) -> tuple[StoryFacts, ...]:
    """Return the stories that are withdrawn or have an end, sorted by path."""
    found = (each for each in stories if each.status == Status.WITHDRAWN or each.expires is not None)
    return tuple(sorted(found, key=lambda facts: facts.path))


def withdrawals_of(stories: Iterable[StoryFacts], instant: float) -> tuple[Withdrawal, ...]:
    """Return the articles of which a notice is left at an instant, in the order of `stories`."""
    return tuple(
        Withdrawal(
            path=facts.path,
            url=facts.url,
            aliases=facts.aliases,
            lang=facts.lang,
            title=facts.title,
            date=facts.date,
            notice=facts.notice,
            has_expired=facts.status != Status.WITHDRAWN,
            withheld=facts.withheld,
            id=facts.id,
        )
        for facts in stories
        if facts.notice and _is_taken_back(facts, instant)
    )


def gone(stories: Iterable[StoryFacts], instant: float) -> tuple[StoryFacts, ...]:
    """Return the articles that were taken back without a notice."""
    return tuple(facts for facts in stories if not facts.notice and _is_taken_back(facts, instant))


def chains(gone_ones: Iterable[StoryFacts]) -> dict[str, tuple[str, ...]]:
    """Return the old addresses of articles that are gone, by the address of each that has any."""
    return {facts.url: facts.aliases for facts in gone_ones if facts.aliases}


def earlier_addresses(
    addresses: Iterable[str], links: Mapping[str, tuple[str, ...]], taken: Container[str] = ()
) -> tuple[str, ...]:
    """Return the addresses that once led to these, through articles that are gone; `links` are
    their `chains`. A chain ends where it comes back to an address. Those in `taken` lead elsewhere.
    """
    found: dict[str, None] = {}
    waiting = [address for address in addresses if address in links]
    while waiting:
        for address in links.get(waiting.pop(), ()):
            if address not in found and address not in taken:
                found[address] = None
                waiting.append(address)
    return tuple(found)


def next_notices(stories: Iterable[StoryFacts], instant: float) -> Iterator[float]:
    """Yield the times after `instant` at which withdrawn articles get their notice: not before
    their own date. (An end is a turning point of its article.)"""
    for facts in stories:
        if facts.notice and facts.status == Status.WITHDRAWN and facts.first_out > instant:
            yield facts.first_out


def _is_taken_back(facts: StoryFacts, instant: float) -> bool:
    if facts.status == Status.WITHDRAWN:
        return facts.first_out <= instant
    return facts.status == Status.PUBLISHED and facts.expires is not None and facts.first_out < facts.expires <= instant
