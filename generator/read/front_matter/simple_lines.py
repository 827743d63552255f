"""Front matter of simple lines -> its values as YAML's failsafe schema reads them, in a tenth of
the time.

A simple line is a key and a value: words, words in double quotes, or a list of those in brackets.
Anything that YAML might read in another way makes the block not simple, and YAML reads it. The
tests compare the two. Knows no key and no problem."""

from __future__ import annotations

from generator.model.regex import regex

NO_VALUE = frozenset({"~", "null"})
"""YAML's texts for “no value”. In quotes they are words."""

_REFUSED = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
"""Characters that YAML refuses, or reads as a line end."""
_QUOTED = rf"\"[^\"\\{_REFUSED}]*+\""
_ENTRY = rf"{_QUOTED}|[^\W_][^,:?#\"\[\]{{}}{_REFUSED}]*+"
_LINE = regex(
    r"(?P<key>[A-Za-z][A-Za-z0-9_-]{0,60}):"
    rf"(?: +(?:(?P<words>[^\W_](?:[^:#{_REFUSED}]++|:(?=\S))*+)"
    rf"|\"(?P<quoted>(?:[^\"\\{_REFUSED}]++|\\\")*+)\""
    rf"|\[(?P<entries> *(?:{_ENTRY}) *(?:, *(?:{_ENTRY}) *)*)\]))? *"
)
_ENTRIES = regex(_ENTRY)


def plain_values(block: str) -> dict[str, str | list[str]] | None:
    """Return the values; None when the block is not simple, or has a key twice."""
    values: dict[str, str | list[str]] = {}
    for line in block.split("\n"):
        match = _LINE.fullmatch(line)
        if not match or match["key"] in values:
            return None
        words, quoted, entries = match.group("words", "quoted", "entries")
        if words:
            values[match["key"]] = "" if (value := words.rstrip(" ")) in NO_VALUE else value
        elif quoted is not None:
            values[match["key"]] = quoted.replace('\\"', '"')
        elif entries is None:
            values[match["key"]] = ""
        else:
            values[match["key"]] = [entry.rstrip(" ").strip('"') for entry in _ENTRIES.findall(entries)]
    return values
