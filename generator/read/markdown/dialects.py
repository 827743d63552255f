"""The Markdown of other programs -> problems for editors: readers would see its signs as text.
Changes nothing; reports each kind once, at its first place. Reads the text, not its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model.problems import PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import OTHER_MARKDOWN, broken
from generator.read.markdown.fences import without_fences


class _Habit(NamedTuple):
    """A habit of other programs. `sign` is in every text that has it: it is searched first, because
    most texts have none. `pattern` has a group if only a part is to be shown; a pattern that begins
    with a word is found sooner."""

    sign: str
    pattern: re.Pattern[str]
    message: str
    hint: str


_UNSEEN = regex(
    r"<!--.*?(?:-->|\Z)|(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)|<(pre|code)\b.*?(?:</\2>|\Z)|^\[(?!\^)[^\]\n]+\]:[^\n]*$",
    re.DOTALL | re.MULTILINE,
)
"""Code, where a text may explain such signs; comments; and addresses that stand apart from their
links."""

_AS_IT_STANDS = "“{}” is a sign of another Markdown: readers would see it as it stands."
_HABITS = (
    _Habit("~~", regex(r"~~(?=[^\s~])[^~\n]{1,200}~~"), _AS_IT_STANDS,
           "Take out what is no longer right, or write  <del>wrong</del> <ins>right</ins>."),
    _Habit("==", regex(r"(?<![=\w])==(?=[^\s=])[^=\n]{1,200}==(?![=\w])"), _AS_IT_STANDS,
           "Write  <mark>what is marked</mark>."),
    _Habit("[TOC]", regex(r"^\[TOC\][ \t]*$", re.MULTILINE), _AS_IT_STANDS, "Delete it: articles have no table of contents."),
    _Habit("] ", regex(r"^[ \t]*[-*+] (\[[ xX]\]) ", re.MULTILINE), _AS_IT_STANDS, "Delete it, or write  done:  or  open:"),
    _Habit("> [!", regex(r"^> ?(\[![A-Z]+\])", re.MULTILINE), _AS_IT_STANDS, "Write what it says in bold:  > **Note:** …"),
    _Habit("\n:::", regex(r"^:::.*$", re.MULTILINE), _AS_IT_STANDS, "Delete the line; a quote begins with  >"),
    _Habit("!!! ", regex(r"^!!! .*$", re.MULTILINE), _AS_IT_STANDS, "Delete the line; a quote begins with  >"),
    _Habit("[/", regex(r"\[(?:b|i|u|url|quote|img)\b[^\]\n]*\](?=.{0,300}\[/(?:b|i|u|url|quote|img)\])", re.DOTALL),
           _AS_IT_STANDS, "Write  **bold**,  *italic*,  [words](https://…)  or  > a quote."),
    _Habit("\n ", regex(r"^(?:[-*+]|\d+\.) [^\n]*\n {1,3}((?:[-*+]|\d+\.) [^\n]*)", re.MULTILINE),
           "This entry would not stand below the one above it: it is indented too little.",
           "Put four spaces before an entry of a list within a list."),
    _Habit("|-", regex(r"^(?![ \t]*(?:[|>#]|$))[^\n|]+\n([^\n|]*\|[^\n]*)\n(?=[-| :\t]*\|)(?=[-| :\t]*-)[-| :\t]+$", re.MULTILINE),
           "This table would be printed as part of the paragraph above it.", "Put an empty line between the two."),
    _Habit("http", regex(r"""http(?<![\w(<"'=\[\]/>.]http)s?://[^\s<>"')\[\]]++(?![^\[\n]{0,200}\][(\[])"""),
           "The address “{}” would be no link.", "Put it in angle brackets,  <https://…>,  or behind words:  [words](https://…)"),
)  # fmt: skip


def dialects(text: str, unread: str, path: str) -> Iterator[Problem]:
    """Yield the problems. `text` is the Markdown of a document; `unread` is its code and comments,
    as typed."""
    used = [habit for habit in _HABITS if habit.sign in text and habit.pattern.search(text)]
    # Only where a sign occurs: finding all code in a text takes as long as reading the text.
    seen = _UNSEEN.sub("", without_fences(text)) if used else ""
    for habit in used:
        found = (match[match.re.groups] for match in habit.pattern.finditer(seen))
        if phrase := next((each for each in found if text.count(each) > unread.count(each)), ""):
            shown = phrase if len(phrase) <= 60 else f"{phrase[:59]}…"
            where, message = PhraseLocation(path, phrase.strip()), habit.message.format(shown)
            yield broken(OTHER_MARKDOWN, where, message=message, hint=habit.hint)
