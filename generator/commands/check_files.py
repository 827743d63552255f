"""`python build.py check FILES`, and `check --staged`: what concerns these files alone, in a fraction of a second."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.commands.options import FINE, WRONG_CONTENT, build_of, guide_address
from generator.report.terminal import print_lines


def check_named(options: argparse.Namespace) -> int:
    """Check the files that the options name, and print what is wrong; return the exit code."""
    from generator.file_check.checking import check_files
    from generator.report.files import files_lines

    build, here = build_of(options, preview=options.drafts), Path.cwd()
    if options.staged:
        from generator.file_check.staged import staged_files

        with staged_files(build.folders.content, here) as staged:
            report = check_files(build, staged.names, here, staged)
    else:
        report = check_files(build, options.files, here)
    lines = files_lines(report, build.folders, Path.cwd(), options.format, guide=guide_address(), quiet=options.quiet)
    if options.format == "text":
        if said := [*lines]:
            print_lines(said, sys.stdout)
    else:
        print("\n".join(lines))
    return WRONG_CONTENT if report.errors else FINE
