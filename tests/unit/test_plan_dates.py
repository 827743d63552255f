"""Instants as readers see them, in each language and in the time zone of the site."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from generator.model.views import Moment
from generator.plan.dates import day_name, direction, moment, month_name
from tests.unit.newsrooms import BAGHDAD

DAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "November 9, 2026", "November 2026"),
        ("en-GB", "9 November 2026", "November 2026"),
        ("ckb", "9 تشرینی دووەمی 2026", "تشرینی دووەمی 2026"),
        ("ku", "9ê mijdara 2026an", "mijdara 2026an"),
        ("ar-IQ", "9 تشرين الثاني 2026", "تشرين الثاني 2026"),
        ("tr", "9 Kasım 2026", "Kasım 2026"),
    ],
)
def test_each_language_has_its_dates(language: str, day: str, month: str) -> None:
    assert day_name(DAY, language) == day
    assert month_name(2026, 11, language) == month


def test_a_tag_that_nobody_knows_reads_as_its_language_and_else_as_english() -> None:
    assert day_name(DAY, "tr-XX") == day_name(DAY, "tr")
    assert day_name(DAY, "kmr") == day_name(DAY, "ku")
    assert day_name(DAY, "qqq") == day_name(DAY, "!") == day_name(DAY, "en")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ""), ("ku", ""), ("tr", ""), ("ckb", "rtl"), ("ar-IQ", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("qqq", "")],
)
def test_a_language_has_a_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ku-Arab", "rtl"), ("kmr-Arab", "rtl"), ("ku-arab-IQ", "rtl"), ("ar-acm-Latn", ""), ("ckb-Latn", ""),
     ("az-Adlm-x-a", "rtl"), ("ckb-IQ", "rtl"), ("ku-1994", "")],
)  # fmt: skip
def test_a_script_that_is_named_decides_the_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_a_moment_is_told_in_the_time_zone_of_the_site() -> None:
    written = datetime(2026, 11, 8, 19, 30, tzinfo=timezone(timedelta(hours=-2)))
    assert moment(written, BAGHDAD, "en") == Moment("2026-11-09T00:30:00+03:00", "November 9, 2026", "00:30")


def test_one_instant_reads_alike_however_it_was_written() -> None:
    written = datetime(2026, 11, 8, 21, 30, tzinfo=UTC)
    assert moment(written, BAGHDAD, "en") == moment(written.astimezone(ZoneInfo("Asia/Tokyo")), BAGHDAD, "en")


def test_the_clock_that_is_put_back_strikes_the_hour_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (moment(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), berlin, "en") for hour in (0, 1))
    assert (first.time, second.time) == ("02:30", "02:30")
    assert (first.iso, second.iso) == ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
