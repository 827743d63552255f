"""Instants -> text in a language, by CLDR (Babel). Reads no clock: every instant comes from the
content."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time

from generator.model.letters import searched
from generator.model.regex import regex
from generator.model.settings import Language
from generator.model.views import Moment
from generator.plan.languages import in_digits, locale_of

_DATE_PATTERNS = {"ckb": "dی MMMMی y"}
_MONTH_PATTERNS = {"ckb": "MMMMی y", "ku": "LLLL y"}
"""Patterns that replace CLDR's: its Sorani puts the year first, its Kurmanji inflects a month
without a day."""
_TIME_PATTERNS = {"tr": "HH.mm"}
"""Turkish spelling has a point between hours and minutes; CLDR has a colon."""

_TYPED_IN = ("en", "ckb", "ku", "ar", "ar_IQ", "tr")
"""The locales in which a date in a text is recognised, besides that of the page."""
_OF = ("of", "من", "مانگی", "meha")
"""Words that may stand between a day and its month: “3 of May”."""

_NORTHERN = ("ku", "kmr")
_ENDING = regex(r"([0-9]+)(?=(?:ê|an)\b)")


@lru_cache(maxsize=4096)
def moment(instant: datetime, timezone: ZoneInfo, language: Language) -> Moment:
    local = instant.astimezone(timezone)
    return Moment(timestamp(instant, timezone), day_name(local.date(), language), _time_of_day(local.time(), language))


def timestamp(instant: datetime, timezone: ZoneInfo) -> str:
    """Return an instant in RFC 3339, in the site's time zone. It is in UTC where the zone's offset
    then had seconds, which RFC 3339 does not allow."""
    local = instant.astimezone(timezone)
    offset = local.utcoffset()
    return (local.astimezone(UTC) if offset and offset.seconds % 60 else local).isoformat()


@lru_cache(maxsize=4096)
def _time_of_day(local: time, language: Language) -> str:
    """Return “9:20 AM”."""
    locale = locale_of(language)
    pattern = language.settings.time or _TIME_PATTERNS.get(locale.language, "short")
    return in_digits(format_time(local, pattern, locale=locale), language)


@cache
def day_name(day: date, language: Language) -> str:
    """Return “November 19, 2026”."""
    locale = locale_of(language)
    pattern = language.settings.date or _DATE_PATTERNS.get(locale.language, "long")
    return in_digits(_as_read_aloud(format_date(day, pattern, locale=locale), locale.language), language)


@cache
def month_name(year: int, month: int, language: Language) -> str:
    """Return “November 2026”."""
    locale, first = locale_of(language), date(year, month, 1)
    if pattern := language.settings.month:
        return in_digits(_as_read_aloud(format_date(first, pattern, locale=locale), locale.language), language)
    if pattern := _MONTH_PATTERNS.get(locale.language, ""):
        named = format_date(first, pattern, locale=locale)
        return in_digits(named[:1].upper() + named[1:], language)
    return in_digits(format_skeleton("yMMMM", first, locale=locale), language)


def _as_read_aloud(text: str, spoken: str) -> str:
    """Correct Kurmanji endings, which follow the spoken number: “22yê” (bîst û duyê), but “21ê”
    (bîst û yekê). CLDR has one form for all numbers."""
    if spoken not in _NORTHERN:
        return text
    return _ENDING.sub(lambda number: f"{number[1]}y" if _ends_in_vowel(int(number[1])) else number[1], text)


def _ends_in_vowel(number: int) -> bool:
    """Whether the last word of a number in Kurmanji ends in a vowel: du, sê; sî (30), pêncî (50),
    heftê (70), heştê (80)."""
    tens, ones = divmod(number % 100, 10)
    return tens in (3, 5, 7, 8) if ones == 0 else tens != 1 and ones in (2, 3)


def gives_day(text: str, day: date, language: Language) -> bool:
    """Whether a text contains a day with its month and year, in any digits. It may be in the form
    of `language`, or as people write it in one of the languages of the region."""
    return str(day.year) in (plain := _compared(text)) and bool(_typed(day, language).search(plain))


def _compared(text: str) -> str:
    """Return a text in one form for comparison; Sorani's long u is typed with one letter or with
    two."""
    return searched(text).replace("وو", "و")


@lru_cache(maxsize=256)
def _typed(day: date, language: Language) -> re.Pattern[str]:
    locales = (*map(Locale.parse, _TYPED_IN), locale_of(language))
    widths, uses = ("wide", "abbreviated"), ("format", "stand-alone")
    names = {locale.months[use][width][day.month] for locale in locales for use in uses for width in widths}
    either = "|".join(re.escape(_compared(name)).replace(r"\ ", r"\s") for name in sorted(names))
    ending, gap = r"(?:['’ʼ-]?[^\W\d_]{1,3})?", r"\W{1,3}"  # “3rd”, “3’ê gulana”
    month = rf"\b(?:{either}){ending}(?:{gap}(?:{either}))?"  # Arabic gives both of its names: “أيار/مايو”
    number, year = rf"(?<!\d)0?{day.day}", rf"{day.year}(?!\d)"
    of, in_year = rf"{gap}(?:(?:{'|'.join(map(_compared, _OF))})\s)?", rf"{gap}(?:[^\W\d_]{{1,5}}\s)?"
    return re.compile(
        rf"(?<!\d){re.escape(_compared(day_name(day, language)))}(?!\d)"
        rf"|{number}{ending}{of}{month}{in_year}{year}"
        rf"|{month}{gap}0?{day.day}{ending}{in_year}{year}"
        rf"|{year}{ending}{gap}{month}{gap}0?{day.day}(?!\d)"
        rf"|(?<![\d./-])(?:0?{day.day}(?P<mark>[./-])0?{day.month}(?P=mark)|0?{day.month}/0?{day.day}/){year}"
        rf"|(?<!\d){day.year}(?P<sign>[./-])0?{day.month}(?P=sign)0?{day.day}(?!\d)"
    )
