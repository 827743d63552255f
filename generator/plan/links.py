"""Links to documents and addresses of the site -> what is at the other end: a page, something that is not out, or nothing.
A link to what is not out is no fault: it loses its address, keeps its words and becomes a link again by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.model.documents import Article, Author, Document, Page, Section
from generator.model.outputs import Output
from generator.model.problems import PhraseLocation, Problem, error
from generator.model.rules import RULES
from generator.model.settings import SiteSettings
from generator.model.site import Newsroom, StoryFacts
from generator.plan import urls
from generator.plan.desk import Desk


def hidden_files(
    stories: Iterable[StoryFacts], newsroom: Newsroom, shown: Collection[str], gone: frozenset[str]
) -> frozenset[str]:
    """The files of the pages that are missing because what would be on them is not out, or is `gone`. `shown` are the
    paths of the documents that are to be seen."""
    everything = tuple(stories)
    others: tuple[Section | Author | Page, ...] = (*newsroom.sections, *newsroom.authors, *newsroom.pages)
    hidden = {url for each in everything if each.path not in shown for url in _urls_of_story(each)}
    hidden |= {url for each in others if each.path not in shown for url in _urls_of(each)}
    if not hidden and not gone:
        return frozenset()
    there = {url for each in everything if each.path in shown for url in _urls_of_story(each)}
    there |= {url for each in others if each.path in shown for url in _urls_of(each)}
    return (_files(hidden) | gone) - _files(there)


def files_of(documents: Iterable[Document], settings: SiteSettings) -> frozenset[str]:
    """The files of the pages that are there because these documents are. (A list may have older pages, too.)"""
    return _files(url for document in documents for url in _urls_of_document(document, settings))


def _files(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(map(urls.output_path, addresses))


def _urls_of_story(facts: StoryFacts) -> Iterator[str]:
    yield facts.url
    yield urls.month_url(facts.day[0], facts.day[1])
    yield from (urls.tag_url(id) for id, _ in facts.tags)
    yield from facts.aliases


def _urls_of_document(document: Document, settings: SiteSettings) -> Iterator[str]:
    match document:
        case Article(header=header):
            date = header.date.astimezone(settings.timezone)
            yield urls.article_url(document, settings)
            yield urls.month_url(date.year, date.month)
            yield from (urls.tag_url(urls.tag_id(tag)) for tag in header.tags)
            yield from map(urls.alias_url, header.aliases)
        case Page() | Section() | Author():
            yield from _urls_of(document)


def _urls_of(document: Page | Section | Author) -> Iterator[str]:
    match document:
        case Page(header=header):
            yield urls.page_url(document.path)
            yield from map(urls.alias_url, header.aliases)
        case Section():
            yield urls.section_url(document.id)
            yield urls.section_feed_url(document.id)
        case Author():
            yield urls.author_url(document.id)


def link_problems(
    newsroom: Newsroom, planned: Iterable[Output], desk: Desk, staying: frozenset[str]
) -> Iterator[Problem]:
    """`staying` are files that are not planned and yet there. What is not out is looked at as well: a link that leads
    nowhere is to show before the embargo ends."""
    links = [(story.facts.path, story.links) for story in newsroom.stories if story.links]
    links += [(path, tuple(each.links.items())) for path, each in newsroom.references.items() if each.links]
    if not links:
        return
    there = {output.path for output in planned} | staying
    others: tuple[Section | Author | Page, ...] = (*newsroom.sections, *newsroom.authors, *newsroom.pages)
    documents = {each.path for each in others} | {story.facts.path for story in newsroom.stories}
    hidden = documents - desk.addresses.keys()
    for path, row in links:
        for target, resolved in row:
            where = PhraseLocation(f"content/{path}", target)
            files = desk.address.files(resolved) if resolved.startswith("/") else frozenset()
            if resolved in hidden or (files & desk.hidden and not files & there):
                if path not in hidden:
                    yield _to_unpublished(resolved, where)
            elif files and not files & there:
                hint = "Write the path of the file instead, ending in .md."
                yield error("dead-link", f"No page of this site has the address “{resolved}”.", where, hint)


def _to_unpublished(resolved: str, where: PhraseLocation) -> Problem:
    target = resolved if resolved.startswith("/") else f"content/{resolved}"
    return Problem(
        "link-to-unpublished",
        RULES["link-to-unpublished"],
        f"The link leads to {target}, which is not out: readers see its words without the link.",
        where,
        "It becomes a link by itself when that is published.",
    )
