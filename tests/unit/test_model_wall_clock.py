"""Times that clocks on the wall show twice or never, with the two that may be meant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.wall_clock import unclear
from generator.new_newsroom.files import Answers, newsroom_files

ZONES = {name: ZoneInfo(name) for name in ("Asia/Baghdad", "Europe/Istanbul", "America/New_York", "Asia/Beirut")}


@pytest.mark.parametrize(
    ("zone", "time", "choices"),
    [
        ("America/New_York", "2026-03-08 02:30", ("2026-03-08 01:30", "2026-03-08 03:30")),
        ("America/New_York", "2026-11-01 01:30", ("2026-11-01 01:30-04:00", "2026-11-01 01:30-05:00")),
        ("Europe/Istanbul", "2016-03-27 03:00", ("2016-03-27 02:00", "2016-03-27 04:00")),
        ("Europe/Istanbul", "2015-11-08 03:15:30", ("2015-11-08 03:15:30+03:00", "2015-11-08 03:15:30+02:00")),
        ("Asia/Baghdad", "2007-04-01 03:59", ("2007-04-01 02:59", "2007-04-01 04:59")),
        ("Asia/Baghdad", "2007-10-01 03:00", ("2007-10-01 03:00+04:00", "2007-10-01 03:00+03:00")),
    ],
)
def test_a_time_of_a_change_of_the_hour_is_told_with_two_choices(
    zone: str, time: str, choices: tuple[str, str]
) -> None:
    fault = unclear(datetime.fromisoformat(time), ZONES[zone])
    assert fault
    assert f"{time} " in fault[0]
    assert zone in fault[0]
    assert all(choice in fault[1] for choice in choices)
    assert fault[1].index(choices[0]) < fault[1].index(choices[1])


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("America/New_York", "2026-03-08 01:59"),
        ("America/New_York", "2026-03-08 03:00"),
        ("America/New_York", "2026-11-01 00:59"),
        ("America/New_York", "2026-11-01 02:00"),
        ("Asia/Baghdad", "2026-04-01 03:30"),
        ("Europe/Istanbul", "2026-03-29 03:30"),
        ("Asia/Baghdad", "1889-12-31 23:59"),
    ],
)
def test_all_others_are_clear(zone: str, time: str) -> None:
    assert unclear(datetime.fromisoformat(time), ZONES[zone]) is None


@given(st.sampled_from(sorted(ZONES)), st.datetimes(datetime(1950, 1, 1), datetime(2037, 1, 1)))
def test_a_clear_time_is_shown_by_the_clock_exactly_once(zone: str, time: datetime) -> None:
    """Asked of all instants around: clocks are never more than an hour or two apart."""
    time = time.replace(second=0, microsecond=0)
    near = datetime.fromtimestamp(time.replace(tzinfo=ZONES[zone]).timestamp(), UTC)
    around = (near + timedelta(minutes=minutes) for minutes in range(-180, 181, 15))
    shown = sum(each.astimezone(ZONES[zone]).replace(tzinfo=None) == time for each in around)
    assert (unclear(time, ZONES[zone]) is None) == (shown == 1)


@pytest.mark.parametrize(
    ("instant", "date"),
    [
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "2026-11-01 01:30-04:00"),
        (datetime(2026, 11, 1, 6, 30, 59, tzinfo=UTC), "2026-11-01 01:30-05:00"),
        (datetime(2026, 11, 1, 7, 30, tzinfo=UTC), "2026-11-01 02:30"),
        (datetime(2026, 3, 8, 7, 0, tzinfo=UTC), "2026-03-08 03:00"),
    ],
)
def test_a_newsroom_may_begin_in_the_hour_that_is_there_twice(instant: datetime, date: str) -> None:
    zone = ZONES["America/New_York"]
    answers = Answers("The Courier", "https://courier.example", ("en",), zone.key)
    article = newsroom_files(answers, instant.astimezone(zone))[f"articles/{instant.astimezone(zone):%Y/%m}/first.md"]
    assert f'date: "{date}"\n' in article or f"date: {date}\n" in article
