"""The stopwatch counts every process of a build, however it was begun and whether or not anybody
waited for it; and apart from these, what other processes took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STOPWATCH = Path(__file__).with_name("stopwatch.py")
MIB = 2**20

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system has no wait4")

# A build whose worker is far larger than itself; {ending} is how it leaves.
BUILD = """
import multiprocessing, os, time

def work(size):
    return len(bytes(range(256)) * (size // 256))

if __name__ == "__main__":
    workers = multiprocessing.get_context("{method}").Pool(1)
    assert workers.apply(work, ({size},)) == {size}
    {ending}
"""
# A build that does next to nothing until another process has taken half a second.
IDLE_BUILD = """
import os, time
def taken():
    with open("/proc/{other}/stat") as file:
        user, system = file.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

begun = taken()
while taken() < begun + 0.5:
    time.sleep(0.01)
"""
WAITING = "workers.close(); workers.join()"
LEAVING = "workers.close(); os._exit(0)"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands on the processes nobody waits for")
@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
@pytest.mark.parametrize("ending", [WAITING, LEAVING], ids=["waiting", "leaving"])
def test_the_largest_process_may_be_a_worker(tmp_path: Path, method: str, ending: str) -> None:
    figures = _run(tmp_path, BUILD.format(method=method, size=200 * MIB, ending=ending))
    assert 200 <= figures["memory"] < 400


def test_the_memory_of_who_measures_is_not_counted(tmp_path: Path) -> None:
    kept = b"x" * (200 * MIB)
    assert _run(tmp_path, "pass")["memory"] < 100
    assert kept


def test_the_exit_code_is_that_of_the_command(tmp_path: Path) -> None:
    assert _run(tmp_path, "raise SystemExit(3)")["exit"] == 3


@pytest.mark.skipif(not Path("/proc/stat").exists(), reason="this system does not tell what other processes take")
def test_the_time_of_other_processes_is_counted_apart(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
        try:
            figures = _run(tmp_path, IDLE_BUILD.format(other=other.pid))
        finally:
            other.kill()
    assert figures["others"] >= 0.4
    assert figures["processor"] < figures["others"]


def _run(folder: Path, program: str) -> dict[str, float]:
    script, figures = folder / "build.py", folder / "figures.json"
    script.write_text(program, "utf-8")
    command = [sys.executable, "-I", "-S", str(STOPWATCH), str(figures), sys.executable, str(script)]
    subprocess.run(command, check=True)
    cost: dict[str, float] = json.loads(figures.read_text("utf-8"))
    return cost
