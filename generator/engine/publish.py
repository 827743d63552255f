"""The understood site -> the published site: decides which files are stale, makes them, commits all
at once, remembers the result. No live file changes before all new files exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.cache.photo_store import prune
from generator.engine.layout_files import fingerprints
from generator.engine.recorded import NOTHING
from generator.engine.remember import PublishResult, remember
from generator.engine.render import Tools, decided, make
from generator.engine.session import Session
from generator.engine.understand import PlannedFiles, Understood
from generator.model.dataclass import replace
from generator.model.documents import Picture
from generator.model.outputs import Failed, PhotoFile, PhotoOutput
from generator.model.published_file import PublishedFile
from generator.model.report import BuildReport, Rebuilt, photo_store
from generator.plan.pages.pages import PAGE_LAYOUTS
from generator.plan.photos.variants import planned_file
from generator.publish.decide import SENTENCES
from generator.publish.intact import altered
from generator.publish.last_pages import last_pages
from generator.publish.transaction import Transaction


class Unmade(NamedTuple):
    """Nothing was published, because these outputs could not be made."""

    failures: tuple[Failed, ...]


def publish(understood: Understood) -> BuildReport | Unmade:
    """Publish an understood site, which must have files to publish. Raises DatelineError when a
    file cannot be written."""
    session, files = understood.session, understood.files
    assert files is not None
    folder, before = session.build.folders.output, files.before
    planned = frozenset(output.path for output in files.outputs)
    seen = {path: entry.state for path, entry in before.items()}
    with Transaction(folder, seen, session.meta.get("manifest", "")) as transaction:
        with session.stage("decide"):
            is_altered = frozenset() if session.is_intact else frozenset(altered(folder, seen))
            fingerprint_of = fingerprints(files.layouts, session)
            decisions = decided(files.outputs, fingerprint_of, before, transaction, is_altered)
        with session.stage("make"):
            failures = make(decisions, transaction, _tools(session, files))
        if failures:
            return Unmade(tuple(failures))
        with session.stage("publish"):
            staying = _staying(files, session, planned)
            gone = before.keys() - planned - {entry.path for entry in staying}
            for entry in staying:
                transaction.keep(entry.path)
            if not files.whole:
                transaction.keep_all_but(gone)
            leaving = {path for path in gone if before[path].layout in PAGE_LAYOUTS}
            result = PublishResult(transaction.publish(leaving), decisions, before, gone)
    report = replace(understood.report, staying=tuple(entry.path for entry in staying))
    return _remembered(session, report, result)


def _staying(files: PlannedFiles, session: Session, planned: frozenset[str]) -> tuple[PublishedFile, ...]:
    """Return the last pages of broken documents, with the files that these need."""
    if files.whole is None:
        return ()
    return last_pages(session.build.folders.output, files.before.values(), files.whole.plan.left_out, planned)


def _tools(session: Session, files: PlannedFiles) -> Tools:
    photos, recipe = files.content.settings.photos, files.content.recipe

    def whole(path: str, wanted: Sequence[PhotoFile]) -> Iterator[PhotoOutput | None]:
        picture = session.ledger.documents_at([path]).get(path)
        return (
            planned_file(file, picture, photos, recipe) if isinstance(picture, Picture) else None for file in wanted
        )

    originals = {path: file.disk_path for path, file in session.snapshot.of("content").items()}
    store = photo_store(session.build.folders.cache)
    return Tools(
        files.layouts.folder,
        store,
        originals,
        whole,
        files.objects.packed,
        session.ledger.path,
        session.workshop,
        session.progress,
    )


def _remembered(session: Session, report: BuildReport, outcome: PublishResult) -> BuildReport:
    """Write the result into the ledger and return the report."""
    result = outcome.result
    rebuilt = (
        Rebuilt(decision.output.path, tuple(SENTENCES[reason] for reason in decision.reasons))
        for decision in outcome.decisions
        if decision.reasons
    )
    report = replace(
        report,
        published=True,
        added=result.added,
        changed=result.changed,
        removed=result.removed,
        unchanged=result.unchanged,
        rebuilt=tuple(rebuilt),
    )
    with session.stage("remember"):
        record = session.meta.get("record") or NOTHING
        remember(session.ledger, session.build, session.snapshot, session.digests, outcome, report, record)
        prune(session.build.folders.cache, session.build.begun)
    return replace(report, seconds=tuple(session.seconds.items()))
