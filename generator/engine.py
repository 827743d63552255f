"""Runs the stages in their order over an executor. Knows no HTML and no pixels, prints nothing, reads no clock but to time
the stages.

    scan -> read -> join -> check -> published -> plan -> make -> publish

Everything wrong in all files is gathered. While there is an error nothing is published, and the last good site stays;
with `keep_going` the documents that have errors are left out as if they were not there, except that what was published
of them stays as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.check.newsroom import newsroom_problems
from generator.make.assets import asset_outputs, assets_by_name
from generator.make.feeds import machine_file
from generator.make.layouts import layout_digests
from generator.make.pages import layout_problem, make_pages
from generator.make.photos import RECIPE, PhotoRequest, make_photo
from generator.model.documents import Document
from generator.model.outputs import (
    AssetOutput,
    Failed,
    MachineOutput,
    Made,
    Output,
    PageOutput,
    PhotoOutput,
    Stored,
    Wave,
)
from generator.model.problems import Checked, DatelineError, Problem, SourceLocation, error
from generator.model.report import BuildReport, Counts, Folders
from generator.model.settings import Settings
from generator.model.site import Site
from generator.plan.fingerprints import digest_of, fingerprint
from generator.plan.join import joined
from generator.plan.links import files_of
from generator.plan.outputs import outputs as planned_outputs
from generator.plan.published import published
from generator.publish.keep import forgotten, kept
from generator.publish.ledger import Entry, ledger_of, recalled, remember
from generator.publish.tree import Published, check_output, publish
from generator.read.documents import Reading, read_all
from generator.read.locate import located
from generator.read.scan import SourceFile, scanned
from generator.read.settings import read_settings
from generator.triage import at_rest, blamed, graded, hold_back, leaning_on, location_of, taken_back
from generator.versions import code_digest

A = TypeVar("A")
R = TypeVar("R")

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

BATCH = 50
"""Articles or pages a task: enough that passing them costs little, few enough that all workers are busy to the end."""

SETTINGS_FILE = "site.toml"

_NOTHING_REMEMBERED = error(
    "nothing-remembered",
    "The last pages of what is broken should stay, but the cache that says which pages these are is lost.",
    hint="Correct the errors above, bring the cache folder back, or delete the output folder to do without those pages.",
)
"""To keep every page that nobody can account for would keep what was withdrawn."""


@dataclass(frozen=True, slots=True)
class Build:
    """What is to be built. `as_of` without an offset is in the site's time zone; `base_url` takes the place of the one in
    settings; a `preview` shows what is not out yet, and says so."""

    folders: Folders
    as_of: datetime
    base_url: str = ""
    preview: bool = False
    keep_going: bool = False
    workers: int = 1


@dataclass(slots=True)
class _Run:
    """One build on its way: what was found wrong, and how long each stage took."""

    build: Build
    executor: Executor
    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def take(self, checked: Checked[A]) -> A:
        self.problems.extend(checked.problems)
        return checked.value


@dataclass(frozen=True, slots=True)
class _Material:
    """What is planned from. `assets` gives the output path of each asset by its name; `before` is the last site."""

    documents: tuple[Document, ...]
    settings: Settings
    assets: dict[str, str]
    before: tuple[Entry, ...]
    as_of: datetime
    preview: bool

    def graded(self, problems: Sequence[Problem]) -> list[Problem]:
        return graded(problems, self.settings, at_rest(self.documents, self.as_of))

    def taken_back(self) -> frozenset[str]:
        return taken_back(self.documents, self.as_of, preview=self.preview)


@dataclass(frozen=True, slots=True)
class _Plan:
    """`left_out` are the locations of broken documents whose last pages stay."""

    site: Site
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


def run(build: Build, executor: Executor, progress: Progress) -> BuildReport:
    """Build a newsroom's site. Raises DatelineError when the folders or the machine make that impossible."""
    folders = build.folders
    for name, folder in folders.sources.items():
        if not folder.is_dir():
            raise DatelineError(f"There is no {name} folder {folder}.")
    check_output(
        folders.output, folders.content, (folders.layouts, folders.assets, folders.cache, Path(__file__).parent)
    )
    if folders.cache.resolve().is_relative_to(folders.content.resolve()):
        raise DatelineError(f"The cache folder {folders.cache} lies in the content folder; choose another.")
    current = _Run(build, executor, progress)
    settings = current.take(read_settings(folders.content))
    if settings is None:
        return _report(current, "", None, None)
    settings = _with_base_url(settings, build.base_url)
    with current.stage("scan"):
        files = tuple(file for file in current.take(scanned(folders.content, "content")) if file.path != SETTINGS_FILE)
        layouts = _contents(current.take(scanned(folders.layouts, "layouts")))
        assets = current.take(asset_outputs(_contents(current.take(scanned(folders.assets, "assets")))))
        digests = current.take(layout_digests(layouts))
    with current.stage("read"):
        documents = _documents(current, files, settings)
    with current.stage("plan"):
        ledger = ledger_of(folders.output, folders.cache)
        as_of = build.as_of if build.as_of.tzinfo else build.as_of.replace(tzinfo=settings.site.timezone)
        material = _Material(documents, settings, assets_by_name(assets), recalled(ledger), as_of, build.preview)
        plan = _plan(material, current.problems, keep_going=build.keep_going)
    current.problems = material.graded([*current.problems, *plan.problems])
    outputs = (*plan.outputs, *assets)
    planned = frozenset(output.path for output in outputs)
    if plan.left_out and forgotten(folders.output, material.before, planned):
        current.problems.append(_NOTHING_REMEMBERED)
    if hold_back(current.problems, build.keep_going):
        return _report(current, settings.site.name, plan, None)
    made = _make(current, outputs, {file.path: file.disk_path for file in files}, digest_of(digests))
    if made is None:
        return _report(current, settings.site.name, plan, None)
    with current.stage("publish"):
        staying = kept(folders.output, material.before, plan.left_out, planned)
        result = _publish(current, outputs, made, frozenset(entry.path for entry in staying))
        entries = {entry.path: entry for entry in staying}
        for output in outputs:
            entries[output.path] = Entry(output.path, output.origin, fingerprint(output, digests, code_digest()))
        remember(ledger, entries.values())
    return _report(current, settings.site.name, plan, result)


def _spread(run: _Run, stage: str, function: Callable[[A], R], tasks: Sequence[A], sizes: Sequence[int]) -> list[R]:
    """The results of a function for each task, in the order of the tasks, whichever worker is done first. `sizes` says
    how many things a task stands for in the progress."""
    futures = {run.executor.submit(function, task): size for task, size in zip(tasks, sizes, strict=True)}
    done = 0
    for future in as_completed(futures):
        done += futures[future]
        run.progress(stage, done, sum(sizes))
    return [future.result() for future in futures]


def _documents(run: _Run, files: tuple[SourceFile, ...], settings: Settings) -> tuple[Document, ...]:
    """All that could be read. Files that could not are among the problems."""
    reader = partial(read_all, reading=Reading(settings.site.timezone))
    batches = _batches(files, run.build.workers)
    results = _spread(run, "Reading", reader, batches, [len(batch) for batch in batches])
    return tuple(document for batch in results for checked in batch if (document := run.take(checked)) is not None)


def _plan(material: _Material, found: Sequence[Problem], *, keep_going: bool) -> _Plan:
    """The plan of the site. When the build keeps going, of the site without the documents that have errors. `found` is
    what was wrong before."""
    unread = blamed(material.graded(found))
    plan = _planned(material, unread)
    broken = unread | blamed(material.graded(plan.problems))
    if not keep_going or not broken:
        return plan
    problems = list(plan.problems)
    while True:
        broken |= leaning_on(broken, material.documents)
        again = _planned(material, broken, without=broken)
        more = blamed(material.graded(again.problems)) - broken
        if not more:
            return replace(again, problems=tuple(problems), left_out=broken - material.taken_back())
        problems += [problem for problem in again.problems if problem.where and problem.where.path in more]
        broken |= more


def _planned(material: _Material, broken: frozenset[str], without: frozenset[str] = frozenset()) -> _Plan:
    """`broken` are the locations of documents that have errors: what points to them has none. Those `without` which the
    site is to be are left out."""
    documents, settings, taken_back = material.documents, material.settings, material.taken_back()
    newsroom = joined(
        (document for document in documents if location_of(document) not in without),
        frozenset(location.removeprefix("content/") for location in broken),
    )
    site = published(newsroom.value, settings.comments, material.as_of, preview=material.preview)
    missing = (document for document in documents if location_of(document) in broken)
    gone = {entry.path for entry in material.before if entry.origin in broken & taken_back}
    outputs = planned_outputs(
        site,
        settings,
        material.assets,
        RECIPE,
        staying=frozenset(entry.path for entry in material.before if entry.origin in broken - taken_back),
        gone=files_of(missing, settings.site) | gone,
    )
    style = newsroom_problems(newsroom.value, settings.comments)
    return _Plan(site, outputs.value, (*newsroom.problems, *style, *outputs.problems))


def _make(
    run: _Run, outputs: tuple[Output, ...], originals: dict[str, str], stamp: str
) -> dict[str, bytes | Path] | None:
    """Every finished file, by its path; None when one could not be made."""
    folders = run.build.folders
    store = folders.cache / "photos"
    made: dict[str, bytes | Path] = {
        output.path: output.content for output in outputs if isinstance(output, AssetOutput)
    }
    failures: list[Failed] = []
    with run.stage("photos"):
        requests = _photo_requests(outputs, originals, store)
        for stored in _spread(run, "Photos", make_photo, requests, [len(request.variants) for request in requests]):
            for photo in stored:
                if isinstance(photo, Stored):
                    made[photo.path] = store / photo.name
                else:
                    failures.append(photo)
    with run.stage("pages"):
        maker = partial(make_pages, str(folders.layouts), stamp)
        batches = _batches([output for output in outputs if isinstance(output, PageOutput)], run.build.workers)
        for pages in _spread(run, "Pages", maker, batches, [len(batch) for batch in batches]):
            for page in pages:
                if isinstance(page, Made):
                    made[page.path] = page.content
                else:
                    failures.append(page)
    with run.stage("feeds"):
        made |= {output.path: machine_file(output.content) for output in outputs if isinstance(output, MachineOutput)}
    run.problems += _failure_problems(failures)
    return None if failures else made


def _photo_requests(outputs: tuple[Output, ...], originals: dict[str, str], store: Path) -> list[PhotoRequest]:
    """`originals` gives the file of each source: its name on disk may be in another Unicode form."""
    by_source: dict[str, list[PhotoOutput]] = {}
    for output in outputs:
        if isinstance(output, PhotoOutput):
            by_source.setdefault(output.source, []).append(output)
    return [PhotoRequest(originals[source], str(store), tuple(variants)) for source, variants in by_source.items()]


def _failure_problems(failures: list[Failed]) -> list[Problem]:
    """A broken layout spoils many pages, a broken photo all its sizes: each fault is told once."""
    layouts = {(failed.layout, failed.line, failed.message): failed for failed in reversed(failures) if failed.layout}
    others = {(failed.origin, failed.message): failed for failed in reversed(failures) if not failed.layout}
    return [
        *(layout_problem(failed) for failed in layouts.values()),
        *(
            error("not-made", f"{failed.path} could not be made: {failed.message}", SourceLocation(failed.origin))
            for failed in others.values()
        ),
    ]


def _publish(run: _Run, outputs: tuple[Output, ...], made: dict[str, bytes | Path], keep: frozenset[str]) -> Published:
    waves: dict[str, Wave] = {output.path: output.wave for output in outputs}
    return publish(run.build.folders.output, ((waves[path], path, content) for path, content in made.items()), keep)


def _batches(things: Sequence[A], workers: int) -> list[tuple[A, ...]]:
    size = max(1, min(BATCH, -(-len(things) // (2 * workers))))
    return [tuple(things[start : start + size]) for start in range(0, len(things), size)]


def _contents(files: tuple[SourceFile, ...]) -> dict[str, bytes]:
    return {file.path: Path(file.disk_path).read_bytes() for file in files}


def _with_base_url(settings: Settings, base_url: str) -> Settings:
    return replace(settings, site=replace(settings.site, url=base_url.rstrip("/"))) if base_url else settings


def _report(run: _Run, name: str, plan: _Plan | None, result: Published | None) -> BuildReport:
    """Problems once each, sorted by place."""
    placed = dict.fromkeys(located(problem, run.build.folders.sources) for problem in run.problems)
    counts = Counts()
    if plan:
        counts = Counts(
            articles=len(plan.site.stories),
            unpublished=len(plan.site.newsroom.stories) - len(plan.site.stories),
            photos=len({output.source for output in plan.outputs if isinstance(output, PhotoOutput)}),
            pages=sum(isinstance(output, PageOutput) for output in plan.outputs),
        )
    return BuildReport(
        name=name,
        published=result is not None,
        problems=tuple(sorted(placed, key=_by_place)),
        counts=counts,
        added=result.added if result else (),
        changed=result.changed if result else (),
        removed=result.removed if result else (),
        unchanged=result.unchanged if result else 0,
        seconds=tuple(run.seconds.items()),
        as_of=plan.site.as_of if plan else run.build.as_of,
        next_due=plan.site.next_due if plan else None,
    )


def _by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    where = problem.where
    line, column = (where.line or 0, where.column or 0) if isinstance(where, SourceLocation) else (0, 0)
    return where.path if where else "", line, column, problem.code, problem.message
