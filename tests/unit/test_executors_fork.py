"""A question answered on another core: the answer is the same as here, and no process is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.executors.fork import answered_in_fork

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("answer", [True, False])
def test_the_answer_is_that_of_the_question(answer: bool) -> None:
    with answered_in_fork(lambda: answer) as told:
        assert told() is answer


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="nothing is forked there")
def test_it_is_answered_by_another_process() -> None:
    assert _alone("with answered_in_fork(lambda: os.getpid() != here) as told: print(told())") == "True"


def _alone(code: str) -> str:
    """What code prints in a process of its own, where there is no other thread."""
    before = "import os, threading; from generator.executors.fork import answered_in_fork; here = os.getpid()"
    command = [sys.executable, "-c", f"{before}\n{code}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_with_other_threads_it_is_answered_here() -> None:
    is_over = threading.Event()
    other = threading.Thread(target=is_over.wait)
    other.start()
    here = os.getpid()
    try:
        with answered_in_fork(lambda: os.getpid() == here) as told:
            assert told()
    finally:
        is_over.set()
        other.join()


def test_what_goes_wrong_is_seen_by_who_waits_for_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    def question() -> bool:
        raise ValueError("no such ledger")

    with answered_in_fork(question) as told, pytest.raises(ValueError, match="no such ledger"):
        told()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("question", ["lambda: True", "threading.Event().wait"], ids=["answered", "never answered"])
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="nothing is forked there")
def test_no_process_is_left_behind_when_nobody_asks(question: str) -> None:
    left = "try: print(os.waitpid(-1, os.WNOHANG))\nexcept ChildProcessError: print('none')"
    assert _alone(f"with answered_in_fork({question}): pass\n{left}") == "none"
