"""The understood site -> the published site: decides which files are stale, makes them, commits all
at once, remembers the result. No live file changes before all new files exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.cache.packing import unpacked_story
from generator.cache.photo_store import prune
from generator.engine.layout_files import fingerprints
from generator.engine.plan_build import SitePlan
from generator.engine.recorded import NOTHING
from generator.engine.remember import PublishResult, remember
from generator.engine.render import Tools, decided, make
from generator.engine.session import Session
from generator.engine.understand import PlannedFiles, Understood
from generator.make.pages.lite import PhotoSizes
from generator.model.dataclass import replace
from generator.model.documents import Picture
from generator.model.lite import LITE_LAYOUTS
from generator.model.outputs import Failed, PhotoFile, PhotoOutput, SearchIndexOutput
from generator.model.photo_files import name_of
from generator.model.published_file import PublishedFile
from generator.model.report import BuildReport, Rebuilt, photo_store
from generator.model.withheld_settings import WithheldSettings
from generator.plan.pages.articles import ARTICLE
from generator.plan.pages.pages import PAGE_LAYOUTS
from generator.plan.photos.variants import planned_file
from generator.publish.decide import SENTENCES
from generator.publish.intact import altered
from generator.publish.last_pages import last_pages
from generator.publish.transaction import Transaction

_ARTICLES = (ARTICLE, LITE_LAYOUTS[ARTICLE])


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
    manifest = None if files.whole else session.meta.get("manifest")  # a whole plan asks for every file
    with Transaction(folder, seen, manifest) as transaction:
        with session.stage("decide"):
            is_altered = frozenset() if session.is_intact else frozenset(altered(folder, seen))
            fingerprint_of = fingerprints(files.layouts, session, files.content.settings.withheld.names)
            decisions = decided(files.outputs, fingerprint_of, before, transaction, is_altered)
        with session.stage("make"):
            tools = _tools(session, files, is_altered)
            failures = make(decisions, transaction, tools)
        if failures:
            return Unmade(tuple(failures))
        if indexes := [decision for decision in decisions if isinstance(decision.output, SearchIndexOutput)]:
            from generator.engine.search_index import index_files  # noqa: PLC0415 - few sites have one

            with session.stage("search"):
                searched = index_files(indexes, before, is_altered, transaction, tools)
            if searched.failures:
                return Unmade(searched.failures)
            decisions, planned = [*decisions, *searched.decisions], planned | searched.paths
        staying = _staying(files, session, planned)
        for entry in staying:
            transaction.keep(entry.path)
        if (encodings := files.content.settings.hosting.precompressed) and not session.build.preview:
            from generator.engine.precompressed import precompressed_files  # noqa: PLC0415 - few sites have them

            with session.stage("compress"):
                beside = precompressed_files(decisions, staying, encodings, before, is_altered, transaction, tools)
            decisions, planned = [*decisions, *beside], planned.union(each.output.path for each in beside)
        with session.stage("publish"):
            gone = before.keys() - planned - {entry.path for entry in staying}
            if not files.whole:
                transaction.keep_all_but(gone)
            leaving = {path for path in gone if before[path].layout in PAGE_LAYOUTS}
            result = PublishResult(transaction.publish(leaving), decisions, before, gone)
    report = replace(understood.report, staying=tuple(entry.path for entry in staying))
    return _remembered(session, report, result, files.content.settings.withheld)


def _staying(files: PlannedFiles, session: Session, planned: frozenset[str]) -> tuple[PublishedFile, ...]:
    """Return the last pages of broken documents, with the files that these need."""
    if files.whole is None or not files.whole.plan.left_out:
        return ()
    left_out, before = files.whole.plan.left_out, files.before.values()
    taken_back = _taken_back(files, files.whole.plan, session, planned)
    return last_pages(session.build.folders.output, before, left_out, planned, taken_back)


def _taken_back(files: PlannedFiles, plan: SitePlan, session: Session, planned: frozenset[str]) -> frozenset[str]:
    """Return what the last site had of articles that are not shown any more: the addresses of those
    without a page, and the names of pictures that only they had."""
    there = plan.left_out | {output.origin for output in files.outputs}
    shown = {story.facts.path for story in plan.plan.site.stories}
    hidden = (story for story in plan.plan.site.newsroom.stories if story.facts.path not in shown)
    pictures = {file for story in hidden for use in story.photos for file in use[2]} - planned
    if pictures:
        kept = session.ledger.stories_at(path.removeprefix("content/") for path in plan.left_out)
        records = (unpacked_story(story).record for _, story in sorted(kept.items()))
        pictures -= {file for record in records if record for use in record.photos for file in use[2]}
    gone = (entry for entry in files.before.values() if entry.layout in _ARTICLES and entry.origin not in there)
    return frozenset(name_of(path) for path in pictures) | {
        "/" + entry.path.removesuffix("index.html") for entry in gone
    }


def _tools(session: Session, files: PlannedFiles, is_altered: frozenset[str]) -> Tools:
    photos, recipe = files.content.settings.photos, files.content.recipe
    folders = session.build.folders

    def whole(path: str, wanted: Sequence[PhotoFile]) -> Iterator[PhotoOutput | None]:
        picture = session.ledger.documents_at([path]).get(path)
        return (
            planned_file(file, picture, photos, recipe) if isinstance(picture, Picture) else None for file in wanted
        )

    def original(path: str) -> str:
        return session.snapshot.files[f"content/{path}"].disk_path

    store = photo_store(folders.cache)
    return Tools(
        files.layouts.folder,
        store,
        original,
        whole,
        files.objects.packed,
        session.ledger.path,
        session.workshop,
        session.progress,
        None if session.build.preview else files.content.settings.withheld.names,  # a draft may have a name
        PhotoSizes(str(folders.output), store, is_altered) if files.content.settings.lite.enabled else None,
    )


def _remembered(
    session: Session, report: BuildReport, outcome: PublishResult, withheld: WithheldSettings
) -> BuildReport:
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
        session.ledger.write_meta({"withheld": repr(withheld)})
        remember(session.ledger, session.build, session.snapshot, session.looked_at, outcome, report, record)
        prune(session.build.folders.cache, session.build.begun)
    return replace(report, seconds=tuple(session.seconds.items()))
