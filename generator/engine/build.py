"""Runs the stages in their order. Knows no HTML and no pixels, prints nothing, reads no clock but to time the stages.

    snapshot -> library -> plan -> decide -> make -> publish -> remember

Each takes what is kept of the last build where that still holds. Everything wrong in all files is gathered. While there is
an error nothing is published, and the last good site stays; with `keep_going` the documents that have errors are left out
as if they were not there, except that what was published of them stays as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from generator.cache.finished_photos import Finished, finished, with_finished
from generator.cache.ledger import DamagedError, Ledger, emptied, ledger_of
from generator.cache.objects import Objects
from generator.cache.packing import unpacked_story
from generator.cache.photo_store import prune
from generator.cache.program import code_digest, program_stamp
from generator.engine.documents import Documents, documents_of, is_document
from generator.engine.plan_build import PlanRequest, SitePlan, site_plan
from generator.engine.remember import PublishResult, Understanding, remember, remember_understanding
from generator.engine.render import Progress, Tools, decided, failure_problems, make, unmade_pictures
from generator.engine.severity import hold_back, location_of
from generator.engine.shortcut import edited_files, text_edits
from generator.engine.snapshot import Look, Snapshot, digest_of_file, taken
from generator.executors.workshop import Workshop
from generator.make.assets import asset_outputs, assets_by_name
from generator.make.emblems import emblems_of
from generator.make.pages.dependencies import catalogue_problems, layout_digest, layout_uses
from generator.make.pages.layouts import Layouts
from generator.make.photos.variants import RECIPE
from generator.model.documents import Picture
from generator.model.outputs import AssetOutput, Output, PageOutput, PhotoFile, PhotoOutput
from generator.model.problems import Checked, DatelineError, Problem, SourceLocation, error
from generator.model.published_file import Fingerprint
from generator.model.report import Build, BuildReport, Counts, Rebuilt, photo_store
from generator.model.settings import Settings
from generator.model.site import PhotoUse
from generator.plan.fingerprints import digest_of, fingerprint
from generator.plan.inputs import plan_inputs
from generator.plan.pages.pages import PAGE_LAYOUTS
from generator.plan.photos.variants import all_files
from generator.plan.site.published import not_out
from generator.publish.decide import SENTENCES
from generator.publish.intact import altered
from generator.publish.last_pages import forgotten, kept
from generator.publish.manifest import check_output
from generator.publish.transaction import Transaction
from generator.read.documents import Reading, reading_of
from generator.read.scan import SourceFile
from generator.read.settings import read_settings

T = TypeVar("T")

_NOTHING_REMEMBERED = error(
    "nothing-remembered",
    "The last pages of what is broken should stay, but the cache that says which pages these are is lost.",
    hint="Correct the errors above, bring the cache folder back, or delete the output folder to do without those pages.",
)
"""To keep every page that nobody can account for would keep what was withdrawn."""


@dataclass(slots=True)
class _Run:
    """One build on its way: what was found wrong, how long each stage took, and the digests of the sources by location.
    `meta` is what is remembered of the last build beside its files."""

    build: Build
    workshop: Workshop
    progress: Progress
    ledger: Ledger
    meta: dict[str, Any]
    snapshot: Snapshot
    digests: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def take(self, checked: Checked[T]) -> T:
        self.problems.extend(checked.problems)
        return checked.value

    def contents(self, folder: str) -> dict[str, bytes]:
        """The bytes of all files of a folder, by path in it."""
        return {path: Path(file.disk_path).read_bytes() for path, file in self.snapshot.of(folder).items()}


def run(build: Build, workshop: Workshop, progress: Progress, look: Look | None = None) -> BuildReport:
    """Build a newsroom's site. `look` is a first look at it, if nobody can have built since. Raises DatelineError when the
    folders or the machine make that impossible."""
    folders = build.folders
    for name, folder in folders.sources.items():
        if not folder.is_dir():
            raise DatelineError(f"There is no {name} folder {folder}.")
    check_output(
        folders.output, folders.content, (folders.layouts, folders.assets, folders.cache, Path(__file__).parent.parent)
    )
    if folders.cache.resolve().is_relative_to(folders.content.resolve()):
        raise DatelineError(f"The cache folder {folders.cache} lies in the content folder; choose another.")
    path = ledger_of(folders.output, folders.cache)
    try:
        with closing(Ledger(path)) as ledger:
            return _run(build, workshop, progress, ledger, look or Look())
    except DamagedError:
        pass
    try:
        with closing(Ledger(path)) as ledger:
            ledger.forget_understanding()  # what is known of published files may still be whole
            return _run(build, workshop, progress, ledger, Look())
    except DamagedError:
        with closing(emptied(path)) as ledger:
            return _run(build, workshop, progress, ledger, Look())


def _run(build: Build, workshop: Workshop, progress: Progress, ledger: Ledger, look: Look) -> BuildReport:
    start = time.perf_counter()
    snapshot = look.snapshot or taken(build, ledger.sources())
    run = _Run(build, workshop, progress, ledger, ledger.meta(), snapshot, dict(snapshot.digests))
    run.problems += snapshot.problems
    run.digests |= {
        location: digest_of_file(file)  # before any of them is read: what is written from now on is for the next build
        for location, file in snapshot.files.items()
        if location not in snapshot.digests and not is_document(location)
    }
    run.seconds["scan"] = time.perf_counter() - start
    settings = run.take(read_settings(build.folders.content))
    if settings is None:
        return _report(run, "", None)
    settings = replace(settings, site=replace(settings.site, url=build.base_url.rstrip("/") or settings.site.url))
    reading = reading_of(settings)
    stamp, code = run.meta.get("program", ("", ""))
    now = {"code": code if stamp == program_stamp() else code_digest(), "reading": repr(reading)}
    edited: list[SourceFile] = []
    if now.items() <= run.meta.items():
        edited = edited_files(build, snapshot, run.meta)
    else:
        ledger.forget_understanding()
    run.meta |= {**now, "program": (program_stamp(), now["code"]), "base": settings.site.base_path}
    run.meta["timezone"] = settings.site.timezone.key
    last: BuildReport | None = run.meta.get("report")
    ledger.write_meta({"report": None})  # the last one is not to be repeated before this build is done
    ledger.commit()
    report = _edited(run, settings, reading, edited, last) if edited and last and look.is_intact else None
    return report or _whole(run, settings, reading, is_intact=look.is_intact)


def _edited(
    run: _Run, settings: Settings, reading: Reading, files: list[SourceFile], last: BuildReport
) -> BuildReport | None:
    """The site, if only texts of articles were edited and the output folder is as we left it; None when there turns out to be
    more to do, or something fails."""
    build, ledger, meta = run.build, run.ledger, run.meta
    objects = Objects(ledger)
    with run.stage("read"):
        emblems = meta["emblems"]
        inputs = plan_inputs(settings, RECIPE, build.as_of, preview=build.preview, emblems=emblems)
        edits = text_edits(files, ledger, reading, inputs, meta["chromes"], objects, _finished(build))
        if edits is None:
            return None
        layouts = _layouts(run)
    run.digests |= {f"content/{each.row.path}": each.row.digest for each in edits.rows}
    rows = {each.row.path: each.row for each in edits.rows}
    remember_understanding(ledger, Understanding(rows, (), edits.stories, edits.before), meta, objects)
    pages = {output.path for output in edits.outputs}
    before = ledger.outputs_at(pages)
    seen = ledger.seen()
    with Transaction(build.folders.output, seen) as transaction:
        decisions = decided(
            edits.outputs, _fingerprints(layouts, run.digests, run.meta["code"]), before, transaction, ()
        )
        for path in seen.keys() - pages:
            transaction.keep(path)
        with run.stage("make"):
            if make(decisions, transaction, _tools(run, layouts, objects, settings)):
                return None
        with run.stage("publish"):
            outcome = PublishResult(transaction.publish(), decisions, before)
    return _remembered(run, replace(last, as_of=build.as_of), outcome)


def _whole(run: _Run, settings: Settings, reading: Reading, *, is_intact: bool) -> BuildReport:
    """The site, planned as a whole. `is_intact` if it is known that the output folder is as we left it."""
    build, ledger = run.build, run.ledger
    with run.stage("read"):
        layouts = _layouts(run)
        run.problems += catalogue_problems(settings.editions, run.snapshot.of("layouts"))
        assets = run.take(asset_outputs(run.contents("assets"), settings.site.theme))
        run.meta["emblems"] = run.take(emblems_of(assets, settings))
        progress = partial(run.progress, "Reading")
        documents = documents_of(run.snapshot, ledger, reading, run.workshop, progress)
        run.digests |= documents.looked_at
        run.problems += documents.problems
        documents.documents = with_finished(documents.documents, _finished(build))
    return _planned(run, settings, documents, layouts, assets, is_intact=is_intact)


def _planned(
    run: _Run,
    settings: Settings,
    documents: Documents,
    layouts: _LayoutFiles,
    assets: tuple[AssetOutput, ...],
    *,
    is_intact: bool,
) -> BuildReport:
    """The site made from its documents. A picture that cannot be made counts as broken if the build is to keep going: then
    all is planned once more without it."""
    build, folders, ledger, name = run.build, run.build.folders, run.ledger, settings.site.name
    found = list(run.problems)
    with run.stage("plan"):
        objects = Objects(ledger)
        before = ledger.outputs()
        as_of = build.as_of if build.as_of.tzinfo else build.as_of.replace(tzinfo=settings.site.timezone)
        stories = {path: unpacked_story(story) for path, story in ledger.stories()}
        request = PlanRequest(
            documents=documents,
            stories=stories,
            settings=settings,
            assets=assets_by_name(assets),
            emblems=run.meta["emblems"],
            recipe=RECIPE,
            before=before,
            output=folders.output,
            as_of=as_of,
            preview=build.preview,
            objects=objects,
            spread=run.workshop.spread,
        )
        plan = site_plan(request, run.problems, keep_going=build.keep_going)
    run.problems = request.graded([*run.problems, *plan.problems])
    outputs = (*plan.plan.outputs, *assets)
    planned = frozenset(output.path for output in outputs)
    if plan.left_out and forgotten(folders.output, before.values(), planned):
        run.problems.append(_NOTHING_REMEMBERED)
    run.meta |= {"chromes": plan.plan.chromes, "shared": plan.plan.shared_objects}
    understood = Understanding(documents.rows, documents.gone, plan.plan.planned, stories)
    remember_understanding(ledger, understood, run.meta, objects)
    if hold_back(run.problems, build.keep_going):
        return _report(run, name, plan)
    seen = {path: entry.seen for path, entry in before.items()}
    with Transaction(folders.output, seen) as transaction:
        with run.stage("decide"):
            is_altered = frozenset() if is_intact else frozenset(altered(folders.output, seen))
            decisions = decided(
                outputs, _fingerprints(layouts, run.digests, run.meta["code"]), before, transaction, is_altered
            )
        with run.stage("make"):
            failures = make(decisions, transaction, _tools(run, layouts, objects, settings))
        if not failures:
            with run.stage("publish"):
                staying = kept(folders.output, before.values(), plan.left_out, planned)
                for entry in staying:
                    transaction.keep(entry.path)
                gone = before.keys() - planned - {entry.path for entry in staying}
                leaving = {path for path in gone if before[path].layout in PAGE_LAYOUTS}
                outcome = PublishResult(transaction.publish(leaving), decisions, before, gone)
    if failures:
        pictures = {location_of(each): each.path for each in documents.documents if isinstance(each, Picture)}
        unmade = unmade_pictures(failures, pictures)
        if build.keep_going and all(pictures.get(failed.origin) in unmade for failed in failures):
            documents.lose(unmade)
            run.problems = found
            return _planned(run, settings, documents, layouts, assets, is_intact=is_intact)
        run.problems += failure_problems(failures)
        return _report(run, name, plan)
    report = replace(_report(run, name, plan), staying=tuple(entry.path for entry in staying))
    return _remembered(run, report, outcome)


def _finished(build: Build) -> Finished | None:
    """What a quick build need not make; None for one that makes whatever is wanted."""
    return finished(photo_store(build.folders.cache)) if build.quick else None


@dataclass(frozen=True, slots=True)
class _LayoutFiles:
    """`uses` are the files that each layout is made of."""

    folder: Layouts
    uses: Mapping[str, tuple[str, ...]]


def _layouts(run: _Run) -> _LayoutFiles:
    digests = {path: run.digests[f"layouts/{path}"] for path in run.snapshot.of("layouts")}
    stamp = digest_of(sorted(digests.items()))
    remembered, uses = run.meta.get("layouts", ("", {}))
    if remembered != stamp:
        checked = layout_uses(run.contents("layouts"))
        uses = run.take(checked)
        run.meta["layouts"] = ("" if checked.problems else stamp, uses)  # what is wrong is to be told next time, too
    folders = run.build.folders
    return _LayoutFiles(Layouts(str(folders.layouts), stamp, str(folders.cache / "layouts")), uses)


def _fingerprints(layouts: _LayoutFiles, digests: Mapping[str, str], code: str) -> Callable[[Output], Fingerprint]:
    own = {path.removeprefix("layouts/"): digest for path, digest in digests.items() if path.startswith("layouts/")}
    known: dict[tuple[str, str], str] = {}

    def digest(layout: str, language: str) -> str:
        if (layout, language) not in known:
            known[layout, language] = layout_digest(layout, language, layouts.uses, own)
        return known[layout, language]

    return lambda output: fingerprint(output, digest, code)


def _tools(run: _Run, layouts: _LayoutFiles, objects: Objects, settings: Settings) -> Tools:
    def variants_of(path: str, uses: Iterable[PhotoUse]) -> tuple[PhotoOutput, ...]:
        picture = run.ledger.documents_at([path]).get(path)
        return all_files(picture, uses, settings.photos, RECIPE) if isinstance(picture, Picture) else ()

    originals = {path: file.disk_path for path, file in run.snapshot.of("content").items()}
    store = photo_store(run.build.folders.cache)
    ledger = run.ledger.path
    return Tools(layouts.folder, store, originals, variants_of, objects.packed, ledger, run.workshop, run.progress)


def _remembered(run: _Run, report: BuildReport, outcome: PublishResult) -> BuildReport:
    """The report of what was published, and the ledger brought up to it."""
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
    with run.stage("remember"):
        remember(run.ledger, run.build, run.snapshot, run.digests, outcome, report)
        prune(run.build.folders.cache, run.build.begun)
    return replace(report, seconds=tuple(run.seconds.items()))


def _report(run: _Run, name: str, plan: SitePlan | None) -> BuildReport:
    """What there is to say before anything is published. Problems once each, sorted by place."""
    placed: dict[Problem, None] = {}
    if run.problems:
        from generator.read.locate import located

        placed = dict.fromkeys(located(problem, run.build.folders.sources) for problem in run.problems)
    counts = Counts()
    site = plan.plan.site if plan else None
    if plan and site:
        counts = Counts(
            articles=len(site.stories),
            unpublished=len(site.newsroom.stories) - len(site.stories),
            photos=len({output.source for output in plan.plan.outputs if isinstance(output, PhotoFile)}),
            pages=sum(isinstance(output, PageOutput) for output in plan.plan.outputs),
        )
    return BuildReport(
        name=name,
        published=False,
        problems=tuple(sorted(placed, key=_by_place)),
        counts=counts,
        added=(),
        changed=(),
        removed=(),
        unchanged=0,
        seconds=tuple(run.seconds.items()),
        as_of=site.as_of if site else run.build.as_of,
        next_due=site.next_due if site else None,
        waiting=len(plan.plan.waiting) if plan else 0,
        not_out=not_out(site, ZoneInfo(run.meta["timezone"])) if site else (),
    )


def _by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    where = problem.where
    line, column = (where.line or 0, where.column or 0) if isinstance(where, SourceLocation) else (0, 0)
    return where.path if where else "", line, column, problem.code, problem.message
