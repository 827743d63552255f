"""`python build.py changes REV`: what readers would see otherwise since a commit. Builds a preview of
both, and compares them. For whoever reviews a pull request; publishes nothing."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.cache.ledger import forget, ledger_of
from generator.commands.build import built
from generator.commands.options import (
    FINE,
    PUBLIC,
    ROOT,
    WRONG_CONTENT,
    add_site,
    add_work,
    build_of,
    command_parser,
    folders_of,
    forget_hook,
    workshop_of,
)
from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.report.terminal import print_lines

_DESCRIPTION = """\
Says what readers would see otherwise since a commit: articles with the words that changed, other pages, what comes next. Builds
a preview, drafts included, of both; nothing is published.
"""
_EPILOG = "exit codes: 0 fine; 1 the content has errors; 2 the program or its use has."
_MOST_SHOTS = 6


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("changes", _DESCRIPTION, _EPILOG)
    parser.add_argument("revision", metavar="REV", help="a commit, as git names it: main, origin/main, HEAD~1, v2")
    parser.add_argument(
        "--screenshots",
        type=Path,
        metavar="DIR",
        help=f"write pictures of at most {_MOST_SHOTS} new or changed articles there, taken with Chromium or Chrome",
    )
    add_site(parser)
    add_work(parser, formats=("text", "markdown", "json"))
    options = parser.parse_args(arguments)
    forget_hook()
    return _compared(options)


def _compared(options: argparse.Namespace) -> int:
    from generator.changes.compared import GONE, site_changes
    from generator.changes.earlier import earlier_folders
    from generator.changes.report import json_text, markdown, text_lines
    from generator.engine.agenda import agenda

    build = replace(build_of(options, preview=True, quick=options.quick), keep_going=True)
    with tempfile.TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as scratch:
        earlier = earlier_folders(build.folders, options.revision, Path(scratch).resolve())
        report = built(build, options)
        if not report.published:
            raise DatelineError("The site of today cannot be built:  python build.py check  says why.")
        before = replace(build, folders=earlier, as_of=report.as_of)
        try:
            if not built(before, options).published:
                raise DatelineError(f"The site of {options.revision} cannot be built any more.")
            public = replace(build, preview=False, folders=folders_of(options, ROOT / PUBLIC))
            due = agenda(public, lambda: workshop_of(public, options), lambda *_: None)
            found = site_changes(before, replace(build, as_of=report.as_of), options.revision, report, due.changes)
        finally:
            forget(ledger_of(earlier.output, earlier.cache))
    zone = due.as_of.tzinfo
    assert zone
    shots: list[str] = []
    if options.screenshots:
        from generator.changes.screenshots import take_screenshots

        pages = [each.url for each in found.texts if each.what != GONE]
        there = [url for url in pages if (build.folders.output / url.lstrip("/") / "index.html").is_file()]
        shots = take_screenshots(
            os.environ.get("CHROME_PATH", ""), build.folders.output, there[:_MOST_SHOTS], options.screenshots
        )
    if options.format == "json":
        print(json_text(found, build.folders, Path.cwd(), zone))
    elif options.format == "markdown":
        print(markdown(found, zone, shots))
    else:
        print_lines([*text_lines(found, zone)], sys.stdout)
    return WRONG_CONTENT if report.errors else FINE
