"""A site that was built ahead, for an instant to come: whether it may take the place of the live
site. Builds and changes nothing."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.engine.snapshot import Look, edited, last_options, look
from generator.model.dataclass import dataclass, replace
from generator.model.problems import DatelineError
from generator.model.published_file import PublishedFile
from generator.model.report import Build, BuildReport, Folders
from generator.publish.manifest import MANIFEST


@dataclass(frozen=True, slots=True)
class SiteAhead:
    """A site that was built ahead. `folders.output` is where it lies, `report` that of its build,
    `files` are its files by path."""

    folders: Folders
    report: BuildReport
    files: dict[str, PublishedFile]

    @property
    def instant(self) -> datetime:
        """Return the instant for which it was built."""
        return self.report.as_of


def site_ahead(folders: Folders, begun: int) -> SiteAhead:
    """Return the site that was built ahead in `folders.output`. `begun` is the clock, in nanoseconds.
    Raises DatelineError unless it is whole, without errors, and what a build for its instant would
    make of the content as it is now."""
    path = ledger_of(folders.output, folders.cache)
    if not path.is_file() or not (folders.output / MANIFEST).is_file():
        raise DatelineError(f"There is no site in {folders.output}. Build it first: {_command(folders)}")
    try:
        with closing(Ledger(path, is_kept=False)) as ledger:
            meta, files = ledger.meta("report", "options"), ledger.outputs()
    except DamagedError as fault:
        raise DatelineError(
            f"Nothing is known of the site in {folders.output}. Build it: {_command(folders)}"
        ) from fault
    report: BuildReport | None = meta.get("report")
    if report is None or report.errors:
        raise DatelineError(f"The site in {folders.output} was built with errors. Build it again: {_command(folders)}")
    options = last_options(meta)
    if options.preview:
        raise DatelineError(f"The site in {folders.output} is a preview, which shows drafts: readers never see it.")
    again = Build(
        folders, report.as_of, options.base_url, False, options.keep_going, begun, quick=True, mirror=options.mirror
    )
    found = look(again)
    if found.report is None:
        reason = _reason(found)
        raise DatelineError(
            f"The site in {folders.output} is out of date: {reason}. Build it again: {_command(folders, report.as_of)}"
        )
    return SiteAhead(folders, replace(report, seconds=()), files)


def _reason(found: Look) -> str:
    """Return why a site is not what a build would make now."""
    if found.snapshot is None:
        return "its ledger cannot be read"
    if changed := edited(found.snapshot):
        more = f", and {len(changed) - 1:,} more," if len(changed) > 1 else ""
        return f"{changed[0]}{more} changed since it was built"
    return "files in it were changed" if not found.is_intact else "the program or the record changed since it was built"


def _command(folders: Folders, as_of: datetime | None = None) -> str:
    time = as_of.isoformat(" ") if as_of else "TIME"
    return f'python build.py --as-of "{time}" --output {folders.output}'
