"""Attributes in raw HTML: those with an invalid value are removed, or corrected where the meaning
is clear."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from generator.model.regex import regex
from generator.read.values.schema import is_language

_ATTRIBUTE = regex(r" ([\w-]+)=\"([^\"]*)\"")
_NUMBER = regex(r"\s*(-?\d{1,9})")
_TIME = regex(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
    r"|(?:\d{4}-\d{2}-\d{2}[T ])?(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?"
)
_WRONG_IN_ADDRESSES = regex(r"[\x00-\x20<>\[\]\\^`{|}\"\x7f]|%(?![0-9A-Fa-f]{2})")
_SCOPES = ("row", "col", "rowgroup", "colgroup")


def valid_attributes(tag: str, attributes: str) -> str:
    """Return valid attributes, each with a space before it; `attributes` are in the form of the
    allow-list."""
    return _ATTRIBUTE.sub(lambda match: _valid(tag, match[1], match[2]), attributes) if attributes else ""


def _valid(tag: str, name: str, value: str) -> str:
    number = _NUMBER.match(value)
    match name:
        case "lang" | "hreflang":
            value = value.strip().replace("_", "-")
            is_right = is_language(value)
        case "dir":
            value = value.strip().lower()
            is_right = value in ("ltr", "rtl", "auto")
        case "id":
            is_right = bool(value) and not re.search(r"\s", value)
        case "colspan" | "rowspan" | "start":
            least, most = {"colspan": (1, 1000), "rowspan": (0, 65534), "start": (-(10**8), 10**8)}[name]
            is_right = bool(number) and least <= int(number[1]) <= most if number else False
            value = str(int(number[1])) if number else ""
        case "scope":
            value = value.strip().lower()
            is_right = value in _SCOPES
        case "reversed" | "open":
            value, is_right = "", True
        case "datetime":
            value = value.strip()
            is_right = tag == "time" and bool(_TIME.fullmatch(value))
        case "href":
            value, is_right = _address(value), True
        case _:
            is_right = True
    return f' {name}="{value}"' if is_right else ""


def _address(value: str) -> str:
    """Return an address. Ours are looked up as they are written; in others a few characters have to
    be encoded."""
    plain = html.unescape(value).strip()
    if "://" in plain or plain[:7].lower() == "mailto:":
        plain = _WRONG_IN_ADDRESSES.sub(lambda match: quote(match[0], safe=""), plain)
    return html.escape(plain)
