"""A real Dask cluster on this machine, a scheduler and its workers each a process: the same site as without it, also when a
worker is killed in the midst; and a sentence for whatever it lacks."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from newsroom import ROOT, Newsroom, a_newsroom, photo_keys

from generator.executors import workshop as executors
from generator.executors.workshop import workshop
from generator.model.problems import DatelineError

HERE = Path(__file__).parent
IMPATIENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
NOBODY = "tcp://127.0.0.1:1"


class Cluster:
    """Processes that a test may kill; all of them end with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._contact = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
        while not self.address:
            assert self._processes[0].poll() is None, (folder / "0.log").read_text()

    @property
    def address(self) -> str:
        try:
            return str(json.loads(self._contact.read_text())["address"])
        except (OSError, ValueError):  # not there yet, or half of it
            return ""

    def start_worker(self, *options: str, program: Path = ROOT) -> subprocess.Popen[bytes]:
        """Of one thread, unless the options say otherwise."""
        path = os.pathsep.join([str(program), str(HERE)])
        return self._start("worker", "--no-nanny", "--nthreads", "1", *options, PYTHONPATH=path)

    def _start(self, role: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", "--scheduler-file", str(self._contact)]
        with (self._folder / f"{len(self._processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--no-dashboard", *options],
                cwd=self._folder,
                env=os.environ | environment,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process

    def end(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def apart() -> Iterator[Executor]:
    """A process in which tests meet Dask, which leaves threads and loggers behind."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        yield process


def _await_workers(address: str, count: int) -> None:
    from distributed import Client  # noqa: PLC0415 - only apart

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=60)


@pytest.fixture
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Without workers."""
    cluster = Cluster(tmp_path_factory.mktemp("dask"))
    yield cluster
    cluster.end()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, apart: Executor) -> Iterator[str]:
    """Of a cluster with two workers that no test harms, one of them with many threads."""
    cluster = Cluster(tmp_path_factory.mktemp("dask"))
    cluster.start_worker()
    cluster.start_worker("--nthreads", "4")
    apart.submit(_await_workers, cluster.address, 2).result()
    yield cluster.address
    cluster.end()


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Built in one process. More pages than one task has, and photos enough that the build can be met in their midst."""
    newsroom = a_newsroom(tmp_path_factory.mktemp("one-process"))
    for number in range(60):
        newsroom.article(f"story-{number}", title=f"Story {number}", author=f"Guest {number % 7}", tags=["everything"])
    for number in range(6):
        newsroom.photo(f"photos/crowd-{number}.jpg", 2000, 1300)
        newsroom.article(f"crowd-{number}", title=f"Crowd {number}", **photo_keys(f"crowd-{number}"))
    assert newsroom.build().problems == ()
    return newsroom


@pytest.fixture
def elsewhere(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    (tmp_path / "content").symlink_to(newsroom.content)
    return Newsroom(tmp_path)


def test_a_cluster_makes_what_one_process_makes(newsroom: Newsroom, elsewhere: Newsroom, address: str) -> None:
    """Also when a worker has many threads, and when the scheduler's machine knows nothing of us."""
    said = elsewhere.build_py("--cluster", address)
    assert (said.returncode, said.stderr) == (0, "")
    assert elsewhere.published() == newsroom.published()


def test_a_worker_killed_in_the_midst_of_a_build_is_not_missed(
    newsroom: Newsroom, elsewhere: Newsroom, dask: Cluster, apart: Executor
) -> None:
    workers = [dask.start_worker() for _ in range(2)]
    apart.submit(_await_workers, dask.address, 2).result()
    arguments = elsewhere.arguments("--cluster", dask.address)
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, encoding="utf-8") as build:
        while build.poll() is None and not any((elsewhere.cache / "photos").glob("*.jpg")):
            pass
        workers[0].kill()
        _, said = build.communicate(timeout=120)
    assert (build.returncode, said) == (0, "")
    assert elsewhere.published() == newsroom.published()


def _spread(address: str, function: Callable[[int], Any], tasks: int, silence: float = 60.0) -> dict[int, Any]:
    executors.SILENCE = silence
    with workshop(1, address) as there:
        return dict(there.spread(function, range(tasks)))


def _met(folder: Path, number: int) -> tuple[int, int]:
    """A task that tells which process does it, and goes on when it may."""
    (folder / str(os.getpid())).touch()
    while not (folder / "go on").exists():
        pass
    return number, os.getpid()


def test_the_tasks_of_a_killed_worker_are_done_by_another(dask: Cluster, apart: Executor, tmp_path: Path) -> None:
    first, second = dask.start_worker(), dask.start_worker()
    apart.submit(_await_workers, dask.address, 2).result()
    results = apart.submit(_spread, dask.address, partial(_met, tmp_path), 20)
    while not all((tmp_path / str(worker.pid)).exists() for worker in (first, second)):
        assert not results.done(), results.result()
    first.kill()
    first.wait()
    (tmp_path / "go on").touch()
    assert results.result() == {number: (number, second.pid) for number in range(20)}


def _ending(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_task_that_ends_every_worker_ends_the_build(dask: Cluster, apart: Executor) -> None:
    for _ in range(3):
        dask.start_worker()
    apart.submit(_await_workers, dask.address, 3).result()
    with pytest.raises(DatelineError, match="One task ended every worker"):
        apart.submit(_spread, dask.address, _ending, 1).result()


def test_a_cluster_that_loses_all_workers_is_not_waited_for(dask: Cluster, apart: Executor) -> None:
    dask.start_worker()
    with pytest.raises(DatelineError, match=r"^All workers of the cluster .* are gone"):
        apart.submit(_spread, dask.address, _ending, 1, silence=0.1).result()


def test_a_scheduler_that_ends_ends_the_build(dask: Cluster, apart: Executor, tmp_path: Path) -> None:
    worker = dask.start_worker()
    results = apart.submit(_spread, dask.address, partial(_met, tmp_path), 1)
    while not (tmp_path / str(worker.pid)).exists():
        assert not results.done(), results.result()
    dask.end()
    with pytest.raises(DatelineError, match="has ended or is out of reach"):
        results.result()


def _failing(number: int) -> None:
    raise ArithmeticError(number)


def test_an_exception_of_a_task_reaches_the_caller(address: str, apart: Executor) -> None:
    with pytest.raises(ArithmeticError):
        apart.submit(_spread, address, _failing, 7).result()


def _another_program(folder: Path) -> Path:
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "generator" / "versions.py").open("a") as file:
        file.write("# and more\n")
    return folder


def _no_program(folder: Path) -> Path:
    return folder


OTHERS = pytest.mark.parametrize(
    ("program", "said"),
    [(_another_program, "has another version of Dateline"), (_no_program, "cannot run this program")],
)


@OTHERS
def test_a_worker_without_this_program_is_refused(
    program: Callable[[Path], Path], said: str, dask: Cluster, apart: Executor, elsewhere: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "program").mkdir()
    dask.start_worker()
    dask.start_worker(program=program(tmp_path / "program"))
    apart.submit(_await_workers, dask.address, 2).result()
    build = elsewhere.build_py("--cluster", dask.address)
    assert build.returncode == 2
    assert build.stderr.startswith("error: The worker tcp://127.0.0.1:")
    assert said in build.stderr
    assert build.stderr.count("\n") == 1
    assert not elsewhere.output.exists()


def _spread_later(address: str, folder: Path) -> None:
    with workshop(1, address) as there:
        (folder / "begun").touch()
        while not (folder / "go on").exists():
            pass
        list(there.spread(abs, range(9)))


@OTHERS
def test_a_worker_that_comes_later_must_have_this_program_too(
    program: Callable[[Path], Path], said: str, dask: Cluster, apart: Executor, tmp_path: Path
) -> None:
    ours = dask.start_worker()
    results = apart.submit(_spread_later, dask.address, tmp_path)
    while not (tmp_path / "begun").exists():
        assert not results.done(), results.result()
    ours.kill()
    dask.start_worker(program=program(tmp_path))
    (tmp_path / "go on").touch()
    with pytest.raises(DatelineError, match=said):
        results.result()


def _share(address: str, folder: Path) -> None:
    os.chdir(folder)
    with workshop(1, address, Path()):
        pass


def test_workers_must_see_the_shared_folder(address: str, apart: Executor, tmp_path: Path) -> None:
    """Here: one whose name means another folder to them."""
    with pytest.raises(DatelineError, match="does not see"):
        apart.submit(_share, address, tmp_path).result()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (NOBODY, f"No Dask scheduler answers at {NOBODY}."),
        ("scheduler", "“scheduler” is no address of a Dask scheduler; write for instance tcp://scheduler:8786"),
        ("http://scheduler:80", "“http://scheduler:80” is no address of a Dask scheduler"),
    ],
)
def test_a_wrong_address_is_told_in_a_sentence(wrong: str, said: str, elsewhere: Newsroom) -> None:
    build = elsewhere.build_py("--cluster", wrong, **IMPATIENT)
    assert build.returncode == 2
    assert build.stderr.startswith(f"error: {said}")
    assert build.stderr.count("\n") == 1


def test_a_scheduler_without_workers_is_told_in_a_sentence(elsewhere: Newsroom, dask: Cluster) -> None:
    build = elsewhere.build_py("--cluster", dask.address, **IMPATIENT)
    assert (build.returncode, build.stderr) == (2, f"error: The Dask scheduler at {dask.address} has no workers.\n")


def test_without_dask_it_is_said_what_installs_it(elsewhere: Newsroom) -> None:
    without = (
        "import sys; sys.modules['distributed'] = None; from generator.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", without, *elsewhere.arguments("--cluster", NOBODY)[2:]]
    build = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert build.returncode == 2
    assert (
        build.stderr
        == 'error: A cluster needs Dask; this installs it:  python -m pip install -c .ci/constraints.txt ".[cluster]"\n'
    )
