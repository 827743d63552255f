"""What `addresses` and `hosting` share: a text for a web server, made from the plan of the whole
site. It is printed, or written to a file that readers cannot fetch. Builds nothing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Set
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.options import FINE, WRONG_CONTENT, add_site, add_work, build_of, workshop_of
from generator.model.problems import DatelineError
from generator.model.report import BuildReport
from generator.model.settings import Settings
from generator.report.lines import text_lines
from generator.report.terminal import Bar, print_lines

if TYPE_CHECKING:
    from generator.plan.outputs import Plan

EPILOG = "exit codes: 0 fine; 1 the content has errors, and nothing is printed; 2 the program or its use has an error."


class PlannedSite(NamedTuple):
    """A site as it would be built now. `paths` are those of all its files."""

    plan: Plan
    settings: Settings
    paths: Set[str]


def add_options(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    """Add the options for the site, the work and the file."""
    add_site(parser)
    add_work(parser, formats=formats)
    parser.add_argument(
        "--file", type=Path, metavar="FILE", help="write it there, whole or not at all; leave an equal file alone"
    )


def hand_out(options: argparse.Namespace, text_of: Callable[[PlannedSite], str]) -> int:
    """Plan the site, and print the text or write it to the file; return the exit code. Raises
    DatelineError for a file among those that readers see, and for one in a folder that is not there."""
    from generator.engine.ask import answer
    from generator.engine.understand import Understood, understand
    from generator.make.whole_files import write_whole

    def made(understood: Understood) -> tuple[BuildReport, str | None]:
        files = understood.files
        if files is None or files.whole is None:
            return understood.report, None
        paths = frozenset(output.path for output in files.outputs)
        return understood.report, text_of(PlannedSite(files.whole.plan.plan, files.content.settings, paths))

    build, file = build_of(options, preview=options.drafts), options.file
    if file and file.resolve().is_relative_to(build.folders.output.resolve()):
        raise DatelineError(f"{file} lies in {build.folders.output}, and readers must not see what is gone.")
    if file and not file.absolute().parent.is_dir():
        raise DatelineError(f"There is no folder {file.absolute().parent} for the file.")
    with workshop_of(build, options) as workers, Bar(sys.stderr, is_wanted=bool(file)) as bar:
        report, text = answer(build, workers, bar.show, lambda session: made(understand(session)))
    if text is None:
        print_lines(text_lines(report, build.folders, Path.cwd(), verbose=False, quiet=True), sys.stderr)
        return WRONG_CONTENT
    content = text.encode()
    if not file:
        print(text, end="")
    elif not file.is_file() or file.read_bytes() != content:
        write_whole(file, content)
    return FINE
