"""Sanitised HTML of a text -> the same with accessible names for parts that scroll, header cells in
tables, and true minus signs. Texts in the page's language come from the layouts: a table without a
heading to name it gets a number here."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from generator.model.letters import ascii_digits
from generator.model.regex import regex
from generator.read.typography import true_minus

MOST_SIGNS_OF_A_HEAD = 80
"""Characters; a first column with longer texts has no header cells."""

_TABLE = regex(r"<(h[2-6])\b[^>]*>(.*?)</\1>|<table\b.*?</table>", re.DOTALL)
_PRE = regex(r"<pre(?=[\s>])")
_CAPTION = regex(r"<caption\b[^>]*>(.*?)</caption>", re.DOTALL)
_ROW = regex(r"(<tr\b[^>]*>\s*)<(t[dh])\b([^>]*)>(.*?)</\2>(.*?</tr>)", re.DOTALL)
_HEAD_CELL = regex(r"<th(?![^>]*\bscope=)(?=[\s>])")
_MARKUP = regex(r"<[^>]+>")
_TOKEN = regex(r"<(/?)(\w+)[^>]*>|([^<]+)")
_START = regex(r'<ol start="[^"]*"')
_VERBATIM = frozenset(["code", "pre", "kbd", "samp"])
_NEGATIVE = regex(r"-(?=[$€£]?\d)(?<![^\s>(\[“‘«]-)")
"""The pattern begins with the sign itself, by which it is found ten times as fast."""


def finished(clean: str) -> str:
    """Nothing is done where there is neither a table nor code nor a numbered list nor a negative number."""
    if "<table" in clean:
        clean = _with_tables(clean)
    if "<pre" in clean:
        number = count(1)  # a keyboard must reach parts that scroll (WCAG 2.1.1), and these need a name (4.1.2)
        clean = _PRE.sub(lambda _: f'<pre tabindex="0" role="region" aria-label="{next(number)}"', clean)
    if "<ol start" in clean:  # HTML knows no other digits
        clean = _START.sub(lambda match: ascii_digits(match[0]), clean)
    if "-" in clean and _NEGATIVE.search(clean):
        clean = _with_minus(clean)
    return clean


def _with_tables(clean: str) -> str:
    """Put each table in a box in which it scrolls where it is too wide for a phone."""
    heading, number, names = "", 0, Counter[str]()

    if any(table.count("<table") > 1 for table in re.findall(r"<table\b.*?</table>", clean, re.DOTALL)):
        return _nested(clean)

    def boxed(match: re.Match[str]) -> str:
        nonlocal heading, number
        if match[1]:
            heading = _text(match[2])
            return match[0]
        number += 1
        caption = _CAPTION.search(match[0])
        name = (_text(caption[1]) if caption else "") or heading or str(number)
        names[name] += 1
        if names[name] > 1:
            name = f"{name} ({names[name]})"
        label = name.replace('"', "&quot;")
        return f'<div class="wide" tabindex="0" role="region" aria-label="{label}">{_with_heads(match[0])}</div>'

    return _TABLE.sub(boxed, clean)


def _nested(clean: str) -> str:
    """Number tables within tables. They are layout in old texts, and get no header cells."""
    pieces = clean.split("<table")
    opened = (
        f'<div class="wide" tabindex="0" role="region" aria-label="{number}"><table{rest}'
        for number, rest in enumerate(pieces[1:], 1)
    )
    return "".join((pieces[0], *opened)).replace("</table>", "</table></div>")


def _text(marked: str) -> str:
    return " ".join(_MARKUP.sub("", marked).split())


def _with_heads(table: str) -> str:
    head, opening, body = table.partition("<tbody")
    if not opening or "<table" in table[1:] or "rowspan" in table or "colspan" in table:
        return table
    head = _HEAD_CELL.sub('<th scope="col"', head)
    rows = [*_ROW.finditer(body)]
    firsts = [_text(row[4]) for row in rows]
    others_too = all("<t" in row[5] for row in rows)
    if not rows or not others_too or any(row[2] == "th" for row in rows):
        return head + opening + body
    if all(firsts) and len(set(firsts)) == len(firsts) and max(map(len, firsts)) <= MOST_SIGNS_OF_A_HEAD:
        body = _ROW.sub(lambda row: f'{row[1]}<th scope="row"{row[3]}>{row[4]}</th>{row[5]}', body)
    return head + opening + body


def _with_minus(clean: str) -> str:
    """Put minus signs into words only: neither into code nor into attributes."""
    verbatim, pieces = 0, list[str]()
    for token in _TOKEN.finditer(clean):
        closing, tag, text = token.groups()
        if tag in _VERBATIM:
            verbatim += -1 if closing else 1
        pieces.append(true_minus(text) if text and not verbatim else token[0])
    return "".join(pieces)
