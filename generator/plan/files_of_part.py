"""The stories that a change touches -> the photographs and attachments of the site that it can
change. Others may use the same files, so these are asked, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.model.documents import Attachment, Document
from generator.model.outputs import AttachmentFile, PhotoFile
from generator.model.site import PhotoFiles, Site, StoryRecord
from generator.plan.attachments import attachment_files
from generator.plan.edition_context import EditionContext
from generator.plan.outputs import photo_outputs, uses_around, waiting
from generator.plan.photos.variants import stem
from generator.plan.site.archive import Change, StoryIndex
from generator.plan.site.changes import ChangedNewsroom
from generator.plan.site.story_keys import STEM, key
from generator.plan.story.stories import PlannedStory
from generator.plan.urls import file_url, output_path


class PhotosOfPart(NamedTuple):
    """The files of photographs that a change can change. `former` are the paths of those that were
    published; `pictured` and `waiting` are as in an `Archive`."""

    outputs: tuple[PhotoFile, ...]
    former: frozenset[str]
    pictured: frozenset[str]
    waiting: Mapping[str, frozenset[str]]


def photos_of_part(
    changed: ChangedNewsroom, change: Change, site: Site, context: EditionContext
) -> PhotosOfPart | None:
    """Return the files of all photographs of which another use is published than before; None if a
    quick build has to wait for one of them that others use, too.

    Copies of a picture share their files if their names are alike. So all pictures with such names
    are planned."""
    archive = change.archive
    before, now = _uses_of(changed.listed_before), _uses_of(changed.listed_now)
    stems = {stem(path) for path, *_ in before ^ now}
    if not stems:
        return PhotosOfPart((), frozenset(), archive.pictured, archive.waiting)

    def among(uses: Iterable[PhotoFiles]) -> set[PhotoFiles]:
        return {use for use in uses if stem(use[0]) in stems}

    shown = {story.facts.path for story in site.stories}
    others = _that_may_use(stems, change.index) - changed.planned.planned.keys() - changed.before.keys()
    elsewhere = among((*_uses_of(_records(change.stories(others))), *uses_around(site, context)))
    if waiting(elsewhere):
        return None
    planned = {path: story for path, story in changed.planned.planned.items() if path in shown}
    former, uses = among(before) | elsewhere, among(_uses_of(_records(planned))) | elsewhere
    outputs = (*photo_outputs(uses),)
    paths = {use[0] for use in (*former, *uses)}
    return PhotosOfPart(
        outputs,
        frozenset(file for use in former for file in use[2]),
        archive.pictured - paths | {photo.source for photo in outputs},
        {path: files for path, files in archive.waiting.items() if path not in paths} | waiting(uses),
    )


def _uses_of(stories: Iterable[StoryRecord]) -> set[PhotoFiles]:
    return {use for story in stories for use in story.photos}


def _records(stories: Mapping[str, PlannedStory]) -> Iterator[StoryRecord]:
    return (story.record for story in stories.values() if story.record)


def _that_may_use(stems: Iterable[str], index: StoryIndex) -> set[str]:
    """Return the paths of visible stories with a picture whose files may have names that begin so."""
    found = (index.under(key(STEM, each)).items() for each in stems)
    return {path for stories in found for path, story in stories if story.is_shown}


class AttachmentsOfPart(NamedTuple):
    """The attachments that a change can change. `former` are the paths of those that were
    published."""

    outputs: tuple[AttachmentFile, ...]
    former: frozenset[str]


def attachments_of_part(
    changed: ChangedNewsroom, change: Change, site: Site, documents: Iterable[Document]
) -> AttachmentsOfPart:
    """Return the attachments that changed stories link to, or did. `documents` are all that are no
    articles."""
    now = {each.path: each for each in documents if isinstance(each, Attachment)}
    then = now | {path: each for path, each in change.files.items() if isinstance(each, Attachment)}
    for path, each in change.files.items():
        if each is None:
            then.pop(path, None)
    former = _places(_records(changed.before), then)
    touched = former | _places(_records(changed.planned.planned), now)
    if not touched:
        return AttachmentsOfPart((), frozenset())
    files = attachment_files(site, now.values())
    return AttachmentsOfPart(tuple(file for file in files if file.path in touched), former)


def _places(stories: Iterable[StoryRecord], attachments: Mapping[str, Attachment]) -> frozenset[str]:
    return frozenset(
        output_path(file_url(attachments[path])) for story in stories for _, path in story.links if path in attachments
    )
