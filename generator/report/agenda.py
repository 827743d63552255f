"""An `Agenda` -> lines for an editor, JSON for a program, or one number for a timer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import groupby, islice
from typing import Any

from generator.model.schedule import Agenda, ChangeKind, DueChange
from generator.report.times import shown_duration, shown_instant

_LISTED = 8
"""Changes of one instant, and instants, that are listed."""

_WORDS = {
    ChangeKind.OUT: "“{}” comes out",
    ChangeKind.EXPIRED: "“{}” expires",
    ChangeKind.UPDATED: "“{}” says that it was updated",
    ChangeKind.CORRECTION: "“{}” shows a correction",
    ChangeKind.COMMENT: "a comment on “{}” is shown",
    ChangeKind.COMMENTS_CLOSED: "the comments on “{}” close",
    ChangeKind.POLICY: "another version of the comment policy stands, “{}”",
    ChangeKind.PHOTO_RIGHTS: "“{}” loses a picture, whose rights end",
    ChangeKind.AGE: "“{}” says that it is older",
    ChangeKind.MARK: "the embargo on “{}” ends before its date",
    ChangeKind.NOTICE: "the notice of “{}”, which was withdrawn, is shown",
    ChangeKind.NEWS: "“{}” leaves the news sitemap, after two days",
}


def sentence(change: DueChange) -> str:
    """Return what happens, and in which file."""
    return f"{_WORDS[ChangeKind(change.kind)].format(change.title)} (content/{change.path})"


def change_object(change: DueChange, timezone: tzinfo | None) -> dict[str, Any]:
    """Return a change for JSON."""
    at = datetime.fromtimestamp(change.instant, timezone)
    return {"at": at.isoformat(), "what": change.kind, "title": change.title, "path": change.path}


def agenda_lines(agenda: Agenda) -> Iterator[str]:
    """Yield what is due next, then what is due after it."""
    if agenda.built is None:
        yield "No site is published here yet; this is what the content says."
    elif agenda.edited:
        files = "1 file has" if agenda.edited == 1 else f"{agenda.edited:,} files have"
        yield f"{files} changed since the last build, as of {shown_instant(agenda.built)}; this is as they are now."
    if agenda.errors:
        yield "The content has errors, so nothing will be published:  python build.py check  says which."
    if agenda.next_due is None:
        yield "Nothing is due: the site changes only when its content does."
        return
    when, as_of = shown_instant(agenda.next_due), agenda.as_of
    if agenda.is_overdue:
        past = [change for change in agenda.changes if change.instant <= as_of.timestamp()]
        yield f"Overdue since {when}, for {shown_duration(as_of - agenda.next_due)}. Build now:"
        yield from _rows(past, as_of.tzinfo)
        later = agenda.changes[len(past) :]
    else:
        first = [change for change in agenda.changes if change.instant == agenda.changes[0].instant]
        yield f"Next at {when}, in {shown_duration(agenda.next_due - as_of)}:"
        yield from (f"    {sentence(change)}" for change in first[:_LISTED])
        if len(first) > _LISTED:
            yield f"    and {len(first) - _LISTED:,} more"
        later = agenda.changes[len(first) :]
    if later:
        yield "Then:"
        yield from _rows(later, as_of.tzinfo)


def _rows(changes: Iterable[DueChange], timezone: tzinfo | None) -> Iterator[str]:
    """Yield a line for each instant, until there are enough."""
    for instant, group in islice(groupby(changes, lambda change: change.instant), _LISTED):
        first, *others = group
        more = f", and {len(others):,} more" if others else ""
        yield f"    {datetime.fromtimestamp(instant, timezone):%Y-%m-%d %H:%M}  {sentence(first)}{more}"


def agenda_json(agenda: Agenda) -> str:
    """Return one JSON object. Times are in ISO 8601, `next_due_unix` is in seconds since the epoch."""
    import json  # noqa: PLC0415 - only for a program that asks

    return json.dumps(
        {
            "as_of": agenda.as_of.isoformat(),
            "built": agenda.built.isoformat() if agenda.built else None,
            "edited": agenda.edited,
            "errors": agenda.errors,
            "overdue": agenda.is_overdue,
            "next_due": agenda.next_due.isoformat() if agenda.next_due else None,
            "next_due_unix": int(agenda.next_due.timestamp()) if agenda.next_due else None,
            "changes": [change_object(change, agenda.as_of.tzinfo) for change in agenda.changes],
        },
        ensure_ascii=False,
        indent=1,
    )
