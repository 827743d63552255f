"""A story in short -> the keys under which the next build finds it, each with a rank. A key names all
stories that may matter to one question: those of a tag, those that link to a file."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from generator.check.repeated_headlines import compared_headline
from generator.model.headers import Status
from generator.model.site import StoryFacts
from generator.plan.photos.variants import stem
from generator.plan.site.archive import ArchivedStory
from generator.plan.site.lookup import link_candidates, linked_id
from generator.plan.urls import Address, linked, output_path

LANGUAGE, SECTION, AUTHOR, TAG, MONTH = "language", "section", "author", "tag", "month"
"""Keys of the visible stories in the lists of a language; the newest have the lowest ranks."""
HIDDEN, ENDING, OLD_ADDRESSES, CORRECTED = "hidden", "ending", "old-addresses", "corrected"
"""Keys of all stories that are not visible, that are withdrawn or have an end, that have aliases, that
have corrections."""
EMBARGOED = "embargoed"
"""The key of the visible stories that came out after their date, the last with the lowest rank."""
LACKING, RELATED, SERIES, ID, ORIGINAL = "lacking", "related", "series", "id", "original"
TITLE = "title"
"""The keys of all stories by language and headline: see `repeated_headlines`."""
LINK, FILE, PICTURE, STEM, ADDRESS = "link", "file", "picture", "stem", "address"
UNTIL, CHANGE = "until", "change"
"""Keys with the rank of an instant: the next turning point, the next change of the site."""


_ENOUGH = 60
"""Characters of a headline in its key: few headlines differ only behind them."""


def key(kind: str, *names: str) -> str:
    """Return a key. A name that another one follows contains no slash, or is a language."""
    return "/".join((kind, *names))


def title_key(facts: StoryFacts) -> str:
    return key(TITLE, facts.lang, compared_headline(facts.title)[:_ENOUGH])


def month_name(facts: StoryFacts) -> str:
    return f"{facts.day[0]:04}-{facts.day[1]:02}"


def keys_of(story: ArchivedStory, address: Address) -> Iterator[tuple[str, float]]:
    """Yield the keys of a story with their ranks; a key may come twice. `address` is that of the
    site."""
    facts = story.facts
    lang, newest = facts.lang, -facts.date
    if story.is_shown:
        yield key(LANGUAGE, lang), newest
        yield key(SECTION, lang, facts.section), newest
        yield key(MONTH, lang, month_name(facts)), newest
        yield from ((key(AUTHOR, lang, path), newest) for path in facts.byline)
        yield from ((key(TAG, lang, id), newest) for id, _ in facts.tags)
        if story.is_lacking:
            yield key(LACKING, lang, facts.section), newest
    else:
        yield HIDDEN, newest
    if story.is_shown and facts.embargo is not None and facts.embargo > facts.date:
        yield EMBARGOED, -facts.embargo
    if facts.status == Status.WITHDRAWN or facts.expires is not None:
        yield ENDING, newest
    if facts.aliases:
        yield OLD_ADDRESSES, newest
    if facts.corrections:
        yield CORRECTED, newest
    yield from ((key(ADDRESS, output_path(url)), newest) for url in (facts.url, *facts.aliases))
    yield key(ID, facts.id), newest
    yield title_key(facts), newest
    if facts.translation_of:
        yield key(ORIGINAL, facts.translation_of), newest
    if facts.series:
        yield key(SERIES, facts.series), newest
    if facts.until != inf:
        yield key(UNTIL, facts.status), facts.until
    if facts.changes:
        yield CHANGE, facts.changes[0][0]
    yield from ((key(RELATED, path), newest) for path in story.related)
    for target, _ in story.links:
        yield from ((each, newest) for each in link_keys(target, facts.path, address))
    yield from ((key(FILE, path), newest) for path in story.attachments)
    yield from ((key(PICTURE, name), newest) for name in story.pictures)
    yield from ((key(STEM, stem(name)), newest) for name in story.pictures)


def link_keys(target: str, path: str, address: Address) -> Iterator[str]:
    """Yield the keys of what a link in the document at `path` may mean."""
    if target.startswith("/"):
        yield from (key(LINK, "file", file) for file in address.files(linked(target)[0]))
    elif id := linked_id(target):
        yield key(LINK, "id", id)
    else:
        yield from (key(LINK, "path", candidate) for candidate in link_candidates(target, path))
