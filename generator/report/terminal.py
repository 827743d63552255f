"""The output of a command on a terminal: progress, problems, the summary. Rich is loaded only for a
terminal, and only when there is something to show: a build with nothing to do does not wait for it.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds; shorter work shows no bar."""


@contextmanager
def patient() -> Iterator[list[OSError]]:
    """Let a command go on when its output cannot be written.

    The reader may stop reading, as `head` does: further output is dropped. A log in an old encoding
    does not stop at a Kurdish name. Yields a list of the reasons for which something could not be
    written, such as a full disk: none ends a build half way."""
    streams = sys.stdout, sys.stderr
    unwritten: list[OSError] = []
    sys.stdout, sys.stderr = (_patient(stream, unwritten) for stream in streams)
    try:
        yield unwritten
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = streams


def _patient(stream: TextIO, unwritten: list[OSError]) -> TextIO:
    """Return the stream itself where the reader cannot stop: at a terminal, or in a test."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    try:
        is_pipe = not os.isatty(number := stream.fileno())
    except OSError:
        is_pipe = False
    stream.flush()
    if not is_pipe:
        stream.reconfigure(errors="backslashreplace")
        return stream
    raw = io.BufferedWriter(_Pipe(number, unwritten))
    return io.TextIOWrapper(
        raw,
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


class _Pipe(io.FileIO):
    """A stream that drops output once the reader is gone (Windows calls that an invalid argument).
    Output that cannot be written for another reason is dropped as well, and the reason is added to
    `unwritten`."""

    def __init__(self, number: int, unwritten: list[OSError]) -> None:
        super().__init__(number, "wb", closefd=False)
        self._unwritten = unwritten

    def write(self, data: Any) -> int:
        try:
            return super().write(data) or 0
        except OSError as fault:
            if fault.errno not in (errno.EPIPE, errno.EINVAL):
                self._unwritten.append(fault)
            return memoryview(data).nbytes


def print_lines(lines: Iterable[str], stream: TextIO) -> None:
    """Print problems and the summary, on a terminal in colour, which is never the only sign of
    anything."""
    written = [part for line in lines for part in line.split("\n")]
    styles = [_style(line) for line in written]
    if not stream.isatty() or not any(styles):
        print("\n".join(written), file=stream)
        return
    from rich.console import Console  # noqa: PLC0415 - see above

    # “:100:” is a line number, not an emoji.
    console = Console(file=stream, soft_wrap=True, highlight=False, emoji=False)
    for line, style in zip(written, styles, strict=True):
        console.print(line, style=style, markup=False)


def tell_waiting(sentence: str) -> None:
    """Print at once, on standard error, why a command waits."""
    print_lines([sentence], sys.stderr)
    sys.stderr.flush()


def _style(line: str) -> str | None:
    if ": error: " in line or line.startswith(("error: ", "Nothing was published")):
        return "bold red"
    return "yellow" if ": warning: " in line else None


class Bar(AbstractContextManager["Bar"]):
    """Progress on a terminal, for work that takes longer than a second; in a log, nothing."""

    def __init__(self, stream: TextIO, *, is_wanted: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._is_wanted = is_wanted and stream.isatty()
        self._clock = clock
        self._begun = clock()
        self._progress: Progress | None = None
        self._tasks: dict[str, int] = {}

    def show(self, stage: str, done: int, total: int) -> None:
        if not self._is_wanted or self._clock() - self._begun < PATIENCE:
            return
        progress = self._progress = self._progress or _progress(self._stream)
        if stage not in self._tasks:
            self._tasks[stage] = progress.add_task(stage, total=total)
        progress.update(self._tasks[stage], completed=done)  # type: ignore[arg-type]

    def __exit__(self, *exception: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._progress:
            self._progress.stop()


def _progress(stream: TextIO) -> Progress:
    from rich.console import Console  # noqa: PLC0415 - see above
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=Console(file=stream), transient=True)
    progress.start()
    return progress
