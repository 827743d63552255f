"""The recorded answers of a story -> the lookup and the locations it was planned with. So one text
can be planned again without the rest of the newsroom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.model.documents import Attachment, Author, BrokenPicture, Document, Picture, Section
from generator.plan.site.lookup import Lookup
from generator.plan.story.questions import (
    Kind,
    Trace,
    address_in,
    answered,
    path_in,
    translations_in,
)
from generator.plan.story.stories import Locations, PlannedStory


def documents_behind(story: PlannedStory) -> frozenset[str]:
    """Return the paths of the documents in a story's answers of the first round."""
    trace = story.first_answers
    return frozenset(
        (
            *(path_in(answer) for _, answer in answered(trace, Kind.SECTION)),
            *(answer for kind in (Kind.AUTHOR, Kind.AUTHOR_CALLED) for _, answer in answered(trace, kind)),
            *(name for kind in (Kind.PICTURE, Kind.ATTACHMENT) for name, _ in answered(trace, kind)),
        )
    )


def remembered_lookup(story: PlannedStory, documents: Mapping[str, Document]) -> Lookup:
    """Return the lookup. `documents` are those of `documents_behind`, by path, as far as they
    exist."""
    trace, second = story.first_answers, story.second_answers

    def authors(kind: Kind) -> dict[str, Author]:
        found = ((name, documents.get(path)) for name, path in answered(trace, kind))
        return {name: each for name, each in found if isinstance(each, Author)}

    sections = ((name, documents.get(path_in(answer))) for name, answer in answered(trace, Kind.SECTION))
    return Lookup(
        sections={name: each for name, each in sections if isinstance(each, Section)},
        authors=authors(Kind.AUTHOR),
        by_name=authors(Kind.AUTHOR_CALLED),
        articles={id: path_in(answer) for id, answer in answered(second, Kind.ARTICLE)},
        pictures={path: each for path, each in documents.items() if isinstance(each, Picture | BrokenPicture)},
        attachments={path: each for path, each in documents.items() if isinstance(each, Attachment)},
        paths=frozenset(path for path, _ in answered(second, Kind.FILE)),
    )


def remembered_locations(trace: Trace, loaded: Callable[[str], Any]) -> Locations:
    """Return the locations, from the second round; `loaded` gives the object with a digest."""
    addresses = {path: url for path, answer in answered(trace, Kind.FILE) if (url := address_in(answer))}
    addresses |= {path_in(answer): url for _, answer in answered(trace, Kind.ARTICLE) if (url := address_in(answer))}
    return Locations(
        addresses=addresses,
        hidden=frozenset(name for name, _ in answered(trace, Kind.HIDDEN)),
        people={name: loaded(answer) for name, answer in answered(trace, Kind.PERSON)},
        policies={name: loaded(answer) for name, answer in answered(trace, Kind.POLICY)},
        translations={id: translations_in(answer) for id, answer in answered(trace, Kind.TRANSLATIONS)},
    )
