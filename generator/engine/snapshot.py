"""Everything that a build depends on, as it is now: sources, program, clock; and whether any of it
has changed. Opens no source whose size, time and inode are unchanged. A build with nothing to do
ends here. So this module imports neither Jinja nor Markdown nor Pillow nor pydantic nor Babel."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple

from generator.cache.ledger import DamagedError, Ledger, Sources, ledger_of
from generator.cache.program import program_stamp
from generator.engine.recorded import is_as_reported
from generator.executors.fork import answered_in_fork
from generator.model.dataclass import dataclass, replace
from generator.model.digests import digest_of_stream
from generator.model.problems import DatelineError, Problem
from generator.model.report import UNSURE_NS, Build, BuildReport
from generator.publish.intact import altered
from generator.publish.manifest import MANIFEST
from generator.read.scan import SourceFile, scanned


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The sources as they are now. `files` are all source files by location
    (“content/articles/x.md”). `digests` are those of the files with an unchanged stat, by location;
    the others have to be opened. `before` are those of all files in the last build. `added` are the
    new locations, `gone` the deleted ones."""

    files: Mapping[str, SourceFile]
    digests: Mapping[str, str]
    before: Mapping[str, str]
    added: frozenset[str]
    gone: frozenset[str]
    problems: tuple[Problem, ...]

    def of(self, folder: str) -> dict[str, SourceFile]:
        """Return the files of a folder, by path in it."""
        return {file.path: file for location, file in self.files.items() if location.startswith(f"{folder}/")}


def taken(build: Build, before: Sources) -> Snapshot:
    """Return a snapshot. `before` are the sources of the last build."""
    files: dict[str, SourceFile] = {}
    problems: list[Problem] = []
    for name, folder in build.folders.sources.items():
        checked = scanned(folder, name)
        problems += checked.problems
        files |= {f"{name}/{file.path}": file for file in checked.value}
    stats = {location: file[2:] for location, file in files.items()}
    if stats == before.stats:
        return Snapshot(files, before.digests, before.digests, frozenset(), frozenset(), tuple(problems))
    known, digest_of = before.stats.get, before.digests
    digests = {location: digest_of[location] for location, stat in stats.items() if known(location) == stat}
    added, gone = stats.keys() - before.stats.keys(), before.stats.keys() - stats.keys()
    return Snapshot(files, digests, digest_of, frozenset(added), frozenset(gone), tuple(problems))


def sources_of(digests: Mapping[str, str], snapshot: Snapshot, build: Build) -> Sources:
    """Return the sources for the ledger. `digests` are those of the files by location; a file
    without one counts as changed in the next build."""
    sure = build.begun - UNSURE_NS  # as `Build.sure_time`, which would be called for every file
    stats = {
        location: (file.size, file.mtime_ns if file.mtime_ns < sure else -1, file.inode)
        for location, file in snapshot.files.items()
    }
    return Sources(stats, {location: digests.get(location, "") for location in stats})


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
    unsure = snapshot.files.keys() - snapshot.digests.keys() - snapshot.added
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
    it; `manifest` is the digest of its manifest then."""

    report: BuildReport | None = None
    snapshot: Snapshot | None = None
    is_intact: bool = False
    manifest: str = ""


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
            before = ledger.sources()
            snapshot = taken(build, before)
            report = _repeated(build, ledger, before, snapshot)
            is_intact = not is_output_altered()
            if report and is_intact:
                return Look(report)
            return Look(None, snapshot, is_intact, ledger.meta("manifest").get("manifest", ""))
    except (DamagedError, DatelineError, OSError):  # the build itself will report it
        return Look()


def _is_output_altered(output: Path, path: Path) -> bool:
    with closing(Ledger(path)) as ledger:
        return bool(altered(output, ledger.seen()))


def _repeated(build: Build, ledger: Ledger, before: Sources, snapshot: Snapshot) -> BuildReport | None:
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
    for location in snapshot.files.keys() - snapshot.digests.keys():
        touched[location] = digest_of_file(snapshot.files[location])
        if touched[location] != before.digests[location]:
            return None
    if meta.get("stamp") != program_stamp() or not is_as_reported(build, ledger, report, meta.get("record")):
        return None
    if touched:
        with suppress(DatelineError):  # the cache is read-only: the next build opens these files again
            ledger.write_sources(sources_of({**snapshot.digests, **touched}, snapshot, build))
            ledger.commit()
    return replace(lasting(report), unchanged=ledger.count_of_outputs(), seconds=())
