"""The newsroom -> its editions, one for each language in which there are stories: which sections, authors and pages are in
it, and what its pages are in other languages. Knows no article but by its facts.

A section and an author are in an edition in its language, or, where they are not translated, in the site's own. They have a
page there if a story that is out names them there; and before their first story is out, wherever somebody has written of
them. So neither the presence of a page nor its absence tells of what is not out, and none is empty because all is in another
language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from generator.model.documents import Author, Section, StaticPage
from generator.model.headers import SectionHeader, Status
from generator.model.problems import FieldLocation, Problem, warning
from generator.model.settings import Settings
from generator.model.site import Newsroom, Site, StoryFacts
from generator.plan import urls
from generator.plan.edition_context import Counterparts
from generator.plan.site.alphabets import in_alphabetical_order
from generator.plan.site.published import is_shown

D = TypeVar("D", Author, Section)

_NO_ORDER = SectionHeader.__dataclass_fields__["order"].default
"""That of sections and pages that say nothing of their order."""


@dataclass(frozen=True, slots=True)
class EditionContents:
    """What an edition consists of beside stories; `tag` is that of its language. `pages` are those it points to: where one
    is not translated, that in the site's own language."""

    tag: str
    sections: tuple[Section, ...]
    authors: tuple[Author, ...]
    pages: tuple[StaticPage, ...]

    def own_pages(self, settings: Settings) -> tuple[StaticPage, ...]:
        """Those that are in the edition itself."""
        return tuple(page for page in self.pages if (page.language or settings.own_language) == self.tag)

    def documents(self, settings: Settings) -> tuple[Section | Author | StaticPage, ...]:
        """All that have a page in the edition."""
        return (*self.sections, *self.authors, *self.own_pages(settings))


def edition_contents(
    newsroom: Newsroom,
    shown: Iterable[StoryFacts],
    settings: Settings,
    as_of: datetime,
    *,
    preview: bool,
) -> tuple[EditionContents, ...]:
    """Of all editions, that in the site's own language first; of any other only if a story is `shown` in it. `shown` are the stories that are to be seen."""
    named_by_stories: tuple[Section | Author, ...] = (*newsroom.sections, *newsroom.authors)
    known = {each.path: _known_as(each) for each in named_by_stories}
    everything = tuple(shown)
    told = _named_by(everything, known)
    by_edition: dict[str, list[StoryFacts]] = {settings.own_language: []}
    for facts in everything:
        by_edition.setdefault(settings.edition(facts.lang), []).append(facts)
    pages = [page for page in newsroom.pages if is_shown(page, as_of, preview=preview)]
    found = []
    for tag in settings.editions:
        if tag in by_edition:
            language = "" if tag == settings.own_language else tag
            named = _named_by(by_edition[tag], known)
            sections = _cast(newsroom.sections, language, named, told)
            editions = _cast(newsroom.authors, language, named, told)
            authors = in_alphabetical_order(editions, lambda author: author.header.name, tag)
            found.append(
                EditionContents(
                    tag, tuple(_in_order(sections, newsroom)), tuple(authors), _pages(pages, language, settings)
                )
            )
    return tuple(found)


def _known_as(document: Section | Author) -> str:
    """Alike for all translations of one section or author."""
    return f"{type(document).__name__}/{document.id}"


def _named_by(stories: Iterable[StoryFacts], known: Mapping[str, str]) -> frozenset[str]:
    """The sections and authors that stories name, in whatever language. `known` says as what, by path."""
    named: set[str] = set()
    for facts in stories:
        named.add(facts.section)
        named.update(facts.byline)
    return frozenset(known[path] for path in named if path in known)


def _cast(documents: Sequence[D], language: str, named: frozenset[str], told: frozenset[str]) -> list[D]:
    """Those with a page in an edition, in their order."""
    translated = {document.id for document in documents if document.language == language}
    return [
        document
        for document in documents
        if (document.language == language or (not document.language and document.id not in translated))
        and (_known_as(document) in named or (document.language == language and _known_as(document) not in told))
    ]


def _in_order(sections: Iterable[Section], newsroom: Newsroom) -> list[Section]:
    own = {section.id: section for section in newsroom.sections if not section.language}
    return sorted(sections, key=lambda section: (_order(section, own.get(section.id)), section.id))


def _order(document: Section | StaticPage, own: Section | StaticPage | None) -> int:
    """A translation that says nothing of its order has that of what it translates, `own`."""
    written = document.header.order
    return own.header.order if own and written == _NO_ORDER else written


def _pages(pages: Sequence[StaticPage], language: str, settings: Settings) -> tuple[StaticPage, ...]:
    """Those in the language, and of the others those in the site's own, in the order of these."""
    own = {urls.place(page, settings): page for page in pages if not page.language}
    there = {**own, **{urls.place(page, settings): page for page in pages if page.language == language}}

    def order(page: StaticPage) -> tuple[int, str]:
        base = own.get(urls.place(page, settings), page)
        return _order(page, base), base.path

    return tuple(sorted(there.values(), key=order))


def places_of(contents: EditionContents, settings: Settings) -> frozenset[str]:
    """The pages of an edition that others may have, too: their addresses but for its prefix."""
    return frozenset((*urls.FRONTS, *(urls.place(document, settings) for document in contents.documents(settings))))


def counterparts(editions: Iterable[EditionContents], settings: Settings) -> dict[str, Counterparts]:
    """By the address of each page that is there in more than one language."""
    found: dict[str, list[tuple[str, str]]] = {}
    for contents in editions:
        for place in places_of(contents, settings):
            found.setdefault(place, []).append((contents.tag, settings.prefix(contents.tag) + place))
    return {url: tuple(pairs) for pairs in found.values() if len(pairs) > 1 for _, url in pairs}


def translations(
    stories: Iterable[StoryFacts], shown: Iterable[StoryFacts], settings: Settings
) -> Mapping[str, Counterparts]:
    """By the id of each article that is an original or a translation: the articles that say the same and are shown, of each
    language the oldest; only where there are two or more. Whoever translates a translation translates its original."""
    leads_to, ids = _kin(stories)
    groups: dict[str, list[StoryFacts]] = {}
    for facts in shown:
        if facts.id in ids:
            groups.setdefault(_root(facts.id, leads_to), []).append(facts)
    ranks = {tag: rank for rank, tag in enumerate(settings.editions)}
    pairs = {}
    for root, group in groups.items():
        first: dict[str, StoryFacts] = {}
        for facts in sorted(group, key=lambda facts: (facts.date, facts.path)):
            first.setdefault(facts.lang, facts)
        listed = sorted(first, key=lambda tag: (ranks.get(tag, len(ranks)), tag))
        if len(listed) > 1:
            pairs[root] = tuple((tag, first[tag].url) for tag in listed)
    return {id: pairs[root] for id in ids if (root := _root(id, leads_to)) in pairs}


def translation_problems(stories: Iterable[StoryFacts], settings: Settings) -> Iterator[Problem]:
    """Articles that translate themselves, perhaps by way of others; and, where there are several languages, articles that
    say the same in the same one: readers of the others are led to the oldest only."""
    everything = tuple(stories)
    leads_to, ids = _kin(everything)
    yield from _circles(everything, leads_to)
    if not settings.languages:
        return
    first: dict[tuple[str, str], StoryFacts] = {}
    for facts in sorted(everything, key=lambda facts: (facts.date, facts.path)):
        if facts.id in ids and facts.status == Status.PUBLISHED:
            other = first.setdefault((_root(facts.id, leads_to), facts.lang), facts)
            if other is not facts:
                blamed, kept = (facts, other) if facts.translation_of else (other, facts)
                yield warning(
                    "two-translations",
                    f"This and content/{kept.path} say that they are one article, and both are in “{facts.lang}”.",
                    FieldLocation(f"content/{blamed.path}", "translation_of"),
                    "Correct  lang:  or  translation_of:  of one of the two.",
                )


def _circles(stories: Iterable[StoryFacts], leads_to: Mapping[str, str]) -> Iterator[Problem]:
    """Each is told once, of the article in it that counts as the original; none of ids that two articles have: these may
    not mean what they seem to."""
    everything = tuple(stories)
    times = Counter([facts.id for facts in everything])
    for facts in everything:
        if facts.id in leads_to and times[facts.id] == 1 and _root(facts.id, leads_to) == facts.id:
            others = f" by way of “{facts.translation_of}”" if facts.translation_of != facts.id else ""
            yield warning(
                "own-translation",
                f"This says that it is a translation of itself{others}.",
                FieldLocation(f"content/{facts.path}", "translation_of"),
                "The one that was written first has no line  translation_of:",
            )


def _kin(stories: Iterable[StoryFacts]) -> tuple[dict[str, str], frozenset[str]]:
    """What each translation translates, by id; and the ids of all that are originals or translations."""
    leads_to = {facts.id: facts.translation_of for facts in stories if facts.translation_of}
    return leads_to, frozenset((*leads_to, *leads_to.values()))


def _root(id: str, leads_to: Mapping[str, str]) -> str:
    """The original of originals; of articles that name one another in a circle the one that comes first."""
    seen: list[str] = []
    while id in leads_to and id not in seen:
        seen.append(id)
        id = leads_to[id]
    return min(seen[seen.index(id) :]) if id in seen else id


def edition_of(site: Site, contents: EditionContents, settings: Settings) -> Site:
    """What of a site is in one edition."""
    stories = tuple(story for story in site.stories if settings.edition(story.facts.lang) == contents.tag)
    return replace(site, stories=stories, sections=contents.sections, authors=contents.authors, pages=contents.pages)
