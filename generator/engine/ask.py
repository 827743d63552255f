"""For whoever only asks: a session over the sources as they lie, with all that the last build remembers of them. Takes no lock,
writes nothing, and needs neither an output folder nor a ledger."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
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


def asked(build: Build, workshop: Workshop, progress: Progress, question: Callable[[Session], T]) -> T:
    """The answer to a question. It may be asked twice: a ledger that is damaged, that another program filled, or that a build
    is writing to at this moment, is as good as none. Raises DatelineError when a source folder is missing."""
    check_sources(build.folders)

    def answer(path: Path) -> T:
        with closing(Ledger(path, is_kept=False)) as ledger:
            return question(session_of(build, workshop, progress, ledger, Look()))

    path = ledger_of(build.folders.output, build.folders.cache)
    try:
        return answer(path if path.is_file() else _IN_MEMORY)
    except (DamagedError, DatelineError):
        return answer(_IN_MEMORY)
