"""Front matter -> the same lines with mended keys and values. A line that is not mended stays as it is,
byte for byte: its comment, its quotes, its order. What the lines mean is compared afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_args

from generator.fixes.dates import iso_date
from generator.fixes.letters import own_letters, without_directions
from generator.model.dataclass import dataclass, fields
from generator.model.headers import ArticleHeader
from generator.model.regex import regex
from generator.read.front_matter.foreign_keys import FOREIGN_KEYS
from generator.read.front_matter.parse import split
from generator.read.values.types import record_kind, type_hints

_KEY = regex(r"(?P<key>[A-Za-z_][\w-]*)(?P<colon>[ \t]*:(?:[ \t]+|$))(?P<value>.*)", 0)
_INNER_KEY = regex(r"(?P<lead>[ \t]+(?:-[ \t]+)?|-[ \t]+)(?P<key>[A-Za-z_][\w-]*)(?P<colon>[ \t]*:[ \t]+)(?P<value>.*)")
_VALUE = regex(r"""(?P<quote>["']?)(?P<text>.*?)(?P=quote)(?P<rest>[ \t]*(?:[ \t]#.*)?)""")
_ONE_KEY = regex(r"Write  (\w+):")

RENAMED = {
    **{name: match[1] for name, hint in FOREIGN_KEYS.items() if (match := _ONE_KEY.fullmatch(hint))},
    "authors": "author",
    "categories": "section",
    "img": "photo",
}
"""Our key by that of another program, where the two mean the same."""

_LETTERS = ("tags", "author")
"""Keys whose words are compared with those of other documents."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a document: its header, and the language it is written in."""

    header: type[Any]
    language: str

    @property
    def dates(self) -> frozenset[str]:
        """The keys of instants; those of entries of lists are “corrections.date”."""
        found = set()
        header: Any = self.header
        for each in fields(header):
            hint = type_hints(header)[each.name]
            if _is_date(hint):
                found.add(each.name)
            found.update(f"{each.name}.{inner}" for inner in _dates_of_entries(hint))
        return frozenset(found)

    @property
    def renamed(self) -> Mapping[str, str]:
        return RENAMED if issubclass(self.header, ArticleHeader) else {}


def _is_date(hint: Any) -> bool:
    return hint is datetime or any(_is_date(each) for each in get_args(hint))


def _dates_of_entries(hint: Any) -> list[str]:
    entry: Any = record_kind(hint)
    return [each.name for each in fields(entry) if _is_date(type_hints(entry)[each.name])] if entry else []


def mended_block(lines: list[str], values: Mapping[str, Any], kind: Kind) -> list[str]:
    """Return the lines between the fences. `values` are what they mean now."""
    renamed = _renamed(values, kind)
    found, current = [], ""
    for line in lines:
        if match := _KEY.fullmatch(line):
            current = renamed.get(match["key"], match["key"])
            key = f"{current}{match['colon']}"
            found.append(key + _value(match["value"], current, kind))
        elif (match := _INNER_KEY.fullmatch(line)) and current:
            lead = f"{match['lead']}{match['key']}{match['colon']}"
            found.append(lead + _value(match["value"], f"{current}.{match['key']}", kind))
        else:
            found.append(_value(line, current, kind) if current in _LETTERS else without_directions(line))
    return found


def _renamed(values: Mapping[str, Any], kind: Kind) -> dict[str, str]:
    """Return our key by each foreign one: only where it is not there already, and means one value."""
    found: dict[str, str] = {}
    for key, value in values.items():
        ours = kind.renamed.get(key.lower().replace("-", "_"), "")
        if not ours or ours in values or ours in found.values():
            continue
        is_one = isinstance(value, str) or (isinstance(value, list) and ours in ("author", "tags", "aliases", "photos"))
        if ours == "section" and isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            continue  # [one] is no name of a section: an editor decides
        if is_one:
            found[key] = ours
    return found


def _value(written: str, key: str, kind: Kind) -> str:
    """Return the value of a key as it is written in its line, mended."""
    text = without_directions(written)
    if key in _LETTERS:
        text = own_letters(text, kind.language)
    if key in kind.dates and (match := _VALUE.fullmatch(text)) and (date := iso_date(match["text"])):
        return f"{date}{match['rest']}"
    return text


def expected(values: Any, kind: Kind, key: str = "") -> Any:
    """Return what the mended lines have to mean."""
    if isinstance(values, dict):
        renamed = _renamed(values, kind) if not key else {}
        return {
            renamed.get(name, name): expected(value, kind, ".".join(filter(None, (key, renamed.get(name, name)))))
            for name, value in values.items()
        }
    if isinstance(values, list):
        return [expected(each, kind, key) for each in values]
    return _meant(values, key, kind) if isinstance(values, str) else values


def _meant(value: str, key: str, kind: Kind) -> str:
    text = without_directions(value)
    if key in _LETTERS:
        return own_letters(text, kind.language)
    return iso_date(text) or text if key in kind.dates else text


def fences(text: str) -> tuple[int, int] | None:
    """Return the numbers of the lines around the front matter, from 0; None if there is none."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None or lines[start].rstrip() != "---":
        return None
    ends = (number for number in range(start + 1, len(lines)) if lines[number].rstrip() in ("---", "..."))
    end = next(ends, None)
    return None if end is None else (start, end)


def mended_matter(text: str, kind: Kind) -> str:
    """Return a document with its front matter mended; the same text where that would change what it
    means, or where it cannot be read."""
    matter, place = split(text, _LOCATION).value, fences(text)
    if matter is None or place is None:
        return text
    lines, (start, end) = text.split("\n"), place
    block = mended_block(lines[start + 1 : end], matter.values, kind)
    mended = "\n".join([*lines[: start + 1], *block, *lines[end:]])
    again = split(mended, _LOCATION).value
    is_meant = again is not None and again.values == expected(matter.values, kind) and again.body == matter.body
    return mended if is_meant else text


_LOCATION = "content/articles/x.md"
