"""Values as an editor wrote them -> a typed header or settings table, with every fault named.

The keys are the fields of a dataclass in model/, written down once, there; here stands how each type of field may be
written. pydantic checks all keys at once, so that an editor sees every fault of a file in one run.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Collection, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, create_model
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.model.problems import Checked, FieldLocation, Problem, Severity, error
from generator.model.rules import RULES
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
"""A guessed midnight would publish hours too early."""
_EMAIL = re.compile(r"[^\s@\"'<>?&%]+@[^\s@\"'<>?&%]+")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def _wrong(code: str, message: str, hint: str) -> PydanticCustomError:
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


def _moment(value: object, info: ValidationInfo) -> datetime:
    """`2021-12-09 14:30`, with or without seconds and offset; without one it is in the site's time zone."""
    text = " ".join(value.split()).strip(INVISIBLE) if isinstance(value, str) else ""
    example = "Write it as 2021-12-09 14:30 or 2021-12-09 14:30:00+03:00."
    zone = info.context["timezone"] if info.context else ZoneInfo("UTC")
    if _DATE.fullmatch(text) and info.field_name in _NEVER_MIDNIGHT:
        hint = f"Write for instance {text} 14:30."
        raise _wrong("wrong-date", f"“{text}” has no time, and here the minute matters", hint)
    if _DATE.fullmatch(text) and (info.context or {}).get("midnight"):
        text += " 00:00"
    elif _DATE.fullmatch(text):
        raise _wrong("date-without-time", f"“{text}” has no time", f"Write for instance {text} 14:30.")
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
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


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


def _numbers(value: object) -> list[int]:
    if not isinstance(value, list):
        raise _wrong("wrong-value", "this must be a list of numbers", "Write for instance [480, 800, 1200].")
    return [_number(entry) for entry in value]


def _records_of(kind: Any) -> Any:
    """Corrections in a front matter, accounts in site.toml."""

    def records(value: object) -> list[object]:
        if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            return value
        raise _wrong(
            "wrong-value", "this must be a list", f"Each of its entries has the keys {', '.join(_keys(kind))}."
        )

    return records


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
    """One number for all formats, or a table by format."""
    entries = value if isinstance(value, dict) else dict.fromkeys(IMAGE_TYPES, value)
    for name, number in entries.items():
        if name not in IMAGE_TYPES or isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 100:
            raise _wrong(
                "wrong-value",
                f"“{name} = {number}” is not possible",
                "Write { webp = 80, jpeg = 82 }, each 1 to 100.",
            )
    return tuple(sorted((dict(PhotoSettings().quality) | entries).items()))


def _focus_type(kind: Any) -> bool:
    return tuple[float, float] in (kind, *get_args(kind))


def _is_records(kind: Any) -> bool:
    return get_origin(kind) is tuple and is_dataclass(get_args(kind)[0])


def _as_written(kind: Any) -> Any:
    """The type with how an editor may write it."""
    if is_dataclass(kind):
        return Annotated[schema_of(kind), Field()]  # type: ignore[arg-type]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Annotated[kind, BeforeValidator(_choice_of(kind))]
    if datetime in (kind, *get_args(kind)):
        return Annotated[kind, BeforeValidator(_moment)]
    if _focus_type(kind):
        return Annotated[kind, BeforeValidator(_focus)]
    if _is_records(kind):
        entry = get_args(kind)[0]
        return Annotated[tuple[_as_written(entry), ...], BeforeValidator(_records_of(entry))]  # type: ignore[misc]
    if kind == int | None:
        return Annotated[kind, BeforeValidator(_number)]
    by_type: dict[Any, Any] = {
        str: _text,
        bool: _truth,
        int: _number,
        ZoneInfo: _zone,
        tuple[str, ...]: _texts,
        tuple[int, ...]: _numbers,
        tuple[tuple[str, int], ...]: _quality,
    }
    return Annotated[kind, BeforeValidator(by_type[kind])] if kind in by_type else kind


def _choice_of(kind: type[Enum]) -> Any:
    def choice(value: object) -> Enum:
        words = [str(member.value) for member in kind]
        if str(value).lower() in words:
            return kind(str(value).lower())
        raise _wrong("wrong-value", f"“{value}” is not possible here", f"Write {', '.join(words[:-1])} or {words[-1]}.")

    return choice


@cache
def _type_hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def schema_of(kind: Any) -> type[BaseModel]:
    """The pydantic model of a dataclass: the same fields and defaults, each as an editor may write it."""
    hints = _type_hints(kind)
    columns: dict[str, Any] = {
        field.name: (_as_written(hints[field.name]), ... if field.default is MISSING else field.default)
        for field in fields(kind)
    }
    return create_model(
        kind.__name__, __config__=ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True), **columns
    )


def validated(
    kind: type[H],
    values: dict[str, Any],
    path: str,
    *,
    timezone: ZoneInfo,
    foreign_keys: dict[str, str],
    prefix: str = "",
) -> Checked[H | None]:
    """`values` as a `kind`; None when an error makes that impossible. `foreign_keys` gives, for keys of other programs,
    what to write here; `prefix` is put before a key's name in locations ("site." in site.toml)."""
    written = {key: value for key, value in values.items() if not _is_empty(value)}
    context = {"timezone": timezone}
    dataclass: Any = kind
    try:
        return Checked(_dataclass_of(kind, schema_of(dataclass).model_validate(written, context=context)))
    except ValidationError as fault:
        details = fault.errors(include_url=False)
        meant = {
            (detail["loc"][:-1], _closest(str(detail["loc"][-1]), _keys_at(dataclass, detail)))
            for detail in details
            if detail["type"] == "extra_forbidden" and _plain(str(detail["loc"][-1])) not in foreign_keys
        }
        problems = tuple(
            _problem(detail, dataclass, path, foreign_keys, prefix, values.keys())
            for detail in details
            if not (detail["type"] == "missing" and (detail["loc"][:-1], detail["loc"][-1]) in meant)
        )
    if all(RULES.get(problem.code) for problem in problems):  # nothing that an outlet may not accept: take midnight
        model = schema_of(dataclass).model_validate(written, context=context | {"midnight": True})
        return Checked(_dataclass_of(kind, model), problems)
    return Checked(None, problems)


def _dataclass_of(kind: Any, model: BaseModel) -> Any:
    hints = _type_hints(kind)
    values = {
        name: tuple(_dataclass_of(get_args(hints[name])[0], entry) for entry in value)
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel)
        else value
        for name, value in model
    }
    return kind(**values)


def _is_empty(value: object) -> bool:
    return value.strip() in _EMPTY if isinstance(value, str) else value in (None, [])


def _problem(
    detail: ErrorDetails, kind: Any, path: str, foreign_keys: dict[str, str], prefix: str, present: Collection[str]
) -> Problem:
    """`present` are the keys that stand there, with a value or without."""
    *parents, key = [str(part) for part in detail["loc"]]
    where = FieldLocation(path, prefix + ".".join([*parents, key]))
    subject = f"“{key}”" + (f" in number {int(parents[1]) + 1} of “{parents[0]}”" if len(parents) == 2 else "")
    context = detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        hint = foreign_keys.get(_plain(key), "") if not parents else ""
        known = _keys_at(kind, detail)
        hint = hint or did_you_mean(key, known) or f"The keys are: {', '.join(sorted(known))}."
        return error("unknown-key", f"Dateline has no key {subject}.", where, hint)
    line = f'{key} = "…"' if path.endswith(".toml") else f"{key}: …"
    if detail["type"] == "missing" and not parents and key in present:
        return error("missing-key", f"{subject} has no value.", where, f"Write one:  {line}")
    if detail["type"] == "missing":
        below = f"  under [{prefix.rstrip('.')}]" if prefix and not parents else ""
        return error("missing-key", f"{subject} is missing.", where, f"Add a line  {line}{below}")
    code = detail["type"] if "hint" in context else "wrong-value"
    severity = RULES.get(code, Severity.ERROR)
    message = f"{subject}: {context.get('message', detail['msg'])}."
    return Problem(code, severity, message, where, str(context.get("hint", "")))


def _keys_at(kind: Any, detail: ErrorDetails) -> list[str]:
    """The keys that are known where a fault is: in the whole, or in an entry of one of its lists."""
    parents = detail["loc"][:-1]
    return _keys(get_args(_type_hints(kind)[str(parents[0])])[0] if parents else kind)


def _plain(key: str) -> str:
    return key.lower().replace("-", "_")


def _keys(kind: Any) -> list[str]:
    return [field.name for field in fields(kind)]


def _closest(word: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence with the closest known word, or ""."""
    close = _closest(word, known)
    return f"Did you mean “{close}”?" if close else ""


def is_email(text: str) -> bool:
    """Whether a text can stand behind mailto:; whether anybody reads mail there, nobody can know."""
    return bool(_EMAIL.fullmatch(text))


def is_language(tag: str) -> bool:
    """Whether a text has the form of a BCP 47 language tag."""
    return bool(_LANGUAGE.fullmatch(tag))
