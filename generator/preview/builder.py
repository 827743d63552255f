"""A process that builds the preview again and again, beside the one that answers the browser.

It stays warm: nothing is imported, compiled or connected twice. It has no thread, so a build in it
may fork. Orders go in, outcomes come out, through one pipe: when either end is closed, the other
process ends."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Thread

from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError
from generator.model.report import BuildReport
from generator.report.terminal import patient, print_lines

_ENDED = (
    "The process that builds the preview ended by itself; was there too little memory? The next save starts it again."
)


@dataclass(frozen=True, slots=True)
class Order:
    """A build to be made. `touched` are the paths of the files that may have changed; None for a
    look at everything."""

    touched: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """Style sheets that are ready before the pages that name them: by name, each with its address
    from the root of the site and its bytes."""

    sheets: tuple[tuple[str, str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an order. `report` is None if nothing has changed, or if there was no build at
    all; `fault` is the reason then, else "". `saved` is the address of the article that was saved
    last, "" if none was."""

    report: BuildReport | None = None
    fault: str = ""
    saved: str = ""


Answer = Styles | Outcome

Work = Callable[[Order], Iterator[Answer]]
"""What the process does for an order: it yields style sheets, if these are ready earlier, and then
the outcome."""


class Builder:
    """The process, as seen from the server. `start_work` is called in the process, and must be a
    function of a module or a partial of one; `hear` gets each answer, in another thread."""

    def __init__(self, start_work: Callable[[], Work], hear: Callable[[Answer], None]) -> None:
        self._start_work, self._hear = start_work, hear
        self._start()

    def order(self, order: Order) -> None:
        """Begin a build. There is one answer of the type `Outcome`, and no other order may be given
        before it."""
        if not self._process.is_alive():
            self._start()
        try:
            self._pipe.send(order)
        except OSError:  # it has ended this instant
            self._hear(Outcome(fault=_ENDED))

    def stop(self) -> None:
        """End the process. A build that is killed leaves every file whole, and the next one finishes
        it."""
        self._is_stopped = True
        self._process.terminate()
        self._process.join()
        self._pipe.close()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")  # the server has threads, with which no fork is safe
        self._is_stopped = False
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(self._start_work, theirs), name="dateline-builder")
        self._process.start()
        theirs.close()
        Thread(target=self._listen, args=(self._pipe,), daemon=True).start()

    def _listen(self, pipe: Connection) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._hear(pipe.recv())
        if not self._is_stopped:
            self._hear(Outcome(fault=_ENDED))


def _work(start_work: Callable[[], Work], pipe: Connection) -> None:
    """In the process: build until the server has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to both; the server ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with patient(), suppress(EOFError, OSError, KeyboardInterrupt):
        work = start_work()
        while True:
            order: Order = pipe.recv()
            for answer in _answers(work, order):
                sys.stdout.flush()  # a log is read while it is written
                sys.stderr.flush()
                pipe.send(answer)


def _answers(work: Work, order: Order) -> Iterator[Answer]:
    try:
        yield from work(order)
    except (DatelineError, OSError) as fault:  # a folder is being moved: the next change builds again
        print_lines([f"error: {fault}"], sys.stderr)
        yield Outcome(fault=str(fault))
    except Exception:  # a fault of the program: the preview goes on, and says so
        import traceback  # noqa: PLC0415 - only for a fault

        traceback.print_exc()
        yield Outcome(fault="This is a fault of Dateline itself; the lines in the terminal say more.")
