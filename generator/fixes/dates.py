"""A date as other programs write it -> the same in ISO 8601, where it can mean one thing only. Knows
no time zone: an offset that is written stays."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from generator.model.letters import ascii_digits
from generator.model.regex import regex

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_TIME = r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
_NUMBERS = regex(r"(?P<a>\d{1,4})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<c>\d{1,4})" + _TIME)
_MONTH_FIRST = regex(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME)
_DAY_FIRST = regex(r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})" + _TIME)
_MAIL = regex(r"(?:[A-Z][a-z]{2},\s+)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d\d:\d\d(?::\d\d)?\s+[+-]\d{4}")
_ISO = regex(r"\d{4}-\d{2}-\d{2}(?:[Tt ].*)?")


def iso_date(written: str) -> str:
    """Return a date in ISO 8601, with its time if it has one; "" if it is in that form already, or
    could mean two days, or none."""
    text = ascii_digits(" ".join(written.split()))
    if _ISO.fullmatch(text):
        return ""
    if _MAIL.fullmatch(text):
        try:
            return parsedate_to_datetime(text).isoformat(" ")
        except ValueError:
            return ""
    for form in (_MONTH_FIRST, _DAY_FIRST):
        if (match := form.fullmatch(text)) and (month := _MONTHS.get(match["month"].lower())):
            return _written(int(match["year"]), month, int(match["day"]), match)
    match = _NUMBERS.fullmatch(text)
    return _of_numbers(match) if match else ""


def _of_numbers(match: re.Match[str]) -> str:
    first, middle, last = match["a"], match["b"], match["c"]
    if len(first) == 4 and len(last) <= 2:
        return _written(int(first), int(middle), int(last), match)
    if len(last) != 4 or len(first) > 2:
        return ""
    day, month = int(first), int(middle)
    if month > 12 >= day:  # as in the United States
        return _written(int(last), day, month, match)
    if day <= 12 and month <= 12 and day != month and match["sign"] != ".":  # with points, the day is first
        return ""
    return _written(int(last), month, day, match)


def _written(year: int, month: int, day: int, match: re.Match[str]) -> str:
    """Return the date, with the time that was written; "" for one that does not exist."""
    try:
        if match["hour"] is None:
            return f"{datetime(year, month, day):%Y-%m-%d}" if year >= 1000 else ""
        hour, half = int(match["hour"]), (match["half"] or "").lower()
        if half and not 1 <= hour <= 12:
            return ""
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        found = datetime(year, month, day, hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return ""
    return f"{found:%Y-%m-%d %H:%M:%S}" if match["second"] else f"{found:%Y-%m-%d %H:%M}"
