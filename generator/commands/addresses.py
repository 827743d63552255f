"""`python build.py addresses`: the old addresses of the site, and those that are gone, for a web
server. Builds nothing.

The list names articles that are gone without a notice. So it is never a file of the site, where
readers could fetch it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.commands.options import (
    FINE,
    WRONG_CONTENT,
    add_site,
    add_work,
    build_of,
    command_parser,
    workshop_of,
)
from generator.model.outputs import OldAddresses
from generator.model.problems import DatelineError
from generator.model.report import BuildReport
from generator.report.lines import text_lines
from generator.report.terminal import Bar, print_lines

_DESCRIPTION = (
    "Lists old addresses and those that are gone, for the web server: moved ones get the status 301, gone ones 410."
)
_EPILOG = "exit codes: 0 fine; 1 the content has errors, and nothing is listed; 2 the program or its use has an error."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("addresses", _DESCRIPTION, _EPILOG)
    add_site(parser)
    add_work(parser, formats=("nginx", "json"))
    parser.add_argument(
        "--file", type=Path, metavar="FILE", help="write the list there, whole or not at all; leave an equal file alone"
    )
    options = parser.parse_args(arguments)
    from generator.engine.ask import answer
    from generator.engine.understand import Understood, understand
    from generator.make.feeds.nginx_map import nginx_map
    from generator.make.whole_files import write_whole
    from generator.plan.redirects import server_addresses

    def listed(understood: Understood) -> tuple[BuildReport, OldAddresses | None]:
        files = understood.files
        if files is None or files.whole is None:
            return understood.report, None
        site, paths = files.whole.plan.plan.site, frozenset(output.path for output in files.outputs)
        return understood.report, server_addresses(site, files.content.settings, paths)

    build = build_of(options, preview=options.drafts)
    if options.file and options.file.resolve().is_relative_to(build.folders.output.resolve()):
        raise DatelineError(f"{options.file} lies in {build.folders.output}, and readers must not see what is gone.")
    if options.file and not options.file.absolute().parent.is_dir():
        raise DatelineError(f"There is no folder {options.file.absolute().parent} for the list.")
    with workshop_of(build, options) as workers, Bar(sys.stderr, is_wanted=bool(options.file)) as bar:
        report, addresses = answer(build, workers, bar.show, lambda session: listed(understand(session)))
    if addresses is None:
        print_lines(text_lines(report, build.folders, Path.cwd(), verbose=False, quiet=True), sys.stderr)
        return WRONG_CONTENT
    text = nginx_map(addresses) if options.format == "nginx" else _json(addresses)
    content = text.encode()
    if not options.file:
        print(text, end="")
    elif not options.file.is_file() or options.file.read_bytes() != content:
        write_whole(options.file, content)
    return FINE


def _json(addresses: OldAddresses) -> str:
    listed = {"moved": dict(addresses.moved), "gone": addresses.gone}
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
