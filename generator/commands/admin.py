"""`python build.py admin install`: puts the program of the web desk, Sveltia CMS, into assets/admin/, from
where a build takes it once site.toml has a table [admin]."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from generator.commands.options import FINE, command_parser
from generator.report.terminal import print_lines

_DESCRIPTION = """\
The web desk at /admin/, for editors who do not use git.

install puts its program, Sveltia CMS, into assets/admin/: in the one version that was tried with this
program, by npm on this machine. Commit the folder, so that every machine that builds has it."""


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("admin", _DESCRIPTION)
    parser.add_argument("what", choices=("install",), metavar="install", help="fetch the program of the desk")
    parser.add_argument(
        "--from", dest="file", type=Path, metavar="FILE.tgz", help="the package as a file, for a machine without npm"
    )
    options = parser.parse_args(arguments)
    from generator.new_content.content_folder import content_folder
    from generator.web_desk.package import NAME, VERSION, fetched, install, of_file, package

    assets = options.assets.absolute()
    content = of_file(options.file.absolute()) if options.file else fetched()
    written = install(package(content).files, assets)
    lines = [f"{NAME} {VERSION} is in {assets / 'admin'}{'' if written else ', as it was before'}. Commit that folder."]
    folder = content_folder(options.content.absolute())
    if not folder.settings.admin.is_on:
        path = "".join(f"{part}/" for part in folder.convention()) + "{slug}"
        lines += [
            "The desk is off. To turn it on, write this into content/site.toml, with your repository:",
            "",
            "[admin]",
            'backend = "github"',
            'repo = "owner/name"',
            f'path = "{path}"',
            "",
            "assets/admin/README.md says how editors sign in, and what the desk cannot do.",
        ]
    print_lines(lines, sys.stdout)
    return FINE
