"""What the site is due to change by itself, without a build: from the ledger of the last build while
the sources are as they were, else from the sources. Writes nothing and waits for no build."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.program import program_stamp
from generator.cache.sources import read_sources
from generator.engine.snapshot import edited, taken
from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.model.report import Build, BuildReport
from generator.model.schedule import Agenda, Schedule
from generator.publish.manifest import MANIFEST

if TYPE_CHECKING:
    from generator.engine.session import Progress, Session
    from generator.executors.workshop import Workshop


class _Known(NamedTuple):
    """The published site, as the ledger knows it. `edited` counts source files that changed since.
    `is_same` says that the program is the same."""

    schedule: Schedule
    timezone: ZoneInfo
    edited: int
    is_same: bool


def agenda(build: Build, workshop: Callable[[], AbstractContextManager[Workshop]], progress: Progress) -> Agenda:
    """Return what is due after the last build, as of the instant of `build`. `workshop` is opened
    only if sources have to be read. Raises DatelineError when a source folder is missing, and for
    an instant that does not exist in the site's time zone."""
    known = _known(build)
    if known and known.is_same and not known.edited:
        as_of = build.instant(known.timezone).astimezone(known.timezone)
        if as_of.timestamp() >= known.schedule.as_of:
            return _agenda(as_of, known, known.schedule, known.timezone)
    from generator.engine.ask import answer  # noqa: PLC0415 - only where sources have to be read

    with workshop() as workers:
        return answer(build, workers, progress, lambda session: _understood(session, known))


def _known(build: Build) -> _Known | None:
    path = ledger_of(build.folders.output, build.folders.cache)
    if not path.is_file() or not (build.folders.output / MANIFEST).is_file():
        return None
    if not all(folder.is_dir() for folder in build.folders.sources.values()):
        return None
    try:
        with closing(Ledger(path, is_kept=False)) as ledger:
            meta = ledger.meta("schedule", "timezone", "stamp")
            if "schedule" not in meta:
                return None
            number = len(edited(taken(build, read_sources(ledger))))
    except (DamagedError, DatelineError):
        return None
    return _Known(meta["schedule"], ZoneInfo(meta["timezone"]), number, meta.get("stamp") == program_stamp())


def _understood(session: Session, known: _Known | None) -> Agenda:
    """Return what is due by the sources as they are now: after the last build, or after the instant
    that is asked for, if that was earlier."""
    from generator.engine.understand import understand  # noqa: PLC0415
    from generator.read.settings import read_settings  # noqa: PLC0415

    build = session.build
    settings = read_settings(build.folders.content).value
    timezone: tzinfo = settings.site.timezone if settings else UTC
    as_of = build.instant(timezone).astimezone(timezone)
    since = min(as_of.timestamp(), known.schedule.as_of) if known else as_of.timestamp()
    session.build = replace(build, as_of=datetime.fromtimestamp(since, timezone))
    session.is_intact = True  # the output folder plays no part
    report: BuildReport = understand(session).report
    return _agenda(as_of, known, Schedule(since, report.due), timezone, report.errors)


def _agenda(as_of: datetime, known: _Known | None, schedule: Schedule, timezone: tzinfo, errors: int = 0) -> Agenda:
    changes = schedule.changes
    next_due = datetime.fromtimestamp(changes[0].instant, timezone) if changes else None
    built = datetime.fromtimestamp(known.schedule.as_of, timezone) if known else None
    return Agenda(as_of, built, next_due, changes, known.edited if known else 0, errors)
