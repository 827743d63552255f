"""What is due, for an editor, a program and a timer."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.model.schedule import Agenda, ChangeKind, DueChange
from generator.report.agenda import agenda_json, agenda_lines, sentence
from generator.report.times import shown_duration

BAGHDAD = ZoneInfo("Asia/Baghdad")
NINE = datetime(2026, 11, 22, 9, tzinfo=BAGHDAD)
NOON, EVENING = NINE.replace(hour=12), NINE.replace(hour=18)


def change(at: datetime, title: str, kind: ChangeKind = ChangeKind.OUT) -> DueChange:
    return DueChange(at.timestamp(), kind.value, title, f"articles/{title.lower()}.md")


def agenda(*changes: DueChange, as_of: datetime = NINE, **more: Any) -> Agenda:
    due = datetime.fromtimestamp(changes[0].instant, BAGHDAD) if changes else None
    return Agenda(as_of, NINE, due, changes)._replace(**more)


def lines(agenda: Agenda) -> list[str]:
    return list(agenda_lines(agenda))


def test_an_editor_is_told_what_comes_next_and_what_after_it() -> None:
    bridge, well = change(NOON, "Bridge"), change(NOON, "Well", ChangeKind.EXPIRED)
    later, latest = change(EVENING, "Road", ChangeKind.COMMENTS_CLOSED), change(EVENING, "Dam")
    assert lines(agenda(bridge, well, later, latest)) == [
        "Next at 2026-11-22 12:00 UTC+03:00, in 3 h:",
        "    “Bridge” comes out (content/articles/bridge.md)",
        "    “Well” expires (content/articles/well.md)",
        "Then:",
        "    2026-11-22 18:00  the comments on “Road” close (content/articles/road.md), and 1 more",
    ]


def test_what_is_overdue_stands_apart_from_what_is_to_come() -> None:
    late = agenda(change(NOON, "Bridge"), change(EVENING, "Road"), as_of=NOON + timedelta(minutes=12))
    assert late.is_overdue
    assert lines(late) == [
        "Overdue since 2026-11-22 12:00 UTC+03:00, for 12 min. Build now:",
        "    2026-11-22 12:00  “Bridge” comes out (content/articles/bridge.md)",
        "Then:",
        "    2026-11-22 18:00  “Road” comes out (content/articles/road.md)",
    ]


def test_an_instant_that_is_reached_is_overdue() -> None:
    assert agenda(change(NOON, "Bridge"), as_of=NOON).is_overdue
    assert not agenda(change(NOON, "Bridge"), as_of=NOON - timedelta(microseconds=1)).is_overdue


def test_very_much_is_told_in_short() -> None:
    many = [change(NOON, f"A{number}") for number in range(20)]
    told = lines(agenda(*many, *(change(EVENING + timedelta(hours=number), "B") for number in range(20))))
    assert told[9] == "    and 12 more"
    assert len(told) == 19


def test_that_nothing_is_due_is_told() -> None:
    assert lines(agenda()) == ["Nothing is due: the site changes only when its content does."]


def test_what_the_answer_rests_on_is_told() -> None:
    due = change(NOON, "Bridge")
    assert lines(agenda(due, built=None))[0] == "No site is published here yet; this is what the content says."
    assert lines(agenda(due, edited=1))[0].startswith("1 file has changed since the last build, as of 2026-11-22 09:00")
    assert lines(agenda(due, edited=1200))[0].startswith("1,200 files have changed")
    assert lines(agenda(due, errors=1))[0].startswith("The content has errors, so nothing will be published:")


def test_a_site_that_was_never_published_is_not_overdue() -> None:
    assert not agenda(change(NOON, "Bridge"), as_of=EVENING, built=None).is_overdue


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_change_has_its_words(kind: ChangeKind) -> None:
    assert "“Bridge”" in sentence(change(NOON, "Bridge", kind))


def test_programs_get_the_same() -> None:
    told = json.loads(agenda_json(agenda(change(NOON, "Bridge"), as_of=EVENING, edited=2)))
    assert told == {
        "as_of": "2026-11-22T18:00:00+03:00",
        "built": "2026-11-22T09:00:00+03:00",
        "edited": 2,
        "errors": 0,
        "overdue": True,
        "next_due": "2026-11-22T12:00:00+03:00",
        "next_due_unix": int(NOON.timestamp()),
        "changes": [
            {"at": "2026-11-22T12:00:00+03:00", "what": "out", "title": "Bridge", "path": "articles/bridge.md"}
        ],
    }
    nothing = json.loads(agenda_json(agenda(built=None)))
    assert (nothing["built"], nothing["next_due"], nothing["next_due_unix"], nothing["overdue"]) == (
        None,
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3725, "1 h 2 min"), (86400, "1 d"), (90061, "1 d 1 h"), (86460, "1 d")],
)
def test_a_duration_has_two_units(seconds: int, told: str) -> None:
    assert shown_duration(timedelta(seconds=seconds)) == told
