"""One document -> all that is wrong with it: by itself, with what it names, and beside others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from generator.check.newsroom import newsroom_problems
from generator.check.photos import photo_problems
from generator.check.repeated_headlines import repeated_headlines
from generator.check.withheld import creators_withheld
from generator.file_check.concerns import concerns
from generator.file_check.known import KnownDocuments
from generator.file_check.links import LinkCheck, LinkedStory
from generator.file_check.lookups import Lookups
from generator.model.documents import (
    Article,
    Attachment,
    Author,
    BrokenPicture,
    BrokenText,
    Comment,
    FrontRanking,
    Policy,
    Section,
    StaticPage,
)
from generator.model.problems import Problem, SourceLocation, error, warning
from generator.model.site import Newsroom, StoryFacts, StoryRecord
from generator.plan.broken_texts import broken_references
from generator.plan.inputs import PlanInputs
from generator.plan.site.comment_folders import CommentFolders
from generator.plan.site.join import story_of
from generator.plan.site.policies import policy_problems
from generator.plan.site.ranking import ranking_problems
from generator.plan.site.references import references_of
from generator.plan.site.story_keys import FILE, PICTURE, key, title_key
from generator.plan.site.unknown_names import stray_comments
from generator.plan.story.all_answers import SimilarAuthors
from generator.plan.story.facts import facts_of
from generator.plan.story.problems import story_problems
from generator.plan.story.questions import Trace, full_names, similar_in


class DocumentCheck:
    """The check of single documents. `paths` are those of all that are checked now."""

    def __init__(self, known: KnownDocuments, inputs: PlanInputs, paths: Iterable[str]) -> None:
        self._known, self._inputs = known, inputs
        found = [document for path in paths if (document := known.at(path))]
        self._articles = [each for each in found if isinstance(each, Article)]
        self._lookups = Lookups(known, found)
        self._facts: dict[str, StoryFacts] = {}
        self._links = LinkCheck(known, inputs, self.facts_at)

    def problems(self, path: str) -> Iterator[Problem]:
        """Yield the problems of the document at a path; nothing where there is none."""
        found = self._known.found(path)
        if found is None:
            return
        yield from found.problems
        match found.document:
            case Article() as article:
                yield from self._of_article(article)
            case BrokenText() as text:
                yield from broken_references((text,), self._lookups.of(text), self._inputs.settings).problems
            case Author() | Section() | StaticPage() | Policy() as document:
                yield from self._of_text(document)
            case FrontRanking() as front:
                yield from self._of_front(front)
            case Comment() as comment:
                yield from stray_comments(CommentFolders({comment.path: ""}, lambda _: {}), self._lookups.of(comment))
            case BrokenPicture() | Attachment() as file:
                yield from self._of_file(file)

    def facts_at(self, article: Article) -> StoryFacts:
        """Return the facts of an article: those of the last build where its file is as it was."""
        if story := self._known.story(article.path):
            return story.facts
        return self.facts_now(article)

    def facts_now(self, article: Article) -> StoryFacts:
        """Return the facts of an article as its file is."""
        if article.path not in self._facts:
            self._facts[article.path] = facts_of(article, self._lookups.of(article), self._inputs)
        return self._facts[article.path]

    def beside(self) -> dict[str, StoryFacts]:
        """Return the facts of all articles that are checked now, by path."""
        return {each.path: self.facts_now(each) for each in self._articles}

    def _of_article(self, article: Article) -> Iterator[Problem]:
        inputs, lookup = self._inputs, self._lookups.of(article)
        settings, facts = inputs.settings, self.facts_now(article)
        joined = story_of(article, lookup, settings.lookup_language(facts.lang), facts.lang)
        references = joined.value.references if joined.value else references_of(article, lookup, [])
        creators, similar = creators_withheld(article, references), similar_in(self._similar(article))
        yield from story_problems(article, joined, references, facts, creators, similar, inputs)
        yield from self._links.problems(article, references)
        yield from concerns(article, facts, self.beside(), self._known, inputs)
        yield from self._of_newsroom(facts)

    def _of_text(self, document: Author | Section | StaticPage | Policy) -> Iterator[Problem]:
        problems: list[Problem] = []
        references = references_of(document, self._lookups.of(document), problems)
        yield from problems
        inputs, folder = self._inputs, document.path.partition("/")[0]
        if not isinstance(document, Section):
            yield from photo_problems(document, references, inputs.settings, None, inputs.as_of)
        yield from self._links.problems(document, references)
        if isinstance(document, Section | Author):
            yield from _at(self._lookups.around().problems, document.path)
        if isinstance(document, Policy):
            policies = [each for each in self._known.below(folder) if isinstance(each, Policy)]
            yield from _at(policy_problems(policies, inputs.as_of), document.path)

    def _of_front(self, front: FrontRanking) -> Iterator[Problem]:
        inputs = self._inputs
        fronts = [each for each in self._known.below("fronts") if isinstance(each, FrontRanking)]
        facts = _FactsByPath(self)
        lookup = self._lookups.of(front)
        named = ranking_problems(fronts, lookup, facts, inputs.settings, inputs.as_of, preview=inputs.preview)
        yield from _at(named, front.path)

    def _of_newsroom(self, facts: StoryFacts) -> Iterator[Problem]:
        """Yield those problems of the newsroom as a whole that are an article's own."""
        newsroom = Newsroom((cast("StoryRecord", LinkedStory(facts)),), (), (), (), (), {})
        yield from _at(newsroom_problems(newsroom, self._inputs.settings, self._inputs.as_of), facts.path)
        beside = self.beside()
        others = {path: each.facts for path, each in self._known.stories_under(title_key(facts)).items()}
        yield from _at(repeated_headlines({**others, **beside}.values()), facts.path)

    def _similar(self, article: Article) -> Trace:
        """Return the answers on authors who are called nearly as the byline."""
        if names := [*full_names(article)]:
            authors = [each for each in self._known.below("authors") if isinstance(each, Author)]
            return (*SimilarAuthors(authors).answers(names).items(),)
        return ()

    def _of_file(self, file: BrokenPicture | Attachment) -> Iterator[Problem]:
        """Yield the problem of a file that cannot be published. A picture that nothing uses is only a
        warning, and so soon after it was copied here it is mostly not used yet."""
        if not file.fault:
            return
        where, said = SourceLocation(f"content/{file.path}"), f"This file cannot be used: {file.fault}"
        if isinstance(file, BrokenPicture):
            is_used = bool(self._known.stories_under(key(PICTURE, file.path.rpartition("/")[2]), 1))
            yield (error if is_used else warning)("broken-photo", said, where, file.hint)
        elif self._known.stories_under(key(FILE, file.path), 1):
            yield error("broken-file" if file.is_listed else "file-kind", f"{said}.", where, file.hint)

    def article_at(self, path: str) -> StoryFacts | None:
        document = self._known.at(path)
        return self.facts_at(document) if isinstance(document, Article) else None


class _FactsByPath(Mapping[str, StoryFacts]):
    """The facts of articles, which are looked up one by one."""

    def __init__(self, check: DocumentCheck) -> None:
        self._check = check

    def __getitem__(self, path: str) -> StoryFacts:
        found = self._check.article_at(path) if path else None
        if found is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _at(problems: Iterable[Problem], path: str) -> Iterator[Problem]:
    """Yield the problems at one document."""
    return (each for each in problems if each.where and each.where.path == f"content/{path}")
