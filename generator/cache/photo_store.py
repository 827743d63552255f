"""The store of finished photographs, and its pruning: a file that no site names is deleted after
thirty days.

A variant without a name in any site today may have one tomorrow: an article comes back, a setting
is tried and undone, a preview shows unpublished articles. The ledgers of all output folders that
share the cache say which files are named. A file beside the store says since when each of the
others is unnamed; if it is lost, their thirty days begin again. Pruning runs once a day, so that an
edit costs one look at the time of a file.

Only files with the name of a variant are ever deleted, and old temporary files of killed builds.
Opens no picture, reads no clock, never raises: a store that cannot be pruned is only larger."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath

from generator.cache.ledger import DamagedError, Ledger
from generator.model.photo_files import names_read
from generator.model.problems import DatelineError
from generator.model.regex import regex
from generator.model.report import photo_store

DAY_NS = 24 * 3600 * 1_000_000_000

GRACE_NS = 30 * DAY_NS
"""Nanoseconds that a variant stays after it was first found unnamed."""

UNNAMED = "photos-unnamed.json"
"""A file of the cache folder: since when each variant is unnamed, in nanoseconds since the epoch,
by name. Its mtime is the time of the last pruning."""

_LEDGERS = "ledger-*.sqlite"
_TEMPORARY = regex(r"\..*\.part")


def prune(cache: Path, now: int) -> tuple[str, ...]:
    """Delete files that are unnamed for longer than `GRACE_NS`, at most once a day; return their
    names, sorted. `now` is the clock, in nanoseconds since the epoch. The caller holds the lock of
    the cache folder and has updated its ledger."""
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
    """Whether a day has passed. A time in the future is of a clock that was wrong, and counts as
    passed."""
    try:
        return not 0 <= now - unnamed.stat().st_mtime_ns < DAY_NS
    except FileNotFoundError:
        return True


def _ours(store: Path, now: int) -> tuple[set[str], set[str]]:
    """Return the names of all variants in the store, and of temporary files older than a day."""
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
    """Return the names of all files of all known sites. A ledger that cannot be read counts as
    empty: its next build names its pictures long before thirty days have passed."""
    named: set[str] = set()
    for path in sorted(cache.glob(_LEDGERS)):
        with suppress(DamagedError, DatelineError), closing(Ledger(path)) as ledger:
            named.update(PurePosixPath(output).name for output in ledger.seen())
    return named


def _unnamed(names: Iterable[str], known: Mapping[str, int], now: int) -> dict[str, int]:
    """Return since when each of the names is unnamed; never a time in the future."""
    return {name: min(known.get(name, now), now) for name in sorted(names)}


def _known(unnamed: Path) -> dict[str, int]:
    """Return the result of the last pruning; empty if its file is damaged."""
    try:
        stored = json.loads(unnamed.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {name: first for name, first in stored.items() if isinstance(first, int)}


def _remember(unnamed: Path, since: Mapping[str, int], now: int) -> None:
    """Write the result under a temporary name first: half a file would restart all thirty days."""
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
