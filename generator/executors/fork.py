"""A question that is answered in a fork, on another core, while this process goes on. It forks only
where that costs less than the answer, and before there is any thread. Elsewhere the question is
answered when its answer is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_NO_ANSWER = 2


@contextmanager
def answered_in_fork(question: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """Yield a function that waits for the answer and returns it. A question that raises is asked
    again in this process, so that the caller sees the exception."""
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
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return bool(status) if status in (False, True) else question()

    try:
        yield answer
    finally:
        if not is_waited_for:
            with suppress(OSError):
                import signal  # noqa: PLC0415 - only after an exception

                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _can_fork() -> bool:
    """Whether a fork is safe: libraries of macOS fail after one, and locks of other threads would
    never be released in it."""
    threading = sys.modules.get("threading")  # which is not loaded for this
    return (
        sys.platform not in ("win32", "darwin", "emscripten", "wasi")
        and (os.cpu_count() or 1) > 1
        and (threading is None or threading.active_count() == 1)
    )


def _answer(question: Callable[[], bool]) -> None:
    """In the child: exit with the answer, without running any cleanup of the parent."""
    status = _NO_ANSWER
    try:
        status = int(question())
    finally:
        os._exit(status)
