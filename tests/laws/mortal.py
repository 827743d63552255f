"""Builds that end by SIGKILL at a chosen call to the system: at any that changes a folder, or before or after the ledger is
committed."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from tests.laws.paper import Paper

CALLS = ("mkdir", "rename", "replace", "rmdir", "unlink")
"""Of `os`: what changes which files there are. Files are written to only where nobody looks yet."""


def dies_at(number: int, paper: Paper) -> bool:
    """Build in a process of its own, which is killed at the call with this number, from 0. False if it ended before that."""
    return work_dies_at(number, paper.build)


def work_dies_at(number: int, work: Callable[[], object]) -> bool:
    """The same of any work."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _arm(number)
            work()
            status = 0
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(ended)
    assert code in (0, -signal.SIGKILL), "the work itself failed"
    return code != 0


def _arm(number: int) -> None:
    calls = 0

    def count() -> None:
        nonlocal calls
        if calls == number:
            os.kill(os.getpid(), signal.SIGKILL)
        calls += 1

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*arguments: Any, **keywords: Any) -> Any:
            count()
            return function(*arguments, **keywords)

        return call

    class Connection(sqlite3.Connection):
        def commit(self) -> None:
            count()
            super().commit()
            count()

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))
    sqlite3.connect = partial(sqlite3.connect, factory=Connection)  # type: ignore[assignment]
