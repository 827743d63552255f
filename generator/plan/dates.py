"""Instants and languages as readers see them, by CLDR (Babel). No clock: every instant comes from the content."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from generator.model.views import Moment

_DATE_PATTERNS = {"ckb": "d MMMMی y"}
_MONTH_PATTERNS = {"ckb": "MMMMی y"}
"""Where CLDR's own patterns read wrong: Sorani's put the year first."""


_SCRIPT = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{3})*-([a-zA-Z]{4})(?:-|$)")
"""The script subtag of a BCP 47 tag (RFC 5646, 2.2.3)."""
_RIGHT_TO_LEFT = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})


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
    """ "rtl" or "". A script that is named decides (ku-Arab, ckb-Latn), else the one CLDR knows of the language."""
    if named := _SCRIPT.match(language):
        return "rtl" if named[1].lower() in _RIGHT_TO_LEFT else ""
    return "rtl" if locale_of(language).character_order == "right-to-left" else ""


@lru_cache(maxsize=4096)
def moment(instant: datetime, timezone: ZoneInfo, language: str) -> Moment:
    local = instant.astimezone(timezone)
    return Moment(timestamp(instant, timezone), day_name(local.date(), language), f"{local:%H:%M}")


def timestamp(instant: datetime, timezone: ZoneInfo) -> str:
    """RFC 3339, in the site's time zone; in UTC where that zone then had an offset with seconds, which RFC 3339 has not."""
    local = instant.astimezone(timezone)
    offset = local.utcoffset()
    return (local.astimezone(UTC) if offset and offset.seconds % 60 else local).isoformat()


@cache
def day_name(day: date, language: str) -> str:
    """ "November 19, 2026"."""
    locale = locale_of(language)
    return format_date(day, _DATE_PATTERNS.get(locale.language, "long"), locale=locale)


@cache
def month_name(year: int, month: int, language: str) -> str:
    """ "November 2026"."""
    locale, first = locale_of(language), date(year, month, 1)
    if locale.language in _MONTH_PATTERNS:
        return format_date(first, _MONTH_PATTERNS[locale.language], locale=locale)
    return format_skeleton("yMMMM", first, locale=locale)
