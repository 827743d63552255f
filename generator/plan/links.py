"""Links to documents and addresses of the site -> what is at the other end: a page, something that is not out, or nothing.
A link to what is not out is no fault: it loses its address, keeps its words and becomes a link again by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.documents import Article, Author, Document, Page, Section
from generator.model.outputs import Output
from generator.model.problems import PhraseLocation, Problem, error
from generator.model.rules import RULES
from generator.model.settings import SiteSettings
from generator.model.site import Newsroom, Site
from generator.plan import urls
from generator.plan.views import Desk


def hidden_files(site: Site, settings: SiteSettings, gone: frozenset[str]) -> frozenset[str]:
    """The files of the pages that are missing because what would be on them is not out, or is `gone`."""
    shown: tuple[Document, ...] = (
        *(story.article for story in site.stories),
        *site.sections,
        *site.authors,
        *site.pages,
    )
    out = {document.path for document in shown}
    hidden = (document for document in _all(site.newsroom) if document.path not in out)
    return (files_of(hidden, settings) | gone) - files_of(shown, settings)


def _all(newsroom: Newsroom) -> tuple[Document, ...]:
    stories = (story.article for story in newsroom.stories)
    return (*stories, *newsroom.sections, *newsroom.authors, *newsroom.pages)


def files_of(documents: Iterable[Document], settings: SiteSettings) -> frozenset[str]:
    """The files of the pages that are there because these documents are. (A list may have older pages, too.)"""
    return frozenset(urls.output_path(url) for document in documents for url in _urls_of(document, settings))


def _urls_of(document: Document, settings: SiteSettings) -> Iterator[str]:
    match document:
        case Article(header=header):
            date = header.date.astimezone(settings.timezone)
            yield urls.article_url(document, settings)
            yield urls.month_url(date.year, date.month)
            yield from (urls.tag_url(urls.tag_id(tag)) for tag in header.tags)
            yield from map(urls.alias_url, header.aliases)
        case Page(header=header):
            yield urls.page_url(document.path)
            yield from map(urls.alias_url, header.aliases)
        case Section():
            yield urls.section_url(document.id)
            yield urls.section_feed_url(document.id)
        case Author():
            yield urls.author_url(document.id)


def link_problems(planned: Iterable[Output], desk: Desk, staying: frozenset[str]) -> Iterator[Problem]:
    """`staying` are files that are not planned and yet there. What is not out is looked at as well: a link that leads
    nowhere is to show before the embargo ends."""
    newsroom = desk.site.newsroom
    there = {output.path for output in planned} | staying
    hidden = {document.path for document in _all(newsroom)} - desk.addresses.keys()
    sources = {story.article.path: story.references for story in newsroom.stories} | newsroom.references
    for path, references in sources.items():
        for target, resolved in references.links.items():
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
