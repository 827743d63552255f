"""The links of one document -> problems of those that lead nowhere: what `link_problems` says of a
newsroom of this document and those that it links to."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import NamedTuple, cast

from generator.file_check.known import KnownDocuments
from generator.model.documents import Article, Author, Document, Policy, Section, StaticPage, TextDocument
from generator.model.headers import Status
from generator.model.problems import Problem
from generator.model.site import Newsroom, References, StoryFacts, StoryRecord
from generator.plan import urls
from generator.plan.inputs import PlanInputs
from generator.plan.site.links import link_problems
from generator.plan.site.published import is_story_shown
from generator.plan.site.story_keys import ADDRESS, key
from generator.plan.site.withdrawals import withdrawals_of
from generator.plan.urls import output_path

FactsAt = Callable[[Article], StoryFacts]
"""A function that gives the facts of an article."""


class LinkedStory(NamedTuple):
    """As much of a story as its links need."""

    facts: StoryFacts
    links: tuple[tuple[str, str], ...] = ()


class LinkCheck:
    """The check of links in single documents."""

    def __init__(self, known: KnownDocuments, inputs: PlanInputs, facts_at: FactsAt) -> None:
        self._known, self._inputs, self._facts_at = known, inputs, facts_at
        self._hidden: frozenset[str] | None = None

    def problems(self, document: TextDocument, references: References) -> Iterator[Problem]:
        """Yield the problems of the links of a document; `references` are resolved."""
        links = tuple(references.links.items())
        if not links:
            return
        around = _Around(self._inputs)
        if isinstance(document, Article):
            around.add_story(self._facts_at(document), links)
            listed = {}
        else:
            self._add(document, around)
            listed = {document.path: references}
        own = {*around.addresses.values(), *around.aliases}
        for _, target in links:
            self._add_target(target, around)
        hidden = self._hidden_files() if any(to.startswith("/") for _, to in links) else frozenset[str]()
        context = self._inputs.context(self._inputs.settings.own_language, around.addresses, hidden, {})
        yield from link_problems(around.newsroom(listed), _Published(self._known, own), context)

    def _add_target(self, target: str, around: _Around) -> None:
        if not target.startswith("/"):
            if (found := self._known.at(target)) and target not in around.stories:
                self._add(found, around)
            return
        if "#" in target or self._known.index is None:
            return
        for file in self._inputs.address.files(target):  # a link may name a part of it
            for path, story in self._known.stories_under(key(ADDRESS, file), 2).items():
                if path not in around.stories:
                    around.add_story(story.facts)

    def _add(self, document: Document, around: _Around) -> None:
        match document:
            case Article():
                around.add_story(self._facts_at(document))
            case Author() | Section() | StaticPage():
                around.others.append(document)
                if url := self._page_of(document):
                    around.addresses[document.path] = url
            case Policy():
                around.policies.append(document)

    def _page_of(self, document: Author | Section | StaticPage) -> str:
        """Return the address of a document, "" while it has no page. Without a last build every one
        that is not a draft has one."""
        settings = self._inputs.settings
        if isinstance(document, StaticPage) and document.header.status is not Status.PUBLISHED:
            return ""
        own = document.language or settings.own_language
        stands_for_others = not document.language and not isinstance(document, StaticPage)
        pages = [
            settings.prefix(tag) + urls.place(document, settings)
            for tag in (settings.editions if stands_for_others else (own,))
        ]
        if self._known.ledger is None or isinstance(document, StaticPage):
            return pages[0]
        there = self._known.ledger.paths_among(map(output_path, pages))
        return next((page for page in pages if output_path(page) in there), "")

    def _hidden_files(self) -> frozenset[str]:
        """Return the files of pages that do not exist because their content is not published."""
        if self._hidden is None:
            archive = self._known.index.around() if self._known.index else None
            self._hidden = archive.hidden if archive else frozenset()
        return self._hidden


class _Around:
    """A document with those that it links to."""

    def __init__(self, inputs: PlanInputs) -> None:
        self.stories: dict[str, LinkedStory] = {}
        self.others: list[Author | Section | StaticPage] = []
        self.policies: list[Policy] = []
        self.addresses: dict[str, str] = {}
        self.aliases: list[str] = []
        self._inputs = inputs

    def add_story(self, facts: StoryFacts, links: tuple[tuple[str, str], ...] = ()) -> None:
        self.stories[facts.path] = LinkedStory(facts, links)
        instant = self._inputs.as_of.timestamp()
        if is_story_shown(facts, instant, preview=self._inputs.preview) or withdrawals_of((facts,), instant):
            self.addresses[facts.path] = facts.url
            self.aliases += facts.aliases if links else ()

    def newsroom(self, references: Mapping[str, References]) -> Newsroom:
        others = self.others
        facts = tuple(each.facts for each in self.stories.values())
        return Newsroom(
            tuple(cast("StoryRecord", each) for each in self.stories.values()),
            tuple(each for each in others if isinstance(each, Section)),
            tuple(each for each in others if isinstance(each, Author)),
            tuple(each for each in others if isinstance(each, StaticPage)),
            tuple(self.policies),
            dict(references),
            ending=tuple(each for each in facts if each.expires or each.status == Status.WITHDRAWN),
        )


class _Published(Container[str]):
    """The paths of published files, as the last build knew them, and those of a document. Without a
    last build every file is there: nobody knows better."""

    def __init__(self, known: KnownDocuments, own: set[str]) -> None:
        self._known, self._own = known, {output_path(url) for url in own}

    def __contains__(self, path: object) -> bool:
        ledger = self._known.ledger
        return ledger is None or path in self._own or bool(ledger.paths_among([str(path)]))
