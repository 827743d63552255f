"""Who may run now, among the processes of one run of the tests: each beside the others, or one that measures a time, perhaps alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock


class Turns:
    """A process holds its own lock while a test runs. One that has to be alone holds all, and the turn: so no other test
    begins, and it waits until those that run have ended."""

    def __init__(self, folder: Path) -> None:
        self._turn = FileLock(folder / "turn.lock")
        names = [f"gw{number}" for number in range(int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))]
        self._all = {name: FileLock(folder / f"{name}.lock") for name in names}
        self._own = self._all[os.environ.get("PYTEST_XDIST_WORKER", "gw0")]

    @contextmanager
    def beside_others(self) -> Iterator[None]:
        with self._turn:
            self._own.acquire()
        try:
            yield
        finally:
            self._own.release()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """For a test that runs beside others, and would know what it measures without them."""
        self._own.release()
        with self._turn:
            with ExitStack() as held:
                for lock in self._all.values():
                    held.enter_context(lock)
                yield
            self._own.acquire()
