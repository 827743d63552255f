"""A key of a header -> the field of the web desk in which editors fill it in, as Sveltia CMS has it in
its configuration. The type of the key decides, as in `read/values/types`: so a new key has a field at
once. Knows no collection."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_type_hints

from generator.model.dataclass import MISSING, fields, is_dataclass
from generator.model.headers import DayOrTime, Sentences

Field = dict[str, Any]
"""A field, ready for JSON."""

TIME, DAY = "YYYY-MM-DD HH:mm", "YYYY-MM-DD"
"""How dates are written, in the signs of Day.js: as editors write them, without an offset."""

_LONG = frozenset({"summary", "photo_caption", "notice", "description", "text"})
"""The texts that need more than one line to be typed in."""


def fields_of(
    header: type[Any], notes: Mapping[str, str], zone: str, without: Collection[str] = ()
) -> dict[str, Field]:
    """Return the fields of all keys of a header but those `without`, by name. `notes` say what keys are for; times are
    those of clocks in `zone`. Raises TypeError for a key of a type that the desk does not know."""
    needed = {each.name for each in fields(header) if each.default is MISSING}
    return {
        name: field(name, kind, notes.get(name, ""), zone, required=name in needed)
        for name, kind in get_type_hints(header, include_extras=True).items()
        if name not in without
    }


def field(name: str, kind: Any, note: str, zone: str, *, required: bool = False) -> Field:
    """Return the field of one key."""
    label = name.replace("_", " ").capitalize()
    hint = {"hint": note[0].upper() + note[1:]} if note else {}
    return {"name": name, "label": label, **_widget(name, kind, zone), "required": required, **hint}


def relation(made: Field, collection: str, key: str, *, multiple: bool = False) -> Field:
    """Return a field in which editors choose documents of a collection instead. They see their `key`;
    what is written is the name of the file."""
    kept: Field = {name: made[name] for name in ("name", "label", "required", "hint") if name in made}
    shown = {"value_field": "{{slug}}", "display_fields": [key], "search_fields": [key]}
    return {**kept, "widget": "relation", "collection": collection, **shown, "multiple": multiple}


def _widget(name: str, kind: Any, zone: str) -> Field:
    base = _base(kind)
    if base is str:
        if name == "photo":
            return {"widget": "image", "choose_url": False}
        return {"widget": "text" if name in _LONG else "string"}
    if base is bool:
        # The desk's switch is on or off, and off would be written; a key that is left out says neither.
        return {"widget": "select", "options": ["true", "false"]}
    if base is int:
        return {"widget": "number", "value_type": "int"}
    if base is datetime:
        if kind == DayOrTime | None:
            return {"widget": "datetime", "type": "date", "format": DAY}
        return {"widget": "datetime", "format": TIME, "input_timezone": zone}
    if isinstance(base, type) and issubclass(base, Enum):
        return {"widget": "select", "options": [each.value for each in base]}
    if kind == Sentences:  # in other lists, a comma stands between two entries
        return {"widget": "list", "field": {"name": "text", "label": "Text", "widget": "text"}}
    match get_args(base):
        case (entry, end) if end is ... and _base(entry) is str:
            return {"widget": "list"}
        case (entry, end) if end is ... and isinstance(entry, type) and is_dataclass(entry):
            return {"widget": "list", "fields": list(fields_of(entry, {}, zone).values())}
        case (first, *_) if first is float:
            return {"widget": "list", "field": {"name": "part", "widget": "number", "value_type": "float"}}
    raise TypeError(f"the web desk has no field for {name}: {kind}")


def _base(kind: Any) -> Any:
    """Return a type without None, and without what an annotation says of it."""
    while True:
        if hasattr(kind, "__metadata__"):
            kind = kind.__origin__
        elif NoneType in (parts := get_args(kind)):
            kind = next(part for part in parts if part is not NoneType)
        else:
            return kind
