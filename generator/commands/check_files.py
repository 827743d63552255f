"""`python build.py check FILES`, and `check --staged`: what concerns these files alone, in a fraction of a second."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.options import FINE, WRONG_CONTENT, build_of, guide_address
from generator.model.report import Folders
from generator.report.terminal import print_lines

if TYPE_CHECKING:
    from generator.file_check.checking import FilesReport


def check_named(options: argparse.Namespace) -> int:
    """Check the files that the options name, and print what is wrong; return the exit code."""
    from generator.file_check.checking import check_files

    build, here = build_of(options, preview=options.drafts), Path.cwd()
    if options.staged:
        from generator.file_check.staged import staged_files

        with staged_files(build.folders.content, here) as staged:
            report = check_files(build, staged.names, here, staged)
    else:
        report = check_files(build, options.files, here)
    return print_files(report, build.folders, options)


def print_files(report: FilesReport, folders: Folders, options: argparse.Namespace) -> int:
    """Print what is wrong in some files, in the format that the options name; return the exit code."""
    from generator.report.files import files_lines

    lines = files_lines(report, folders, Path.cwd(), options.format, guide=guide_address(), quiet=options.quiet)
    if options.format == "text":
        if said := [*lines]:
            print_lines(said, sys.stdout)
    else:
        print("\n".join(lines))
    return WRONG_CONTENT if report.errors else FINE
