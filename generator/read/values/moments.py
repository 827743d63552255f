"""A written date and time -> an instant, or its fault with a hint. Reads no clock."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import datetime, tzinfo

from generator.model.dataclass import dataclass
from generator.model.letters import ascii_digits
from generator.model.regex import regex
from generator.model.rules import DATE_WITHOUT_TIME, broken
from generator.model.wall_clock import unclear
from generator.read.front_matter.yaml_faults import INVISIBLE

Refusal = Callable[[str, str, str], ValueError]
"""A function that makes an exception of a code, a message and a hint."""

UNCLEAR_TIME = "unclear-time"
"""The code of a time that clocks in the zone show twice or never."""

YEARS = range(1800, 2200)
"""Years outside are typing errors, and calendars of programs end soon after."""
_DATE = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOMENT = regex(_DATE.pattern + r"[Tt ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d*)?)?\s*(?:([Zz])|([+-]\d{1,2}):?(\d\d)?)?")
_OTHER_ORDER = regex(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b(?: *,? *(\d{1,2}:\d\d))?")
_OTHER_SIGNS = regex(r"(\d{4})[./](\d{1,2})[./](\d{1,2})\b(?: *,? *(\d{1,2}:\d\d))?")
_TYPED = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-") | dict.fromkeys(INVISIBLE))
"""Hyphens of word processors, and marks of direction that right-to-left editors put
between digits."""
_DAY, _TIME = "2026-11-22", "14:30"
"""The date and time of an example, where the written one cannot be used."""


@dataclass(frozen=True, slots=True)
class DateRules:
    """`timezone` is that of times without offset. With `accepts_days`, a date without a time is the
    beginning of that day."""

    timezone: tzinfo
    accepts_days: bool = False


def moment(value: object, rules: DateRules, refused: Refusal, *, may_guess: bool) -> datetime:
    """Return the instant of `2026-11-22 14:30`, with or without seconds and offset; without an
    offset in the site's time zone, where clocks must show that time once. Without `may_guess`, a
    date alone is an error: at an embargo, midnight would publish hours too early."""
    if isinstance(value, list | dict):
        raise refused("wrong-date", "only one value can stand here", "Write one, without brackets:  2026-11-22 14:30")
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text.isascii():
        text = ascii_digits(text).translate(_TYPED).strip()
    if day := _DATE.fullmatch(text):
        _refuse_impossible(day, text, refused)
        hint = f"Write for instance {text} {_TIME}."
        if not may_guess:
            raise refused("wrong-date", f"“{text}” has no time, and here the minute matters", hint)
        if not rules.accepts_days:
            problem = broken(DATE_WITHOUT_TIME, None, day=text, time=_TIME)
            raise refused(problem.code, problem.message, problem.hint)
        text += " 00:00"
    match = _MOMENT.fullmatch(text)
    if not match:
        raise refused("wrong-date", f"“{value}” is not a date and time", _meant(text, rules))
    _refuse_impossible(match, text, refused)
    year, month, number, hour, minute = (int(match[group]) for group in range(1, 6))
    try:
        offset = "+00:00" if match[7] else f"{int(match[8]):+03d}:{match[9] or '00'}" if match[8] else ""
        stamp = f"{year:04d}-{month:02d}-{number:02d}T{hour:02d}:{minute:02d}:{match[6] or '00'}{offset}"
        found = datetime.fromisoformat(stamp)
    except ValueError:
        hint = f"Hours go from -23:59 to +23:59 behind a time. Write for instance {match[1]}-{match[2]}-{match[3]} {_TIME}:00+03:00."
        raise refused("wrong-date", f"there is no such offset as in “{text}”", hint) from None
    if found.tzinfo:
        return found
    if not day and (fault := unclear(found, rules.timezone)):  # a day alone begins all the same
        raise refused(UNCLEAR_TIME, *fault)
    return found.replace(tzinfo=rules.timezone)


def _refuse_impossible(match: re.Match[str], text: str, refused: Refusal) -> None:
    """Raise for a day or an hour that does not exist."""
    year, month, number = (int(match[group]) for group in (1, 2, 3))
    timed = match.re.pattern == _MOMENT.pattern
    time = f" {match[4]}:{match[5]}" if timed else ""
    if year not in YEARS:
        message = f"the year {year} cannot be meant"
        raise refused("wrong-date", message, f"Write for instance {_DAY} {_TIME}.")
    last = monthrange(year, month)[1] if 1 <= month <= 12 else 31
    reasons: list[str] = []
    if not 1 <= month <= 12:
        reasons.append("Months go from 01 to 12.")
    if not 1 <= number <= last:
        reasons.append(f"The last day of that month is {year}-{month:02d}-{last}." if 1 <= month <= 12 else "Days go from 01 to 31.")  # fmt: skip
    if timed and not (int(match[4]) <= 23 and int(match[5]) <= 59 and int(match[6] or 0) <= 59):
        reasons.append("The last minute of a day is 23:59.")
        time = f" {_TIME}"
    if not reasons:
        return
    day = f"{year}-{min(max(month, 1), 12):02d}-{min(max(number, 1), last):02d}"
    if not 1 <= month <= 12:
        day = _DAY
    what = "hour" if len(reasons) == 1 and reasons[0].startswith("The last minute") else "day"
    message = f"there is no such {what} as “{text}”"
    raise refused("wrong-date", message, f"{' '.join(reasons)} Write for instance {day}{time or f' {_TIME}'}.")


def _meant(text: str, rules: DateRules) -> str:
    """Return how to write a date that was written in another form."""
    if match := _OTHER_ORDER.fullmatch(text):
        first, second, time = int(match[1]), int(match[3]), f" {match[5] or _TIME}"
        days = [(second, first)] if second <= 12 else []  # day, month, year
        days += [(first, second)] if first <= 12 and first != second else []  # month, day, year
        forms = [f"{match[4]}-{month:02d}-{day:02d}{time}" for month, day in days if _exists(match[4], month, day)]
        if forms:
            return f"Year, month and day, in this order:  {'  or  '.join(forms)}"
    if (match := _OTHER_SIGNS.fullmatch(text)) and _exists(match[1], int(match[2]), int(match[3])):
        return f"Write it as {match[1]}-{int(match[2]):02d}-{int(match[3]):02d} {match[4] or _TIME}."
    return f"Write it as {_DAY}{'' if rules.accepts_days else f' {_TIME}'} or {_DAY} {_TIME}:00+03:00."


def _exists(year: str, month: int, day: int) -> bool:
    return int(year) in YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(int(year), month)[1]
