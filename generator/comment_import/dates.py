"""A date in the form's export -> an instant. Reads no clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial

from generator.model.letters import ascii_digits
from generator.model.regex import regex
from generator.read.values.moments import YEARS, DateRules, moment

_TOKEN = regex(r"'([^']*)'|([A-Za-z])\2*|\s+|.", re.DOTALL)
_FIELDS = {
    "y": r"(?P<y>\d{4})",
    "M": r"(?P<M>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "H": r"(?P<H>\d{1,2})",
    "h": r"(?P<h>\d{1,2})",
    "m": r"(?P<m>\d{2})",
    "s": r"(?P<s>\d{2})(?:\.\d+)?",
    "a": r"(?P<a>[AaPp])\.?[Mm]\.?",
    "x": r"(?P<x>Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC)",
}
"""What a field of a pattern matches. Programs write hours with and without a zero before them, so the
number of letters does not count."""
_OFFSET = regex(r"([+-])(\d{1,2}):?(\d{2})?")
_SPACES = str.maketrans(dict.fromkeys("\u202f\xa0", " ") | dict.fromkeys("\u200e\u200f\u061c"))
"""Spaces and marks that programs put between the parts of a date."""


class DateError(ValueError):
    """A date cannot be read. The message is a sentence without the date itself."""


def reader(pattern: str, zone: tzinfo) -> Callable[[str], datetime]:
    """Return a function that reads a date, and raises DateError. `pattern` is one of CLDR, "" for
    dates as in front matter; `zone` is that of dates without an offset."""
    if not pattern:
        return partial(_as_in_front_matter, zone=zone)
    return partial(_by_pattern, expression=_expression(pattern), pattern=pattern, zone=zone)


def _as_in_front_matter(text: str, zone: tzinfo) -> datetime:
    def refused(code: str, message: str, hint: str) -> ValueError:
        return DateError("its date is not written as 2026-11-22 14:30; say how as  date_format:  in [comments.export]")

    try:
        return moment(text, DateRules(zone, accepts_days=True), refused, may_guess=True)
    except DateError:
        cleaned = ascii_digits(text.translate(_SPACES)).strip()
        if not regex(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?").fullmatch(cleaned):
            raise
        return datetime.fromisoformat(cleaned).replace(tzinfo=zone)  # an hour that clocks show twice: the first


def _expression(pattern: str) -> re.Pattern[str]:
    pieces = []
    for match in _TOKEN.finditer(pattern):
        if match[1] is not None:
            pieces.append(re.escape(match[1]))
        elif match[2]:
            pieces.append(r"(?P<y>\d{2})" if match[0] == "yy" else _FIELDS[match[2]])
        else:
            pieces.append(r"\s*" if match[0].isspace() else re.escape(match[0]))
    return re.compile("".join(pieces))


def _by_pattern(text: str, expression: re.Pattern[str], pattern: str, zone: tzinfo) -> datetime:
    match = expression.fullmatch(ascii_digits(text.translate(_SPACES)).strip())
    if not match:
        raise DateError(f"its date is not written as {pattern}")
    got = match.groupdict()
    hour = int(got.get("H") or 0)
    if got.get("h"):
        hour = int(got["h"]) % 12 + (12 if (got.get("a") or "a").lower() == "p" else 0)
    try:
        minute, second = int(got.get("m") or 0), int(got.get("s") or 0)
        year = int(got["y"]) + (2000 if len(got["y"]) == 2 else 0)
        if year not in YEARS:
            raise ValueError
        found = datetime(year, int(got["M"]), int(got["d"]), hour, minute, second, tzinfo=zone)
    except ValueError:
        raise DateError("there is no such day or hour as its date") from None
    return found.replace(tzinfo=_offset(got["x"])) if got.get("x") else found


def _offset(text: str) -> tzinfo:
    match = _OFFSET.search(text)
    if not match:
        return UTC
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes >= 24 * 60:
        raise DateError("there is no such offset as in its date")
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
