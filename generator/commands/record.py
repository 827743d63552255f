"""`python build.py record`: writes the addresses that the last build published into content/record/;
with `--accept`, which of them may be gone. No other command writes there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from generator.commands.options import (
    FINE,
    WRONG_CONTENT,
    add_site,
    add_work,
    at_work,
    build_of,
    command_parser,
    now,
)
from generator.engine.ask import answer
from generator.engine.publication import publication
from generator.engine.session import Session
from generator.engine.understand import understand
from generator.model.problems import DatelineError
from generator.model.report import Build, Folders
from generator.record.files import Record, is_tidy, read_record, write_lines
from generator.record.history import departures
from generator.record.lines import RecordLine
from generator.record.states import FOLDER
from generator.report.lines import place_of
from generator.report.terminal import print_lines

_DESCRIPTION = """\
Writes the addresses that the last build published into content/record/, so that no later build loses one in silence.
"""
_EPILOG = (
    "exit codes: 0 fine; 1 the record has errors, with --check lacks something, or what was to be accepted is to be named; "
    "2 the program or its use has."
)
_LISTED, _FILES = 10, 3


class _Changes(NamedTuple):
    """The lines to write: of new addresses, of texts that were updated since, and of addresses that
    may be gone. Those `kept` would vanish, and are not written: their articles wait to come back."""

    new: tuple[RecordLine, ...] = ()
    renewed: tuple[RecordLine, ...] = ()
    gone: tuple[RecordLine, ...] = ()
    kept: tuple[RecordLine, ...] = ()


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("record", _DESCRIPTION, _EPILOG)
    add_site(parser)
    add_work(parser, formats=("text", "json"))
    group = parser.add_argument_group("what is recorded")
    group.add_argument("--check", action="store_true", help="say what would be written, and write nothing")
    group.add_argument(
        "--accept",
        nargs="*",
        metavar="ADDRESS",
        help="record that these addresses are gone for good; without any, all that would vanish now, but "
        "those of articles under embargo, which come back",
    )
    options = parser.parse_args(arguments)
    if options.drafts:
        parser.error("drafts are never recorded: leave out --drafts")
    build = build_of(options)
    folder = build.folders.content / FOLDER
    record = read_record(folder)
    if lines := [*_unreadable(record, build.folders)]:
        print_lines(lines, sys.stderr)
        return WRONG_CONTENT
    mended = () if options.check or is_tidy(record) else write_lines(folder, record, ())
    if options.accept is None:
        changes = _published(build, record, options, is_mended=bool(mended))
    else:
        changes = _accepted(build, record, options)
    written = mended
    if not options.check:
        written = tuple(dict.fromkeys((*mended, *write_lines(folder, read_record(folder), _all(changes)))))
    if options.format == "json":
        print(_json(changes, written))
    elif not options.quiet:
        count = len({*record.lines, *(line.address for line in changes.new)})
        print_lines(_lines(changes, written, count, will=options.check), sys.stdout)
    if changes.kept and options.quiet and options.format == "text":
        print_lines(_kept(changes.kept), sys.stderr)
    return WRONG_CONTENT if changes.kept or (options.check and any(changes)) else FINE


def _all(changes: _Changes) -> tuple[RecordLine, ...]:
    return (*changes.new, *changes.renewed, *changes.gone)


def _unreadable(record: Record, folders: Folders) -> Iterator[str]:
    """Yield the lines of errors that only an editor can mend. A file with such lines is not written:
    they would be lost."""
    for problem in record.problems:
        if problem.code in ("record-line", "unreadable"):
            yield f"{place_of(problem, folders, Path.cwd())}: {problem.severity}: {problem.message} [{problem.code}]"
            yield f"    {problem.hint}"


def _published(build: Build, record: Record, options: argparse.Namespace, *, is_mended: bool) -> _Changes:
    try:
        published = publication(build.folders, record.lines, now(options))
    except DatelineError:
        if not is_mended:
            raise
        return _Changes()  # a conflict held back the last build: the next one can publish now
    return _Changes(published.new, published.renewed)


def _accepted(build: Build, record: Record, options: argparse.Namespace) -> _Changes:
    """Return the lines of vanishing addresses, as gone. Raises DatelineError for an address that is
    not recorded, or that is still in the site."""

    def vanishing(session: Session) -> tuple[tuple[RecordLine, ...], frozenset[str], str, str]:
        found, meta = understand(session).vanishing, session.meta
        waiting = found.waiting(partial(departures, build.folders.content)) if found else frozenset[str]()
        return found.lines if found else (), waiting, meta.get("base", ""), meta.get("timezone", "UTC")

    with at_work(build, options) as (workers, bar):
        lines, waiting, base, timezone = answer(build, workers, bar.show, vanishing)
    today = build.instant(ZoneInfo(timezone)).astimezone(ZoneInfo(timezone)).date()
    found = {line.address: line._replace(changed=None, text="", gone=today) for line in lines}
    if not options.accept:
        kept = tuple(sorted(line for line in lines if line.address in waiting))
        return _Changes(gone=tuple(found[address] for address in sorted(found.keys() - waiting)), kept=kept)
    return _Changes(gone=tuple(found[_recorded(written, base, found, record)] for written in options.accept))


def _recorded(written: str, base: str, vanishing: Iterable[str], record: Record) -> str:
    """Return the address in the record for one that an editor wrote, perhaps from a browser."""
    path = unquote(urlsplit(written).path)
    inside = path.removeprefix(base) if f"{path}/".startswith(f"{base}/") else path
    candidates = (path, inside, f"{path}/", f"{inside}/")
    if found := next((each for each in candidates if each in vanishing), ""):
        return found
    known = next((each for each in candidates if each in record.lines), "")
    if not known:
        raise DatelineError(f"The record has no address {written}. Nothing was written.")
    if record.lines[known].gone:
        raise DatelineError(f"By the record, {known} is gone since {record.lines[known].gone}. Nothing was written.")
    raise DatelineError(f"{known} would not vanish: nothing is to be accepted. Nothing was written.")


def _lines(changes: _Changes, written: Sequence[str], count: int, *, will: bool) -> Iterator[str]:
    said = (
        ("{} {} not in the record yet:" if will else "{} {} new in the record:", changes.new),
        (
            "{} {} no longer as recorded, by an update, a correction, a new file name or new words of a page:",
            changes.renewed,
        ),
        ("{} {} to be gone for good:" if will else "{} {} gone for good from now on:", changes.gone),
    )
    for sentence, lines in said:
        if not lines:
            continue
        verb = "are" if len(lines) > 1 else "is"
        yield sentence.format(f"{len(lines):,} address{'es' if len(lines) > 1 else ''}", verb)
        yield from (f"  {line.address}  {line.headline}" for line in lines[:_LISTED])
        if len(lines) > _LISTED:
            yield f"  and {len(lines) - _LISTED:,} more"
    yield from _kept(changes.kept)
    if not any(changes):
        yield f"Nothing is new: the record has {count:,} address{'' if count == 1 else 'es'}."
    elif will:
        yield "Nothing was written."
    if written:
        listed = ", ".join(f"content/{FOLDER}/{name}" for name in written[:_FILES])
        more = f" and {len(written) - _FILES} more files" if len(written) > _FILES else ""
        yield f"Written: {listed}{more}. Commit that with your articles."


def _kept(lines: Sequence[RecordLine]) -> Iterator[str]:
    """Yield all lines by name: nobody is to take one for accepted."""
    if lines:
        is_one = len(lines) == 1
        which = "1 address is" if is_one else f"{len(lines):,} addresses are"
        article = "its article is" if is_one else "their articles are"
        yield f"{which} not accepted as gone: {article} under embargo or dated in the future, and would be out again:"
        yield from (f"  {line.address}  {line.headline} (content/{line.file})" for line in lines)
        yield f"If this is gone for good, name it:  python build.py record --accept {' '.join(line.address for line in lines)}"


def _json(changes: _Changes, written: Sequence[str]) -> str:
    import json

    found = {name: [line.address for line in lines] for name, lines in changes._asdict().items()}
    return json.dumps({**found, "written": [f"{FOLDER}/{name}" for name in written]}, ensure_ascii=False, indent=1)
