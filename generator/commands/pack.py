"""`python build.py pack`: the articles of the last days in files that are passed on where the site is
blocked. Publishes nothing."""

from __future__ import annotations

import argparse
import sys
import time
import zipfile
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from generator.commands.options import (
    FINE,
    WRONG_CONTENT,
    add_site,
    add_work,
    at_work,
    build_of,
    command_parser,
)
from generator.model.problems import DatelineError
from generator.model.report import Build
from generator.report.lines import text_lines
from generator.report.terminal import print_lines
from generator.report.times import shown_instant

_DESCRIPTION = """\
Writes the articles of the last days into a ZIP archive, whose pages open from any folder, and into a book (EPUB 3) for each
language. They have no pictures unless asked for, and nothing that is not out.
"""
_EPILOG = "exit codes: 0 fine; 1 the content has errors, and nothing is written; 2 the program or its use has an error."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("pack", _DESCRIPTION, _EPILOG)
    parser.conflict_handler = "resolve"  # --output is a folder elsewhere
    add_site(parser)
    add_work(parser, formats=("text",))
    group = parser.add_argument_group("what is packed")
    group.add_argument("--days", type=_days, default=7, metavar="N", help="articles of the last N days (default: 7)")
    group.add_argument("--lang", action="append", default=[], metavar="TAG", help="one language; repeated: some")
    group.add_argument("--photos", action="store_true", help="with small pictures")
    group.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="the archive, FILE.zip, with FILE-LANG.epub beside it (default: pack-DAY.zip in this folder)",
    )
    options = parser.parse_args(arguments)
    if options.drafts:
        raise DatelineError("A pack has nothing that is not out: leave out --drafts.")
    asked, options.output = options.output, None
    build = build_of(options)
    from generator.engine.ask import answer_with_objects
    from generator.make.whole_files import write_whole
    from generator.pack.packing import packed

    with at_work(build, options) as (workers, bar):
        report, pack = answer_with_objects(
            build,
            workers,
            bar.show,
            lambda session: packed(session, options.days, options.lang, has_photos=options.photos),
        )
    if pack is None:
        print_lines(text_lines(report, build.folders, Path.cwd(), verbose=False, quiet=True), sys.stderr)
        return WRONG_CONTENT
    if report.as_of.timestamp() > time.time():
        raise DatelineError(f"{shown_instant(report.as_of)} is still to come, and a pack has nothing that is not out.")
    archive = _archive_file(asked or Path(f"pack-{report.as_of.astimezone(UTC):%Y-%m-%d}.zip"), build)
    files = {archive: pack.archive}
    files |= {archive.with_name(f"{archive.stem}-{lang}.epub"): content for lang, content in pack.books.items()}
    for file in files:
        _check_file(file)
    for file, content in files.items():
        write_whole(file, content)
    if not options.quiet:
        number = f"{pack.articles:,} article{'' if pack.articles == 1 else 's'}"
        print_lines([f"{pack.name}: {number} of the last {options.days} days."], sys.stdout)
        print_lines((f"  {file} ({len(content) / 1000:,.0f} KB)" for file, content in files.items()), sys.stdout)
    return FINE


def _archive_file(asked: Path, build: Build) -> Path:
    """Return the file of the archive. Raises DatelineError for one in a folder of ours."""
    file = asked if asked.suffix.lower() == ".zip" else asked.with_name(f"{asked.name}.zip")
    place = file.absolute().parent
    if not place.is_dir():
        raise DatelineError(f"There is no folder {place} for the pack.")
    folders = build.folders
    for folder in (*folders.sources.values(), folders.output, folders.cache):
        if place.resolve().is_relative_to(folder.resolve()):
            raise DatelineError(f"{file} lies in {folder}; name another place with --output.")
    return file


def _check_file(file: Path) -> None:
    """Raise DatelineError for a file that is there and no archive: nobody meant to replace it."""
    if file.is_dir() or (file.exists() and not zipfile.is_zipfile(file)):
        raise DatelineError(f"{file} is there already, and is no pack; name another file.")


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 36_500:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of days; write 1 or more")
    return int(text)
