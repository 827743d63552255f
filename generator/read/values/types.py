"""How values of front matter and site.toml may be written, by the type of their field. The types
are those of the dataclasses in model/. An invalid value is refused with a code, a message in an
editor's words, and a hint. Knows no key, and reads one value at a time."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from generator.model.dataclass import fields, is_dataclass, replace
from generator.model.headers import Allowed, Correction, DayOrTime, ExactTime, PhotoReference, Prose, Sentences
from generator.model.hosting import DIRECTIVES, MORE_DIRECTIVES, Sources
from generator.model.letters import ascii_digits
from generator.model.photo_files import FORMATS, OFFERED
from generator.model.regex import regex
from generator.model.settings import EffortByFormat, PhotoSettings, QualityByFormat
from generator.model.suggestions import did_you_mean
from generator.read.front_matter.yaml_faults import INVISIBLE, in_quotes
from generator.read.values.allowed import allowed
from generator.read.values.moments import DateRules, moment

H = TypeVar("H")

_ENTITY = regex(r"&(?:#\d+|#x[0-9a-fA-F]+|amp|nbsp|quot|lt|gt|[lr][sd]quo|[mn]dash|hellip);")
_CONTROL = regex("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_SOURCE = regex(r"[\x21-\x2b\x2d-\x3a\x3c-\x7e]+")
"""A source of a policy: no white space, comma or semicolon (CSP 3, 2.3.1)."""
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})

Reader = Callable[[object, DateRules], Any]
"""A function that turns a written value into one of the field's type, or raises a ValueError, which
pydantic reports as a fault."""


def is_empty(value: object) -> bool:
    return not value.strip() if isinstance(value, str) else value in (None, [])


def _wrong(code: str, message: str, hint: str, entry: int = -1) -> ValueError:
    """Return the fault of a value, or of an `entry` of a list, counted from 0."""
    from pydantic_core import PydanticCustomError  # noqa: PLC0415 - only after a fault

    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "entry": entry})


def _text(value: object) -> str:
    if isinstance(value, list | dict):
        raise _wrong(
            "wrong-value", "only one value can stand here", "Write one; text with brackets in it stands in quotes."
        )
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _wrong("wrong-value", "this must be text", "Write it in quotes.")
    text = " ".join(str(value).split()).strip(INVISIBLE)
    if not text.isprintable() and (hidden := _CONTROL.search(text)):  # an escape between double quotes can contain it
        message = f"there is a sign in it, U+{ord(hidden[0]):04X}, that no reader can see"
        raise _wrong("wrong-value", message, "Take out the backslash and what belongs to it.")
    if entity := _ENTITY.search(text):
        message = f"“{entity[0]}” is HTML, and readers would see it as it stands"
        raise _wrong("html-entity", message, f"Write the sign itself:  {html.unescape(entity[0])}")
    return text


def _truth(value: object) -> bool:
    word = str(value).lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise _wrong("wrong-value", f"“{value}” is neither true nor false", "Write true or false.")


def _number(value: object) -> int:
    try:
        return int(ascii_digits(str(value).strip(INVISIBLE)))
    except ValueError:
        raise _wrong("wrong-value", f"“{value}” is not a whole number", "Write it in digits, without quotes.") from None


def _texts(value: object) -> tuple[str, ...]:
    """Return a list, or one entry, or several with commas between them."""
    if isinstance(value, str):
        value = re.split(r"[,،]", value)
    if not isinstance(value, list):
        raise _wrong("wrong-value", "this must be a list", "Write it as [one, two].")
    # YAML's lists know only the Latin comma; an editor who writes Arabic script types the other
    # one.
    entries = (part for entry in map(_entry, value) for part in entry.split("،"))
    return tuple(dict.fromkeys(entry.strip() for entry in entries if entry.strip()))


def _sentences(value: object) -> tuple[str, ...]:
    """Return a list, or one entry; commas are part of the text."""
    return tuple(text for text in map(_entry, value if isinstance(value, list) else [value]) if text)


def _entry(value: object) -> str:
    """Return the text of an entry of a list. YAML reads one with a colon as a mapping."""
    if isinstance(value, dict) and len(value) == 1:
        written = ": ".join(map(str, *value.items()))
        raise _wrong("unquoted-colon", f"“{written}” has a colon in it", f"Put it in quotes:  {in_quotes(written)}")
    return _text(value)


def _numbers(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise _wrong("wrong-value", "this must be a list of numbers", "Write for instance [480, 800, 1200].")
    return tuple(_number(entry) for entry in value)


def records(kind: type[Any], value: object) -> list[dict[str, object]]:
    """Return the entries of corrections and galleries in a front matter, or accounts in site.toml,
    without keys that have no value."""
    if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        return [{key: each for key, each in entry.items() if not is_empty(each)} for entry in value]
    keys = ", ".join(field.name for field in fields(kind))
    number = (
        next((at for at, each in enumerate(value) if not isinstance(each, dict)), 0) if isinstance(value, list) else -1
    )
    entry = value[number] if isinstance(value, list) else value
    name = entry if isinstance(entry, str) else ""
    if kind is PhotoReference and name:
        message = f"“{name}” stands alone, and a photo of a gallery needs words for those who cannot see it"
        hint = f"Write  - photo: {name}  and below the word photo  alt: …  (the keys are {keys})."
        raise _wrong("wrong-value", message, hint, number)
    if number < 0:
        raise _wrong("wrong-value", "this must be a list", f"Each of its entries has the keys {keys}.")
    what = f"number {number + 1} of this list"
    message = f"{what} is empty" if is_empty(entry) else f"{what} is no entry with keys"
    advice = (
        f"Delete it, or write it as  {example}" if (example := _EXAMPLES.get(kind)) else "Delete it, or write its keys"
    )
    raise _wrong("wrong-value", message, f"{advice}  (the keys are {keys}).", number)


_EXAMPLES: dict[type[Any], str] = {
    Correction: "- date: 2026-11-21 10:00  and below the word date  text: A name was misspelled",
    PhotoReference: "- photo: bridge.jpg  and below the word photo  alt: …",
}


def _focus(value: object) -> tuple[float, float]:
    parts = re.split("[,،؛;]", value) if isinstance(value, str) else value
    try:
        x, y = (float(ascii_digits(str(part)).replace("٫", ".")) for part in parts)  # type: ignore[attr-defined]
        if 0 <= x <= 1 and 0 <= y <= 1:
            return x, y
    except (TypeError, ValueError):
        pass
    message, hint = "this must be two numbers from 0 to 1", "Write for instance [0.5, 0.3]: the middle, a third down."
    raise _wrong("wrong-value", message, hint)


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):
        raise _wrong(
            "wrong-value", f"“{value}” is not a time zone", "Write for instance Asia/Baghdad or UTC."
        ) from None


def _quality(value: object) -> tuple[tuple[str, int], ...]:
    """Return the quality by format. PNG is lossless, and has none."""
    return _by_format(value, OFFERED, range(1, 101), PhotoSettings().quality, "{ webp = 80, jpeg = 82 }")


def _effort(value: object) -> tuple[tuple[str, int], ...]:
    return _by_format(value, tuple(FORMATS), range(11), PhotoSettings().effort, "{ avif = 2, webp = 4 }")


def _by_format(
    value: object, formats: tuple[str, ...], possible: range, otherwise: tuple[tuple[str, int], ...], example: str
) -> tuple[tuple[str, int], ...]:
    """Return a number by format, from one number for all formats or a table by format."""
    entries = value if isinstance(value, dict) else dict.fromkeys(formats, value)
    for name, number in entries.items():
        if name not in formats or isinstance(number, bool) or not isinstance(number, int) or number not in possible:
            message = (
                f"“{name} = {number}” is not possible" if isinstance(value, dict) else f"“{value}” is not possible"
            )
            hint = f"Write {example}, each {possible[0]} to {possible[-1]}; the formats are {', '.join(formats)}."
            raise _wrong("wrong-value", message, hint)
    return tuple(sorted((dict(otherwise) | entries).items()))


def _sources(value: object) -> Sources:
    """Return sources by directive of a policy: addresses with spaces between them, or a list."""
    hint = 'Write below [hosting.sources] for instance  img-src = "https://maps.outlet.example"'
    if not isinstance(value, dict):
        raise _wrong("wrong-value", "this must be a table", hint)
    known = (*DIRECTIVES, *MORE_DIRECTIVES)
    found = []
    for directive, written in value.items():
        sources = written if isinstance(written, list) else str(written).split()
        if directive not in known:
            other = did_you_mean(directive, known) or f"Choose from {', '.join(known)}."
            raise _wrong("wrong-value", f"“{directive}” names no kind of source", other)
        if not sources or not all(isinstance(each, str) and _SOURCE.fullmatch(each) for each in sources):
            raise _wrong("wrong-value", f"“{directive}” has no list of addresses", hint)
        found.append((directive, " ".join(sources)))
    return tuple(found)


def _instant(value: object, rules: DateRules) -> datetime:
    return moment(value, rules, _wrong, may_guess=True)


def _exact_time(value: object, rules: DateRules) -> datetime:
    return moment(value, rules, _wrong, may_guess=False)


def _day_or_time(value: object, rules: DateRules) -> datetime:
    """Return an instant. Rights to a picture, for instance, end when a day begins: one that is
    removed too early breaks no contract."""
    return moment(value, replace(rules, accepts_days=True), _wrong, may_guess=True)


def _choice(value: object, kind: type[Enum]) -> Enum:
    words = [str(member.value) for member in kind]
    if str(value).lower() in words:
        return kind(str(value).lower())
    raise _wrong("wrong-value", f"“{value}” is not possible here", f"Write {', '.join(words[:-1])} or {words[-1]}.")


_BY_TYPE: dict[Any, Callable[[object], Any]] = {
    str: _text,
    Prose: _text,
    bool: _truth,
    bool | None: _truth,
    int: _number,
    int | None: _number,
    tuple[float, float] | None: _focus,
    ZoneInfo: _zone,
    tuple[str, ...]: _texts,
    tuple[Prose, ...]: _texts,
    Sentences: _sentences,
    tuple[int, ...]: _numbers,
    QualityByFormat: _quality,
    EffortByFormat: _effort,
    Allowed: lambda value: allowed(value, _text, _wrong),
    Sources: _sources,
}
_DATES: dict[Any, Reader] = {
    datetime: _instant,
    datetime | None: _instant,
    ExactTime | None: _exact_time,
    DayOrTime: _day_or_time,
    DayOrTime | None: _day_or_time,
}


def record_kind(kind: Any) -> type[Any] | None:
    """Return the dataclass of the entries, if a type is a list of these."""
    entry = get_args(kind)[0] if get_origin(kind) is tuple else None
    return entry if is_dataclass(entry) and isinstance(entry, type) else None


def reader_of(kind: Any) -> Reader:
    """Return the reader of a field of this type."""
    if kind in _DATES:
        return _DATES[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, _: _choice(value, kind)
    if entry := record_kind(kind):
        return lambda value, rules: tuple(made(entry, each, rules) for each in records(entry, value))
    read = _BY_TYPE[kind]
    return lambda value, _: read(value)


@cache
def type_hints(kind: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields, as declared."""
    return get_type_hints(kind, include_extras=True)


@cache
def _readers(kind: Any) -> dict[str, Reader]:
    return {field.name: reader_of(type_hints(kind)[field.name]) for field in fields(kind)}


def made(kind: type[H], written: dict[str, Any], rules: DateRules) -> H:
    """Return a dataclass from written values by field. Raises a ValueError or a TypeError at the
    first fault; `inspection` finds all."""
    dataclass: Any = kind
    readers = _readers(dataclass)
    try:
        return kind(**{name: readers[name](value, rules) for name, value in written.items()})
    except KeyError as unknown:
        raise ValueError(unknown) from None
