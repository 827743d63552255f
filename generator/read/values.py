"""How the values of front matter and site.toml may be written, by the type of the field they are for.

The types are those of the dataclasses in model/. A value that is not possible is refused with a code, a message in an
editor's words, and a hint. Knows no key, and one value at a time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, tzinfo
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from generator.model.documents import GalleryPhoto
from generator.model.settings import IMAGE_TYPES, PhotoSettings
from generator.read.faults import INVISIBLE, in_quotes

H = TypeVar("H")

_EMPTY = frozenset({"", "~", "null"})
"""How YAML writes that there is no value."""
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|amp|nbsp|quot|lt|gt|[lr][sd]quo|[mn]dash|hellip);")
_YEARS = range(1800, 2200)
"""Years outside are slips of the hand, and the ends of what calendars of programs can hold are near."""
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[Tt ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d*)?)?\s*(?:([Zz])|([+-]\d{1,2}):?(\d\d)?)?"
)
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_NEVER_MIDNIGHT = frozenset({"embargo", "expires"})
_WHOLE_DAYS = frozenset({"photo_rights_expire", "rights_expire"})
"""Rights end with a day. One without a time is over when it begins: a picture gone too early breaks no contract."""


@dataclass(frozen=True, slots=True)
class DateRules:
    """`timezone` is that of times without offset; with `accepts_days`, a date without a time is the beginning of that day."""

    timezone: tzinfo
    accepts_days: bool = False


Reader = Callable[[object, DateRules], Any]
"""Makes what stands there a value of the field's type, or raises what pydantic takes for a fault (a ValueError)."""


def is_empty(value: object) -> bool:
    return value.strip() in _EMPTY if isinstance(value, str) else value in (None, [])


def _wrong(code: str, message: str, hint: str) -> ValueError:
    from pydantic_core import PydanticCustomError  # noqa: PLC0415 - only when something is wrong

    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def _text(value: object) -> str:
    if isinstance(value, list | dict):
        raise _wrong(
            "wrong-value", "only one value can stand here", "Write one; text with brackets in it stands in quotes."
        )
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _wrong("wrong-value", "this must be text", "Write it in quotes.")
    text = " ".join(str(value).split()).strip(INVISIBLE)
    if entity := _ENTITY.search(text):
        raise _wrong(
            "html-entity",
            f"“{entity[0]}” is HTML, and readers would see it as it stands",
            f"Write the sign itself:  {html.unescape(entity[0])}",
        )
    return text


def _moment(value: object, rules: DateRules, may_guess: bool) -> datetime:
    """`2021-12-09 14:30`, with or without seconds and offset; without one it is in the site's time zone. A guessed
    midnight would publish hours too early, when it is that of an embargo."""
    text = " ".join(value.split()).strip(INVISIBLE) if isinstance(value, str) else ""
    example = f"Write it as 2021-12-09{'' if rules.accepts_days else ' 14:30'} or 2021-12-09 14:30:00+03:00."
    if _DATE.fullmatch(text):
        hint = f"Write for instance {text} 14:30."
        if not may_guess:
            raise _wrong("wrong-date", f"“{text}” has no time, and here the minute matters", hint)
        if not rules.accepts_days:
            raise _wrong("date-without-time", f"“{text}” has no time", hint)
        text += " 00:00"
    match = _MOMENT.fullmatch(text)
    if not match:
        raise _wrong("wrong-date", f"“{value}” is not a date and time", example)
    year, month, day, hour, minute = (int(match[group]) for group in range(1, 6))
    try:
        offset = "+00:00" if match[7] else f"{int(match[8]):+03d}:{match[9] or '00'}" if match[8] else ""
        stamp = f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{match[6] or '00'}{offset}"
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        raise _wrong("wrong-date", f"there is no such day or hour as “{text}”", example) from None
    if year not in _YEARS:
        raise _wrong("wrong-date", f"the year {year} cannot be meant", example)
    return moment if moment.tzinfo else moment.replace(tzinfo=rules.timezone)


def _truth(value: object) -> bool:
    word = str(value).lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise _wrong("wrong-value", f"“{value}” is neither true nor false", "Write true or false.")


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise _wrong("wrong-value", f"“{value}” is not a whole number", "Write it in digits, without quotes.") from None


def _texts(value: object) -> tuple[str, ...]:
    """A list, or one entry, or several with commas between them."""
    if isinstance(value, str):
        value = re.split(r"[,،]", value)
    if not isinstance(value, list):
        raise _wrong("wrong-value", "this must be a list", "Write it as [one, two].")
    for entry in value:
        if isinstance(entry, dict) and len(entry) == 1:
            written = ": ".join(map(str, *entry.items()))
            raise _wrong("unquoted-colon", f"“{written}” has a colon in it", f"Put it in quotes:  {in_quotes(written)}")
    # YAML's lists know the Latin comma only; an editor who writes Arabic script types the other one.
    entries = (part for entry in map(_text, value) for part in entry.split("،"))
    return tuple(dict.fromkeys(entry.strip() for entry in entries if entry.strip()))


def _sentences(value: object) -> tuple[str, ...]:
    """A list, or one entry; commas are part of what is said."""
    if not isinstance(value, list):
        value = [value]
    for entry in value:
        if isinstance(entry, dict) and len(entry) == 1:
            written = ": ".join(map(str, *entry.items()))
            raise _wrong("unquoted-colon", f"“{written}” has a colon in it", f"Put it in quotes:  {in_quotes(written)}")
    return tuple(text for text in map(_text, value) if text)


def _numbers(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise _wrong("wrong-value", "this must be a list of numbers", "Write for instance [480, 800, 1200].")
    return tuple(_number(entry) for entry in value)


def records(kind: type[Any], value: object) -> list[dict[str, object]]:
    """Corrections and galleries in a front matter, accounts in site.toml; without the keys that have no value."""
    if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        return [{key: each for key, each in entry.items() if not is_empty(each)} for entry in value]
    keys = ", ".join(field.name for field in fields(kind))
    name = next((entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, str)), "")
    if kind is GalleryPhoto and name:
        raise _wrong(
            "wrong-value",
            f"“{name}” stands alone, and a photo of a gallery needs words for those who cannot see it",
            f"Write  - photo: {name}  and below the word photo  alt: …  (the keys are {keys}).",
        )
    raise _wrong("wrong-value", "this must be a list", f"Each of its entries has the keys {keys}.")


def _focus(value: object) -> tuple[float, float]:
    parts = value.split(",") if isinstance(value, str) else value
    try:
        x, y = (float(part) for part in parts)  # type: ignore[attr-defined]
        if 0 <= x <= 1 and 0 <= y <= 1:
            return x, y
    except (TypeError, ValueError):
        pass
    raise _wrong(
        "wrong-value",
        "this must be two numbers from 0 to 1",
        "Write for instance [0.5, 0.3]: the middle, a third down.",
    )


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise _wrong(
            "wrong-value", f"“{value}” is not a time zone", "Write for instance Asia/Baghdad or UTC."
        ) from None


def _quality(value: object) -> tuple[tuple[str, int], ...]:
    """PNG loses nothing, and has no quality."""
    formats = [name for name in IMAGE_TYPES if name != "png"]
    return _by_format(value, formats, range(1, 101), PhotoSettings().quality, "{ webp = 80, jpeg = 82 }")


def _effort(value: object) -> tuple[tuple[str, int], ...]:
    return _by_format(value, list(IMAGE_TYPES), range(11), PhotoSettings().effort, "{ avif = 2, webp = 4 }")


def _by_format(
    value: object, formats: list[str], possible: range, otherwise: tuple[tuple[str, int], ...], example: str
) -> tuple[tuple[str, int], ...]:
    """One number for all formats, or a table by format."""
    entries = value if isinstance(value, dict) else dict.fromkeys(formats, value)
    for name, number in entries.items():
        if name not in formats or isinstance(number, bool) or not isinstance(number, int) or number not in possible:
            raise _wrong(
                "wrong-value",
                f"“{name} = {number}” is not possible" if isinstance(value, dict) else f"“{value}” is not possible",
                f"Write {example}, each {possible[0]} to {possible[-1]}; the formats are {', '.join(formats)}.",
            )
    return tuple(sorted((dict(otherwise) | entries).items()))


def _choice(value: object, kind: type[Enum]) -> Enum:
    words = [str(member.value) for member in kind]
    if str(value).lower() in words:
        return kind(str(value).lower())
    raise _wrong("wrong-value", f"“{value}” is not possible here", f"Write {', '.join(words[:-1])} or {words[-1]}.")


_BY_TYPE: dict[Any, Callable[[object], Any]] = {
    str: _text,
    bool: _truth,
    bool | None: _truth,
    int: _number,
    int | None: _number,
    tuple[float, float] | None: _focus,
    ZoneInfo: _zone,
    tuple[str, ...]: _texts,
    tuple[int, ...]: _numbers,
}
_BY_NAME: dict[str, Callable[[object], Any]] = {"quality": _quality, "effort": _effort, "key_points": _sentences}


def record_kind(kind: Any) -> type[Any] | None:
    """The dataclass of which a type is a list."""
    entry = get_args(kind)[0] if get_origin(kind) is tuple else None
    return entry if is_dataclass(entry) and isinstance(entry, type) else None


def reader_of(name: str, kind: Any) -> Reader:
    """How the value of a field is read, by its name and type."""
    if name in _WHOLE_DAYS:
        return lambda value, rules: _moment(value, replace(rules, accepts_days=True), may_guess=True)
    if datetime in (kind, *get_args(kind)):
        return lambda value, rules: _moment(value, rules, name not in _NEVER_MIDNIGHT)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, _: _choice(value, kind)
    if entry := record_kind(kind):
        return lambda value, rules: tuple(made(entry, each, rules) for each in records(entry, value))
    read = _BY_NAME.get(name) or _BY_TYPE[kind]
    return lambda value, _: read(value)


@cache
def type_hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _readers(kind: Any) -> dict[str, Reader]:
    return {field.name: reader_of(field.name, type_hints(kind)[field.name]) for field in fields(kind)}


def made(kind: type[H], written: dict[str, Any], rules: DateRules) -> H:
    """A dataclass of what is written, by field. Raises a ValueError or a TypeError at the first fault: which and how many
    there are is for `inspection` to say."""
    dataclass: Any = kind
    readers = _readers(dataclass)
    try:
        return kind(**{name: readers[name](value, rules) for name, value in written.items()})
    except KeyError as unknown:
        raise ValueError(unknown) from None
