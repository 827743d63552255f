"""The recorded answers of a few stories -> the knowledge that these were planned with, without the
rest of the newsroom. All answers are those of one newsroom, so they can be put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from generator.model.dataclass import replace
from generator.model.documents import Article, Attachment, Author, BrokenPicture, Document, Picture, Section
from generator.plan.inputs import PlanInputs
from generator.plan.site.comment_folders import CommentFolders
from generator.plan.site.lookup import Lookup
from generator.plan.story.facts import facts_of
from generator.plan.story.planning import Known
from generator.plan.story.questions import (
    Kind,
    Trace,
    address_in,
    answered,
    path_in,
    translations_in,
)
from generator.plan.story.stories import Locations, PlannedStory, questions_of


def documents_behind(stories: Iterable[PlannedStory]) -> frozenset[str]:
    """Return the paths of the documents in the stories' answers of the first round."""
    trace = _first(stories)
    return frozenset(
        (
            *(path_in(answer) for _, answer in answered(trace, Kind.SECTION)),
            *(answer for kind in (Kind.AUTHOR, Kind.AUTHOR_CALLED) for _, answer in answered(trace, kind)),
            *(name for kind in (Kind.PICTURE, Kind.ATTACHMENT) for name, _ in answered(trace, kind)),
        )
    )


def comments_behind(stories: Iterable[PlannedStory]) -> Iterator[str]:
    """Yield the ids of the articles among these stories that have comments."""
    return (id for id, _ in answered(_first(stories), Kind.COMMENTS))


def remembered(
    stories: Mapping[str, PlannedStory],
    documents: Mapping[str, Document],
    comments: CommentFolders,
    loaded: Callable[[str], Any],
) -> Known:
    """Return the knowledge behind stories. `documents` are those of `documents_behind`, by path, as
    far as they exist; `comments` are those of the articles; `loaded` gives the object with a digest."""
    first = _first(stories.values())
    second = tuple(chain.from_iterable(story.second_answers for story in stories.values()))
    return Known(
        facts={path: story.facts for path, story in stories.items()},
        answers=dict((*first, *second)),
        lookup=replace(_lookup(first, second, documents), comments=comments),
        locations=_locations(second, loaded),
    )


def asks_the_same(article: Article, known: Known, inputs: PlanInputs) -> bool:
    """Whether an edited article has the facts it had, and no question without a recorded answer."""
    facts = facts_of(article, known.lookup, inputs)
    return facts == known.facts[article.path] and known.answers.keys() >= set(
        chain(*questions_of(article, facts, inputs))
    )


def _first(stories: Iterable[PlannedStory]) -> Trace:
    return tuple(chain.from_iterable(story.first_answers for story in stories))


def _lookup(first: Trace, second: Trace, documents: Mapping[str, Document]) -> Lookup:
    def authors(kind: Kind) -> dict[str, Author]:
        found = ((name, documents.get(path)) for name, path in answered(first, kind))
        return {name: each for name, each in found if isinstance(each, Author)}

    sections = ((name, documents.get(path_in(answer))) for name, answer in answered(first, Kind.SECTION))
    return Lookup(
        sections={name: each for name, each in sections if isinstance(each, Section)},
        authors=authors(Kind.AUTHOR),
        by_name=authors(Kind.AUTHOR_CALLED),
        articles={id: path_in(answer) for id, answer in answered(second, Kind.ARTICLE)},
        pictures={path: each for path, each in documents.items() if isinstance(each, Picture | BrokenPicture)},
        attachments={path: each for path, each in documents.items() if isinstance(each, Attachment)},
        paths=frozenset(path for path, _ in answered(second, Kind.FILE)),
    )


def _locations(second: Trace, loaded: Callable[[str], Any]) -> Locations:
    addresses = {path: url for path, answer in answered(second, Kind.FILE) if (url := address_in(answer))}
    addresses |= {path_in(answer): url for _, answer in answered(second, Kind.ARTICLE) if (url := address_in(answer))}
    return Locations(
        addresses=addresses,
        hidden=frozenset(name for name, _ in answered(second, Kind.HIDDEN)),
        people={name: loaded(answer) for name, answer in answered(second, Kind.PERSON)},
        policies={name: loaded(answer) for name, answer in answered(second, Kind.POLICY)},
        translations={id: translations_in(answer) for id, answer in answered(second, Kind.TRANSLATIONS)},
    )
