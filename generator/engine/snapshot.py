"""Everything that a build depends on, as it is now: sources, program, clock; and whether any of it
has changed. Opens no source whose size, time and inode are unchanged. A build with nothing to do
ends here. So this module imports neither Jinja nor Markdown nor Pillow nor pydantic nor Babel."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime, timezone
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.program import program_stamp
from generator.cache.published_files import count, file_stats
from generator.cache.sources import SourceFolder, Sources, read_sources, write_sources
from generator.engine.by_folder import ByFolder, folder_of
from generator.engine.recorded import is_as_reported
from generator.executors.fork import answered_in_fork
from generator.model.dataclass import dataclass, replace
from generator.model.digests import digest_of_stream
from generator.model.problems import DatelineError, Problem
from generator.model.report import UNSURE_NS, Build, BuildReport
from generator.publish.intact import are_intact
from generator.publish.manifest import MANIFEST, ManifestState
from generator.read.scan import ListedFolder, SourceFile, listed_folders

Listed = dict[str, ListedFolder]
"""Folders with files, by location (“content/articles/”)."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The sources as they are now. `files` are all source files by location
    (“content/articles/x.md”). `digests` are those of the files with an unchanged stat, by location;
    the others have to be opened. `before` are those of all files in the last build. `touched` are
    the locations of files whose stat has changed, sorted, `added` the new ones among them; `gone`
    are deleted. `folders` are the locations of the folders in which anything is not as it was.
    `listed` are all folders as they are now, by location."""

    files: ByFolder[SourceFile]
    digests: ByFolder[str]
    before: ByFolder[str]
    touched: tuple[str, ...]
    added: frozenset[str]
    gone: frozenset[str]
    folders: frozenset[str]
    problems: tuple[Problem, ...]
    listed: Listed

    def of(self, folder: str) -> dict[str, SourceFile]:
        """Return the files of a folder, by path in it."""
        return {file.path: file for _, file in self.files.below(f"{folder}/")}


def taken(build: Build, before: Sources) -> Snapshot:
    """Return a snapshot. `before` are the sources of the last build. Raises DamagedError."""
    return snapshot_of(*listing(build), before)


def listing(build: Build) -> tuple[Listed, tuple[Problem, ...]]:
    """Return all folders of the sources as they are now, with the problems of their names."""
    listed: Listed = {}
    problems: list[Problem] = []
    for name, root in build.folders.sources.items():
        checked = listed_folders(root, name)
        problems += checked.problems
        listed |= {f"{name}/{each.path}": each for each in checked.value}
    return listed, tuple(problems)


def snapshot_of(listed: Listed, problems: tuple[Problem, ...], before: Sources) -> Snapshot:
    """Return the snapshot of folders, as `taken` does."""
    folders = {place: each.files for place, each in listed.items() if not before.are(place, each.files)}
    folders |= {place: () for place in before if place not in listed}
    touched: list[str] = []
    added: set[str] = set()
    gone: set[str] = set()
    for place, files in folders.items():
        known, now = before.facts(place), {place + file[0]: file for file in files}
        touched += (location for location, file in now.items() if known.get(location) != file)
        added |= now.keys() - known.keys()
        gone |= known.keys() - now.keys()
    unknown = gone.union(touched)

    def files_of(place: str) -> dict[str, SourceFile]:
        name, _, _ = place.partition("/")
        return {f"{name}/{file.path}": file for file in listed[place].source_files()}

    def digests_of(place: str) -> dict[str, str]:
        digests = before.digests(place)
        if place not in folders:
            return digests
        return {location: digest for location, digest in digests.items() if location not in unknown}

    return Snapshot(
        ByFolder(listed, files_of),
        ByFolder(listed, digests_of),
        ByFolder(before, before.digests),
        tuple(sorted(touched)),
        frozenset(added),
        frozenset(gone),
        frozenset(folders),
        problems,
        listed,
    )


def remember_sources(ledger: Ledger, looked_at: Mapping[str, str], snapshot: Snapshot, build: Build) -> None:
    """Write the sources into the ledger, as far as it does not have them. `looked_at` are the digests of
    the files that were opened, by location. Any other file of an unknown digest counts as changed in
    the next build."""
    sure = build.begun - UNSURE_NS  # as `Build.sure_time`, which would be called for every file
    other = {each for each, digest in looked_at.items() if snapshot.digests.get(each, digest) != digest}
    folders, gone = {}, []
    for place in {*snapshot.folders, *map(folder_of, other)}:
        files, known = snapshot.files.inside(place), snapshot.digests.inside(place)
        if not files:
            gone.append(place)
            continue
        facts = [
            (location[len(place) :], file.size, file.mtime_ns if file.mtime_ns < sure else -1, file.inode)
            for location, file in files.items()
        ]
        folders[place] = SourceFolder(
            tuple(facts), tuple([looked_at.get(each) or known.get(each, "") for each in files])
        )
    write_sources(ledger, folders, gone)


def digest_of_file(file: SourceFile) -> str:
    """Return the digest of a file's bytes (BLAKE2b of 16 bytes, hexadecimal); "" when it cannot be
    read."""
    try:
        with Path(file.disk_path).open("rb") as opened:
            return digest_of_stream(opened)
    except OSError:
        return ""


def edited(snapshot: Snapshot) -> list[str]:
    """Return the locations of the sources that the last build did not know as they are now: new
    ones, those with other bytes, and those that are gone; sorted."""
    unsure = (each for each in snapshot.touched if each not in snapshot.added)
    changed = (each for each in unsure if digest_of_file(snapshot.files[each]) != snapshot.before[each])
    return sorted({*snapshot.added, *snapshot.gone, *changed})


class SiteOptions(NamedTuple):
    """The options that shape a site: without the folders, the time, and `quick`."""

    base_url: str = ""
    preview: bool = False
    keep_going: bool = False
    mirror: str = ""


def options_of(build: Build) -> SiteOptions:
    """Return the options of a build."""
    return SiteOptions(build.base_url, build.preview, build.keep_going, build.mirror)


def last_options(meta: Mapping[str, Any]) -> SiteOptions:
    """Return the options of the last build from its ledger. An earlier program knew fewer."""
    return SiteOptions(*meta.get("options", ()))


def lasting(report: BuildReport) -> BuildReport:
    """Return the report as a build with nothing to do repeats it: without the files that were made,
    and with offsets in place of time zones, which take longer to load than the report."""
    next_due = report.next_due and _with_offset(report.next_due)
    return replace(
        report,
        added=(),
        changed=(),
        removed=(),
        rebuilt=(),
        late=(),
        as_of=_with_offset(report.as_of),
        next_due=next_due,
    )


def _with_offset(instant: datetime) -> datetime:
    offset = instant.utcoffset()
    return instant if offset is None else instant.replace(tzinfo=timezone(offset, instant.tzname() or ""))


def is_finished(build: Build, last: BuildReport) -> bool:
    """Whether the last build left nothing for later that this build would make."""
    return build.quick or not last.waiting


def is_later(build: Build, last: BuildReport) -> bool:
    """Whether the build is for an instant that is not before that of the last build."""
    return build.as_of.tzinfo is not None and build.as_of >= last.as_of


def is_waiting(build: Build, last: BuildReport) -> bool:
    """Whether no date that was due after the last build has come."""
    return is_later(build, last) and build.as_of.timestamp() < last.valid_until


@dataclass(frozen=True, slots=True)
class Look:
    """A first look at the sources.

    `report` is that of the last build if nothing has changed since: no source, no option, not the
    program, no published file, and no date has come. Else it is None, and the `snapshot` need not
    be taken again. `is_intact` says that the output folder is known to be as the last build left
    it; `manifest` is the state of its manifest then."""

    report: BuildReport | None = None
    snapshot: Snapshot | None = None
    is_intact: bool = False
    manifest: ManifestState | None = None


def look(build: Build) -> Look:
    """Take a first look. It takes no lock, and changes nothing but the ledger's times of
    sources."""
    path = ledger_of(build.folders.output, build.folders.cache)
    if not path.is_file() or not all(folder.is_dir() for folder in build.folders.sources.values()):
        return Look()
    try:
        with (
            answered_in_fork(lambda: _is_output_altered(build.folders.output, path)) as is_output_altered,
            closing(Ledger(path)) as ledger,
        ):
            snapshot = taken(build, read_sources(ledger))
            report = _repeated(build, ledger, snapshot)
            is_intact = not is_output_altered()
            if report and is_intact:
                return Look(report)
            return Look(None, snapshot, is_intact, ledger.meta("manifest").get("manifest"))
    except (DamagedError, DatelineError, OSError):  # the build itself will report it
        return Look()


def _is_output_altered(output: Path, path: Path) -> bool:
    with closing(Ledger(path)) as ledger:
        return not are_intact(output, chain.from_iterable(file_stats(ledger)))


def _repeated(build: Build, ledger: Ledger, snapshot: Snapshot) -> BuildReport | None:
    """Return the report of the last build if no source, no option and no program has changed, and
    no date has come; else None."""
    if snapshot.problems or snapshot.added or snapshot.gone or not (build.folders.output / MANIFEST).is_file():
        return None
    meta = ledger.meta("report", "options", "stamp", "record")  # the other names need imports that take longer
    report: BuildReport | None = meta.get("report")
    if (
        report is None
        or report.errors
        or meta.get("options") != options_of(build)
        or not is_waiting(build, report)
        or not is_finished(build, report)
    ):
        return None
    touched = {}
    for location in snapshot.touched:
        touched[location] = digest_of_file(snapshot.files[location])
        if touched[location] != snapshot.before[location]:
            return None
    if meta.get("stamp") != program_stamp() or not is_as_reported(build, ledger, report, meta.get("record")):
        return None
    if touched:
        with suppress(DatelineError):  # the cache is read-only: the next build opens these files again
            remember_sources(ledger, touched, snapshot, build)
            ledger.commit()
    return replace(lasting(report), unchanged=count(ledger), seconds=())
