"""Dates that have come, changed pictures, attachments and comments, and photographs that are finished
now -> the articles that they affect, whose own files are as they were.

Pictures and attachments of anything else than articles are no small change: pages and authors are
not planned one by one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.dataclass import replace
from generator.model.documents import Author, BrokenText, Document, Policy, StaticPage, TextDocument
from generator.model.photo_files import FinishedFiles, name_of
from generator.model.photo_places import photos_of
from generator.plan.inputs import PlanInputs
from generator.plan.photos.variants import stem
from generator.plan.site.archive import Archive, Change
from generator.plan.site.lookup import attachment_candidates, photo_candidates
from generator.plan.site.published import rights_end
from generator.plan.site.story_keys import FILE, ID, PICTURE, UNTIL, key
from generator.plan.sources import SourceDocuments

MOST = 100
"""Articles; beyond this the whole plan costs little more."""


def with_affected(sources: SourceDocuments, change: Change, inputs: PlanInputs) -> SourceDocuments | None:
    """Return the sources with all articles that have to be understood again; None if these are too
    many, or if another document is affected. `sources` has the changed articles alone, and all
    other documents as they are now."""
    then, now = change.as_of.timestamp(), inputs.as_of.timestamp()
    files = {*change.files, *_finished_now(change.archive, inputs.finished)}
    index = change.index
    if any(_is_affected(document, files, then, now) for document in sources.documents):
        return None
    names = {path.rpartition("/")[2] for path in files}
    paths = {path for status in index.names(UNTIL) for path in index.under(key(UNTIL, status), up_to=now)}
    asked = [*(key(FILE, path) for path in files), *(key(PICTURE, name) for name in names)]
    asked += [key(ID, id) for id in change.comments]
    paths.update(path for each in asked for path in index.under(each))
    paths -= {*sources.articles, *change.gone}
    if not paths:
        return sources
    before = change.stories(paths) if len(paths) <= MOST else {}
    if before.keys() != paths:
        return None
    return replace(sources, articles={**sources.articles, **{path: story.article for path, story in before.items()}})


def _finished_now(archive: Archive, finished: FinishedFiles | None) -> Iterator[str]:
    """Yield the pictures of which files were left for later that need not be made any more."""
    for path, later in archive.waiting.items():
        if finished and not finished.get(stem(path), frozenset()).isdisjoint(map(name_of, later)):
            yield path


def _is_affected(document: Document, files: set[str], then: float, now: float) -> bool:
    """Whether a document that is no article may mean one of the `files`; or whether the right to a
    picture of it ended, or it began to stand as a policy, between two instants."""
    if isinstance(document, Policy) and (since := document.header.since) and then < since.timestamp() <= now:
        return True
    if isinstance(document, Author | StaticPage | Policy) and any(then < end <= now for end in rights_end(document)):
        return True
    if not files:
        return False
    if isinstance(document, BrokenText):
        return document.readable is not None and _is_affected(document.readable, files, then, now)
    return isinstance(document, TextDocument) and not files.isdisjoint(_files_asked(document))


def _files_asked(document: TextDocument) -> Iterator[str]:
    for photo in photos_of(document):
        yield from photo_candidates(photo.reference, document.path)
    yield from attachment_candidates(document)
