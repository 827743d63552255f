"""A site that was built ahead -> the live site: whole folders exchange their names, or the files
that differ are renamed in the order of publishing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.published_files import write_published
from generator.engine.ahead import SiteAhead
from generator.model.dataclass import replace
from generator.model.outputs import Wave
from generator.model.problems import DatelineError
from generator.model.published_file import FileState, PublishedFile
from generator.model.report import BuildReport, Folders
from generator.model.schedule import ChangeKind, LateArticle, Schedule
from generator.plan.pages.pages import PAGE_LAYOUTS
from generator.publish.exchange import NOT_POSSIBLE, exchange, obstacle
from generator.publish.intact import is_intact
from generator.publish.manifest import check_output, owned, resolved, strangers
from generator.publish.transaction import Published, Transaction


class Switched(NamedTuple):
    """The result of a switch. `waves` says why files were renamed one by one; "" if the folders
    exchanged their names, and the last site is in the other folder now."""

    report: BuildReport
    waves: str


class LiveSite(NamedTuple):
    """The site that readers see. `schedule` is what was due after its build; `files` are as that
    build left them."""

    output: Path
    ledger: Path
    schedule: Schedule | None
    files: dict[str, PublishedFile]


def switch(ahead: SiteAhead, output: Path, moment: Callable[[], float], *, in_waves: bool = False) -> Switched:
    """Put a site that was built ahead in the place of the live one, in `output`. Everything that
    takes time is done before `moment` is called, which may wait and returns the clock, in seconds
    since the epoch. Raises DatelineError when `output` is not ours, has a later site, or cannot be
    written to."""
    folders = replace(ahead.folders, output=output)
    check_output(output, folders.content, (folders.layouts, folders.assets, folders.cache, ahead.folders.output))
    live = _live(folders)
    _check_order(ahead, live)
    why = "as was asked for" if in_waves else _obstacle(ahead, live)
    clock = 0.0

    def come() -> float:
        nonlocal clock
        clock = clock or moment()
        return clock

    published = None
    if not why:
        try:
            published = _exchanged(ahead, live, come)
        except OSError as fault:
            if fault.errno not in NOT_POSSIBLE:
                raise
            why = f"because the folders cannot change places: {fault.strerror}"
    if not published:
        published = _in_waves(ahead, live, come)
    report = replace(
        ahead.report,
        added=published.added,
        changed=published.changed,
        removed=published.removed,
        unchanged=published.unchanged,
        late=tuple(_late(ahead, live, clock)),
    )
    return Switched(report, why)


def _late(ahead: SiteAhead, live: LiveSite, clock: float) -> Iterator[LateArticle]:
    """Yield the articles that waited for their time on the live site, and are out now."""
    origins = {entry.origin for entry in ahead.files.values()}
    for change in live.schedule.changes if live.schedule else ():
        if change.kind == ChangeKind.OUT and change.instant <= ahead.instant.timestamp():
            due = datetime.fromtimestamp(change.instant, ahead.instant.tzinfo)
            if f"content/{change.path}" in origins:
                yield LateArticle(change.title, change.path, due, clock - change.instant)


def _live(folders: Folders) -> LiveSite:
    """Return what is known of the live site."""
    path = ledger_of(folders.output, folders.cache)
    if path.is_file():
        with suppress(DamagedError), closing(Ledger(path, is_kept=False)) as ledger:
            return LiveSite(folders.output, path, ledger.meta("schedule").get("schedule"), ledger.outputs())
    return LiveSite(folders.output, path, None, {})


def _check_order(ahead: SiteAhead, live: LiveSite) -> None:
    """Raise DatelineError if something that is out would disappear: the live site is of a later
    instant, and something came out in between."""
    due = ahead.report.next_due
    if live.schedule and due and due.timestamp() <= live.schedule.as_of:
        raise DatelineError(
            f"{live.output} has a later site than {ahead.folders.output}: of what came out at"
            f" {due:%Y-%m-%d %H:%M}, the latter knows nothing. Build instead: python build.py"
        )


def _obstacle(ahead: SiteAhead, live: LiveSite) -> str:
    """Return why the two folders cannot exchange their names; "" if nothing is known."""
    if not live.output.is_dir():
        return "because there was no site before"
    if stranger := next(strangers(live.output), ""):
        return f"because {live.output} holds {stranger}, which Dateline did not write"
    if stranger := next(strangers(ahead.folders.output), ""):
        return f"because {ahead.folders.output} holds {stranger}, which Dateline did not write"
    one, other = live.output.stat(), ahead.folders.output.stat()
    if (one.st_uid, one.st_gid, one.st_mode) != (other.st_uid, other.st_gid, other.st_mode):
        return "because the two folders have different owners or rights"
    reason = obstacle(str(resolved(live.output)), str(resolved(ahead.folders.output)))
    return f"because {reason}" if reason else ""


def _exchanged(ahead: SiteAhead, live: LiveSite, moment: Callable[[], float]) -> Published:
    """Exchange the two folders, then their ledgers. A kill in between leaves a ledger that tells
    of other files; the next build reads the files, as after any such change."""
    here, there = str(resolved(live.output)), str(resolved(ahead.folders.output))
    ledger = ledger_of(ahead.folders.output, ahead.folders.cache)
    published = _compared(owned(ahead.folders.output), owned(live.output))
    with closing(Ledger(ledger)) as opened:
        write_published(opened, _with_times(ahead.files, live.files, there, here), ())
        opened.commit()
    moment()
    exchange(here, there)
    aside = ledger.with_name(f"{ledger.name}.switched")
    ledger.replace(aside)
    if live.ledger.is_file():
        live.ledger.replace(ledger)
    aside.replace(live.ledger)
    return published


def _with_times(
    ahead: dict[str, PublishedFile], live: dict[str, PublishedFile], there: str, here: str
) -> list[PublishedFile]:
    """Give each file that is the same in both sites the time of the live one, which browsers and
    sync tools compare; return these files as they are then."""
    entries = []
    for path, entry in ahead.items():
        now = live.get(path)
        if not now or now.state.digest != entry.state.digest or not is_intact(f"{here}/{path}", now.state):
            continue
        file, time = f"{there}/{path}", now.state.mtime_ns
        os.utime(file, ns=(time, time))
        entries.append(entry._replace(state=FileState.of(entry.state.digest, os.lstat(file))))
    return entries


def _compared(ahead: Mapping[str, str], live: Mapping[str, str]) -> Published:
    """Compare two sites. Both are digests by path."""
    changed = {path for path in ahead.keys() & live.keys() if ahead[path] != live[path]}
    return Published(
        added=tuple(sorted(ahead.keys() - live.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(live.keys() - ahead.keys())),
        unchanged=len(ahead.keys() & live.keys()) - len(changed),
        seen={},
    )


def _in_waves(ahead: SiteAhead, live: LiveSite, moment: Callable[[], float]) -> Published:
    """Copy what differs beside the live site, and rename it at the moment, as a build does."""
    with Transaction(live.output, {path: entry.state for path, entry in live.files.items()}) as transaction:
        for path, entry in ahead.files.items():
            if not transaction.copy(_wave(entry), path, ahead.folders.output / path, entry.state.digest):
                raise DatelineError(f"Nothing was published: {ahead.folders.output / path} has changed just now.")
        leaving = {path for path, entry in live.files.items() if entry.layout in PAGE_LAYOUTS}
        moment()
        published = transaction.publish(leaving)
    _copy_ledger(ahead, live, published)
    return published


def _wave(entry: PublishedFile) -> Wave:
    if not entry.layout:  # a new file comes before the pages, in any wave
        return Wave.DATA
    return Wave.PAGES if entry.layout in PAGE_LAYOUTS else Wave.FRONTS


def _copy_ledger(ahead: SiteAhead, live: LiveSite, published: Published) -> None:
    """Give the live site the ledger of the other, with the states of its own files."""
    source = ledger_of(ahead.folders.output, ahead.folders.cache)
    aside = live.ledger.with_name(f"{live.ledger.name}.switched")
    aside.write_bytes(source.read_bytes())
    with closing(Ledger(aside)) as opened:
        entries = (entry._replace(state=published.seen[path]) for path, entry in ahead.files.items())
        write_published(opened, entries, ())
        opened.commit()
    aside.replace(live.ledger)
