"""Problems of values that may stand in several tables of content/site.toml. Knows no table."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.model.problems import FieldLocation, Problem, error
from generator.read.values.schema import canonical_tag, is_language, validated

PATH = "content/site.toml"

_FORM_FIELDS = ("id", "title", "url", "lang", "date")


def wrong_value(key: str, message: str, hint: str) -> Problem:
    """Return the problem of a value. `key` begins with the table: site.email."""
    return error("wrong-value", message, FieldLocation(PATH, key), hint)


def typed_table(kind: type[Any], values: dict[str, Any], prefix: str, problems: list[Problem]) -> Any:
    """Return a table as a `kind`; None when a value is wrong, with a problem for each that is."""
    checked = validated(kind, values, PATH, timezone=ZoneInfo("UTC"), foreign_keys={}, prefix=prefix)
    problems.extend(checked.problems)
    return checked.value


def tag_problems(key: str, tag: str) -> Iterator[Problem]:
    """Yield the problem of a language tag. Folders and front matter use it exactly, and nobody sees
    the difference of ar-iq and ar-IQ."""
    if not is_language(tag):
        yield wrong_value(key, f"“{tag}” is not a language tag.", "Write for instance en, ckb, ku, ar-IQ or tr.")
    elif tag != canonical_tag(tag):
        message = f"The language tag “{tag}” is written with other capitals."
        yield wrong_value(key, message, f"Write {canonical_tag(tag)}, here and where else the language is named.")


def form_problems(key: str, form_url: str) -> Iterator[Problem]:
    """Yield the problems of the address of a comment form, which may have placeholders."""
    yield from placeholder_problems(key, form_url, _FORM_FIELDS)
    if form_url and scheme_of(form_url) not in ("https", "http", "mailto"):
        yield wrong_value(key, "The comment form is no web or mail address.", "Begin it with https:// or mailto:")


def scheme_of(address: str) -> str:
    """Return the scheme of an address; "" when it has none or is invalid, as https://[courier."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def placeholder_problems(key: str, pattern: str, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each placeholder that is not known. They have neither a form nor a
    conversion."""
    hint = f"Placeholders are {', '.join(f'{{{name}}}' for name in known)}."
    try:
        parsed = list(string.Formatter().parse(pattern))
    except ValueError:
        yield wrong_value(key, f"“{key}” has a brace without its partner.", hint)
        return
    for _, name, form, conversion in parsed:
        if name is not None and (name not in known or form or conversion):
            written = f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
            message = f"“{key}” has an unknown placeholder {written}."
            yield error("unknown-placeholder", message, FieldLocation(PATH, key), hint)
