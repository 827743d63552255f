"""The sources as they are -> the documents, their problems, and the plan of the site. Publishes
nothing.

Commands that only ask use this half of the engine. Where only a few articles changed, only they and
what they touch are planned (`scope`); else everything is. Each stage takes the results of an
earlier build where they are still valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from generator.cache.finished_photos import finished
from generator.cache.objects import Objects
from generator.cache.packing import unpacked_story
from generator.cache.program import code_digest, program_stamp
from generator.cache.published_paths import PublishedPaths
from generator.cache.story_index import StoryIndex
from generator.engine.asset_files import asset_files
from generator.engine.documents import Documents, documents_of, read_again
from generator.engine.excuses import without_baseline
from generator.engine.known import is_known, written_by
from generator.engine.layout_files import LayoutFiles, layout_files
from generator.engine.plan_build import PlanRequest, SitePlan, site_plan
from generator.engine.record_check import PartOfSite, WholePlan, check_whole, is_part_enough
from generator.engine.remember import Understanding, remember_understanding
from generator.engine.scope import Changed, changed_files, changed_sources, edited_sources, stories_at
from generator.engine.session import Session
from generator.engine.severity import blamed, hold_back
from generator.engine.withheld_check import file_problems, staying_problems
from generator.make.assets import assets_by_name
from generator.make.pages.dependencies import catalogue_problems
from generator.make.photos.recipe import recipe
from generator.model.dataclass import dataclass, replace
from generator.model.outputs import AssetOutput, Output, PageOutput
from generator.model.photo_files import FinishedFiles
from generator.model.problems import Problem, by_place, error
from generator.model.published_file import PublishedFile
from generator.model.report import BuildReport, Counts, photo_store
from generator.model.settings import Settings
from generator.model.site import Site
from generator.model.web_addresses import path_of
from generator.model.withheld_settings import WithheldSettings
from generator.plan.inputs import PlanInputs, plan_inputs
from generator.plan.last_site import LastPaths, LastSite
from generator.plan.part import PartialPlan, planned_change, planned_texts
from generator.plan.site.archive import Archive, Change
from generator.plan.site.published import late_articles, not_out
from generator.publish.last_pages import forgotten
from generator.read.documents import Reading, reading_of
from generator.read.settings import read_settings
from generator.record.vanished import Vanishing

_NOTHING_REMEMBERED = error(
    "nothing-remembered",
    "The last pages of what is broken should stay, but the cache that says which pages these are is lost.",
    hint="Correct the errors above, bring the cache folder back, or delete the output folder to do without those pages.",
)
"""Without the ledger, nobody knows which old pages are those of broken documents: keeping all would
keep withdrawn ones."""


@dataclass(frozen=True, slots=True)
class Content:
    """The settings, and the options for reading documents. `code` and `recipe` are the versions of
    the program and of the code that makes photographs. `finished` are the photographs that a quick
    build need not make. `is_known` says that the ledger is of this program and these settings."""

    settings: Settings
    reading: Reading
    code: str
    recipe: str
    is_known: bool
    finished: FinishedFiles | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A plan of the whole site. `assets` are its other files; `found` are the problems from before
    the plan."""

    plan: SitePlan
    documents: Documents
    assets: tuple[AssetOutput, ...]
    found: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PlannedFiles:
    """The files to publish. `outputs` are all files of the site if it was planned as a `whole`;
    else only these can have changed. `before` are the ledger's entries of the published files: of
    all, or of these."""

    content: Content
    layouts: LayoutFiles
    objects: Objects
    outputs: tuple[Output, ...]
    before: Mapping[str, PublishedFile]
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """The result of the first half. `report` is the report before publishing; `files` is None when
    nothing can be published. `vanishing` are recorded addresses that are not planned any more, None without any."""

    session: Session
    report: BuildReport
    files: PlannedFiles | None = None
    vanishing: Vanishing | None = None


def content_of(session: Session) -> Content | None:
    """Return the settings; None when they cannot be read, with the problems in the session.
    Documents and stories of another program, or of other settings, are deleted from the ledger."""
    build = session.build
    settings = session.take(read_settings(build.folders.content))
    if settings is None:
        return None
    settings = replace(settings, site=replace(settings.site, url=build.base_url.rstrip("/") or settings.site.url))
    reading = reading_of(settings)
    stamp, code = session.meta.get("program", ("", ""))
    is_same = stamp == program_stamp()
    code = code if is_same else code_digest()
    version = (is_same and session.meta.get("recipe")) or recipe()
    is_same_reading = is_known(session, code, reading)
    ready = finished(photo_store(build.folders.cache)) if build.quick else None
    return Content(settings, reading, code, version, is_same_reading, ready)


def understand(session: Session, *, has_baseline: bool = True) -> Understood:
    """Understand the sources. Where only articles changed, these and what they touch are planned;
    else everything is. Without a baseline everything is told."""
    content = content_of(session)
    if content is None:
        return Understood(session, _report(session, ""))
    content = content if has_baseline else replace(content, settings=without_baseline(content.settings))
    ledger, meta, site = session.ledger, session.meta, content.settings.site
    needs_all = not has_baseline or content.settings.search.pagefind or content.settings.hosting.precompressed
    changed = changed_files(session.build, session.snapshot, meta) if content.is_known and not needs_all else None
    meta |= {**written_by(content.code, content.reading), "program": (program_stamp(), content.code)}
    meta |= {"recipe": content.recipe, "base": path_of(session.build.mirror or site.url), "timezone": site.timezone.key}
    last: BuildReport | None = meta.get("report")
    ledger.write_meta({"report": None})  # the next build must not repeat the last report unless this build finishes
    ledger.commit()
    understood = _understand_part(session, content, changed, last) if changed and last and session.is_intact else None
    return understood or understand_all(session, content)


def _understand_part(session: Session, content: Content, changed: Changed, last: BuildReport) -> Understood | None:
    """Plan changed articles with everything they touch; None when the whole site has to be planned.
    The output folder must be as the last build left it."""
    build, ledger, meta = session.build, session.ledger, session.meta
    objects = Objects(ledger)
    with session.stage("read"):
        documents = read_again(changed.files, ledger, content.reading, session.workshop)
        if documents is None or content.settings.checking.is_in_baseline(changed.paths):
            return None
        inputs = plan_inputs(
            content.settings, content.recipe, build.as_of,
            preview=build.preview, emblems=meta["emblems"], finished=content.finished, mirror=build.mirror,
        )  # fmt: skip
        plan = _planned_texts(documents, changed, inputs, objects, meta)
    paths = PublishedPaths(ledger)
    if plan is None:
        with session.stage("plan"):
            plan = _planned_change(documents, changed, inputs, objects, meta, last, paths)
    if plan is None:
        return None
    before = ledger.outputs_at({*(output.path for output in plan.outputs), *plan.gone})
    if not is_part_enough(session, PartOfSite(plan, before, paths, changed.gone.union(documents.articles))):
        return None
    with session.stage("read"):
        layouts = layout_files(session)
    session.looked_at |= {**changed.same, **documents.looked_at}
    understanding = Understanding(documents.rows, tuple(changed.gone), plan.planned, plan.before, plan.archive)
    remember_understanding(ledger, understanding, meta, objects)
    files = PlannedFiles(content, layouts, objects, plan.outputs, before)
    return Understood(session, _report_of_part(replace(last, as_of=build.as_of), plan, before, session), files)


def _planned_texts(
    documents: Documents, changed: Changed, inputs: PlanInputs, objects: Objects, meta: Mapping[str, Any]
) -> PartialPlan | None:
    sources = edited_sources(documents) if changed.is_only_edited else None
    return planned_texts(sources, inputs, objects, meta["chromes"], objects.loaded) if sources else None


def _planned_change(
    documents: Documents,
    changed: Changed,
    inputs: PlanInputs,
    objects: Objects,
    meta: Mapping[str, Any],
    last: BuildReport,
    files: LastPaths,
) -> PartialPlan | None:
    ledger = documents.ledger
    index = StoryIndex(ledger)
    archive, sources = index.around(), changed_sources(documents, changed.gone)
    if archive is None or sources is None:
        return None
    stories = partial(stories_at, ledger)
    change = Change(archive, index, last.as_of, sources.gone, sources.files, stories, sources.comments)
    site = LastSite(files, ledger.outputs_at, meta["chromes"], meta["assets"])
    return planned_change(sources.documents, change, inputs, site, objects)


def _report_of_part(
    last: BuildReport, plan: PartialPlan, before: Mapping[str, PublishedFile], session: Session
) -> BuildReport:
    """Return the report of the last build with what a part changes in it."""
    if plan.site is None or plan.archive is None:
        return last
    new = sum(isinstance(output, PageOutput) and output.path not in before for output in plan.outputs)
    gone = sum(bool(before[path].layout) for path in plan.gone)
    visible, more = plan.more
    counts = replace(
        last.counts,
        articles=last.counts.articles + visible,
        unpublished=last.counts.unpublished + more - visible,
        photos=len(plan.archive.pictured),
        pages=last.counts.pages + new - gone,
    )
    return _with_site(last, plan.site, plan.archive, counts, session)


def understand_all(session: Session, content: Content) -> Understood:
    """Plan everything, whatever has changed."""
    with session.stage("read"):
        layouts = layout_files(session)
        session.problems += catalogue_problems(content.settings.editions, session.snapshot.of("layouts"))
        assets = asset_files(session, content.settings)
        documents = documents_read(session, content)
        session.looked_at |= documents.looked_at
        session.problems += documents.problems
    return planned(session, content, layouts, documents, assets)


def documents_read(session: Session, content: Content) -> Documents:
    """Return all documents of the content folder. Their problems are not in the session yet."""
    progress = partial(session.progress, "Reading")
    return documents_of(session.snapshot, session.ledger, content.reading, session.workshop, progress)


def planned(
    session: Session, content: Content, layouts: LayoutFiles, documents: Documents, assets: tuple[AssetOutput, ...]
) -> Understood:
    """Return the plan of the whole site, and write it into the ledger, whatever becomes of this
    build."""
    build, ledger, settings = session.build, session.ledger, content.settings
    found = tuple(session.problems)
    with session.stage("plan"):
        objects = Objects(ledger)
        before = ledger.outputs()
        stories = {path: unpacked_story(story) for path, story in ledger.stories()}
        request = PlanRequest(
            documents=documents,
            stories=stories,
            settings=settings,
            assets=assets_by_name(assets),
            emblems=session.meta["emblems"],
            recipe=content.recipe,
            finished=content.finished,
            before=before,
            output=build.folders.output,
            as_of=build.instant(settings.site.timezone),
            preview=build.preview,
            mirror=build.mirror,
            objects=objects,
            spread=session.workshop.spread,
        )
        plan = site_plan(request, found, keep_going=build.keep_going)
    session.problems = request.graded([*found, *plan.problems])
    outputs = (*plan.plan.outputs, *assets)
    if plan.left_out and forgotten(build.folders.output, before.values(), frozenset(each.path for each in outputs)):
        session.problems.append(_NOTHING_REMEMBERED)
    session.problems += file_problems(outputs, settings.withheld.names)
    if staying := plan.left_out & {entry.origin for entry in before.values()}:
        last = session.meta.get("withheld", repr(WithheldSettings()))
        left_out = documents.documents_at(each.removeprefix("content/") for each in staying)
        is_as_published = last == repr(settings.withheld)
        session.problems += staying_problems(left_out, settings.withheld, is_as_published=is_as_published)
    session.meta |= {"chromes": plan.plan.chromes, "shared": plan.plan.shared_objects, "assets": request.assets}
    understanding = Understanding(
        documents.rows, documents.gone, plan.plan.planned, stories, plan.plan.archive, is_whole=True
    )
    remember_understanding(ledger, understanding, session.meta, objects)
    broken = blamed(session.problems) | plan.left_out
    record = check_whole(session, WholePlan(plan.plan.site, outputs, before, broken, documents, settings))
    session.problems += record.problems
    report = _report(session, settings.site.name, plan)
    if hold_back(session.problems, build.keep_going):
        return Understood(session, report, vanishing=record.vanishing)
    whole = Whole(plan, documents, assets, found)
    files = PlannedFiles(content, layouts, objects, outputs, before, whole)
    return Understood(session, report, files, record.vanishing)


def with_failures(understood: Understood, problems: Iterable[Problem]) -> Understood:
    """Return the same without files to publish, with the problems of outputs that could not be
    made."""
    session = understood.session
    session.problems += problems
    whole = understood.files.whole if understood.files else None
    return Understood(session, _report(session, understood.report.name, whole.plan if whole else None))


def _report(session: Session, name: str, plan: SitePlan | None = None) -> BuildReport:
    """Return the report before publishing: each problem once, sorted by place."""
    placed: dict[Problem, None] = {}
    if session.problems:
        from generator.read.locate import located  # noqa: PLC0415 - a build without problems does not need it

        placed = dict.fromkeys(located(problem, session.build.folders.sources) for problem in session.problems)
    report = BuildReport(
        name=name,
        published=False,
        problems=tuple(sorted(placed, key=by_place)),
        counts=Counts(),
        added=(),
        changed=(),
        removed=(),
        unchanged=0,
        seconds=tuple(session.seconds.items()),
        as_of=session.build.as_of,
        next_due=None,
    )
    if plan is None:
        return report
    pages = sum(isinstance(output, PageOutput) for output in plan.plan.outputs)
    site, photos = plan.plan.site, len(plan.plan.archive.pictured)
    counts = Counts(len(site.stories), len(site.newsroom.stories) - len(site.stories), photos, pages)
    return _with_site(report, site, plan.plan.archive, counts, session)


def _with_site(report: BuildReport, site: Site, archive: Archive, counts: Counts, session: Session) -> BuildReport:
    """Return a report with what it tells of a planned site."""
    zone = ZoneInfo(session.meta["timezone"])
    return replace(
        report,
        counts=counts,
        as_of=site.as_of,
        next_due=site.next_due,
        waiting=len(archive.waiting),
        not_out=not_out(site, zone),
        due=site.due,
        late=late_articles(site, session.meta.get("schedule"), zone),
        valid_until=site.valid_until,
    )
