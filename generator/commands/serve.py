"""`python build.py serve`: the preview in a browser, drafts included, built again after
each save."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from generator.commands.build import print_report
from generator.commands.options import add_report_options, add_site, add_work, at_work, build_of, command_parser, now
from generator.model.dataclass import replace
from generator.model.report import Build, BuildReport

if TYPE_CHECKING:
    from generator.engine.session import Progress
    from generator.executors.workshop import Workshop
    from generator.preview.builder import Work


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("serve", "Shows the site in a browser as you write, drafts included.")
    add_site(parser)
    add_work(parser)
    add_report_options(parser)
    preview = parser.add_argument_group("preview")
    preview.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    preview.add_argument("--port", type=int, default=5500, metavar="N", help="the port (default: 5500)")
    preview.add_argument("--follow", action="store_true", help="show the article that was saved last in the browser")
    preview.add_argument(
        "--poll",
        type=_seconds,
        metavar="SECONDS",
        help="look for changes so often, for disks that give no notice of them (default: by itself where needed)",
    )
    preview.add_argument(
        "--language", default="", metavar="TAG", help="the language of the desk (default: that of the browser)"
    )
    options = parser.parse_args(arguments)
    from generator.preview.server import Options, serve

    gc.enable()  # this process lives long
    options.keep_going = True  # what is broken stands over its page, and the rest of the site goes on
    # A writer waits for the preview; no reader needs the better formats.
    build = build_of(options, preview=True, quick=True)
    how = Options(options.host, options.port, options.poll, options.follow, options.language)
    return serve(build, how, lambda build: partial(start_work, build, options))


def start_work(build: Build, options: argparse.Namespace) -> Work:
    """Return what builds the preview; called in the process that does."""
    from generator.preview.work import PreviewWork

    gc.enable()

    @contextmanager
    def working(build: Build) -> Iterator[tuple[Workshop, Progress]]:
        with at_work(build, options) as (workers, bar):
            yield workers, bar.show

    def show(report: BuildReport) -> None:
        print_report(report, build.folders, options)

    def as_of_now(build: Build) -> Build:
        return replace(build, as_of=now(options), begun=time.time_ns())

    return PreviewWork(build, as_of_now, working, show)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 3600:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of seconds from 0.1 to 3600; write for instance 2")
    return seconds
