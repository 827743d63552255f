"""A question answered on another core: the answer is the same as here, and no process is left behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

import pytest

from generator.meanwhile import meanwhile


@pytest.mark.parametrize("answer", [True, False])
def test_the_answer_is_that_of_the_question(answer: bool) -> None:
    with meanwhile(lambda: answer) as told:
        assert told() is answer


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="nothing is forked there")
def test_it_is_answered_by_another_process() -> None:
    here = os.getpid()
    with meanwhile(lambda: os.getpid() != here) as told:
        assert told()


def test_with_other_threads_it_is_answered_here() -> None:
    is_over = threading.Event()
    other = threading.Thread(target=is_over.wait)
    other.start()
    here = os.getpid()
    try:
        with meanwhile(lambda: os.getpid() == here) as told:
            assert told()
    finally:
        is_over.set()
        other.join()


def test_what_goes_wrong_is_seen_by_who_waits_for_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    def question() -> bool:
        raise ValueError("no such ledger")

    with meanwhile(question) as told, pytest.raises(ValueError, match="no such ledger"):
        told()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("question", [lambda: True, threading.Event().wait], ids=["answered", "never answered"])
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="nothing is forked there")
def test_no_process_is_left_behind_when_nobody_asks(
    question: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", noted)
    with meanwhile(question):
        pass
    (child,) = children
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)
