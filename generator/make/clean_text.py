"""The HTML of a text on our page -> the same for other sites: with absolute addresses, and without
classes, ids and wrappers, which mean something in our style sheet only; and its plain text.

The text may be a piece of a whole: an element may begin in one piece and end in the next. It is
valid HTML already (see read/html), so nothing is parsed or repaired here."""

from __future__ import annotations

import html
import re

from generator.model.regex import regex

_A_TAG = r"(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:\s+[\w:-]+(?:=\"[^\"]*\")?)*)\s*/?>"
_TAG = regex(f"<{_A_TAG}")
_ATTRIBUTE = regex(r'([\w:-]+)="([^"]*)"')

_KEPT = frozenset([
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "br", "hr",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption", "img",
    "a", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr", "cite",
    "code", "kbd", "samp", "var", "q", "time", "bdi",
])  # fmt: skip
"""Elements that mean something on any site; of others only the words stay."""
_OTHER_TAG = regex(f"<(?!/?(?:{'|'.join(sorted(_KEPT - {'a'}))})>){_A_TAG}")
"""A tag that has to be looked at. Nearly all others are those of paragraphs, and stay as they are."""
_ATTRIBUTES = {
    "a": ("href", "hreflang", "rel"),
    "abbr": ("title",),
    "img": ("src", "width", "height", "alt"),
    "ol": ("start", "reversed"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "time": ("datetime",),
}
_ALWAYS = ("lang", "dir")
_BLOCKS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "pre", "table", "figure", "hr"]
)
_LINES = frozenset(["li", "dt", "dd", "tr", "br", "figcaption", "caption"])
_SPACE = regex(r"[^\S\n]+")
_NEW_LINES = regex(r"[^\S\n]*\n[^\S\n]*")
_GAP = regex(r"\n{3,}")


def clean_html(text: str, origin: str) -> str:
    """Return HTML for other sites. `origin` is the address of our server, without a path. Links to a
    part of the page itself keep their words alone."""
    depth = 0

    def cleaned(tag: re.Match[str]) -> str:
        nonlocal depth
        name = "blockquote" if tag["name"] == "aside" else tag["name"].lower()
        if name not in _KEPT:
            return ""
        if tag["end"]:
            if name == "a" and depth:
                depth -= 1
                return ""
            return f"</{name}>"
        attributes = dict(_ATTRIBUTE.findall(tag["attributes"]))
        if name == "a" and not attributes.get("href", "#").startswith(("/", "http", "mailto:", "tel:")):
            depth += 1
            return ""
        kept = (*_ATTRIBUTES.get(name, ()), *_ALWAYS)
        shown = ((key, attributes[key]) for key in kept if key in attributes)
        written = (f' {key}="{_absolute(key, value, origin)}"' for key, value in shown)
        return f"<{name}{''.join(written)}>"

    return _OTHER_TAG.sub(cleaned, str(text))  # no Markup, which a layout would not escape again


def _absolute(key: str, value: str, origin: str) -> str:
    is_ours = key in ("href", "src") and value.startswith("/") and not value.startswith("//")
    return origin + value if is_ours else value


def plain_text(text: str) -> str:
    """Return the words of HTML, with an empty line between paragraphs. Entries of lists have a line each,
    cells of tables a bar between them."""

    def line(tag: re.Match[str]) -> str:
        name = tag["name"].lower()
        if name in _BLOCKS:
            return "\n\n"
        if name in _LINES:
            return "" if tag["end"] else "\n– " if name == "li" else "\n"
        return " | " if name in ("td", "th") and tag["end"] else ""

    words = html.unescape(_TAG.sub(line, _SPACE.sub(" ", text.replace("\n", " "))))
    return _GAP.sub("\n\n", _NEW_LINES.sub("\n", words)).strip()
