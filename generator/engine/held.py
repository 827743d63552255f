"""The sources between two builds of one process that is told which files were touched: a look opens
no folder, and asks only for those files.

What is held counts only while nobody else has built: then the ledger is as it was left. A notice may
be lost, and the output folder may be changed by hand. So now and then a look has to go over
everything."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.sources import read_sources
from generator.engine.session import check_sources
from generator.engine.snapshot import (
    Listed,
    Look,
    Snapshot,
    digest_of_file,
    is_waiting,
    listing,
    look,
    options_of,
    snapshot_of,
)
from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.model.report import Build, BuildReport
from generator.publish.manifest import ManifestState
from generator.read.scan import FileFacts, ListedFolder, is_content


class _Held(NamedTuple):
    """What is known after a build. `listed` are the folders as they were then; `ledger` is the state
    of its file, `manifest` as in a `Look`."""

    build: Build
    report: BuildReport
    listed: Listed
    ledger: tuple[int, int, int]
    manifest: ManifestState | None


class HeldSources:
    """The looks of a process that builds one site again and again. Nothing is held at first."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._listed: Listed | None = None

    def look(self, build: Build, touched: Collection[str] | None) -> Look | None:
        """Return a look at the sources; None if the last build of this process left nothing to do.
        `touched` are the paths of all files that may have changed since; None for a look at
        everything. The caller holds the lock of the build. Raises DatelineError when a source folder
        is missing."""
        check_sources(build.folders)
        held, self._held = self._held, None
        if held and (options_of(held.build) != options_of(build) or _state(build) != held.ledger):
            held = None
        found = _touched_look(build, held, touched) if held and touched is not None else None
        if found is None:
            found = look(build)
            if held and _is_nothing_new(build, held, found, touched):
                found = Look(held.report)
        if held and found.report and (found.report is held.report or held.report.published):
            self._held = held
            return None
        listed, problems = (found.snapshot.listed, found.snapshot.problems) if found.snapshot else listing(build)
        self._listed = None if problems else listed
        return found

    def hold(self, build: Build, report: BuildReport) -> None:
        """Hold what a build left, which began with the last look. Call it when there is time."""
        listed, self._listed = self._listed, None
        if listed is None or os.name == "nt":  # there, a folder does not give the inodes of its files
            return
        with suppress(DamagedError, DatelineError, OSError):
            with closing(Ledger(ledger_of(build.folders.output, build.folders.cache), is_kept=False)) as ledger:
                manifest = ledger.meta("manifest").get("manifest")
            short = replace(report, rebuilt=(), added=(), changed=(), removed=())
            self._held = _Held(build, short, listed, _state(build), manifest)


def _touched_look(build: Build, held: _Held, touched: Collection[str]) -> Look | None:
    """Return the look after these files were touched; None if everything has to be looked at."""
    listed = dict(held.listed)
    if not all(_is_taken(build, path, listed) for path in touched):
        return None
    names = list(build.folders.sources)
    listed = dict(sorted(listed.items(), key=lambda each: (names.index(each[0].partition("/")[0]), each[0])))
    try:
        with closing(Ledger(ledger_of(build.folders.output, build.folders.cache), is_kept=False)) as ledger:
            snapshot = snapshot_of(listed, (), read_sources(ledger))
            if not snapshot.added and not snapshot.gone and all(_is_same(each, snapshot) for each in snapshot.touched):
                is_done = held.report.published and is_waiting(build, held.report)
                return Look(held.report) if is_done else None  # else the ledger is of an earlier build, or a date came
    except (DamagedError, DatelineError):
        return None
    return Look(None, snapshot, True, held.manifest)


def _is_same(location: str, snapshot: Snapshot) -> bool:
    """Whether a file was written again, or only touched, and has the bytes of the last build."""
    return digest_of_file(snapshot.files[location]) == snapshot.before[location]


def _is_taken(build: Build, path: str, listed: Listed) -> bool:
    """Take a touched file, as it is now, into the folders; False if only a look at everything can
    tell what changed, as for folders and links."""
    for name, folder in build.folders.sources.items():
        if not path.startswith(f"{folder}{os.sep}"):
            continue
        inside = path[len(str(folder)) + 1 :].replace(os.sep, "/")
        if not is_content(inside):
            return True
        if inside.startswith("record/") or unicodedata.normalize("NFC", inside) != inside:
            return False
        if any(above.is_symlink() for above in Path(path).parents if above.is_relative_to(folder)):
            return False
        try:
            facts = os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return _is_removed(name, inside, listed)
        except OSError:
            return False
        if not stat.S_ISREG(facts.st_mode):
            return False
        above, called = inside[: inside.rfind("/") + 1], inside.rpartition("/")[2]
        own = listed.get(f"{name}/{above}") or ListedFolder(above, os.path.dirname(path), (), {})  # noqa: PTH120 - as scan
        file = (called, facts.st_size, facts.st_mtime_ns, facts.st_ino)
        return _put(name, own, called, file, listed)
    return False


def _is_removed(name: str, inside: str, listed: Listed) -> bool:
    """Take a file or folder that is gone out of the folders."""
    for place in [place for place in listed if place.startswith(f"{name}/{inside}/")]:
        del listed[place]
    above, called = inside[: inside.rfind("/") + 1], inside.rpartition("/")[2]
    own = listed.get(f"{name}/{above}")
    return own is None or _put(name, own, called, None, listed)


def _put(name: str, own: ListedFolder, called: str, file: FileFacts | None, listed: Listed) -> bool:
    if own.others:  # a name in another form, or two folders of one name
        return False
    files = sorted([*(each for each in own.files if each[0] != called), *([file] if file else [])])
    listed[f"{name}/{own.path}"] = own._replace(files=tuple(files))
    if not files:
        del listed[f"{name}/{own.path}"]
    return True


def _is_nothing_new(build: Build, held: _Held, found: Look, touched: Collection[str] | None) -> bool:
    """Whether a build with errors would find the same again: nobody has touched anything."""
    return bool(
        touched is None
        and held.report.errors
        and found.snapshot
        and found.is_intact
        and found.snapshot.listed == held.listed
        and is_waiting(build, held.report)
    )


def _state(build: Build) -> tuple[int, int, int]:
    try:
        facts = ledger_of(build.folders.output, build.folders.cache).stat()
    except OSError:
        return 0, 0, 0
    return facts.st_ino, facts.st_size, facts.st_mtime_ns
