"""`python build.py due`: when the site changes next by itself, and what changes then. Builds and
writes nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from generator.commands.options import (
    FINE,
    OVERDUE,
    WRONG_CONTENT,
    add_site,
    add_work,
    build_of,
    command_parser,
    workshop_of,
)
from generator.engine.agenda import agenda
from generator.report.agenda import agenda_json, agenda_lines
from generator.report.terminal import Bar, print_lines

_DESCRIPTION = "Says when the site changes next by itself, and what changes then. Builds nothing."
_EPILOG = """\
exit codes: 3 something is overdue: the last build was before it; else 0 fine; 1 the content has errors; 2 the program or its
use has. --format unix prints the seconds since 1970 of the next change, and nothing if there is none.
"""


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("due", _DESCRIPTION, _EPILOG)
    add_site(parser)
    add_work(parser, formats=("text", "json", "unix"))
    options = parser.parse_args(arguments)
    build = build_of(options, preview=options.drafts)
    is_wanted = options.format == "text" and not options.quiet
    with Bar(sys.stderr, is_wanted=is_wanted) as bar:
        found = agenda(build, lambda: workshop_of(build, options), bar.show)
    if options.format == "json":
        print(agenda_json(found))
    elif options.format == "unix":
        if found.next_due:
            print(int(found.next_due.timestamp()))
    elif not options.quiet:
        print_lines(agenda_lines(found), sys.stdout)
    if found.is_overdue:
        return OVERDUE
    return WRONG_CONTENT if found.errors else FINE
