"""The store of finished photographs, and how it is kept small: what no site names any more goes, after a time of grace.

A variant that nobody names today may be named tomorrow: an article comes back, a setting is tried and taken back, a preview
shows what is not out yet. So it stays for thirty days after it was first found unnamed. What is named is asked of the
ledgers of all output folders that share the cache. When each of the others was first found unnamed stands in a file beside
the store; if that is lost, their time begins again. Looks once a day, so that an edit pays one look at a time of a file.

Only what bears the name of a variant is ever deleted, or that of a temporary file which a killed build left behind; what
else lies there is not ours. Opens no picture, reads no clock, never raises: a store that cannot be pruned is only larger.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath

from generator.cache.ledger import DamagedError, Ledger
from generator.model.photo_files import names_read
from generator.model.problems import DatelineError
from generator.model.report import photo_store

DAY_NS = 24 * 3600 * 1_000_000_000

GRACE_NS = 30 * DAY_NS
"""Nanoseconds that a variant stays after it was first found unnamed."""

UNNAMED = "photos-unnamed.json"
"""The file of the cache folder that says since when each variant is unnamed, in nanoseconds since the epoch, by name. Its own time
is that of the last look."""

_LEDGERS = "ledger-*.sqlite"
_TEMPORARY = re.compile(r"\..*\.part")


def prune(cache: Path, now: int) -> tuple[str, ...]:
    """Delete what has been unnamed for longer than `GRACE_NS` from the store of the cache folder, unless that was done less
    than a day ago; the names of what was deleted, sorted. `now` is the clock, in nanoseconds since the epoch. For a build
    that holds the lock of the cache folder and has brought its ledger up to date."""
    store = photo_store(cache)
    try:
        if not store.is_dir() or not _is_due(cache / UNNAMED, now):
            return ()
        lying, left_behind = _ours(store, now)
        since = _unnamed(lying.difference(_named(cache)), _known(cache / UNNAMED), now)
        useless = {name for name, first in since.items() if now - first > GRACE_NS}
        gone = sorted(name for name in useless | left_behind if _is_deleted(store / name))
        _remember(cache / UNNAMED, {name: first for name, first in since.items() if name not in gone}, now)
    except OSError:
        return ()
    return tuple(gone)


def _is_due(unnamed: Path, now: int) -> bool:
    """A last look in the future is that of a clock which has been put right since."""
    try:
        return not 0 <= now - unnamed.stat().st_mtime_ns < DAY_NS
    except FileNotFoundError:
        return True


def _ours(store: Path, now: int) -> tuple[set[str], set[str]]:
    """The names of all variants that lie in the store, and of temporary files that are older than a day."""
    lying, left_behind = set(), set()
    with os.scandir(store) as listing:
        for entry in listing:
            if not entry.is_file(follow_symlinks=False):
                continue
            if names_read(entry.name):
                lying.add(entry.name)
            elif _TEMPORARY.fullmatch(entry.name) and now - entry.stat().st_mtime_ns > DAY_NS:
                left_behind.add(entry.name)
    return lying, left_behind


def _named(cache: Path) -> set[str]:
    """The names of all files that any site is known to consist of. A ledger that cannot be read counts as empty, here as
    everywhere: its next build names its pictures long before their grace ends."""
    named: set[str] = set()
    for path in sorted(cache.glob(_LEDGERS)):
        with suppress(DamagedError, DatelineError), closing(Ledger(path)) as ledger:
            named.update(PurePosixPath(output).name for output in ledger.seen())
    return named


def _unnamed(names: Iterable[str], known: Mapping[str, int], now: int) -> dict[str, int]:
    """Since when each of the names is unnamed; never since a time that is still to come."""
    return {name: min(known.get(name, now), now) for name in sorted(names)}


def _known(unnamed: Path) -> dict[str, int]:
    """What the last look found; nothing if that is damaged."""
    try:
        told = json.loads(unnamed.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {name: first for name, first in told.items() if isinstance(first, int)}


def _remember(unnamed: Path, since: Mapping[str, int], now: int) -> None:
    """Under another name first: half of a file would say that all grace begins again."""
    written = unnamed.with_name(f"{unnamed.name}.part")
    written.write_text(json.dumps(since, indent=0), "utf-8")
    os.utime(written, ns=(now, now))
    written.replace(unnamed)


def _is_deleted(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:  # another program has it open (Windows): next time
        return False
    return True
