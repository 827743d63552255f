"""The newsroom -> its editions, one for each language with stories: their sections, authors and
pages, and the counterparts of pages in other languages. Sees only the facts of articles.

A section or an author is in an edition in its language, or, without a translation, in the site's
own language. It has a page there if a published story of the edition names it. Before its first
published story anywhere, it has a page in every language in which there is a file. So neither the
presence of a page nor its absence reveals unpublished content, and no page is empty while its
stories are in another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from generator.model.dataclass import dataclass, fields, replace
from generator.model.documents import Author, Section, StaticPage
from generator.model.headers import SectionHeader, Status
from generator.model.problems import FieldLocation, Problem, warning
from generator.model.rules import WITHDRAWN_ORIGINAL, broken
from generator.model.settings import Settings
from generator.model.site import Newsroom, Site, StoryFacts
from generator.plan import urls
from generator.plan.edition_context import Counterparts
from generator.plan.site.alphabets import in_alphabetical_order
from generator.plan.site.archive import EditionPaths
from generator.plan.site.published import is_shown

D = TypeVar("D", Author, Section)

_NO_ORDER = next(each.default for each in fields(SectionHeader) if each.name == "order")
"""The `order` of sections, authors and pages that do not set one."""


@dataclass(frozen=True, slots=True)
class EditionContents:
    """The content of an edition, beside stories; `tag` is its language. `pages` are those it links
    to: where one is not translated, the page in the site's own language. `has_corrections` says that
    one of its stories has some."""

    tag: str
    sections: tuple[Section, ...]
    authors: tuple[Author, ...]
    pages: tuple[StaticPage, ...]
    has_corrections: bool = False

    @property
    def paths(self) -> EditionPaths:
        """The language, and the paths of all content; then the address of the page of corrections,
        if there is any."""
        listed: tuple[Section | Author | StaticPage, ...] = (*self.sections, *self.authors, *self.pages)
        corrections = (urls.CORRECTIONS,) if self.has_corrections else ()
        return self.tag, (*(document.path for document in listed), *corrections)

    @property
    def lists_corrections(self) -> bool:
        """Whether there is a page of corrections. A section of that name has its address."""
        return self.has_corrections and all(urls.section_url(each.id) != urls.CORRECTIONS for each in self.sections)

    def own_pages(self, settings: Settings) -> tuple[StaticPage, ...]:
        """Return the pages that belong to the edition itself."""
        return tuple(page for page in self.pages if (page.language or settings.own_language) == self.tag)

    def documents(self, settings: Settings) -> tuple[Section | Author | StaticPage, ...]:
        """Return all documents with a page in the edition."""
        return (*self.sections, *self.authors, *self.own_pages(settings))


def edition_contents(
    newsroom: Newsroom,
    shown: Iterable[StoryFacts],
    settings: Settings,
    as_of: datetime,
    *,
    preview: bool,
) -> tuple[EditionContents, ...]:
    """Return the contents of all editions, that in the site's own language first. Any other edition
    exists only if one of the stories in `shown` is in it; `shown` are the visible stories."""
    named_by_stories: tuple[Section | Author, ...] = (*newsroom.sections, *newsroom.authors)
    known = {each.path: _known_as(each) for each in named_by_stories}
    everything = tuple(shown)
    with_stories = _named_by(everything, known)
    by_edition: dict[str, list[StoryFacts]] = {settings.own_language: []}
    corrected = set[str]()
    for facts in everything:
        tag = settings.edition(facts.lang)
        by_edition.setdefault(tag, []).append(facts)
        if facts.corrections:
            corrected.add(tag)
    pages = [page for page in newsroom.pages if is_shown(page, as_of, preview=preview)]
    found = []
    for tag in settings.editions:
        if tag in by_edition:
            language = "" if tag == settings.own_language else tag
            named = _named_by(by_edition[tag], known)
            sections = _with_pages(newsroom.sections, language, named, with_stories)
            authors = _with_pages(newsroom.authors, language, named, with_stories)
            authors = in_alphabetical_order(authors, lambda author: author.header.name, tag)
            found.append(
                EditionContents(
                    tag,
                    tuple(_in_order(sections, newsroom)),
                    tuple(authors),
                    _pages(pages, language, settings),
                    tag in corrected,
                )
            )
    return tuple(found)


def _known_as(document: Section | Author) -> str:
    """Return a key that is the same for all translations of one section or author."""
    return f"{type(document).__name__}/{document.id}"


def _named_by(stories: Iterable[StoryFacts], known: Mapping[str, str]) -> frozenset[str]:
    """Return the sections and authors that stories name, in all languages. `known` gives the key by
    path."""
    named: set[str] = set()
    for facts in stories:
        named.add(facts.section)
        named.update(facts.byline)
    return frozenset(known[path] for path in named if path in known)


def _with_pages(documents: Sequence[D], language: str, named: frozenset[str], with_stories: frozenset[str]) -> list[D]:
    """Return the documents with a page in an edition, in the given order."""
    translated = {document.id for document in documents if document.language == language}
    return [
        document
        for document in documents
        if (document.language == language or (not document.language and document.id not in translated))
        and (
            _known_as(document) in named or (document.language == language and _known_as(document) not in with_stories)
        )
    ]


def _in_order(sections: Iterable[Section], newsroom: Newsroom) -> list[Section]:
    own = {section.id: section for section in newsroom.sections if not section.language}
    return sorted(sections, key=lambda section: (order_of(section, own.get(section.id)), section.id))


def order_of(document: Section | Author | StaticPage, own: Section | Author | StaticPage | None) -> int:
    """Return the order of a document; a translation without one has that of its original, `own`."""
    written = document.header.order
    return own.header.order if own and written == _NO_ORDER else written


def _pages(pages: Sequence[StaticPage], language: str, settings: Settings) -> tuple[StaticPage, ...]:
    """Return the pages in the language, and the others in the site's own language, in the order of
    the latter."""
    own = {urls.place(page, settings): page for page in pages if not page.language}
    there = {**own, **{urls.place(page, settings): page for page in pages if page.language == language}}

    def order(page: StaticPage) -> tuple[int, str]:
        base = own.get(urls.place(page, settings), page)
        return order_of(page, base), base.path

    return tuple(sorted(there.values(), key=order))


def places_of(contents: EditionContents, settings: Settings) -> frozenset[str]:
    """Return the addresses of an edition's pages without its prefix: the same in every edition."""
    corrections = (urls.CORRECTIONS,) if contents.lists_corrections else ()
    documents = (urls.place(document, settings) for document in contents.documents(settings))
    return frozenset((*urls.FRONTS, *search_place(settings), *corrections, *documents))


def search_place(settings: Settings) -> tuple[str, ...]:
    """Return the address of the page on which readers search, without the prefix of an edition; ()
    where there is none."""
    return (urls.SEARCH,) if settings.search.is_on else ()


def counterparts(editions: Iterable[EditionContents], settings: Settings) -> dict[str, Counterparts]:
    """Return the languages of each page that exists in more than one, by address."""
    found: dict[str, list[tuple[str, str]]] = {}
    for contents in editions:
        for place in places_of(contents, settings):
            found.setdefault(place, []).append((contents.tag, settings.prefix(contents.tag) + place))
    return {url: tuple(pairs) for pairs in found.values() if len(pairs) > 1 for _, url in pairs}


def translations(
    stories: Iterable[StoryFacts], shown: Iterable[StoryFacts], settings: Settings
) -> Mapping[str, Counterparts]:
    """Return the translations of each article, by the id of an original or a translation. They are
    the visible articles with the same content, of each language the oldest; only where there are
    two or more. A translation of a translation counts as a translation of the original."""
    leads_to, ids = _translated_ids(stories)
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
    """Yield problems of articles that translate themselves, also through others, of translations
    whose original was withdrawn, and of two translations into one language. Readers of other
    languages are only linked to the oldest of them."""
    everything = tuple(stories)
    leads_to, ids = _translated_ids(everything)
    yield from _circles(everything, leads_to)
    withdrawn = {facts.id: facts.path for facts in everything if facts.status == Status.WITHDRAWN}
    for facts in everything if withdrawn else ():
        if facts.translation_of in withdrawn and facts.status == Status.PUBLISHED:
            where = FieldLocation(f"content/{facts.path}", "translation_of")
            yield broken(WITHDRAWN_ORIGINAL, where, path=withdrawn[facts.translation_of])
    if not settings.languages:
        return
    first: dict[tuple[str, str], StoryFacts] = {}
    for facts in sorted(everything, key=lambda facts: (facts.date, facts.path)):
        if facts.id in ids and facts.status == Status.PUBLISHED:
            other = first.setdefault((_root(facts.id, leads_to), facts.lang), facts)
            if other is not facts:
                blamed, original = (facts, other) if facts.translation_of else (other, facts)
                message = (
                    f"This and content/{original.path} say that they are one article, and both are in “{facts.lang}”."
                )
                hint = "Correct  lang:  or  translation_of:  of one of the two."
                yield warning(
                    "two-translations", message, FieldLocation(f"content/{blamed.path}", "translation_of"), hint
                )


def _circles(stories: Iterable[StoryFacts], leads_to: Mapping[str, str]) -> Iterator[Problem]:
    """Yield one problem for each circle, at the article that counts as the original. Ids that two
    articles share are left out: a reference to such an id may mean either."""
    everything = tuple(stories)
    times = Counter([facts.id for facts in everything])
    for facts in everything:
        if facts.id in leads_to and times[facts.id] == 1 and _root(facts.id, leads_to) == facts.id:
            others = f" by way of “{facts.translation_of}”" if facts.translation_of != facts.id else ""
            message = f"This says that it is a translation of itself{others}."
            hint = "The one that was written first has no line  translation_of:"
            yield warning("own-translation", message, FieldLocation(f"content/{facts.path}", "translation_of"), hint)


def _translated_ids(stories: Iterable[StoryFacts]) -> tuple[dict[str, str], frozenset[str]]:
    """Return what each translation translates, by id; and the ids of all originals and
    translations."""
    leads_to = {facts.id: facts.translation_of for facts in stories if facts.translation_of}
    return leads_to, frozenset((*leads_to, *leads_to.values()))


def _root(id: str, leads_to: Mapping[str, str]) -> str:
    """Return the id of the original; in a circle, the id that sorts first."""
    seen: list[str] = []
    while id in leads_to and id not in seen:
        seen.append(id)
        id = leads_to[id]
    return min(seen[seen.index(id) :]) if id in seen else id


def edition_of(site: Site, contents: EditionContents, settings: Settings) -> Site:
    """Return the part of a site that is in one edition."""
    stories = tuple(story for story in site.stories if settings.edition(story.facts.lang) == contents.tag)
    corrected = tuple(story for story in stories if story.facts.corrections) if contents.lists_corrections else ()
    return replace(
        site,
        stories=stories,
        sections=contents.sections,
        authors=contents.authors,
        pages=contents.pages,
        corrected=corrected,
    )
