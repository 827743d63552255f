"""The HTML that may stand on a page; what is not in the list is taken out (nh3, by html5ever). Knows no Markdown."""

from __future__ import annotations

import nh3

TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "a",
        "em",
        "strong",
        "b",
        "i",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "sub",
        "sup",
        "abbr",
        "cite",
        "code",
        "pre",
        "kbd",
        "samp",
        "var",
        "q",
        "time",
        "br",
        "hr",
        "div",
        "span",
        "bdi",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "details",
        "summary",
    ]
)
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
"""`id:` names another article; it never reaches a page."""

_NH3_TAGS = set(TAGS)


def sanitised(raw: str) -> str:
    return nh3.clean(
        raw,
        tags=_NH3_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        filter_style_properties={"text-align"},
    ).replace(' title=""', "")
