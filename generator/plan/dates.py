"""Instants and languages as readers see them, by CLDR (Babel). No clock: every instant comes from the content."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from generator.model.views import Moment

_DATE_PATTERNS = {"ckb": "d MMMMی y"}
"""Where CLDR's own pattern reads wrong: Sorani's puts the year first."""


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale of a BCP 47 tag; of a tag CLDR does not know, that of its language, else English."""
    for tag in (language, language.split("-", 1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


@cache
def direction(language: str) -> str:
    """ "rtl" or ""."""
    return "rtl" if locale_of(language).character_order == "right-to-left" else ""


def moment(instant: datetime, timezone: ZoneInfo, language: str) -> Moment:
    local = instant.astimezone(timezone)
    return Moment(local.isoformat(), day_name(local.date(), language), f"{local:%H:%M}")


@cache
def day_name(day: date, language: str) -> str:
    """ "November 19, 2026"."""
    locale = locale_of(language)
    return format_date(day, _DATE_PATTERNS.get(locale.language, "long"), locale=locale)


@cache
def month_name(year: int, month: int, language: str) -> str:
    """ "November 2026"."""
    return format_skeleton("yMMMM", date(year, month, 1), locale=locale_of(language))
