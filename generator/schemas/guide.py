"""The editor's guide -> what it says of each key: so a schema says the same, in one place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from generator.model.regex import regex

FILE = Path(__file__).resolve().parents[2] / "content" / "README.md"

_ROW = regex(r"\| `(?P<key>\w+)` \| (?P<words>.*?) \| ?(?P<example>.*?) ?\|")
_LINK = regex(r"\[([^\]]*)\]\([^)]*\)")
_TABLE = regex(r"    \[\[?(?P<table>[\w.-]+)\]\]?(?:\s+#\s*(?P<words>.*))?")
_KEY = regex(r"    (?P<key>[\w-]+) = (?P<value>.*?)(?:\s+#\s*(?P<words>.*))?")


class Described(NamedTuple):
    """What is said of a key, and examples of its value."""

    words: str
    examples: tuple[str, ...] = ()


class Guide(NamedTuple):
    """What the guide says: of keys of articles, and of settings by “table.key”."""

    articles: dict[str, Described]
    settings: dict[str, Described]


def read_guide(text: str) -> Guide:
    """Return what a guide says."""
    articles: dict[str, Described] = {}
    settings: dict[str, Described] = {}
    table = ""
    for line in text.split("\n"):
        if match := _ROW.match(line):
            articles.setdefault(match["key"], Described(_plain(match["words"]), _examples(match["example"])))
        if match := _TABLE.fullmatch(line):
            table = match["table"]
            if match["words"]:
                settings.setdefault(table, Described(_plain(match["words"])))
        elif match := _KEY.fullmatch(line):
            if table and match["words"]:
                settings.setdefault(f"{table}.{match['key']}", Described(_plain(match["words"])))
        elif line and not line.startswith("    "):
            table = ""
    return Guide(articles, settings)


def _plain(words: str) -> str:
    said = _LINK.sub(r"\1", words).replace("`", "").strip()
    return f"{said[:1].upper()}{said[1:]}".rstrip(".") + "."


def _examples(written: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", written)) if "see" not in written else ()
