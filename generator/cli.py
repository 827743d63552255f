"""The command line: arguments, executor, report, exit code. 0: fine; 1: the content has errors; 2: the program or its use
has. The only place that knows of the terminal, the clock and the number of cores."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any

from filelock import FileLock, Timeout
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from generator import __version__
from generator.engine import Build, run
from generator.model.problems import DatelineError
from generator.model.report import BuildReport, Folders
from generator.model.settings import is_web_address
from generator.report import github_lines, json_text, text_lines

FINE, WRONG_CONTENT, WRONG_USE = 0, 1, 2

ROOT = Path(__file__).resolve().parent.parent
PUBLIC, PREVIEW = "public", ".preview"

_DESCRIPTION = """\
Builds the site of a newsroom: what editors write in content/ becomes public/, ready for any static host.

  python build.py            build the site
  python build.py serve      preview it in a browser, drafts included, as you write
"""

_EPILOG = """\
exit codes: 0 fine; 1 the content has errors, nothing was published (but with --keep-going); 2 the program or its use has.
guides: content/README.md for editors, layouts/README.md for designers, generator/README.md for developers.
"""


class InlineExecutor(Executor):
    """Runs each task at once, in this process: the same interface, no other process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as fault:  # as every executor: handed on, to be raised where the result is asked for
            future.set_exception(fault)
        return future


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; `arguments` without the program's name. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a log in an old encoding is no reason to stop at a Kurdish name
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(arguments)
    try:
        if options.command == "serve":
            from generator.serve import serve  # its web server is needed for nothing else

            preview = build_of(options, preview=True)
            return serve(
                preview, options.host, options.port, lambda build: _build(build, options), lambda: _as_of(options)
            )
        return _exit_code(_build(build_of(options, preview=options.drafts), options))
    except DatelineError as fault:
        print(f"error: {fault}", file=sys.stderr)
        return WRONG_USE
    except ModuleNotFoundError:  # build.py says what installs it
        raise
    except BrokenProcessPool:
        print(
            "error: a worker process was ended from outside; was there too little memory? Try --jobs 1.",
            file=sys.stderr,
        )
        return WRONG_USE
    except OSError as fault:
        print(f"error: {fault.filename or 'the disk'}: {fault.strerror or fault}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print(
            "Stopped. Every page that is out is whole; if publishing had begun, build again to finish it.",
            file=sys.stderr,
        )
        return WRONG_USE
    except Exception:  # a fault of the program: exit code 1 would say that the content is wrong
        traceback.print_exc()
        print(
            "error: this is a fault of Dateline itself; nothing was lost. Please report it with the lines above.",
            file=sys.stderr,
        )
        return WRONG_USE


def executor(workers: int) -> Executor:
    """Where work is done: here, or in as many processes. Nothing else knows."""
    return InlineExecutor() if workers == 1 else ProcessPoolExecutor(workers, initializer=_begin_work)


def _begin_work() -> None:
    """In a worker of a pool: leave Ctrl-C to the build, and end when the build is killed. Else a worker would wait for its
    next task for ever, and whoever reads what the build prints would wait with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(WRONG_USE)

    threading.Thread(target=watch, daemon=True).start()


def _build(build: Build, options: argparse.Namespace) -> BuildReport:
    """Build once and tell what was done."""
    _make_cache(build.folders.cache)
    with _alone(build.folders.cache), executor(build.workers) as workers, _Bar(options) as bar:
        try:
            report = run(build, workers, bar.show)
        except BaseException:  # whatever it was, and Ctrl-C too: what is not begun need not be done
            workers.shutdown(cancel_futures=True)
            raise
    _tell(report, build.folders, options)
    return report


def _make_cache(cache: Path) -> None:
    """A folder that git ignores; one that is there is left as it is, for it may be anything, even the content folder."""
    try:
        if not cache.is_dir():
            cache.mkdir(parents=True, exist_ok=True)
            (cache / ".gitignore").write_text("*\n", "utf-8")
    except OSError as fault:
        raise DatelineError(f"There can be no cache folder {cache}: {fault.strerror or fault}.") from fault


def _alone(cache: Path) -> AbstractContextManager[object]:
    """The right to be the only build with this cache folder; waits for it."""
    lock = FileLock(cache / "build.lock")
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        print("Another build is at work in this folder; waiting for it to end.", file=sys.stderr, flush=True)
        return lock.acquire()


def _tell(report: BuildReport, folders: Folders, options: argparse.Namespace) -> None:
    here = Path.cwd()
    if options.format == "json":
        print(json_text(report, folders, here))
    elif options.format == "github":
        print("\n".join(github_lines(report, folders, here)))
    else:
        lines = text_lines(report, folders, here, verbose=options.verbose, quiet=options.quiet)
        console = Console(soft_wrap=True, highlight=False, emoji=False)  # “:100:” is a line, and no sticker
        for line in lines:
            console.print(line, style=_style(line) if console.is_terminal else None, markup=False)


def _style(line: str) -> str | None:
    """Colour for the lines that begin a problem; never the only sign of anything."""
    if ": error: " in line or line.startswith(("error: ", "Nothing was published")):
        return "bold red"
    return "yellow" if ": warning: " in line else None


def _exit_code(report: BuildReport) -> int:
    return WRONG_CONTENT if report.errors else FINE


class _Bar(AbstractContextManager["_Bar"]):
    """Progress on a terminal, for what takes longer than a second; in a log, nothing."""

    PATIENCE = 1.0

    def __init__(self, options: argparse.Namespace) -> None:
        console = Console(stderr=True)
        self._wanted = console.is_terminal and not options.quiet and options.format == "text"
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
        )
        self._begun = datetime.now(UTC)
        self._tasks: dict[str, Any] = {}

    def show(self, stage: str, done: int, total: int) -> None:
        if not self._wanted or (datetime.now(UTC) - self._begun).total_seconds() < self.PATIENCE:
            return
        self._progress.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done)

    def __exit__(self, *exception: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._tasks:
            self._progress.stop()


def build_of(options: argparse.Namespace, *, preview: bool) -> Build:
    output = options.output or ROOT / (PREVIEW if preview else PUBLIC)
    if preview and output.resolve() == (ROOT / PUBLIC).resolve():
        raise DatelineError(f"Drafts never go to {PUBLIC}/, which is the site itself; name another --output, or none.")
    folders = Folders(
        *(folder.absolute() for folder in (options.content, output, options.cache, options.layouts, options.assets))
    )
    return Build(folders, _as_of(options), options.base_url, preview, options.keep_going, options.jobs)


def _as_of(options: argparse.Namespace) -> datetime:
    as_of: datetime | None = options.as_of
    return as_of or datetime.now(UTC)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "build.py",
        usage="python build.py [build | serve] [options]",
        allow_abbrev=False,  # --draft is a slip, and not to be guessed at
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command", nargs="?", choices=("build", "serve"), default="build", help="what to do; build if left out"
    )
    parser.add_argument("--version", action="version", version=f"Dateline {__version__}")
    folders = parser.add_argument_group("folders")
    for name, what in (
        ("content", "what the newsroom writes"),
        ("output", f"where the site goes (default: {PUBLIC}; with drafts: {PREVIEW})"),
        ("cache", "what may be kept between builds (default: .cache)"),
        ("layouts", "templates and message catalogues"),
        ("assets", "style sheets and icons"),
    ):
        default = {"output": None, "cache": ROOT / ".cache"}.get(name, ROOT / name)
        folders.add_argument(f"--{name}", type=Path, metavar="DIR", default=default, help=what)
    site = parser.add_argument_group("what is built")
    site.add_argument(
        "--drafts", action="store_true", help="show drafts and what is not out yet, marked, for a preview"
    )
    site.add_argument(
        "--as-of",
        type=_instant,
        metavar="TIME",
        help='build as if it were then: "2026-11-22 06:00" (site time) or with an offset',
    )
    site.add_argument(
        "--base-url",
        type=_address,
        default="",
        metavar="URL",
        help="the address of the site, in place of the one in site.toml",
    )
    site.add_argument(
        "--keep-going",
        action="store_true",
        help="publish all that has no errors; the pages of what has stay as they last were",
    )
    work = parser.add_argument_group("how")
    work.add_argument(
        "--jobs",
        type=_jobs,
        default=_cores(),
        metavar="N",
        help="processes to work with (default: one a core)",
    )
    work.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how to report (default: text)"
    )
    work.add_argument("-q", "--quiet", action="store_true", help="say nothing unless there is an error")
    work.add_argument(
        "-v", "--verbose", action="store_true", help="list every file written, and the time of each stage"
    )
    preview = parser.add_argument_group("preview (serve)")
    preview.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    preview.add_argument("--port", type=int, default=5500, metavar="N", help="the port (default: 5500)")
    return parser


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no time; write for instance “2026-11-22 06:00”") from None


def _address(text: str) -> str:
    if text and not is_web_address(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no web address; write for instance https://outlet.example/paper")
    return text


def _cores() -> int:
    """Windows waits for at most 61 processes at once."""
    return min(os.cpu_count() or 1, 61)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes; write 1 or more")
    return int(text)
