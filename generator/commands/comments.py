"""`python build.py comments FILE.csv`: writes the approved comments of the form's export into
content/comments/. Builds nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from generator.cache.lock import BuildLock, make_cache
from generator.commands.options import FINE, WRONG_CONTENT, add_site, add_work, at_work, build_of, command_parser
from generator.engine.ask import answer
from generator.model.problems import DatelineError
from generator.report.terminal import print_lines, tell_waiting

_DESCRIPTION = """\
Writes the approved comments of the form's export, a CSV file, into content/comments/. Only the columns that
[comments.export] in site.toml names are read: no e-mail address and no other cell is written or printed.
"""
_EPILOG = "exit codes: 0 fine; 1 approved rows were left out; 2 the file, the settings or the program has an error."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("comments", _DESCRIPTION, _EPILOG)
    add_site(parser)
    add_work(parser, formats=("text", "json"))
    parser.add_argument("file", metavar="FILE.csv", type=Path, help="the export of the form")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument(
        "--encoding", default="", metavar="NAME", help="of the file, if not UTF-8 or UTF-16: windows-1256"
    )
    options = parser.parse_args(arguments)
    from generator.comment_import.importing import imported, outlet
    from generator.comment_import.lines import import_json, import_lines

    build = build_of(options)
    make_cache(build.folders.cache)
    with (
        BuildLock(build.folders.cache, on_wait=tell_waiting),
        at_work(build, options) as (workers, bar),
    ):
        known = answer(build, workers, bar.show, outlet)
        if known is None:
            raise DatelineError("content/site.toml has errors; python build.py check says which.")
        folder = build.folders.content
        done = imported(known, folder, options.file, options.encoding, is_trial=options.dry_run)
    if options.format == "json":
        print(import_json(done))
    elif not options.quiet or done.left_out:
        print_lines(import_lines(done, is_trial=options.dry_run), sys.stdout)
    return WRONG_CONTENT if done.left_out else FINE
