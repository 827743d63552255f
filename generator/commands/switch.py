"""`python build.py switch DIR`: puts a site that was built ahead in the place of the live one."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator.cache.lock import BuildLock
from generator.commands.build import print_report
from generator.commands.options import FINE, PUBLIC, ROOT, command_parser, folders_of
from generator.engine.ahead import SiteAhead, site_ahead
from generator.engine.switch import switch
from generator.model.problems import DatelineError
from generator.report.terminal import print_lines, tell_waiting
from generator.report.times import shown_instant

_DESCRIPTION = """\
Puts a site that was built ahead in the place of the live one, in one step:
  python build.py --as-of "2026-11-22 06:00" --output next
  python build.py switch next --wait
"""
_EPILOG = """\
exit codes: 0 fine; 2 nothing was changed: the site in DIR is of a time to come, or not what a build would make now.
The folders change places, so the last site is in DIR afterwards. Where they cannot, the files that differ are renamed one by
one, in the order of a build: assets, new pages, pages, fronts.
"""

_EARLY = 15.0
"""Seconds before the moment: then other builds have to wait, and all that takes time is done."""


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("switch", _DESCRIPTION, _EPILOG)
    parser.add_argument("ahead", type=Path, metavar="DIR", help="the folder of the site that was built ahead")
    group = parser.add_argument_group("how")
    group.add_argument("--wait", action="store_true", help="wait for the time of that site, and switch in that second")
    group.add_argument(
        "--in-waves",
        action="store_true",
        help="leave the folder itself where it is, because another program holds it (a mount of a container)",
    )
    group.add_argument("--format", choices=("text", "json"), default="text", help="how to report (default: text)")
    group.add_argument("-q", "--quiet", action="store_true", help="say nothing unless there is an error")
    options = parser.parse_args(arguments, argparse.Namespace(verbose=False, explain=False, summary=False))
    output = (options.output or ROOT / PUBLIC).absolute()
    folders = folders_of(options, options.ahead)
    if folders.output.resolve() == output.resolve():
        raise DatelineError(f"{options.ahead} is the live site itself; name the folder of the other.")
    instant = _waited_for(site_ahead(folders, time.time_ns()), options).timestamp()
    with BuildLock(folders.cache, output, folders.output, on_wait=tell_waiting):
        ahead = site_ahead(folders, time.time_ns())
        switched = switch(ahead, output, lambda: sleep_until(instant, time.time, time.sleep), in_waves=options.in_waves)
    print_report(switched.report, folders_of(options, output), options)
    if options.format == "text" and not options.quiet:
        how = (
            f"File by file, {switched.waves}."
            if switched.waves
            else f"In one step; the last site is in {options.ahead}."
        )
        print_lines([how], sys.stdout)
    return FINE


def _waited_for(ahead: SiteAhead, options: argparse.Namespace) -> datetime:
    """Return the instant of the site, shortly before it comes. Raises DatelineError for an instant to
    come, unless the options say to wait."""
    instant = ahead.instant
    if instant > datetime.now(UTC):
        if not options.wait:
            raise DatelineError(
                f"The site in {options.ahead} is that of {shown_instant(instant)}, and goes out then:"
                f" python build.py switch {options.ahead} --wait"
            )
        if not options.quiet:
            print(f"Waiting until {shown_instant(instant)}.", file=sys.stderr, flush=True)
        sleep_until(instant.timestamp() - _EARLY, time.time, time.sleep)
    return instant


def sleep_until(instant: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> float:
    """Sleep until an instant in seconds since the epoch; return the clock. It asks the clock every
    half minute, because that may be set, and a machine may have slept."""
    while (left := instant - clock()) > 0:
        sleep(min(left, 30.0))
    return clock()
