"""JSON-LD -> what schema.org does not know of it: types, properties that a type does not have, values of another kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

MISSING = {"AdvertiserContentArticle": ("Article", "CreativeWork", "Thing")}
"""Types of schema.org 30.0 that the subset leaves out, with their ancestors."""

_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
_TEXTS = frozenset({"Text", "URL", "Date", "DateTime", "CssSelectorType", "XPathType"})


@cache
def vocabulary() -> dict[str, Any]:
    known: dict[str, Any] = json.loads((HERE / "schemaorg-30.0-news-subset.json").read_text("utf-8"))
    return known


def metadata_in(page: str) -> Any:
    """What machines read of a page of HTML; None for one without it."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1]) if found else None


def faults(value: Any, place: str = "") -> Iterator[str]:
    """What is wrong with a graph, each with its place in it."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from faults(each, f"{place}[{number}]")
    elif isinstance(value, dict) and "@graph" in value:
        if value["@context"] != "https://schema.org":
            yield f"{place}: the context {value['@context']}"
        yield from faults(value["@graph"], place)
    elif isinstance(value, dict):
        yield from _faults_of(value, f"{place}/{value.get('@type', '?')}")


def _faults_of(thing: dict[str, Any], place: str) -> Iterator[str]:
    kinds = _with_ancestors(thing.get("@type", ""))
    if not kinds:
        yield f"{place}: no such type"
        return
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        known = vocabulary()["properties"].get(name)
        if known is None or kinds.isdisjoint(known["domain"]):
            yield f"{place}.{name}: no property of it"
            continue
        for each in value if isinstance(value, list) else [value]:
            if not _is_in_range(each, known["range"]):
                yield f"{place}.{name}: {each!r:.80} is none of {', '.join(known['range'])}"
        yield from faults(value, f"{place}.{name}")


def _with_ancestors(kind: str) -> frozenset[str]:
    types = vocabulary()["types"]
    ancestors = MISSING.get(kind) or (types[kind]["ancestors"] if kind in types else None)
    return frozenset() if ancestors is None else frozenset({kind, *ancestors})


def _is_in_range(value: Any, allowed: list[str]) -> bool:
    if isinstance(value, dict):
        return not _with_ancestors(value.get("@type", "")).isdisjoint(allowed)
    if isinstance(value, bool):
        return "Boolean" in allowed
    if isinstance(value, int | float):
        return not {"Integer", "Number", "Distance", "QuantitativeValue"}.isdisjoint(allowed)
    members = [name for each in allowed for name in vocabulary()["enumerations"].get(each, ())]
    if members:
        return value.removeprefix("https://schema.org/") in members
    texts = _TEXTS.intersection(allowed)
    if not texts or texts == {"URL"}:  # anything may be named by its address
        return bool(_ADDRESS.fullmatch(value))
    if texts <= {"Date", "DateTime"}:
        return bool(_DAY.fullmatch(value) or _INSTANT.fullmatch(value))
    return bool(value.strip())
