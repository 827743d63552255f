"""The bytes of a text that cannot be read as a whole -> its readable part: whether and when it is
published, and its references. So a typing error does not undo a withdrawal, and all problems are
reported in one run. In doubt the text is unpublished and has no references. Reports nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from generator.model.dataclass import MISSING, fields, replace
from generator.model.documents import Standing
from generator.model.headers import ArticleHeader
from generator.model.problems import FieldLocation
from generator.model.regex import regex
from generator.read.front_matter.parse import FrontMatter, decoded, split
from generator.read.front_matter.simple_lines import plain_values
from generator.read.front_matter.yaml_faults import conflict_problem
from generator.read.values.schema import validated

H = TypeVar("H")

_KEYS = frozenset(field.name for field in fields(Standing))
_OTHER_KEYS = frozenset(field.name for field in fields(ArticleHeader)) - _KEYS
_NOT_OUT = frozenset({"draft", "published", "unpublished", "withdrawn"})
"""An unknown key or value with one of these words may mean that the text is withdrawn: `draft:
true`, `staus: withdrawn`."""
_FENCE = regex(r"^[-+]{3}[ \t]*$", re.MULTILINE)
_LINE = regex(r"""^[ \t"']*([\w-]+)[ \t"']*[:=][ \t]*(.*)$""", re.MULTILINE)
_STAND_INS = {"title": "-", "name": "-", "section": "-", "date": "1970-01-01 00:00"}
"""Values for required keys that cannot be read."""


def standing_of(content: bytes, timezone: ZoneInfo) -> Standing | None:
    """Return whether and when a text is published; None when that part cannot be understood. A date
    that cannot be read counts as absent: it was readable when the document was last published."""
    values = _values(content)
    said = {key.lower(): value for key, value in values.items() if key.lower() in _KEYS}
    if any(_takes_back(key.lower(), value) for key, value in values.items()):
        return None
    timeless = {key: value for key, value in said.items() if key != "date"}
    sure = validated(Standing, timeless, "", timezone=timezone, foreign_keys={}).value
    return sure and (validated(Standing, said, "", timezone=timezone, foreign_keys={}).value or sure)


def remaining_matter(content: bytes) -> FrontMatter | None:
    """Return the front matter, or, if it is not valid YAML, its simple lines. None where it has no
    end, or contains two versions of a file (a merge conflict)."""
    text = decoded(content, "").value
    if text is None or conflict_problem(text, ""):
        return None
    if matter := split(text, "").value:
        return matter
    before, *parts = _FENCE.split(text, maxsplit=2)
    return FrontMatter(_plain_lines(parts[0]), parts[1]) if len(parts) == 2 and not before.strip() else None


def _plain_lines(block: str) -> dict[str, Any]:
    """Return the values of unindented keys that occur once, whole and in one line. Lines after an
    empty line are left out: they may be body text."""
    block = block.strip("\n").split("\n\n", 1)[0]
    lines = block.split("\n")
    keys = [key for key, _ in _LINE.findall(block)]
    values: dict[str, Any] = {}
    for line, following in zip(lines, [*lines[1:], "-"], strict=True):
        if line[0] != " " and following[:1] not in (" ", "\t"):
            values |= {key: value for key, value in (plain_values(line) or {}).items() if keys.count(key) == 1}
    return values


def readable_header(kind: type[H], values: Mapping[str, Any], timezone: ZoneInfo) -> H | None:
    """Return the header of the readable values. Required keys without one get a placeholder: no
    section has the id ""."""
    sound = dict(values)
    needed = [field.name for field in fields(kind) if field.default is MISSING]  # type: ignore[arg-type]
    while True:
        missing = [key for key in needed if not sound.get(key)]
        written = {**sound, **{key: _STAND_INS[key] for key in missing}}
        checked = validated(kind, written, "", timezone=timezone, foreign_keys={})
        if checked.value is not None:
            return replace(checked.value, section="") if "section" in missing else checked.value  # type: ignore[type-var]
        faults = {each.where.key for each in checked.problems if isinstance(each.where, FieldLocation)}
        if not any(_taken_out(sound, fault) for fault in faults):
            return None


def _taken_out(values: dict[str, Any], fault: str) -> bool:
    """Remove the value at a place such as "photos.1.by" or "section". A required key that an entry
    of a list does not have removes the whole list."""
    key, *place = fault.split(".")
    if len(place) == 2 and place[1] in (entry := values[key][int(place[0])]):
        sound = {name: value for name, value in entry.items() if name != place[1]}
        values[key] = [sound if other is entry else other for other in values[key]]
        return True
    return values.pop(key, None) is not None


def _values(content: bytes) -> Mapping[str, Any]:
    text = decoded(content, "").value
    matter = split(text, "").value if text is not None else None
    return matter.values if matter else _lines(content.replace(b"\0", b"").decode("utf-8", "replace"))


def _lines(text: str) -> dict[str, str]:
    """Return keys and values at the beginning of a text without front matter. A key that occurs
    twice, as in a merge conflict, has no reliable value."""
    head = "\n".join(_FENCE.split(text.replace("\r", "\n"), maxsplit=2)[:2])
    found: dict[str, str] = {}
    for key, written in _LINE.findall(head):
        value = written.split(" #", 1)[0].strip(" \t\"',")
        found[key] = value if found.setdefault(key, value) == value else "?"
    return found


def _takes_back(key: str, value: object) -> bool:
    ours = key in _KEYS | _OTHER_KEYS
    return not ours and (key in _NOT_OUT or str(value).strip().lower() in _NOT_OUT)
