"""`python build.py`: builds the site, unless there is nothing to do, and prints a report. A build
with nothing to do loads no library."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from generator.cache.lock import BuildLock, make_cache
from generator.commands.mirrors import mirrors_of
from generator.commands.options import (
    FINE,
    PUBLIC,
    WRONG_CONTENT,
    WRONG_USE,
    add_report_options,
    add_site,
    add_work,
    at_work,
    build_of,
    command_parser,
    guide_address,
    is_public,
    workshop_of,
)
from generator.engine.snapshot import Look, look
from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.model.report import Build, BuildReport, Folders
from generator.report.interpreter import slow_python
from generator.report.lines import github_lines, json_text, mirror_line, text_lines
from generator.report.terminal import print_lines, tell_waiting
from generator.report.times import shown_instant

_DESCRIPTION = """\
Builds the site of a newsroom: what editors write in content/ becomes public/, ready for any static host.
"""

_EPILOG = """\
exit codes: 0 fine; 1 the content has errors, nothing was published (but with --keep-going); 2 the program or its use has.
guides: content/README.md for editors, layouts/README.md for designers, generator/README.md for developers.
"""


def parser(commands: str = "") -> argparse.ArgumentParser:
    """Return the parser. `commands` lists all commands, for the help."""
    parser = command_parser("", _DESCRIPTION + commands, _EPILOG)
    add_site(parser)
    add_work(parser)
    add_report_options(parser)
    more = parser.add_argument_group("before and after")
    more.add_argument(
        "--verify",
        action="store_true",
        help="then build all of it once more, from nothing, compare byte for byte, and look for every word",
    )
    return parser


def run(arguments: Sequence[str], commands: str = "") -> int:
    made = parser(commands)
    options = made.parse_args(arguments)
    if options.quick and options.verify:
        made.error("--verify compares with a build that has all formats: leave out --quick")
    build = build_of(options, preview=options.drafts, quick=options.quick, with_mirrors=True)
    mirrors = mirrors_of(build, (options.base_url or [])[1:])
    if options.verbose and options.format == "text" and not options.quiet and (sentence := slow_python()):
        print_lines([sentence], sys.stdout)
    _check_instant(build, options)
    report = built(build, options)
    print_report(report, build.folders, options)
    copies = [replace(mirror, as_of=report.as_of) for mirror in mirrors] if report.published else []
    for copy in copies:
        _build_mirror(copy, options)
    if options.as_of and report.published and report.as_of.timestamp() > time.time():
        _tell_of_switch(report, options)
    if options.verify:
        return max(_verified(each, report, options) for each in (build, *copies))
    return WRONG_CONTENT if report.errors else FINE


def _build_mirror(mirror: Build, options: argparse.Namespace) -> None:
    """Build a mirror of a site that was published just now. What is wrong with the content was told
    with the site. Raises DatelineError when the mirror cannot be published."""
    report = built(mirror, options)
    if not report.published:
        raise DatelineError(f"The mirror {mirror.mirror} was not published, because the content was changed meanwhile.")
    if options.format == "text" and not options.quiet:
        print_lines([mirror_line(mirror.mirror, report, mirror.folders, Path.cwd())], sys.stdout)


def _check_instant(build: Build, options: argparse.Namespace) -> None:
    """Raise DatelineError for a site of an instant to come in public/: readers would see embargoed
    articles."""
    if not options.as_of or build.preview or not is_public(build.folders.output):
        return
    instant = build.as_of
    if not instant.tzinfo:
        from generator.read.settings import read_settings

        settings = read_settings(build.folders.content).value
        if settings is None:  # the build reports it, and publishes nothing
            return
        instant = build.instant(settings.site.timezone)
    if instant.timestamp() > time.time():
        raise DatelineError(
            f"--as-of {shown_instant(instant)} is still to come, and {PUBLIC}/ is what readers see. Build ahead into"
            " another folder, with --output DIR; then: python build.py switch DIR --wait"
        )


def _tell_of_switch(report: BuildReport, options: argparse.Namespace) -> None:
    if options.format == "text" and not options.quiet and not options.drafts:
        when, folder = shown_instant(report.as_of), options.output
        print_lines(
            [f"This is the site of {when}. It goes out then: python build.py switch {folder} --wait"], sys.stdout
        )


def built(build: Build, options: argparse.Namespace) -> BuildReport:
    """Build once, unless there is nothing to do."""
    first = look(build)
    if first.report:
        return first.report
    from generator.engine.build import run as built_by_engine

    make_cache(build.folders.cache)
    with (
        BuildLock(build.folders.cache, build.folders.output, on_wait=tell_waiting) as lock,
        at_work(build, options) as (workers, bar),
    ):
        return built_by_engine(build, workers, bar.show, Look() if lock.has_waited else first)


def print_report(report: BuildReport, folders: Folders, options: argparse.Namespace) -> None:
    """Print a report in the requested format."""
    here = Path.cwd()
    if options.format == "json":
        lines = [json_text(report, folders, here)]
    elif options.format == "github":
        lines = list(github_lines(report, folders, here))
    elif options.format == "sarif":
        from generator.report.sarif import sarif_text

        lines = [sarif_text(report.problems, folders, here, guide_address())]
    else:
        flags = {name: getattr(options, name) for name in ("verbose", "quiet", "explain", "summary")}
        lines = list(text_lines(report, folders, here, **flags))
    if not lines:
        return
    if options.format == "text":
        print_lines(lines, sys.stdout)
    else:
        print("\n".join(lines))


def _verified(build: Build, report: BuildReport, options: argparse.Namespace) -> int:
    if not report.published:
        print("Not verified: of what has errors there is no clean build to compare with.", file=sys.stderr)
        return WRONG_CONTENT if report.errors else FINE
    from generator.verify.compare import differences

    with workshop_of(build, options) as workers:
        lines = differences(replace(build, as_of=report.as_of), workers, report.staying)
    print_lines(lines or ["Verified: a clean build gives the same files, byte for byte."], sys.stderr)
    if lines:
        return WRONG_USE
    return WRONG_CONTENT if report.errors else FINE
