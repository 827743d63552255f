"""`python build.py hosting`: what a web server needs besides the files of the site: headers, times
in caches, pages for errors, old addresses. Builds nothing.

For Caddy the list has the addresses that are gone without a notice. So it is never a file of the
site, where readers could fetch it."""

from __future__ import annotations

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
from generator.model.problems import DatelineError
from generator.model.report import BuildReport
from generator.report.lines import text_lines
from generator.report.terminal import Bar, print_lines

_DESCRIPTION = "Prints the configuration of a web server for the site: headers, times in caches, pages for errors."
_EPILOG = "exit codes: 0 fine; 1 the content has errors, and nothing is printed; 2 the program or its use has an error."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("hosting", _DESCRIPTION, _EPILOG)
    add_site(parser)
    add_work(parser, formats=("nginx", "caddy", "headers"))
    parser.add_argument(
        "--file", type=Path, metavar="FILE", help="write it there, whole or not at all; leave an equal file alone"
    )
    options = parser.parse_args(arguments)
    from generator.engine.ask import answer
    from generator.engine.understand import Understood, understand
    from generator.make.feeds.caddyfile import caddyfile
    from generator.make.feeds.headers_file import headers_file
    from generator.make.feeds.nginx_server import nginx_server
    from generator.make.whole_files import write_whole
    from generator.plan.hosting import host_rules
    from generator.plan.redirects import server_addresses

    def written(understood: Understood) -> tuple[BuildReport, str | None]:
        files = understood.files
        if files is None or files.whole is None:
            return understood.report, None
        plan, settings = files.whole.plan.plan, files.content.settings
        rules = host_rules(settings, plan.chromes)
        if options.format == "nginx":
            return understood.report, nginx_server(rules)
        if options.format == "headers":
            return understood.report, headers_file(rules)
        paths = frozenset(output.path for output in files.outputs)
        return understood.report, caddyfile(rules, server_addresses(plan.site, settings, paths))

    build = build_of(options, preview=options.drafts)
    if options.file and options.file.resolve().is_relative_to(build.folders.output.resolve()):
        raise DatelineError(f"{options.file} lies in {build.folders.output}, and readers must not see what is gone.")
    if options.file and not options.file.absolute().parent.is_dir():
        raise DatelineError(f"There is no folder {options.file.absolute().parent} for the file.")
    with workshop_of(build, options) as workers, Bar(sys.stderr, is_wanted=bool(options.file)) as bar:
        report, text = answer(build, workers, bar.show, lambda session: written(understand(session)))
    if text is None:
        print_lines(text_lines(report, build.folders, Path.cwd(), verbose=False, quiet=True), sys.stderr)
        return WRONG_CONTENT
    content = text.encode()
    if not options.file:
        print(text, end="")
    elif not options.file.is_file() or options.file.read_bytes() != content:
        write_whole(options.file, content)
    return FINE
