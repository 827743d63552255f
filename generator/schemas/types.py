"""The type of a key -> a JSON Schema (draft 7) of how it may be written, as `read.values` reads it.

An editor's program reads YAML with numbers and truth values, this one reads texts: a schema allows
both. Draft 7 is what language servers for YAML and TOML know."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.dataclass import MISSING, fields
from generator.model.headers import Allowed, DayOrTime, ExactTime, Prose, Sentences
from generator.model.hosting import DIRECTIVES, MORE_DIRECTIVES, Sources
from generator.model.photo_files import FORMATS, OFFERED
from generator.model.rules import names_of_rules
from generator.model.settings import EffortByFormat, QualityByFormat
from generator.read.values.types import record_kind, type_hints

Schema = dict[str, Any]

_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_HYPHEN = "[-\u2010-\u2013\u2212]"
_MARKS = "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_DAY = f"{_DIGIT}{{4}}{_HYPHEN}{_DIGIT}{{1,2}}{_HYPHEN}{_DIGIT}{{1,2}}"
_CLOCK = f"[Tt ]+{_DIGIT}{{1,2}}:{_DIGIT}{{2}}(:{_DIGIT}{{2}}(\\.{_DIGIT}*)?)?"
_OFFSET = f" *([Zz]|([+]|{_HYPHEN}){_DIGIT}{{1,2}}(:?{_DIGIT}{{2}})?)?"

TEXT: Schema = {"type": ["string", "number", "boolean"]}
TRUTH: Schema = {
    "anyOf": [
        {"type": "boolean"},
        {"type": "string", "pattern": "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"},
    ]
}
NUMBER: Schema = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^ *[-+]?{_DIGIT}+ *$"}]}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
_PART: Schema = {
    "anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": "^ *[0-9.]+ *$"}]
}
FOCUS: Schema = {
    "anyOf": [
        {"type": "array", "items": _PART, "minItems": 2, "maxItems": 2},
        {"type": "string", "pattern": "^[^,؛;،]+[,،؛;][^,؛;،]+$"},
    ]
}
TIME: Schema = {"type": "string", "pattern": f"^{_MARKS}{_DAY}{_CLOCK}{_OFFSET}{_MARKS}$"}
DAY_OR_TIME: Schema = {"type": "string", "pattern": f"^{_MARKS}{_DAY}({_CLOCK}{_OFFSET})?{_MARKS}$"}

_BY_TYPE: dict[Any, Schema] = {
    str: TEXT,
    Prose: TEXT,
    bool: TRUTH,
    bool | None: TRUTH,
    int: NUMBER,
    int | None: NUMBER,
    tuple[float, float] | None: FOCUS,
    ZoneInfo: {"type": "string", "pattern": "^[A-Za-z0-9_+/-]+$"},
    tuple[str, ...]: TEXTS,
    tuple[Prose, ...]: TEXTS,
    Sentences: TEXTS,
    tuple[int, ...]: {"type": "array", "items": NUMBER},
    datetime: TIME,
    datetime | None: TIME,
    ExactTime | None: TIME,
    DayOrTime: DAY_OR_TIME,
    DayOrTime | None: DAY_OR_TIME,
}


def _by_format(formats: tuple[str, ...], least: int, most: int) -> Schema:
    number = {"type": "integer", "minimum": least, "maximum": most}
    table = {"type": "object", "properties": dict.fromkeys(formats, number), "additionalProperties": False}
    return {"anyOf": [number, table]}


_BY_TYPE |= {
    Allowed: {
        "type": "object",
        "propertyNames": {"enum": [*names_of_rules()]},
        "additionalProperties": {"type": "string", "pattern": "[^\\s0-9]"},
    },
    QualityByFormat: _by_format(OFFERED, 1, 100),
    EffortByFormat: _by_format(tuple(FORMATS), 0, 10),
    Sources: {
        "type": "object",
        "properties": dict.fromkeys((*DIRECTIVES, *MORE_DIRECTIVES), TEXTS),
        "additionalProperties": False,
    },
}


def choice(words: list[str]) -> Schema:
    """Return the schema of one of some words, in any capitals."""
    pattern = "|".join(
        "".join(f"[{each.upper()}{each}]" if each.isalpha() else each for each in word) for word in words
    )
    return {"anyOf": [{"enum": words}, {"type": "string", "pattern": f"^({pattern})$"}]}


def of_type(kind: Any) -> Schema:
    """Return the schema of a value of this type. Raises KeyError for a type that has none yet: it
    belongs into this module, as its reader belongs into `read.values.types`."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return choice([str(member.value) for member in kind])
    if entry := record_kind(kind):
        return {"type": "array", "items": of_record(entry, {})}
    return dict(_BY_TYPE[kind])


def of_record(kind: type[Any], described: dict[str, Schema]) -> Schema:
    """Return the schema of a table with the fields of a dataclass. `described` adds to the schema of
    a key, or takes its place where it has an "anyOf", an "enum" or a "type" of its own."""
    dataclass: Any = kind
    properties, required = {}, []
    for each in fields(dataclass):
        more = described.get(each.name, {})
        own: Schema = {} if more.keys() & {"anyOf", "enum", "type"} else of_type(type_hints(dataclass)[each.name])
        is_needed = each.default is MISSING and each.default_factory is MISSING
        properties[each.name] = {**more, **(own if is_needed else _or_nothing(own))}
        if is_needed:
            required.append(each.name)
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": required} if required else found


def _or_nothing(schema: Schema) -> Schema:
    """Return the schema of a key that may stand without a value."""
    if not schema:
        return schema
    return {"anyOf": [*(schema["anyOf"] if schema.keys() == {"anyOf"} else [schema]), {"type": "null"}]}
