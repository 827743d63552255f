"""The allow-list of HTML on a page; everything else is removed (nh3, by html5ever). Knows no
Markdown."""

from __future__ import annotations

import html
import re

import nh3

from generator.model.outputs import IDS_OF_LAYOUTS
from generator.model.regex import regex

FORMATTING = frozenset([
    "a", "em", "strong", "b", "i", "u", "s", "del", "ins", "mark", "small", "sub", "sup", "abbr",
    "cite", "code", "kbd", "samp", "var", "q", "time", "span", "bdi",
])  # fmt: skip
"""Elements that format words within a block, and contain no block."""
TAGS = FORMATTING.union([
    "p", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul", "ol", "li", "dl", "dt", "dd",
    "pre", "br", "hr", "div", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption",
    "details", "summary",
])  # fmt: skip
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "details": {"open"},
}
SCHEMES = {"http", "https", "mailto", "tel", "id"}
"""Schemes of links. `id:` names another article; it never reaches a page."""

SIDES = ("left", "center", "right")
"""The alignments of cells that have a class; “start” is what every cell has without one."""

_CELL = regex(r'<t[dh](?: [a-z]+="[^"]*")*? style="(?P<style>[^"]*)"(?: [a-z]+="[^"]*")*>')
_NH3_TAGS = set(TAGS)
_OPENING_TAG = regex(r'<\w+(?: [\w-]+="[^"]*")* id="(?P<id>[^"]*)"(?: [\w-]+="[^"]*")*>')
"""An opening tag with an id; in text every < is escaped."""


def sanitised(raw: str) -> str:
    """Return HTML with what is allowed, without a style: the alignment of cells is a class."""
    clean: str = nh3.clean(
        raw,
        tags=_NH3_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        filter_style_properties={"text-align"},
    ).replace(' title=""', "")
    return _CELL.sub(_aligned, clean) if ' style="' in clean else clean


def _aligned(cell: re.Match[str]) -> str:
    """Return the tag of a cell with its alignment as a class. Styles within a page would need a
    policy that trusts them."""
    style = cell["style"]
    side = style.rpartition("text-align:")[2].strip(" ;").lower()
    tag = cell[0].replace(f' style="{style}"', "", 1)
    if side not in SIDES:
        return tag
    if ' class="' in tag:
        return tag.replace(' class="', f' class="align-{side} ', 1)
    return f'{tag[:-1]} class="align-{side}">'


def with_ids_once(clean: str) -> tuple[str, tuple[str, ...]]:
    """Return sanitised HTML without ids that occur a second time, and these ids: a link to one
    would lead to the other."""
    seen = set(IDS_OF_LAYOUTS)
    doubled: list[str] = []

    def once(tag: re.Match[str]) -> str:
        if tag["id"] not in seen:
            seen.add(tag["id"])
            return tag[0]
        doubled.append(html.unescape(tag["id"]))
        return tag[0].replace(f' id="{tag["id"]}"', "", 1)

    return (_OPENING_TAG.sub(once, clean), tuple(dict.fromkeys(doubled))) if ' id="' in clean else (clean, ())
