"""Instants as readers see them, in each language and in the time zone of the site."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from generator.model.settings import Language, LanguageSettings
from generator.model.views import Moment
from generator.plan.dates import day_name, moment, month_name
from tests.unit.newsrooms import BAGHDAD

DAY = date(2026, 11, 9)
ENGLISH = Language("en")


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "November 9, 2026", "November 2026"),
        ("en-GB", "9 November 2026", "November 2026"),
        ("ckb", "٩ی تشرینی دووەمی ٢٠٢٦", "تشرینی دووەمی ٢٠٢٦"),
        ("ku", "9ê mijdara 2026an", "Mijdar 2026"),
        ("ar-IQ", "٩ تشرين الثاني ٢٠٢٦", "تشرين الثاني ٢٠٢٦"),
        ("tr", "9 Kasım 2026", "Kasım 2026"),
    ],
)
def test_each_language_has_its_dates(language: str, day: str, month: str) -> None:
    assert day_name(DAY, Language(language)) == day
    assert month_name(2026, 11, Language(language)) == month


def test_in_sorani_the_day_and_the_month_are_bound_to_what_follows() -> None:
    days = [day_name(date(2026, month, 21), Language("ckb")) for month in range(1, 13)]
    assert all(re.fullmatch("٢١ی [^٠-٩]+[^یێۆەا٠-٩]ی ٢٠٢٦", day) for day in days), days


def test_a_month_that_stands_alone_in_kurmanji_is_capitalised_and_not_inflected() -> None:
    months = [month_name(2026, month, Language("ku")) for month in (1, 9, 10, 12)]
    assert months == ["Rêbendan 2026", "Îlon 2026", "Cotmeh 2026", "Berfanbar 2026"]
    assert month_name(2026, 9, Language("kmr")) == "Îlon 2026"


def test_every_day_of_a_month_in_kurmanji_ends_as_it_is_read_aloud() -> None:
    """Yekê, duyê, sêyê, çarê … bîst û duyê, bîst û sêyê, sîyê: y stands between two vowels."""
    days = [day_name(date(2026, 1, day), Language("ku")) for day in range(1, 32)]
    with_y = {2, 3, 22, 23, 30}
    assert days == [f"{day}{'yê' if day in with_y else 'ê'} rêbendana 2026an" for day in range(1, 32)]
    assert day_name(date(2022, 11, 22), Language("kmr")) == "22yê mijdara 2022yan"


def test_every_year_in_kurmanji_ends_as_it_is_read_aloud() -> None:
    """Du hezar û sî, û pêncî, û heftê, û heştê; û duyan, û sêyan, but û dwanzdehan, û sêzdehan."""
    endings = {year: day_name(date(year, 6, 1), Language("ku")).rpartition(" ")[2] for year in range(1900, 2100)}
    tens_with_y = {30, 50, 70, 80}
    for year, told in endings.items():
        last = year % 100
        has_y = last in tens_with_y or (last % 10 in (2, 3) and last // 10 != 1)
        assert told == f"{year}{'yan' if has_y else 'an'}"


def test_a_pattern_of_the_outlets_own_gets_the_endings_too_and_other_languages_none() -> None:
    own = LanguageSettings(date="d'ê' MMMM'ê' y'an'", month="MMMM'a' y'an'", digits="arab")
    assert day_name(date(2023, 11, 3), Language("ku", own)) == "٣yê mijdarê ٢٠٢٣yan"
    assert month_name(2022, 11, Language("ku", own)) == "mijdara ٢٠٢٢yan"
    assert day_name(date(2022, 11, 22), Language("tr", LanguageSettings(date="d'ê' y'an'"))) == "22ê 2022an"


def test_the_month_pattern_of_an_outlet_is_printed_as_it_stands() -> None:
    assert month_name(2026, 9, Language("ku", LanguageSettings(month="MMMM y"))) == "îlon 2026"


def test_a_tag_that_nobody_knows_reads_as_its_language_and_else_as_english() -> None:
    told = {tag: day_name(DAY, Language(tag)) for tag in ("tr-XX", "tr", "kmr", "ku", "qqq", "!", "en")}
    assert told["tr-XX"] == told["tr"]
    assert told["kmr"] == told["ku"]
    assert told["qqq"] == told["!"] == told["en"]


def test_an_outlet_has_patterns_and_digits_of_its_own() -> None:
    persian = LanguageSettings(date="y/MM/dd", month="MMMM، y", time="HH:mm", digits="arabext")
    language = Language("ckb", persian)
    assert day_name(DAY, language) == "۲۰۲۶/۱۱/۰۹"
    assert month_name(2026, 11, language) == "تشرینی دووەم، ۲۰۲۶"
    assert moment(datetime(2026, 11, 9, 6, tzinfo=UTC), BAGHDAD, language).time == "۰۹:۰۰"


@pytest.mark.parametrize(
    ("language", "time"),
    [("en", "9:05\u202fAM"), ("en-GB", "09:05"), ("ckb", "٩:٠٥ ب.ن"), ("ku", "09:05"), ("ar-IQ", "٩:٠٥ ص"), ("tr", "09.05"), ("fa", "۹:۰۵")],
)  # fmt: skip
def test_each_language_tells_the_time_in_its_way(language: str, time: str) -> None:
    assert moment(datetime(2026, 11, 9, 6, 5, tzinfo=UTC), BAGHDAD, Language(language)).time == time


def test_no_language_changes_what_machines_read() -> None:
    assert moment(datetime(2026, 11, 9, 6, 5, tzinfo=UTC), BAGHDAD, Language("ckb")).iso == "2026-11-09T09:05:00+03:00"


def test_a_moment_is_told_in_the_time_zone_of_the_site() -> None:
    written = datetime(2026, 11, 8, 19, 30, tzinfo=timezone(timedelta(hours=-2)))
    assert moment(written, BAGHDAD, ENGLISH) == Moment("2026-11-09T00:30:00+03:00", "November 9, 2026", "12:30\u202fAM")


def test_one_instant_reads_alike_however_it_was_written() -> None:
    written = datetime(2026, 11, 8, 21, 30, tzinfo=UTC)
    assert moment(written, BAGHDAD, ENGLISH) == moment(written.astimezone(ZoneInfo("Asia/Tokyo")), BAGHDAD, ENGLISH)


def test_the_clock_that_is_put_back_strikes_the_hour_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (moment(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), berlin, ENGLISH) for hour in (0, 1))
    assert (first.time, second.time) == ("2:30\u202fAM", "2:30\u202fAM")
    assert (first.iso, second.iso) == ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
