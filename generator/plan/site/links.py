"""Links to documents and addresses of the site -> their targets: a page, an unpublished document,
or nothing. A link to an unpublished document is no fault: only its words are printed, and it
becomes a link again by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator
from urllib.parse import unquote

from generator.model.documents import Article, Author, BrokenText, Document, Section, StaticPage
from generator.model.outputs import IDS_OF_LAYOUTS, TOP_OF_PAGE
from generator.model.problems import PhraseLocation, Problem
from generator.model.rules import DEAD_ADDRESS, DEAD_PART, LINK_TO_UNPUBLISHED, broken
from generator.model.settings import Settings
from generator.model.site import Newsroom, StoryFacts
from generator.model.suggestions import meant_part
from generator.model.tags import tag_id
from generator.plan import urls
from generator.plan.attachments import is_for_attachment
from generator.plan.edition_context import EditionContext
from generator.plan.site.editions import EditionContents, search_place
from generator.plan.site.lookup import is_picture_name


def hidden_files(
    stories: Iterable[StoryFacts],
    shown: Iterable[StoryFacts],
    newsroom: Newsroom,
    editions: Iterable[EditionContents],
    settings: Settings,
    gone: frozenset[str],
    others_with_pages: Iterable[str] = (),
) -> frozenset[str]:
    """Return the files of the pages that do not exist because their content is unpublished, or is
    in `gone`. Editions without a published story are included. `shown` are the visible stories;
    `others_with_pages` are further addresses with a page: those of notices, and old ones that lead on."""
    seen = tuple(shown)
    paths = {each.path for each in seen}
    hidden = {url for each in stories if each.path not in paths for url in _urls_of_story(each, settings)}
    others = {url for each in _others(newsroom) for url in _urls_of(each, settings)} | set(
        _fronts(settings.editions, settings)
    )
    there = set(_fronts((contents.tag for contents in editions), settings))
    for contents in editions:
        for each in contents.documents(settings):
            there.update(_urls_in(contents.tag, each, settings))
    hidden |= others - there
    if not hidden and not gone:
        return frozenset()
    there |= {url for each in seen for url in _urls_of_story(each, settings)} | set(others_with_pages)
    return (_files(hidden) | gone) - _files(there)


def files_of(documents: Iterable[Document], settings: Settings) -> frozenset[str]:
    """Return the files of the pages of these documents. (A list may have older pages, too.)"""
    return _files(url for document in documents for url in _urls_of_document(document, settings))


def _files(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(map(urls.output_path, addresses))


def _others(newsroom: Newsroom) -> tuple[Section | Author | StaticPage, ...]:
    return (*newsroom.sections, *newsroom.authors, *newsroom.pages)


def _fronts(editions: Iterable[str], settings: Settings) -> Iterator[str]:
    for tag in editions:
        yield from (settings.prefix(tag) + place for place in (*urls.FRONTS, *search_place(settings)))
        yield from _with_feeds("site", settings.prefix(tag) + urls.HOME, settings)


def _with_feeds(kind: str, front: str, settings: Settings) -> Iterator[str]:
    """Yield the address of the front of a list of a kind, one of `FEED_KINDS`, and those of its
    feeds."""
    yield front
    yield from (urls.feed_url(front, each) for each in settings.feeds.formats(kind))


def _urls_of_story(facts: StoryFacts, settings: Settings) -> Iterator[str]:
    prefix = settings.prefix(settings.edition(facts.lang))
    yield facts.url
    yield prefix + urls.month_url(facts.day[0], facts.day[1])
    yield from (prefix + urls.tag_url(id) for id, _ in facts.tags)
    if "tags" in settings.feeds.rss or "tags" in settings.feeds.json:  # this is asked for every story
        yield from (each for id, _ in facts.tags for each in _with_feeds("tags", prefix + urls.tag_url(id), settings))
    yield from facts.aliases
    if facts.corrections:
        yield from _with_feeds("corrections", prefix + urls.CORRECTIONS, settings)


def _urls_of_document(document: Document, settings: Settings) -> Iterator[str]:
    match document:
        case Article(header=header):
            language = header.lang or settings.own_language
            prefix = settings.prefix(settings.edition(language))
            date = header.date.astimezone(settings.site.timezone)
            yield urls.article_url(document, settings)
            yield prefix + urls.month_url(date.year, date.month)
            for tag in header.tags:
                yield from _with_feeds("tags", prefix + urls.tag_url(tag_id(tag, language)), settings)
            yield from (urls.alias_url(alias, settings.site) for alias in header.aliases)
            if header.corrections:
                yield from _with_feeds("corrections", prefix + urls.CORRECTIONS, settings)
        case StaticPage() | Section() | Author():
            yield from _urls_of(document, settings)
        case BrokenText(readable=readable) if readable is not None:
            yield from _urls_of_document(readable, settings)


def _urls_of(document: StaticPage | Section | Author, settings: Settings) -> Iterator[str]:
    """Yield the addresses of a document in all editions in which it may have a page."""
    own = document.language or settings.own_language
    stands_for_others = not document.language and not isinstance(document, StaticPage)
    for tag in settings.editions if stands_for_others else (own,):
        yield from _urls_in(tag, document, settings)


def _urls_in(edition: str, document: StaticPage | Section | Author, settings: Settings) -> Iterator[str]:
    prefix = settings.prefix(edition)
    kind = _KINDS.get(type(document), "")
    yield from _with_feeds(kind, prefix + urls.place(document, settings), settings)
    if isinstance(document, StaticPage):
        yield from (urls.alias_url(alias, settings.site) for alias in document.header.aliases)


_KINDS: dict[type[object], str] = {Section: "sections", Author: "authors"}
"""The kind of feed of a document's list; "" has none."""


def link_problems(newsroom: Newsroom, there: Container[str], context: EditionContext) -> Iterator[Problem]:
    """Yield a problem for each link that leads nowhere. `there` are the paths of all files of the
    site. Unpublished documents are checked, too: a wrong link shows before the embargo ends."""
    links = [(story.facts.path, story.links) for story in newsroom.stories if story.links]
    links += [(path, tuple(each.links.items())) for path, each in newsroom.references.items() if each.links]
    if not links:
        return
    documents = {each.path for each in _others(newsroom)} | {story.facts.path for story in newsroom.stories}
    hidden = documents - context.addresses.keys()
    faulty = newsroom.references.keys() - documents - {policy.path for policy in newsroom.policies}
    unseen = hidden | faulty
    yield from _dead_parts(links, newsroom, context)
    for path, row in links:
        for target, resolved in row:
            where = PhraseLocation(f"content/{path}", target)
            files = context.address.files(resolved) if resolved.startswith("/") else frozenset()
            is_there = any(file in there for file in files)
            if resolved in hidden or (files & context.hidden and not is_there):
                if path not in unseen:
                    yield _to_unpublished(resolved, where)
            elif files and not is_there:
                yield broken(DEAD_ADDRESS, where, address=resolved, hint=_instead(target))


def _instead(target: str) -> str:
    """Return a hint: the way to write a link to our own document, from the address that
    was used."""
    path = unquote(target.split("#", 1)[0]).lstrip("/").removeprefix("content/")
    if is_picture_name(path):
        return f"A picture has no page. Show it in a paragraph of its own:  ![What can be seen]({path})"
    if path.startswith("files/") or is_for_attachment(path):
        path = path.removeprefix("files/")
        return f"Link to the file itself, by its path from here or from the content folder:  [What it is]({path})"
    if path.endswith(".md"):
        return f"Write the path of the file from here or from the content folder, without / before it:  {path}"
    return "Write the path of the file instead, ending in .md."


def _dead_parts(
    links: Iterable[tuple[str, tuple[tuple[str, str], ...]]], newsroom: Newsroom, context: EditionContext
) -> Iterator[Problem]:
    """Yield a problem for each link to a part that the other page does not have
    (`other.md#the-vote`). No page shows whether the part exists. So this is checked in every build,
    and not through a story's trace: an edited text makes no other page stale."""
    named = [(path, target, to) for path, row in links for target, to in row if "#" in target]
    if not named:
        return
    withdrawn = {each.path for each in newsroom.ending if each.notice}  # a link to a part of these leads to the notice
    parts = {story.facts.path: story.facts.ids for story in newsroom.stories if story.facts.path not in withdrawn}
    parts |= {page.path: page.body.ids for page in newsroom.pages}
    by_file = {urls.output_path(context.addresses[path]): path for path in parts if path in context.addresses}
    for path, target, to in named:
        files = context.address.files(to) if to.startswith("/") else ()
        document = next((by_file[file] for file in sorted(files) if file in by_file), "" if files else to)
        part = unicodedata.normalize("NFC", unquote(target.partition("#")[2]))
        if document in parts and part not in (*parts[document], *IDS_OF_LAYOUTS, *TOP_OF_PAGE):
            where, hint = PhraseLocation(f"content/{path}", target), meant_part(part, parts[document])
            yield broken(DEAD_PART, where, document=document, part=part, hint=hint)


def _to_unpublished(resolved: str, where: PhraseLocation) -> Problem:
    target = resolved if resolved.startswith("/") else f"content/{resolved}"
    return broken(LINK_TO_UNPUBLISHED, where, target=target)
