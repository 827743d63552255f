"""Where work is done: here, in processes of this machine, or on a Dask cluster. A function and its tasks go in, results come
out as they are done. Knows nothing of what the work is, prints nothing, and reads no clock but to learn when other processes
are worth starting.

Task functions are module-level functions or partials of them, pure and total; what they take and return can be pickled. On a
cluster a path in a task means the same file on every machine. Multiprocessing and Dask are imported when they are first
needed: a build that has little to do waits for neither.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from generator.model.problems import DatelineError

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

A = TypeVar("A")
R = TypeVar("R")

IN_FLIGHT = 3
"""Tasks a worker that are handed out at once: one in work, one that waits beside it, one on its way. All others, and their
results, take no memory."""

BATCH = 50
"""Small things a task: enough that passing them costs little, few enough that all workers are busy to the end."""

WINDOWS_LIMIT = 61
"""Windows waits for at most so many processes at once."""

PATIENCE = {"fork": 0.05, "forkserver": 0.5, "spawn": 0.5}
"""Seconds of work here, by how processes are started, before others are asked to help: what their start, their first
results and their end cost, so that waiting never takes twice the time of knowing before. Measured: 0.01 to 0.03 s for two
to eight forks, 0.5 s for two new interpreters, which then import what we have loaded."""

SILENCE = 15.0
"""Seconds without a result from a cluster before it is asked whether anybody is there."""


class InlineExecutor(Executor):
    """Runs each task at once, in this process: the same interface, no other process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:  # as every executor: handed on, to be raised where the result is asked for
            future.set_exception(fault)
        return future


class LocalExecutor(Executor):
    """Works in this process until it has worked for `patience` seconds in all, then in a pool of processes: a build that has
    little to do starts none."""

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
        """Work in the pool from now on: what comes is known to be worth it."""
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only when there is enough to do

            gc.freeze()  # a collection in a fork would copy all that is there: 13 MiB of imports a worker, and our documents
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
    """An executor, how many tasks it works on at once, and a question that is asked when it is silent for long: `ask` raises
    DatelineError when nobody is there any more."""

    executor: Executor
    workers: int
    ask: Callable[[], None] | None = None

    @property
    def is_here(self) -> bool:
        """Whether all work is done on this machine, so that a file of ours is a file for every worker."""
        return isinstance(self.executor, InlineExecutor | LocalExecutor)

    def batches(self, things: Sequence[A]) -> Iterator[tuple[A, ...]]:
        """Small things, such as articles and pages, as tasks: so many each that all workers have two, up to `BATCH`."""
        size = max(1, min(BATCH, -(-len(things) // (2 * self.workers))))
        return (tuple(things[start : start + size]) for start in range(0, len(things), size))

    def spread(self, function: Callable[[A], R], tasks: Iterable[A], *, long: bool = False) -> Generator[tuple[int, R]]:
        """The place of each task among `tasks` and what the function gives for it, in the order of completion. Tasks are taken
        as workers become free, so the caller can use a result while others are made. `long` says that one task takes
        longer than starting a process. A caller that stops early, or an exception: what is not begun is not done."""
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
                if self.ask:
                    self.ask()


@contextmanager
def workshop(workers: int, cluster: str = "", shared: Path | None = None) -> Iterator[Workshop]:
    """One process, as many as there are to be `workers`, or those of the cluster whose scheduler has the address `cluster`.
    `shared` is a folder that every machine of the cluster must see and we may write to. Raises DatelineError when the
    workers cannot be reached, are of another version, or are lost."""
    thresholds = gc.get_threshold()
    _collect_rarely()
    try:
        if cluster:
            from generator.executors.cluster import cluster as connected  # noqa: PLC0415 - Dask is rarely there

            with connected(cluster, shared) as executor:
                yield Workshop(executor, executor.workers, executor.ask)
        elif workers == 1:
            yield Workshop(InlineExecutor(), 1)
        else:
            with _local(workers) as processes:
                yield Workshop(processes, workers)
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


@contextmanager
def _local(workers: int) -> Iterator[LocalExecutor]:
    executor = LocalExecutor(workers)
    try:
        yield executor
    except BrokenExecutor as fault:
        raise DatelineError(
            "A worker process was ended from outside; was there too little memory? Try --jobs 1."
        ) from fault
    finally:  # whatever it was, and Ctrl-C too: what is not begun need not be done
        executor.shutdown(cancel_futures=True)


def _collect_rarely() -> None:
    """What is loaded is never garbage, and hardly anything of a build goes in circles: Python's collector, which by itself
    looks every 700 objects, found 5 objects an article. Of the 44 s of processor time that 10,000 articles took in one
    process it had 1.5 s; now it has 0.5 s, and memory is the same."""
    gc.freeze()
    gc.set_threshold(10_000)


def _begin_work() -> None:
    """In a worker of a pool: leave Ctrl-C to the build, and end when the build is killed. Else a worker would wait for its
    next task for ever, and whoever reads what the build prints would wait with it."""
    import multiprocessing  # noqa: PLC0415 - a worker has it already
    import signal  # noqa: PLC0415 - only workers need it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the preview has taken it, for itself
    _collect_rarely()
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(2)

    threading.Thread(target=watch, daemon=True).start()
