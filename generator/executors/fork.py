"""A question that is answered on another core while this one goes on, where the system can do that for less than the answer
costs: with a fork, before there is any thread. Elsewhere it is answered when somebody asks.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_NO_ANSWER = 2


@contextmanager
def answered_in_fork(question: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """Gives what tells the answer, once it is known. A question that raises is asked again here, so that whoever waits
    for the answer sees what is wrong."""
    if not _can_fork():
        yield question
        return
    child = os.fork()
    if not child:
        _answer(question)
    is_waited_for = False

    def answer() -> bool:
        nonlocal is_waited_for
        is_waited_for = True
        told = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return bool(told) if told in (False, True) else question()

    try:
        yield answer
    finally:
        if not is_waited_for:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _can_fork() -> bool:
    """Libraries of macOS do not outlive a fork, and locks that other threads hold are never released in one."""
    return (
        sys.platform not in ("win32", "darwin", "emscripten", "wasi")
        and (os.cpu_count() or 1) > 1
        and threading.active_count() == 1
    )


def _answer(question: Callable[[], bool]) -> None:
    """In the child: ends it, without a trace of the parent's."""
    told = _NO_ANSWER
    try:
        told = int(question())
    finally:
        os._exit(told)
