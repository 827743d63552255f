"""Tasks in, results out as they are done, wherever that is; and no process is started that is not worth it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

import pytest

from generator.executors import workshop as executors
from generator.executors.workshop import IN_FLIGHT, WINDOWS_LIMIT, InlineExecutor, LocalExecutor, Workshop, workshop
from generator.model.problems import DatelineError

ROOT = Path(__file__).resolve().parents[2]
TASKS = 40


def _doubled(number: int) -> int:
    return 2 * number


def _process(_: int) -> int:
    return os.getpid()


def _raising_at(last: int, number: int) -> int:
    if number == last:
        raise ArithmeticError(number)
    return number


def _ending(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class _Slow(Executor):
    """Does nothing until it is told to."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.futures.append(Future())
        return self.futures[-1]


def _here(workers: int) -> Executor:
    return InlineExecutor()


def _later(workers: int) -> Executor:
    return LocalExecutor(workers, patience=inf)


def _pool(workers: int) -> Executor:
    return LocalExecutor(workers, patience=0)


@pytest.mark.parametrize("make", [_here, _later, _pool, ThreadPoolExecutor])
def test_every_task_is_done_once_and_its_place_told(make: Callable[[int], Executor]) -> None:
    with make(2) as executor:
        results = list(Workshop(executor, 2).spread(_doubled, range(TASKS)))
    assert sorted(results) == [(place, 2 * place) for place in range(TASKS)]


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_processes_may_be_started_in_any_way(start: str) -> None:
    with LocalExecutor(2, multiprocessing.get_context(start), patience=0) as executor:
        results = dict(Workshop(executor, 2).spread(partial(_raising_at, -1), range(TASKS)))
    assert results == {place: place for place in range(TASKS)}


def test_without_tasks_there_are_no_results() -> None:
    with workshop(2) as there:
        assert list(there.spread(_doubled, ())) == []


def test_one_process_works_here_in_order_and_takes_a_task_when_the_last_result_was_used() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(3):
            taken.append(number)
            yield number

    with workshop(1) as here:
        assert here.workers == 1
        for place, process in here.spread(_process, tasks()):
            assert taken == list(range(place + 1))
            assert process == os.getpid()


def test_a_little_work_is_done_here_and_more_by_others() -> None:
    with LocalExecutor(2, patience=inf) as executor:
        assert {process for _, process in Workshop(executor, 2).spread(_process, range(TASKS))} == {os.getpid()}
    with LocalExecutor(2, patience=0) as executor:
        assert os.getpid() not in {process for _, process in Workshop(executor, 2).spread(_process, range(TASKS))}


def test_the_pool_that_is_there_has_all_further_work() -> None:
    with LocalExecutor(2, patience=inf) as executor:
        executor.start()
        executor.start()
        assert executor.submit(_process, 0).result() != os.getpid()


def test_long_tasks_are_worth_a_pool_from_the_second_on() -> None:
    with LocalExecutor(2, patience=inf) as executor:
        workers = Workshop(executor, 2)
        assert [process for _, process in workers.spread(_process, [0], long=True)] == [os.getpid()]
        assert os.getpid() not in {process for _, process in workers.spread(_process, [0, 1], long=True)}


def test_the_default_patience_knows_how_processes_are_started() -> None:
    for start in multiprocessing.get_all_start_methods():
        assert start in executors.PATIENCE
        with LocalExecutor(2, multiprocessing.get_context(start)) as executor:
            executor._worked = inf
            assert executor.submit(_process, 0).result() != os.getpid()


def test_no_more_processes_than_windows_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with LocalExecutor(WINDOWS_LIMIT + 1, multiprocessing.get_context("spawn")) as executor:
        executor.start()  # which Python refuses above its limit; no process is started before there is a task


def test_few_tasks_are_in_flight_however_many_there_are() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(TASKS):
            taken += 1
            yield number

    with ThreadPoolExecutor(2) as executor:
        for used, _ in enumerate(Workshop(executor, 2).spread(_doubled, tasks())):
            assert taken - used <= 2 * IN_FLIGHT
    assert taken == TASKS


def test_what_is_done_first_comes_first() -> None:
    executor = _Slow()

    def tasks() -> Iterator[int]:
        yield from range(2)
        executor.futures[1].set_result(10)
        yield 2
        executor.futures[2].set_result(20)
        executor.futures[0].set_result(0)

    assert list(Workshop(executor, 1).spread(_doubled, tasks())) == [(1, 10), (2, 20), (0, 0)]


def test_a_caller_that_stops_leaves_undone_what_is_not_begun() -> None:
    begun: list[int] = []
    go_on = threading.Event()

    def work(number: int) -> int:
        begun.append(number)
        assert number == 0 or go_on.wait(60)
        return number

    with ThreadPoolExecutor(1) as executor:
        results = Workshop(executor, 1).spread(work, range(TASKS))
        assert next(results) == (0, 0)
        results.close()
        go_on.set()
    assert begun in ([0], [0, 1]), "the second may have been begun"


@pytest.mark.parametrize("make", [_here, _later, _pool, ThreadPoolExecutor])
def test_an_exception_of_a_task_reaches_the_caller(make: Callable[[int], Executor]) -> None:
    with make(2) as executor, pytest.raises(ArithmeticError):
        list(Workshop(executor, 2).spread(partial(_raising_at, 5), range(TASKS)))


def test_an_exception_while_tasks_are_made_cancels_those_that_are_there() -> None:
    def tasks() -> Iterator[int]:
        yield 1
        raise ArithmeticError

    executor = _Slow()
    with pytest.raises(ArithmeticError):
        list(Workshop(executor, 1).spread(_doubled, tasks()))
    assert [future.cancelled() for future in executor.futures] == [True]


def test_a_long_silence_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask() -> None:
        raise DatelineError("Nobody is there.")

    monkeypatch.setattr(executors, "SILENCE", 0)
    executor = _Slow()
    with pytest.raises(DatelineError):
        next(Workshop(executor, 1, ask).spread(_doubled, range(TASKS)))
    assert all(future.cancelled() for future in executor.futures)


def test_a_worker_that_is_killed_is_told_in_a_sentence() -> None:
    with (
        pytest.raises(DatelineError, match=r"^A worker process was ended from outside; .* Try --jobs 1\.$"),
        workshop(2) as there,
    ):
        list(there.spread(_ending, range(2), long=True))


def test_collecting_garbage_is_as_before_once_the_work_is_done() -> None:
    assert gc.isenabled()
    with pytest.raises(ArithmeticError), workshop(1):
        assert not gc.isenabled()
        raise ArithmeticError
    assert gc.isenabled()


def test_a_build_with_little_to_do_loads_neither_processes_nor_dask() -> None:
    little = """
import sys
from generator.executors.workshop import workshop
with workshop(2) as there:
    assert list(there.spread(abs, [-1])) == [(0, 1)]
print(sorted({"multiprocessing", "concurrent.futures.process", "generator.executors.cluster", "distributed"} & sys.modules.keys()))
"""
    said = subprocess.run(
        [sys.executable, "-c", little], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (said.stdout, said.stderr) == ("[]\n", "")
