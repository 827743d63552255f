"""`python build.py serve`: the preview in a browser, drafts included, built again after
each save."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from generator.commands.build import built, print_report
from generator.commands.options import add_report_options, add_site, add_work, build_of, command_parser, now
from generator.model.dataclass import replace
from generator.model.report import Build, BuildReport


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("serve", "Shows the site in a browser as you write, drafts included.")
    add_site(parser)
    add_work(parser)
    add_report_options(parser)
    preview = parser.add_argument_group("preview")
    preview.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    preview.add_argument("--port", type=int, default=5500, metavar="N", help="the port (default: 5500)")
    options = parser.parse_args(arguments)
    from generator.preview.server import serve

    gc.enable()  # this process lives long

    def build_once(build: Build) -> BuildReport:
        report = replace(built(build, options), waiting=0)  # the preview does not report photographs left for later
        print_report(report, build.folders, options)
        return report

    # A writer waits for the preview; no reader needs the better formats.
    build = build_of(options, preview=True, quick=True)
    return serve(build, options.host, options.port, build_once, lambda: now(options))
