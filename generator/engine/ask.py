"""A session for a command that only asks: the sources as they are, with the results of the last
build. Takes no lock, writes nothing, and needs neither an output folder nor a ledger."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.engine.session import Progress, Session, check_sources, session_of
from generator.engine.snapshot import Look
from generator.executors.workshop import Workshop
from generator.model.problems import DatelineError
from generator.model.report import Build

T = TypeVar("T")

_IN_MEMORY = Path(":memory:")
"""SQLite's name for a ledger that is nowhere."""


def answer(build: Build, workshop: Workshop, progress: Progress, question: Callable[[Session], T]) -> T:
    """Return the answer to a question. The question may be asked twice: the ledger counts as empty
    if it is damaged, is of another program, or if a build is writing to it. Raises DatelineError
    when a source folder is missing."""
    check_sources(build.folders)

    def with_ledger(path: Path) -> T:
        with closing(Ledger(path, is_kept=False)) as ledger:
            return question(session_of(build, workshop, progress, ledger, Look()))

    path = ledger_of(build.folders.output, build.folders.cache)
    try:
        return with_ledger(path if path.is_file() else _IN_MEMORY)
    except (DamagedError, DatelineError):
        return with_ledger(_IN_MEMORY)


def answer_with_objects(build: Build, workshop: Workshop, progress: Progress, question: Callable[[Session], T]) -> T:
    """Return the answer to a question about what pages show. The session works on a copy of the
    ledger, so it can read all objects of its plan. Otherwise as `answer`."""
    check_sources(build.folders)
    path = ledger_of(build.folders.output, build.folders.cache)
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, path.name)

        def with_copy() -> T:
            with closing(Ledger(copy)) as ledger:
                return question(session_of(build, workshop, progress, ledger, Look()))

        try:
            with suppress(FileNotFoundError):
                shutil.copyfile(path, copy)
            return with_copy()
        except DamagedError:  # also where a build was writing to it
            copy.unlink(missing_ok=True)
            return with_copy()
