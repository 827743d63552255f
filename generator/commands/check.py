"""`python build.py check`: the problems that a build would report, without a build. Publishes and
stores nothing, and waits for no other build. It does not find problems that show only when files
are made: a layout that fails, a photograph that cannot be encoded."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from generator.commands.build import print_report
from generator.commands.options import (
    FINE,
    WRONG_CONTENT,
    add_report_options,
    add_site,
    add_work,
    build_of,
    command_parser,
    workshop_of,
)
from generator.report.terminal import Bar

_EPILOG = "exit codes: 0 fine; 1 the content has errors; 2 the program or its use has."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser(
        "check", "Tells what is wrong with the content, as a build would, and builds nothing.", _EPILOG
    )
    add_site(parser)
    add_work(parser)
    add_report_options(parser)
    options = parser.parse_args(arguments)
    from generator.engine.ask import answer
    from generator.engine.understand import understand

    build = build_of(options, preview=options.drafts, quick=options.quick)
    is_wanted = options.format == "text" and not options.quiet
    with workshop_of(build, options) as workers, Bar(sys.stderr, is_wanted=is_wanted) as bar:
        report = answer(build, workers, bar.show, lambda session: understand(session).report)
    print_report(report, build.folders, options)
    return WRONG_CONTENT if report.errors else FINE
