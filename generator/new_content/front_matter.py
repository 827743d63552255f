"""Keys and values -> the lines of a front matter, such that the readers of every build give the same
values back. Values are texts, or lists of texts. Writes no file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError
from generator.model.regex import regex
from generator.read.front_matter.parse import decoded, split
from generator.read.front_matter.simple_lines import plain_values

Value = str | Sequence[Any]

_PLAIN = regex(r"[^\W_](?:[^#:\"'\[\]{}&*!|>%@`,]|:(?=\d))*")
"""Words that nobody has to put in quotes, times of the day among them."""
_NOT_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null"})
_NOTES_FROM = 28
"""The column at which notes behind keys begin, if nothing is longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a front matter. With an empty `value` the key waits for one. `note` is for the
    editor. A line that `waits` is a comment, which counts once its # is taken away. Without a key
    the note stands alone."""

    key: str = ""
    value: Value = ""
    note: str = ""
    waits: bool = False


def matter_text(lines: Iterable[Line], body: str = "") -> str:
    """Return the text of a file. Raises DatelineError if a build would read other values in it."""
    given = tuple(lines)
    text = "\n".join(["---", *map(_written, given), "---", body.strip("\n"), ""])
    expected = {line.key: _as_read(line.value) for line in given if line.key and not line.waits}
    if values_in(text) != expected:  # a fault of this module; better no file than one with other words
        raise DatelineError(
            "This cannot be written so that it would be read again as you gave it. Nothing was written."
        )
    return text


def values_in(text: str) -> Mapping[str, Any] | None:
    """Return the values that a build reads in a text; None if it has errors."""
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        return None
    plain = decoded(content, "content/articles/new.md")
    matter = split(plain.value, "content/articles/new.md").value if plain.value is not None else None
    return matter.values if matter else None


def _as_read(value: Value) -> Any:
    return value if isinstance(value, str) else [_as_read(each) for each in value]


def _written(line: Line) -> str:
    note = _as_note(line.note)
    if not line.key:
        return f"# {note}" if note else ""
    text = f"{line.key}: {quoted(line.value)}".rstrip() if line.value != "" else f"{line.key}:"
    text = f"# {text}" if line.waits else text
    return f"{text:<{_NOTES_FROM}} # {note}" if note else text


def _as_note(text: str) -> str:
    """Return a text as it may stand behind a #: on one line, and without another #, which would look
    like a hashtag that is cut off."""
    plain = " ".join(text.replace("#", " ").split())
    return f"({plain})" if plain[:1].isdigit() else plain


def quoted(value: Value) -> str:
    """Return a value as YAML, in quotes only where it needs some."""
    if not isinstance(value, str):
        return f"[{', '.join(_entry(each) for each in value)}]"
    is_plain = _PLAIN.fullmatch(value) and value == value.strip() and value.lower() not in _NOT_WORDS
    return value if is_plain or value in ("true", "false") else _in_quotes(value)


def _entry(value: str) -> str:
    is_plain = _PLAIN.fullmatch(value) and ":" not in value
    return value if is_plain and plain_values(f"key: [{value}]") == {"key": [value]} else _in_quotes(value)


def _in_quotes(value: str) -> str:
    """Return a text in double quotes. What YAML escapes as JSON does is all that can be in it."""
    return json.dumps(value, ensure_ascii=False)
