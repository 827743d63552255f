"""`python build.py photos`: the photo report as text, as JSON or as a contact sheet. Builds
nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.cache.lock import make_cache
from generator.commands.options import (
    FINE,
    WRONG_CONTENT,
    add_site,
    add_work,
    at_work,
    build_of,
    command_parser,
)
from generator.report.terminal import print_lines

_DESCRIPTION = "Lists the photographs that need work: credits, rights, age, size, copies; drafts included."
_EPILOG = "exit codes: 0 fine; 1 a picture that is shown is broken or missing; 2 the program or its use has an error."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("photos", _DESCRIPTION, _EPILOG)
    add_site(parser)
    add_work(parser, formats=("text", "json"))
    parser.add_argument(
        "--html",
        type=Path,
        metavar="FILE",
        help="write a contact sheet with thumbnails, for a browser or for paper; it is not for readers",
    )
    options = parser.parse_args(arguments)
    from generator.photo_report.lines import photo_json, photo_lines, summary
    from generator.photo_report.printing import print_sheet
    from generator.photo_report.survey import survey

    build = build_of(options, preview=options.drafts)
    with at_work(build, options) as (workers, bar):
        report = survey(build, workers, partial(bar.show, "Reading"))
        if options.html:
            make_cache(build.folders.cache)
            print_sheet(report, options.html, build.folders, workers, partial(bar.show, "Thumbnails"))
    if options.format == "json":
        print(photo_json(report))
    elif not options.html:
        print_lines(photo_lines(report), sys.stdout)
    elif not options.quiet:
        print_lines([*summary(report), f"The contact sheet is {options.html}."], sys.stdout)
    return WRONG_CONTENT if report.is_grave else FINE
