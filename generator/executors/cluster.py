"""The machines of a Dask cluster as one executor. Only this module knows Dask; it does not know the
tasks.

Two things must be alike on all machines: the program, with its libraries and Python; and the
folders, on a shared disk under the same paths. Both are checked before any work. A worker that dies
ends no build: Dask gives its tasks to another. A cluster that cannot be reached, does not fit or is
lost raises a DatelineError of one sentence.

Tasks are pickled here, and run when they are unpickled. To the scheduler a task is bytes, so it
needs neither our code nor our libraries, and Dask does not inspect it."""

from __future__ import annotations

import logging
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cache.program import code_digest
from generator.model.problems import DatelineError

if TYPE_CHECKING:
    from distributed import Client

CONNECT = 10.0
"""Seconds for a scheduler to answer and to have a worker. Dask's own setting counts where it is
shorter."""

RETRIES = 2
"""Retries of a task that raised. A task of ours raises only when its machine is out of memory or
disk; another machine may have more."""

_ONE_AT_A_TIME = threading.Lock()
"""A Dask worker may have many threads, but our converters and encoders must run one at a time."""


class ClusterExecutor(Executor):
    """An executor on the cluster of a client, with one task at a time in each worker process."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        self.workers = max(1, self._present())
        self._lonely = False
        self._executor = client.get_executor(pure=False, retries=RETRIES)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        task = pickle.dumps((fn, args, kwargs))
        future: Future[Any] = self._executor.submit(pickle.loads, _call(_work, task, _program()))
        return future

    def check(self) -> None:
        """Check the cluster after a long silence. Raises DatelineError when it has no worker for
        the second time. At the first time, a worker that died may be restarting."""
        lonely = not self._present()
        if lonely and self._lonely:
            raise DatelineError(f"All workers of the cluster {self._address} are gone.")
        self._lonely = lonely

    def _present(self) -> int:
        try:
            return len(self._client.nthreads())
        except OSError as fault:
            raise _lost(self._address) from fault

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait and not cancel_futures)


@contextmanager
def cluster(address: str, shared: Path | None = None) -> Iterator[ClusterExecutor]:
    """Yield the cluster whose scheduler has this address. `shared` is a folder that we can write to
    and every worker must see."""
    try:
        from distributed import KilledWorker  # noqa: PLC0415 - 1 s, and only for a cluster
    except ImportError as fault:
        raise DatelineError(
            'A cluster needs Dask; this installs it:  python -m pip install -c .ci/constraints.txt ".[cluster]"'
        ) from fault
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # this module reports what an editor must know
    client = _client(address)
    try:
        _check(client, shared)
        executor = ClusterExecutor(client, address)
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)
    except KilledWorker as fault:
        raise DatelineError(
            "One task ended every worker of the cluster that took it; was there too little memory? Try it without --cluster."
        ) from fault
    except CancelledError as fault:
        raise _lost(address) from fault
    except ModuleNotFoundError as fault:
        # A missing module of ours means a worker that started later.
        if (fault.name or "").partition(".")[0] != "generator":
            raise
        raise DatelineError(_incapable("that came last", fault)) from fault
    finally:
        client.close()


def _client(address: str) -> Client:
    import dask  # noqa: PLC0415 - as above
    from dask.utils import parse_timedelta  # noqa: PLC0415
    from distributed import Client  # noqa: PLC0415
    from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415

    try:
        get_address_host_port(address)  # Client would leave a thread behind for an invalid address
    except ValueError as fault:
        raise DatelineError(
            f"“{address}” is no address of a Dask scheduler; write for instance tcp://scheduler:8786"
        ) from fault
    seconds = min(CONNECT, parse_timedelta(dask.config.get("distributed.comm.timeouts.connect")))
    try:
        client = Client(address, timeout=seconds, set_as_default=False)
    except OSError as fault:
        raise DatelineError(f"No Dask scheduler answers at {address}.") from fault
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError as fault:
        client.close()
        raise DatelineError(f"The Dask scheduler at {address} has no workers.") from fault
    return client


def _check(client: Client, shared: Path | None) -> None:
    """Raise DatelineError unless every worker has the same program and the same folders."""
    mark = shared / f".seen-by-all-{os.urandom(8).hex()}" if shared else None
    if mark:
        mark.touch()
    try:
        answers = client.run(pickle.loads, _call(_introduction, str(mark or "")), on_error="return")
    finally:
        if mark:
            mark.unlink()
    for worker, answer in sorted(answers.items()):
        match answer:
            case OSError():
                pass  # the worker is gone already
            case Exception():
                raise DatelineError(_incapable(worker, answer))
            case (program, _) if program != _program():
                raise DatelineError(_strange(worker))
            case (_, False):
                raise DatelineError(f"The worker {worker} does not see {shared}; all machines must share the folders.")


def _lost(address: str) -> DatelineError:
    return DatelineError(f"The scheduler of the cluster {address} has ended or is out of reach; build again.")


def _incapable(worker: str, fault: Exception) -> str:
    return f"The worker {worker} cannot run this program ({fault}); start it in the same checkout."


def _strange(worker: str) -> str:
    return f"The worker {worker} has another version of Dateline, its libraries or Python; give it this one, and restart it."


def _program() -> tuple[str, ...]:
    return (code_digest(), *map(str, sys.version_info[:2]))


def _introduction(mark: str) -> tuple[tuple[str, ...], bool]:
    """In a worker: return which program it has, and whether it sees a file."""
    return _program(), not mark or Path(mark).exists()


def _work(task: bytes, program: tuple[str, ...]) -> Any:
    """In a worker: run a task. The worker may have started after the check."""
    with _ONE_AT_A_TIME:
        if program != _program():
            from distributed import get_worker  # noqa: PLC0415

            raise DatelineError(_strange(get_worker().address))
        function, args, kwargs = pickle.loads(task)
        return function(*args, **kwargs)


class _Call:
    """Pickled and unpickled, it becomes the result of the function."""

    def __init__(self, function: Callable[..., object], args: tuple[object, ...]) -> None:
        self._reduced = function, args

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._reduced


def _call(function: Callable[..., object], *args: object) -> bytes:
    return pickle.dumps(_Call(function, args))
