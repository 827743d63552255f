"""`python build.py check --fix`: mends what has one certain repair. Shows a diff first, and asks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.commands.options import FINE, WRONG_CONTENT, build_of
from generator.fixes.diff import diff_lines
from generator.fixes.files import LETTERS, QUOTES, Fixed, fixes_of, write
from generator.model.problems import DatelineError
from generator.model.report import Folders
from generator.read.documents import Reading, reading_of
from generator.read.scan import SourceFile, scanned
from generator.read.settings import read_settings
from generator.report.lines import shown_path
from generator.report.terminal import print_lines


def fix(options: argparse.Namespace) -> int | None:
    """Mend the files that the options name, or all. Return the exit code: None if the files are to be
    checked now. Raises DatelineError where nobody said whether to write."""
    build = build_of(options, preview=options.drafts)
    folders = build.folders
    settings = read_settings(folders.content).value  # the check reports what is wrong with it
    reading = reading_of(settings) if settings else Reading(ZoneInfo("UTC"))
    files = chosen_files(options.files, folders)
    also = [name for name in (LETTERS, QUOTES) if getattr(options, name)]
    return mend(fixes_of(files, reading, also=also), folders, options)


def mend(fixed: Iterable[Fixed], folders: Folders, options: argparse.Namespace) -> int | None:
    """Show what changes, and write it if the options or the answer on a terminal say so. Return the
    exit code: None if everything was mended, or nothing had to be. Raises DatelineError where nobody
    said whether to write."""
    found = [*fixed]
    if not found:
        if not options.quiet:
            print_lines(["Nothing to mend."], sys.stderr)
        return FINE if options.diff else None
    _show(found, folders)
    if options.diff:
        return WRONG_CONTENT
    if not options.yes and not _asked(len(found)):
        print_lines(["Nothing was written."], sys.stderr)
        return WRONG_CONTENT
    faults = {each.path: fault for each in found if (fault := write(each))}
    for path, fault in faults.items():
        print(
            f"error: {shown_path(f'content/{path}', folders, Path.cwd())} could not be written: {fault}",
            file=sys.stderr,
        )
    number = len(found) - len(faults)
    if not options.quiet:
        print_lines([f"Mended: {number:,} {'file' if number == 1 else 'files'}."], sys.stderr)
    return WRONG_CONTENT if faults else None


def chosen_files(names: Sequence[str], folders: Folders) -> list[SourceFile]:
    """Return the files of these names, or all of the content folder without any."""
    everything = scanned(folders.content, "content").value
    if not names:
        return [*everything]
    from generator.file_check.given import given_files

    wanted = {each.path for each in given_files(names, folders, Path.cwd()) if each.location.startswith("content/")}
    return [file for file in everything if file.path in wanted]


def _show(found: Sequence[Fixed], folders: Folders) -> None:
    for each in found:
        shown = shown_path(f"content/{each.path}", folders, Path.cwd())
        print("\n".join(diff_lines(each, shown)))
        print_lines([f"{shown}: {', '.join(each.fixes)}"], sys.stderr)
    sys.stdout.flush()


def _asked(number: int) -> bool:
    """Ask on a terminal whether to write. Raises DatelineError without one: a script says it."""
    if not sys.stdin.isatty():
        raise DatelineError("Nothing was written: in a script, say --yes to write, or --diff to see only.")
    print(
        f"Write {'this file' if number == 1 else f'these {number:,} files'}? [y/N] ",
        end="",
        file=sys.stderr,
        flush=True,
    )
    return sys.stdin.readline().strip().lower() in ("y", "yes")
