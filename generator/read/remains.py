"""The bytes of an article or a page that cannot be read as a whole -> what it says all the same of whether and when it is out.
So a slip of the hand does not undo a withdrawal. When in doubt it is not out. Reports nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.documents import ArticleHeader, Standing
from generator.read.frontmatter import decoded, split
from generator.read.schema import validated

_KEYS = frozenset(field.name for field in fields(Standing))
_OTHER_KEYS = frozenset(field.name for field in fields(ArticleHeader)) - _KEYS
_NOT_OUT = frozenset({"draft", "published", "unpublished", "withdrawn"})
"""What a key that is none of ours can be, or say, if it is to take something back: `draft: true`, `staus: withdrawn`."""
_FENCE = re.compile(r"^[-+]{3}[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"""^[ \t"']*([\w-]+)[ \t"']*[:=][ \t]*(.*)$""", re.MULTILINE)


def standing_of(content: bytes, timezone: ZoneInfo) -> Standing | None:
    """None when something is said of it that cannot be understood. A date that cannot be is as good as none: it was there
    when the document was last published."""
    values = _values(content)
    said = {key.lower(): value for key, value in values.items() if key.lower() in _KEYS}
    if any(_takes_back(key.lower(), value) for key, value in values.items()):
        return None
    timeless = {key: value for key, value in said.items() if key != "date"}
    sure = validated(Standing, timeless, "", timezone=timezone, foreign_keys={}).value
    return sure and (validated(Standing, said, "", timezone=timezone, foreign_keys={}).value or sure)


def _values(content: bytes) -> Mapping[str, Any]:
    text = decoded(content, "").value
    matter = split(text, "").value if text is not None else None
    return matter.values if matter else _lines(content.replace(b"\0", b"").decode("utf-8", "replace"))


def _lines(text: str) -> dict[str, str]:
    """The keys and values that stand at the head of a text which is no front matter. One that stands there twice, as in a
    conflict, has no value that can be relied on."""
    head = "\n".join(_FENCE.split(text.replace("\r", "\n"), maxsplit=2)[:2])
    found: dict[str, str] = {}
    for key, written in _LINE.findall(head):
        value = written.split(" #", 1)[0].strip(" \t\"',")
        found[key] = value if found.setdefault(key, value) == value else "?"
    return found


def _takes_back(key: str, value: object) -> bool:
    ours = key in _KEYS | _OTHER_KEYS
    return not ours and (key in _NOT_OUT or str(value).strip().lower() in _NOT_OUT)
