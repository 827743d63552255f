"""Work in this process, in several processes of this machine, or on a Dask cluster. A function and
its tasks go in; results come out as they are finished.

It does not know the tasks, prints nothing, and reads the clock only to learn when other processes
are worth their start.

Task functions are functions of a module or partials of them, pure and total; their arguments and
results can be pickled. On a cluster, a path in a task means the same file on every machine.
Multiprocessing, Dask and even `concurrent.futures` are imported when first needed: a build with
little to do waits for none of them."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.context import BaseContext
else:

    class Executor:
        """What our executors need of that of the library, whose import takes a twentieth of a build after
        one edit."""

        def __enter__(self):
            return self

        def __exit__(self, *exception):
            self.shutdown(wait=True)

        def shutdown(self, wait=True, *, cancel_futures=False):
            pass

    class Future:
        """A future, as far as it is used here, of a task that is done."""

        def set_result(self, result):
            self._result, self._fault = result, None

        def set_exception(self, fault):
            self._fault = fault

        def result(self):
            if self._fault:
                raise self._fault
            return self._result

        def exception(self):
            return self._fault

        def add_done_callback(self, call):
            call(self)

        def cancel(self):
            return False


A = TypeVar("A")
R = TypeVar("R")

IN_FLIGHT = 3
"""Tasks per worker that are handed out at once: one in work, one waiting, one on its way. The
others, and their results, take no memory."""

BATCH = 50
"""Small tasks in one batch: enough that passing them costs little, few enough that all workers are
busy to the end."""

WINDOWS_LIMIT = 61
"""The most processes that Windows can wait for."""

PATIENCE = {"fork": 0.05, "forkserver": 0.5, "spawn": 0.5}
"""Seconds of work in this process before others start, by start method: the cost of their start,
first results and end. So the total is never twice the best possible time. Measured: 0.01 to 0.03 s
for two to eight forks; 0.5 s for two new interpreters, which then import our modules."""

SILENCE = 15.0
"""Seconds without a result before a cluster is checked."""


class InlineExecutor(Executor):
    """An executor that runs each task at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:  # as in every executor: raised where the result is requested
            future.set_exception(fault)
        return future


class LocalExecutor(Executor):
    """An executor that works in this process for `patience` seconds, then in a pool of processes: a
    build with little to do starts none."""

    def __init__(self, workers: int, context: BaseContext | None = None, patience: float | None = None) -> None:
        self._workers = min(workers, WINDOWS_LIMIT) if sys.platform == "win32" else workers
        self._context = context
        self._patience = patience
        self._here = InlineExecutor()
        self._worked = 0.0
        self._pool: Executor | None = None

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self._pool is None and self._worked >= self._enough():
            self.start()
        if self._pool is not None:
            return self._pool.submit(fn, *args, **kwargs)
        start = time.perf_counter()
        try:
            return self._here.submit(fn, *args, **kwargs)
        finally:
            self._worked += time.perf_counter() - start

    def start(self) -> None:
        """Use the pool from now on: the coming work is known to be worth it."""
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only when there is enough to do

            self._pool = ProcessPoolExecutor(self._workers, self._context, initializer=_begin_work)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def _enough(self) -> float:
        least = min(PATIENCE.values())
        if self._patience is None and self._worked >= least:
            import multiprocessing  # noqa: PLC0415 - as above

            self._patience = PATIENCE[(self._context or multiprocessing).get_start_method()]
        return least if self._patience is None else self._patience


@dataclass(frozen=True, slots=True)
class Workshop:
    """An executor, how many tasks it runs at once, and a check for long silence: `check` raises
    DatelineError when no worker is left."""

    executor: Executor
    workers: int
    check: Callable[[], None] | None = None

    @property
    def is_here(self) -> bool:
        """Whether all work is done on this machine, so that workers can read and write
        our files."""
        return isinstance(self.executor, InlineExecutor | LocalExecutor)

    def batches(self, values: Sequence[A]) -> Iterator[tuple[A, ...]]:
        """Group small tasks, such as articles and pages, into batches: each worker gets at least
        two, up to `BATCH` in each."""
        size = max(1, min(BATCH, -(-len(values) // (2 * self.workers))))
        return (tuple(values[start : start + size]) for start in range(0, len(values), size))

    def spread(self, function: Callable[[A], R], tasks: Iterable[A], *, long: bool = False) -> Generator[tuple[int, R]]:
        """Yield the index of each task and its result, in order of completion.

        Tasks are taken as workers become free, so that the caller can use a result while others are
        made. `long` says that one task takes longer than the start of a process. When the caller
        stops early, or on an exception, waiting tasks are cancelled."""
        tasks = iter(tasks)
        if long and isinstance(self.executor, LocalExecutor):
            first = tuple(islice(tasks, 2))
            if len(first) > 1:
                self.executor.start()
            tasks = chain(first, tasks)
        pending: dict[Future[R], int] = {}
        done: SimpleQueue[Future[R]] = SimpleQueue()
        try:
            for place, task in enumerate(tasks):
                future = self.executor.submit(function, task)
                pending[future] = place
                future.add_done_callback(done.put)
                while len(pending) >= IN_FLIGHT * self.workers or not done.empty():
                    future = self._next(done)
                    yield pending.pop(future), future.result()
            while pending:
                future = self._next(done)
                yield pending.pop(future), future.result()
        finally:
            for future in pending:
                future.cancel()

    def _next(self, done: SimpleQueue[Future[R]]) -> Future[R]:
        while True:
            try:
                return done.get(timeout=SILENCE)
            except Empty:
                if self.check:
                    self.check()


@contextmanager
def workshop(workers: int, cluster: str = "", shared: Path | None = None) -> Iterator[Workshop]:
    """Yield a workshop: this process, `workers` processes, or the cluster whose scheduler has the
    address `cluster`.

    `shared` is a folder that we can write to and every machine of the cluster must see. Raises
    DatelineError when the workers cannot be reached, are of another version, or are lost."""
    was_enabled = gc.isenabled()
    gc.disable()  # loaded documents are never garbage, and cycles are some five objects an article
    try:
        if cluster:
            from generator.executors.cluster import cluster as connected  # noqa: PLC0415 - Dask is rarely there

            with connected(cluster, shared) as executor:
                yield Workshop(executor, executor.workers, executor.check)
        elif workers == 1:
            yield Workshop(InlineExecutor(), 1)
        else:
            with _local(workers) as processes:
                yield Workshop(processes, workers)
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _local(workers: int) -> Iterator[LocalExecutor]:
    executor = LocalExecutor(workers)
    try:
        yield executor
    except RuntimeError as fault:
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 - as above

        if not isinstance(fault, BrokenExecutor):
            raise
        raise DatelineError(
            "A worker process was ended from outside; was there too little memory? Try --jobs 1."
        ) from fault
    finally:  # on any exception, Ctrl-C too, waiting tasks are cancelled
        executor.shutdown(cancel_futures=True)


def _begin_work() -> None:
    """In a worker of a pool: leave Ctrl-C to the build, and end when the build is killed. Otherwise
    a worker would wait for its next task for ever, and so would a program that reads the output of
    the build."""
    import multiprocessing  # noqa: PLC0415 - a worker has it already
    import signal  # noqa: PLC0415 - only workers need it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the preview has a handler of its own, which the fork inherits
    gc.disable()
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(2)

    threading.Thread(target=watch, daemon=True).start()
