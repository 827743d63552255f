"""Runs the stages in their order. Knows no HTML and no pixels, prints nothing, and reads the clock
only to time the stages.

    snapshot -> documents -> plan                        understand
             -> decide -> make -> publish -> remember    publish

All problems in all files are gathered. While there is an error nothing is published, and the last
good site stays. With `keep_going` the site is planned without the documents that have errors, and
their last pages stay as they were."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from generator.cache.ledger import DamagedError, Ledger, emptied, ledger_of
from generator.engine.publish import Unmade, publish
from generator.engine.render import failure_problems, unmade_pictures
from generator.engine.session import Progress, Session, check_sources, session_of
from generator.engine.severity import location_of
from generator.engine.snapshot import Look
from generator.engine.understand import Understood, planned, understand, understand_all, with_failures
from generator.executors.workshop import Workshop
from generator.model.documents import Picture
from generator.model.problems import DatelineError
from generator.model.report import Build, BuildReport
from generator.publish.manifest import ManifestState, check_output

_PROGRAM = Path(__file__).parents[1]


def run(build: Build, workshop: Workshop, progress: Progress, look: Look | None = None) -> BuildReport:
    """Build a newsroom's site. `look` is a first look at it, if no other build can have run since.
    Raises DatelineError when the folders or the machine make the build impossible."""
    look = look or Look()
    _check_folders(build, look.manifest)
    path = ledger_of(build.folders.output, build.folders.cache)
    try:
        with closing(Ledger(path)) as ledger:
            return _built(session_of(build, workshop, progress, ledger, look))
    except DamagedError:
        pass
    try:
        with closing(Ledger(path)) as ledger:
            ledger.forget_understanding()  # the published files in the ledger may still be known
            return _built(session_of(build, workshop, progress, ledger, Look()))
    except DamagedError:
        with closing(emptied(path)) as ledger:
            return _built(session_of(build, workshop, progress, ledger, Look()))


def _check_folders(build: Build, manifest: ManifestState | None) -> None:
    folders = build.folders
    check_sources(folders)
    check_output(folders.output, folders.content, (folders.layouts, folders.assets, folders.cache, _PROGRAM), manifest)
    if folders.cache.resolve().is_relative_to(folders.content.resolve()):
        raise DatelineError(f"The cache folder {folders.cache} lies in the content folder; choose another.")


def _built(session: Session) -> BuildReport:
    understood = understand(session)
    while understood.files:
        done = publish(understood)
        if isinstance(done, BuildReport):
            return done
        understood = _again(understood, done)
    return understood.report


def _again(understood: Understood, unmade: Unmade) -> Understood:
    """Plan again after something could not be made. If only texts were planned, everything is
    planned now. A picture that cannot be made counts as broken if the build is to keep going: the
    site is planned without it."""
    session, files = understood.session, understood.files
    assert files is not None
    if files.whole is None:
        return understand_all(session, files.content)
    documents = files.whole.documents
    pictures = {location_of(each): each.path for each in documents.others if isinstance(each, Picture)}
    reasons = unmade_pictures(unmade.failures, pictures)
    if session.build.keep_going and all(pictures.get(failed.origin) in reasons for failed in unmade.failures):
        documents.lose(reasons)
        session.problems = list(files.whole.found)
        return planned(session, files.content, files.layouts, documents, files.whole.assets)
    return with_failures(understood, failure_problems(list(unmade.failures)))
