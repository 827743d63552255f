"""The state of one build: its ledger, its snapshot, its problems, and the seconds of each stage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from generator.cache.ledger import Ledger
from generator.cache.sources import read_sources
from generator.engine.documents import is_document
from generator.engine.snapshot import Look, Snapshot, digest_of_file, taken
from generator.executors.workshop import Workshop
from generator.model.dataclass import dataclass, field
from generator.model.problems import Checked, DatelineError, Problem
from generator.model.report import Build, Folders

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""A function that is called with a stage, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Session:
    """One build. `looked_at` are the digests of the sources that were opened, by location; `meta` is
    the ledger's record of the last build. `is_intact` says that the output folder is known to be as
    the last build left it."""

    build: Build
    workshop: Workshop
    progress: Progress
    ledger: Ledger
    meta: dict[str, Any]
    snapshot: Snapshot
    looked_at: dict[str, str]
    is_intact: bool
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def take(self, checked: Checked[T]) -> T:
        """Return the value, and add its problems to those of the build."""
        self.problems.extend(checked.problems)
        return checked.value

    def digest_of(self, location: str) -> str:
        """Return the digest of a source file, at the time it was read; "" if it was not."""
        return self.looked_at.get(location) or self.snapshot.digests.get(location, "")

    def contents(self, folder: str) -> dict[str, bytes]:
        """Return the bytes of all files of a folder, by path in it."""
        return {path: Path(file.disk_path).read_bytes() for path, file in self.snapshot.of(folder).items()}


def check_sources(folders: Folders) -> None:
    """Raise DatelineError when one of the source folders is missing."""
    for name, folder in folders.sources.items():
        if not folder.is_dir():
            raise DatelineError(f"There is no {name} folder {folder}.")


def session_of(build: Build, workshop: Workshop, progress: Progress, ledger: Ledger, look: Look) -> Session:
    """Return a new session with the sources as they are now. Sources other than documents are
    digested before any of them is read: a later change is for the next build."""
    start = time.perf_counter()
    snapshot = look.snapshot or taken(build, read_sources(ledger))
    looked_at = {each: digest_of_file(snapshot.files[each]) for each in snapshot.touched if not is_document(each)}
    session = Session(build, workshop, progress, ledger, ledger.meta(), snapshot, looked_at, look.is_intact)
    session.problems += snapshot.problems
    session.seconds["scan"] = time.perf_counter() - start
    return session
