"""The headings of a text -> an outline without gaps, each with an id for links.

It works on sanitised HTML, so that it is the same for plain blocks and for those of the library. An
id is made of the heading's words, as code hosts do it. It has small letters of any script, digits,
hyphens for spaces, and a number after the second of two equal ones. It depends only on the text.
Ids of footnotes contain a colon, so no heading has one of theirs."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

from generator.model.letters import ascii_digits
from generator.model.outputs import IDS_OF_LAYOUTS, TOP_OF_PAGE
from generator.model.problems import PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import DEAD_PART_HERE, broken
from generator.model.suggestions import meant_part

_HEADING = regex(r"<h([2-6])((?: [\w-]+(?:=\"[^\"]*\")?)*)>(.*?)</h\1>", re.DOTALL)
_ID = regex(r'<\w+(?: [\w-]+(?:="[^"]*")?)*? id="([^"]*)"')
_LOCAL = regex(r'<a (?:[\w-]+="[^"]*" )*href="#([^"]*)"')
_FOOTNOTE_OR_TAG = regex(r"<sup id=\"fnref.*?</sup>|<[^>]*>", re.DOTALL)
_NOT_OF_A_NAME = regex(r"[^\w\s-]")
_SPACE = regex(r"\s")
_HEH_AND_JOINER = regex("\u0647\u200c")
_JOINED = regex("[\u0640\u00ad]|[\u200b-\u200f]")
"""Characters that are no letters and may be typed or not."""


def outlined(clean: str, *, has_page: bool, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text, and all ids in it except those of footnotes. A text without a page of its
    own is shown on other pages. Its headings get no ids, and ids that an editor gave get its
    `name`, so that no id occurs twice on a page."""
    if not has_page:
        clean = _with_name(clean, name) if ' id="' in clean else clean
    given = [html.unescape(id) for id in _ID.findall(clean)] if ' id="' in clean else []
    if "</h" not in clean:
        return clean, _named(given)
    taken = {*IDS_OF_LAYOUTS, *given}
    made: list[str] = []
    above: list[int] = []

    def heading(match: re.Match[str]) -> str:
        written, attributes, words = int(match[1]), match[2], match[3]
        # A screen reader would announce an empty heading.
        if not html.unescape(_FOOTNOTE_OR_TAG.sub("", words)).strip():
            return words
        while above and above[-1] >= written:
            above.pop()
        above.append(written)
        if has_page and ' id="' not in attributes:
            made.append(_free(heading_id(html.unescape(_FOOTNOTE_OR_TAG.sub("", words))), taken))
            attributes = f'{attributes} id="{made[-1]}"'
        level = len(above) + 1
        return f"<h{level}{attributes}>{words}</h{level}>"

    pieces: list[str] = []
    last, start = 0, clean.find("<h")
    while start >= 0:  # headings are few: searching for the next is faster than an expression over the whole text
        if match := _HEADING.match(clean, start):
            pieces += (clean[last:start], heading(match))
            last = match.end()
        start = clean.find("<h", max(last, start + 2))
    return "".join((*pieces, clean[last:])), _named([*given, *made])


def _named(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if ":" not in id)


def heading_id(words: str) -> str:
    """Return the id of a heading with these words, unless another one has it."""
    text = _HEH_AND_JOINER.sub("\u06d5", unicodedata.normalize("NFC", words.strip()))
    small = _JOINED.sub("", ascii_digits(text)).replace("İ", "i").lower()
    return _SPACE.sub("-", _NOT_OF_A_NAME.sub("", small)) or "part"


def _free(name: str, taken: set[str]) -> str:
    number, free = 0, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free


def _with_name(clean: str, name: str) -> str:
    ids = {id for id in _ID.findall(clean) if ":" not in id}
    for id in sorted(ids):
        clean = clean.replace(f' id="{id}"', f' id="{id}:{name}"').replace(f' href="#{id}"', f' href="#{id}:{name}"')
    return clean


def dead_parts(clean: str, ids: Collection[str], path: str) -> Iterator[Problem]:
    """Yield a problem for each link to a missing part of the same page."""
    if 'href="#' not in clean:
        return
    there = {*ids, *(html.unescape(id) for id in _ID.findall(clean)), *IDS_OF_LAYOUTS, *TOP_OF_PAGE}
    for written in dict.fromkeys(map(html.unescape, _LOCAL.findall(clean))):
        part = unicodedata.normalize("NFC", unquote(written))
        if part not in there and not part.startswith("fnref:"):  # the way back from a footnote that no mark names
            where = PhraseLocation(path, f"#{written}")
            yield broken(DEAD_PART_HERE, where, part=part, hint=meant_part(part, ids))
