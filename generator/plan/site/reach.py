"""A few changed articles -> the stories of the last build that matter to them. Of a hundred thousand
these are some thousands: those in the same lists, those that link to each other, the newest.

What is found here may be more than what a change touches, and never less. So the newsroom can be
planned from these stories as if there were no others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from generator.model.documents import Article, Document, FrontRanking, TextDocument, in_language
from generator.model.settings import Settings
from generator.model.site import Newsroom, StoryFacts
from generator.plan.feeds.feeds import IN_FEED
from generator.plan.feeds.partners import Selection, selections
from generator.plan.pages.fronts import IN_STRIP, PAGE
from generator.plan.site.archive import ArchivedStory, StoryIndex
from generator.plan.site.editions import EditionContents
from generator.plan.site.lookup import link_candidates, linked_id
from generator.plan.site.news import NEWS_SECONDS
from generator.plan.site.published import MOST_DUE
from generator.plan.site.ranking import files_named, most_above
from generator.plan.site.story_keys import (
    ADDRESS,
    AUTHOR,
    CHANGE,
    CORRECTED,
    EMBARGOED,
    ENDING,
    FILE,
    HIDDEN,
    ID,
    LACKING,
    LANGUAGE,
    MONTH,
    OLD_ADDRESSES,
    ORIGINAL,
    RELATED,
    SECTION,
    SERIES,
    TAG,
    UNTIL,
    key,
    month_name,
)
from generator.plan.story.questions import FilesAsked, files_asked, first_questions, trace_of
from generator.plan.story.related import RELATED as MOST_RELATED
from generator.plan.story.related import Related
from generator.plan.urls import Address, linked, output_path


class Asking(NamedTuple):
    """What a story asks for: the targets of its links as written, and files."""

    facts: StoryFacts
    links: tuple[str, ...]
    files: FilesAsked
    related: tuple[str, ...] = ()


def asking_of(article: Article, facts: StoryFacts, settings: Settings) -> Asking:
    """Return what an article asks for."""
    questions = first_questions(article, settings.lookup_language(facts.lang))
    return Asking(facts, article.body.links, files_asked(trace_of(questions, {})))


def asked_before(story: ArchivedStory) -> Asking:
    """Return what a story of the last build asked for."""
    links = (*(target for target, _ in story.links), *(to for _, to in story.links if not to.startswith("/")))
    return Asking(story.facts, links, FilesAsked(story.attachments, story.pictures), story.related)


class Older(NamedTuple):
    """The stories of a section's list that are left out: all before an instant; how many."""

    before: float
    number: int


class Reach:
    """The stories of the last build that were loaded, by path. `changed` is the number of articles
    that have changed: so many more are loaded where only the first few count. `instant` is that of
    the plan, in seconds since the epoch. `related` are the related stories of those where they can
    change, None where they are not known yet."""

    def __init__(self, index: StoryIndex, changed: int, settings: Settings, address: Address, instant: float) -> None:
        self.found: dict[str, ArchivedStory] = {}
        self.is_all = False
        self.related: Related | None = None
        self._index, self._changed, self._settings, self._address = index, changed, settings, address
        self._instant = instant
        self._languages = index.names(LANGUAGE)

    def load_all(self) -> None:
        self.found = self._index.everything()
        self.is_all = True

    def everything(self) -> dict[str, ArchivedStory]:
        """Return all stories; those in reach stay the same."""
        return self._index.everything()

    def newest(self, without: Container[str]) -> list[StoryFacts]:
        """Return the newest visible stories of every language, without some that have changed."""
        found = (self.under(key(LANGUAGE, lang), 1).items() for lang in self._languages)
        return [story.facts for stories in found for path, story in stories if path not in without]

    def in_language(self, lang: str) -> int:
        """Return how many visible stories there were in a language."""
        return self._index.count(key(LANGUAGE, lang))

    def count(self, name: str, before: float) -> int:
        """Return how many visible stories under the key of a list are older than an instant."""
        return self._index.count(name, above=-before)

    def older(self, name: str, before: float, most: int) -> dict[str, ArchivedStory]:
        """Load the newest stories under the key of a list that are older than an instant; return them."""
        stories = self._index.after(name, -before, most)
        self.found |= stories
        return stories

    def at(self, paths: Iterable[str]) -> dict[str, ArchivedStory]:
        """Load the stories at these paths; return those that exist."""
        if not self.is_all:
            self.found |= self._index.at(path for path in paths if path not in self.found)
        return {path: self.found[path] for path in paths if path in self.found}

    def under(self, name: str, most: int | None = None) -> dict[str, ArchivedStory]:
        """Load the stories under a key, or the first of them; return them."""
        stories = self._index.under(name, None if most is None else most + self._changed)
        self.found |= stories
        return stories

    def load_newsroom(self, documents: Iterable[Document]) -> None:
        """Load what shapes the newsroom, whatever changes: all hidden stories, all with corrections,
        those that editors ranked or that other documents link to, the newest of every list, all news,
        the next changes."""
        newest = max(most_above(self._load_named(documents)), IN_FEED) + PAGE
        if any(story.facts.aliases for story in self.under(ENDING).values()):  # readers may come by way of these
            self.under(OLD_ADDRESSES)
        for lang in self._languages:
            self.under(key(LANGUAGE, lang), newest)
        self._load_news()
        for name in self._index.names(SECTION):
            self.under(key(SECTION, name), newest + IN_STRIP)
        for kind in (AUTHOR, MONTH):
            for name in self._index.names(kind):
                self.under(key(kind, name), 1)
        for story in self.under(HIDDEN).values():
            facts = story.facts
            for id, _ in facts.tags:
                self._under_languages(TAG, facts, id, 1)
            for url in (facts.url, *facts.aliases):
                self.under(key(ADDRESS, output_path(url)))
        self.under(CORRECTED)
        self.under(CHANGE, MOST_DUE)
        for status in self._index.names(UNTIL):
            self.under(key(UNTIL, status), 1)

    def _load_news(self) -> None:
        """Load the articles that are news: the news sitemap lists them, and they leave it."""
        rank, languages = NEWS_SECONDS - self._instant, [key(LANGUAGE, lang) for lang in self._languages]
        for name in (EMBARGOED, *languages) if self._settings.site.news_sitemap else ():
            self.found |= self._index.under(name, up_to=rank)

    def _load_named(self, documents: Iterable[Document]) -> int:
        """Load the stories that editors ranked, or that documents link to; return how many a ranking
        has on top."""
        most = 0
        for document in documents:
            if isinstance(document, FrontRanking):
                most = max(most, len(document.header.top))
                for name in filter(None, (document.header.lead, *document.header.top)):
                    self._load_target(f"id:{name}", document.path)
                    self.at(files_named(name, document))
            elif isinstance(document, TextDocument):
                for target in document.body.links:
                    self._load_target(target, document.path)
        return most

    def load_lists(self, facts: StoryFacts) -> None:
        """Load the lists of a story, except those of sections."""
        for id, _ in facts.tags:
            self._under_languages(TAG, facts, id)
        for path in facts.byline:
            self._under_languages(AUTHOR, facts, path)
        for lang in self._languages:  # a part of the sitemap has a month in all languages
            self.under(key(MONTH, lang, month_name(facts)))

    def load_neighbours(self, facts: StoryFacts) -> None:
        """Load the months beside that of a story: they link to it, or did."""
        name = month_name(facts)
        for lang in self._of_edition(facts.lang):
            months = [each.rpartition("/")[2] for each in self._index.names(f"{MONTH}/{lang}")]
            beside = (
                max((each for each in months if each < name), default=""),
                min((each for each in months if each > name), default=""),
            )
            for each in filter(None, beside):
                for other in self._languages:
                    self.under(key(MONTH, other, each))

    def load_related(self, facts: StoryFacts) -> None:
        """Load the stories that may be related to a new one, and those that it may be related to."""
        self.under(key(RELATED, facts.path))
        for id, _ in facts.tags:
            self.under(key(TAG, facts.lang, id))
        self.under(key(LACKING, facts.lang, facts.section), MOST_RELATED)

    def load_asked(self, story: Asking) -> None:
        """Load what a story asks for, and the others that ask for the same files."""
        if self.is_all:
            return
        facts = story.facts
        for target in story.links:
            self._load_target(target, facts.path)
        self.at(story.related)
        self.load_translations((facts.id, facts.translation_of))
        if facts.series:
            self.under(key(SERIES, facts.series))
        for id, _ in facts.tags:
            self._under_languages(TAG, facts, id)
        for path in story.files.attachments:
            self.under(key(FILE, path))
        if facts.aliases:
            self.under(OLD_ADDRESSES)
        for url in (facts.url, *facts.aliases):
            self.under(key(ADDRESS, output_path(url)))

    def load_translations(self, ids: Iterable[str]) -> set[str]:
        """Load the articles with these ids, and all that translate each other with them; return all
        their ids."""
        known: set[str] = set()
        waiting = [id for id in ids if id]
        while waiting:
            id = waiting.pop()
            if id not in known:
                known.add(id)
                for story in (*self.under(key(ID, id)).values(), *self.under(key(ORIGINAL, id)).values()):
                    waiting += filter(None, (story.facts.id, story.facts.translation_of))
        return known

    def load_section(self, edition: str, section: str, listed: Iterable[StoryFacts]) -> Older:
        """Load the newest stories of a section in an edition, as far as the `listed` ones that have
        changed, and a page more; return what is left out."""
        keys = [key(SECTION, lang, section) for lang in self._languages if self._settings.edition(lang) == edition]
        oldest = max((-facts.date for facts in listed if facts.section == section), default=-inf)
        index, rank = self._index, -inf
        for each in keys:
            before = index.count(each) - index.count(each, above=oldest)
            rank = max(rank, index.rank_at(each, max(_NEWEST, before) + self._changed + PAGE + 1))
        for each in keys:
            self.found |= index.under(each, up_to=rank)
        return Older(-rank, sum(index.count(each, above=rank) for each in keys))

    def load_selection(self, selection: Selection) -> None:
        """Load the newest stories of a partner's feed, and perhaps others."""
        number = selection.feed.number
        for lang in self._languages:
            if self._settings.edition(lang) != selection.edition:
                continue
            if selection.tags is not None:
                for id in selection.tags:
                    self.under(key(TAG, lang, id), number if selection.sections is None else None)
            elif selection.sections is not None:
                for path in selection.sections:
                    self.under(key(SECTION, lang, path), number)
            else:
                self.under(key(LANGUAGE, lang), number)

    def _of_edition(self, lang: str) -> list[str]:
        """Return the languages of stories in the edition of one language."""
        edition = self._settings.edition(lang)
        return [each for each in self._languages if self._settings.edition(each) == edition]

    def _under_languages(self, kind: str, facts: StoryFacts, name: str, most: int | None = None) -> None:
        for lang in self._of_edition(facts.lang):
            self.under(key(kind, lang, name), most)

    def _load_target(self, target: str, path: str) -> None:
        if target.startswith("/"):
            for file in self._address.files(linked(target)[0]):
                self.under(key(ADDRESS, file))
        elif id := linked_id(target):
            self.under(key(ID, id))
        else:
            self.at(link_candidates(target, path))


def load_pages(
    reach: Reach,
    listed: Sequence[StoryFacts],
    editions: Iterable[EditionContents],
    newsroom: Newsroom,
    settings: Settings,
) -> Mapping[tuple[str, str], Older]:
    """Load the stories on the pages of all lists with one of the stories `listed`; return what is
    left out of the lists of sections, by edition and path of the section."""
    if reach.is_all:
        return {}
    paths = {facts.path for facts in listed}
    for facts in listed:
        reach.load_lists(facts)
    for selection in selections(settings, newsroom.sections):
        if any(selection.takes(facts, settings) for facts in listed):
            reach.load_selection(selection)
    older = {}
    for contents in editions:
        own = [facts for facts in listed if settings.edition(facts.lang) == contents.tag]
        for facts in own:
            if not any(_is_beside(story, facts, settings) for path, story in reach.found.items() if path not in paths):
                reach.load_neighbours(facts)
        sections = {facts.section for facts in own}
        language = settings.lookup_language(contents.tag)
        for section in contents.sections if own else ():
            ranking = newsroom.rankings.get(in_language(section.id, language))
            if section.path in sections or (ranking and not paths.isdisjoint((ranking.lead, *ranking.top))):
                older[contents.tag, section.path] = reach.load_section(contents.tag, section.path, own)
    return older


def _is_beside(story: ArchivedStory, facts: StoryFacts, settings: Settings) -> bool:
    """Whether a visible story is in the same month of the same edition."""
    own = story.facts
    is_in_edition = settings.edition(own.lang) == settings.edition(facts.lang)
    return story.is_shown and own.day[:2] == facts.day[:2] and is_in_edition


_NEWEST = 10 * PAGE
"""Stories of a section's list that are always loaded: the newest pages link to each other."""
