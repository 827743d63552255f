"""Instants as readers of a language see them, by CLDR (Babel). No clock: every instant comes from the content."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time

from generator.model.settings import Language
from generator.model.views import Moment
from generator.plan.languages import in_digits, locale_of

_DATE_PATTERNS = {"ckb": "dی MMMMی y"}
_MONTH_PATTERNS = {"ckb": "MMMMی y", "ku": "LLLL y"}
"""Where CLDR's own patterns read wrong: Sorani's put the year first, Kurmanji's inflects a month that follows no day."""


@lru_cache(maxsize=4096)
def moment(instant: datetime, timezone: ZoneInfo, language: Language) -> Moment:
    local = instant.astimezone(timezone)
    return Moment(timestamp(instant, timezone), day_name(local.date(), language), _time_of_day(local, language))


def timestamp(instant: datetime, timezone: ZoneInfo) -> str:
    """RFC 3339, in the site's time zone; in UTC where that zone then had an offset with seconds, which RFC 3339 has not."""
    local = instant.astimezone(timezone)
    offset = local.utcoffset()
    return (local.astimezone(UTC) if offset and offset.seconds % 60 else local).isoformat()


def _time_of_day(local: datetime, language: Language) -> str:
    """ "9:20 AM"."""
    pattern = language.settings.time or "short"
    return in_digits(format_time(local.time(), pattern, locale=locale_of(language)), language)


@cache
def day_name(day: date, language: Language) -> str:
    """ "November 19, 2026"."""
    locale = locale_of(language)
    pattern = language.settings.date or _DATE_PATTERNS.get(locale.language, "long")
    return in_digits(format_date(day, pattern, locale=locale), language)


@cache
def month_name(year: int, month: int, language: Language) -> str:
    """ "November 2026"."""
    locale, first = locale_of(language), date(year, month, 1)
    if pattern := language.settings.month:
        return in_digits(format_date(first, pattern, locale=locale), language)
    if pattern := _MONTH_PATTERNS.get(locale.language, ""):
        named = format_date(first, pattern, locale=locale)
        return in_digits(named[:1].upper() + named[1:], language)
    return in_digits(format_skeleton("yMMMM", first, locale=locale), language)
