"""A `BuildReport` -> lines for an editor, JSON for a program, or GitHub's annotations."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from generator.model.dataclass import fields
from generator.model.problems import Problem, Severity, SourceLocation
from generator.model.report import BuildReport, Counts, Folders, NotOut
from generator.model.schedule import DueChange, LateArticle
from generator.report.agenda import change_object, sentence
from generator.report.tally import MANY, tally_lines
from generator.report.times import shown_duration, shown_instant

_SOON = timedelta(days=366)
"""Later due dates are not reported."""

_LATE = 60
"""Seconds; an article that comes out within them is not late."""

WINDOW = 100
"""Characters of a source line that are shown: a paragraph is one line, and a terminal would break
it anywhere."""


def text_lines(
    report: BuildReport,
    folders: Folders,
    here: Path,
    *,
    verbose: bool,
    quiet: bool,
    explain: bool = False,
    summary: bool = False,
) -> Iterator[str]:
    """Yield each problem with its line and a caret, then a summary; many problems, or those for a
    `summary`, in a table. `here` is the folder that paths are relative to."""
    shown = [problem for problem in report.problems if not quiet or problem.severity is Severity.ERROR]
    for problem in () if summary else shown:
        yield from problem_lines(problem, folders, here)
        yield ""
    if shown and (summary or len(shown) > MANY):
        yield from tally_lines(shown, lambda problem: place_of(problem, folders, here))
        yield ""
    if quiet and not report.errors:
        return
    if explain and report.published:
        yield from _reasons(report)
    if verbose:
        yield from (f"  {path} added" for path in report.added)
        yield from (f"  {path} changed" for path in report.changed)
        yield from (f"  {path} removed" for path in report.removed)
        yield from (f"  {stage:<10}{seconds:8.2f} s" for stage, seconds in report.seconds)
    yield _summary(report, folders, here)


def _reasons(report: BuildReport) -> Iterator[str]:
    if not report.rebuilt:
        yield "Nothing was made anew: no source, no layout and no published file has changed, and no date has come."
    for file in report.rebuilt:
        yield f"/{file.path.removesuffix('index.html')} was made because {' and '.join(file.reasons)}."


def _by_name(value: Counts | NotOut) -> dict[str, Any]:
    return {each.name: getattr(value, each.name) for each in fields(value)}


def json_text(report: BuildReport, folders: Folders, here: Path) -> str:
    """Return one JSON object. Times are in ISO 8601; paths in the output folder have forward
    slashes."""
    import json  # noqa: PLC0415 - only for a program that asks

    return json.dumps(
        {
            "name": report.name,
            "published": report.published,
            "errors": report.errors,
            "warnings": report.warnings,
            "problems": [problem_object(problem, folders, here) for problem in report.problems],
            "counts": _by_name(report.counts),
            "not_out": [
                {**_by_name(story), "until": story.until.isoformat() if story.until else None}
                for story in report.not_out
            ],
            "added": report.added,
            "changed": report.changed,
            "removed": report.removed,
            "unchanged": report.unchanged,
            "waiting": report.waiting,
            "made": {file.path: file.reasons for file in report.rebuilt},
            "seconds": {stage: round(seconds, 4) for stage, seconds in report.seconds},
            "as_of": report.as_of.isoformat(),
            "next_due": report.next_due.isoformat() if report.next_due else None,
            "due": [change_object(change, _zone(report)) for change in report.due],
            "late": [each._asdict() | {"due": each.due.isoformat()} for each in report.late],
        },
        ensure_ascii=False,
        indent=1,
    )


def _zone(report: BuildReport) -> tzinfo | None:
    return report.next_due.tzinfo if report.next_due else None


def github_lines(report: BuildReport, folders: Folders, here: Path) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the lines of a change, then the
    summary."""
    yield from (annotation(problem, folders, here) for problem in report.problems)
    yield _summary(report, folders, here)


def annotation(problem: Problem, folders: Folders, here: Path) -> str:
    """Return the workflow command of a problem."""
    where = problem.where
    place = ""
    if isinstance(where, SourceLocation):
        place = f" file={_property(shown_path(where.path, folders, here))}"
        place += f",line={where.line}" if where.line else ""
        place += f",col={where.column}" if where.line and where.column else ""
    message = f"{problem.message} {problem.hint}".strip()
    return f"::{problem.severity}{place}::{_data(message)} [{problem.code}]"


def place_of(problem: Problem, folders: Folders, here: Path) -> str:
    """Return file, line and column, as far as they are known."""
    where = problem.where
    if not isinstance(where, SourceLocation):
        return ""
    return shown_path(where.path, folders, here) + "".join(
        f":{number}" for number in (where.line, where.column) if number
    )


def problem_lines(problem: Problem, folders: Folders, here: Path) -> Iterator[str]:
    """Yield a problem with its place, the line of the source, and the hint."""
    where, place = problem.where, place_of(problem, folders, here)
    yield f"{f'{place}: ' if place else ''}{problem.severity}: {problem.message} [{problem.code}]"
    if isinstance(where, SourceLocation) and where.line_text.strip():
        yield from _line_and_caret(where.line_text.rstrip(), (where.column or 0) - 1)
    if problem.hint:
        yield f"    {problem.hint}"


def _line_and_caret(line: str, column: int) -> Iterator[str]:
    """Yield a line of a source, or the part of it around the column (from 0; -1 for none), and a
    caret below the column. A tab is shown as an arrow: it is mostly the fault itself, and so every
    character takes one place."""
    start = len(line) - len(line.lstrip()) if column < 0 else min(len(line) - len(line.lstrip()), column)
    end = len(line)
    if end - start > WINDOW:
        start = max(start, min(column - WINDOW // 2, end - WINDOW))
        end = start + WINDOW
    before, after = "…" if line[:start].strip() else "", "…" if line[end:].strip() else ""
    yield f"    {before}{line[start:end].replace(chr(9), '→')}{after}"
    if start <= column <= end:
        yield "    " + " " * (len(before) + sum(map(_width, line[start:column]))) + "^"


def _width(letter: str) -> int:
    """Return the width of a character on a terminal: 0 for combining characters, 2 for East Asian
    scripts and emoji."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _summary(report: BuildReport, folders: Folders, here: Path) -> str:
    counted = (("error", report.errors), ("warning", report.warnings))
    found = ", ".join(_counted(number, noun) for noun, number in counted if number)
    if report.errors and not report.published:
        return f"Nothing was published: {found}. What was there before stays as it was."
    counts = report.counts
    total = sum(seconds for _, seconds in report.seconds)
    what = (
        f"{_counted(counts.articles, 'article')}, {_counted(counts.photos, 'photo')}, {_counted(counts.pages, 'page')}"
    )
    if not report.published:
        return f"{report.name}: {what}, looked at in {total:.1f} s. Nothing holds back a build; there {'is' if report.warnings == 1 else 'are'} {found or 'no warnings'}."  # fmt: skip
    lines = [f"{report.name}: {what} in {total:.1f} s. Files: {_changes(report)}, in {_shown(folders.output, here)}."]
    if counts.unpublished:
        lines += _not_out(report)
    lines += _late(report.late)
    if report.due and report.next_due and report.next_due - report.as_of < _SOON:
        lines.append(f"Build again at {shown_instant(report.next_due)}: {_first_due(report.due)}.")
    if report.waiting:
        what = f"{_counted(report.waiting, 'photo')} {'is' if report.waiting == 1 else 'are'}"
        lines.append(f"{what} not out in all formats yet; build once more without --quick.")
    if report.errors or report.warnings:
        lines.append(f"There {'was' if report.errors + report.warnings == 1 else 'were'} {found}.")
    return "\n".join(lines)


def _changes(report: BuildReport) -> str:
    added, changed, removed = map(len, (report.added, report.changed, report.removed))
    return f"{added} new, {changed} changed, {removed} removed, {report.unchanged} as before"


def mirror_line(address: str, report: BuildReport, folders: Folders, here: Path) -> str:
    """Return the line for a mirror, whose other facts are those of its site."""
    return f"Mirror {address}. Files: {_changes(report)}, in {_shown(folders.output, here)}."


def _first_due(due: Sequence[DueChange]) -> str:
    """Return what happens at the next instant that something does."""
    more = sum(change.instant == due[0].instant for change in due) - 1
    return sentence(due[0]) + (f", and {more:,} more" if more else "")


def _late(late: Iterable[LateArticle]) -> Iterator[str]:
    """Yield a line for articles that came out a minute or more after their time."""
    listed = sorted((each for each in late if each.seconds >= _LATE), key=lambda each: -each.seconds)
    if listed:
        first, more = listed[0], _others(len(listed) - 1)
        by = shown_duration(timedelta(seconds=first.seconds))
        yield f"“{first.title}” came out {by} late: it was due at {shown_instant(first.due)} (content/{first.path}){more}."


def _others(number: int) -> str:
    return f", and {number:,} more {'was' if number == 1 else 'were'} late" if number else ""


_LISTED = {"draft": 5, "expired": 3, "withdrawn": 3}
"""The most articles listed for a reason; more are listed for reasons that end at a date."""
_WAITING_LISTED = 10


def _not_out(report: BuildReport) -> Iterator[str]:
    """Yield a line for each unpublished article: why, and until when."""
    named = []
    room = {"waiting": _WAITING_LISTED, **_LISTED}
    for story in report.not_out:
        kind = story.reason if story.reason in _LISTED else "waiting"
        if room[kind]:
            room[kind] -= 1
            named.append(f"    {story.title} — {_why(story, report.as_of)} (content/{story.path})")
    yield f"{_counted(report.counts.unpublished, 'article')} not out{':' if named else '.'}"
    yield from named
    if named and (more := report.counts.unpublished - len(named)) > 0:
        yield f"    and {more:,} more"


def _why(story: NotOut, as_of: datetime) -> str:
    if story.until is None:
        return story.reason
    day = (story.until.date() - as_of.astimezone(story.until.tzinfo).date()).days
    when = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(day) or f"{story.until:%Y-%m-%d}"
    when += f" {story.until:%H:%M}"
    match story.reason:
        case "embargo":
            return f"embargo until {when}"
        case "future":
            return f"dated {when}, and not out before"
    return f"{story.reason} since {when}"


def problem_object(problem: Problem, folders: Folders, here: Path) -> dict[str, object]:
    """Return a problem as an object of JSON."""
    where = problem.where if isinstance(problem.where, SourceLocation) else None
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
        "hint": problem.hint,
        "file": shown_path(where.path, folders, here) if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
    }


def _counted(number: int, noun: str) -> str:
    if number == 0:
        return f"no {noun}s"
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown_path(path: str, folders: Folders, here: Path) -> str:
    """Return the real path of a location such as "content/articles/x.md"."""
    folder, _, rest = path.partition("/")
    return _shown(folders.sources[folder] / rest, here) if folder in folders.sources else path


def _shown(path: Path, here: Path) -> str:
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
