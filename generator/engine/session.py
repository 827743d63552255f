"""One build on its way: its ledger, its snapshot, what was found wrong, and how long each stage took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from generator.cache.ledger import Ledger
from generator.engine.documents import is_document
from generator.engine.snapshot import Look, Snapshot, digest_of_file, taken
from generator.executors.workshop import Workshop
from generator.model.problems import Checked, DatelineError, Problem
from generator.model.report import Build, Folders

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Session:
    """`digests` are those of the sources by location; `meta` is what is remembered of the last build beside its files.
    `is_intact` if it is known that the output folder is as we left it."""

    build: Build
    workshop: Workshop
    progress: Progress
    ledger: Ledger
    meta: dict[str, Any]
    snapshot: Snapshot
    digests: dict[str, str]
    is_intact: bool
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def take(self, checked: Checked[T]) -> T:
        """The value; its problems are the build's."""
        self.problems.extend(checked.problems)
        return checked.value

    def contents(self, folder: str) -> dict[str, bytes]:
        """The bytes of all files of a folder, by path in it."""
        return {path: Path(file.disk_path).read_bytes() for path, file in self.snapshot.of(folder).items()}


def check_sources(folders: Folders) -> None:
    """Raises DatelineError when one of the source folders is missing."""
    for name, folder in folders.sources.items():
        if not folder.is_dir():
            raise DatelineError(f"There is no {name} folder {folder}.")


def session_of(build: Build, workshop: Workshop, progress: Progress, ledger: Ledger, look: Look) -> Session:
    """The sources as they lie now. What is no document is digested before any of it is read: what is written from now on is for
    the next build."""
    start = time.perf_counter()
    snapshot = look.snapshot or taken(build, ledger.sources())
    digests = dict(snapshot.digests)
    digests |= {
        location: digest_of_file(file)
        for location, file in snapshot.files.items()
        if location not in digests and not is_document(location)
    }
    session = Session(build, workshop, progress, ledger, ledger.meta(), snapshot, digests, look.is_intact)
    session.problems += snapshot.problems
    session.seconds["scan"] = time.perf_counter() - start
    return session
