"""A block that is not valid YAML -> a problem in an editor's words, at the place to change. Knows
no key of ours.

A parser reports the line where it stopped, which is often below the fault, in words that change
with its version. So the parser is only asked which lines are valid; the fault is found in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.model.dataclass import replace
from generator.model.problems import Problem, SourceLocation, error
from generator.model.regex import regex

if TYPE_CHECKING:
    import yaml

MAX_LINE = 10_000
"""Characters of a line that a problem carries: enough for any paragraph."""

SHORT = 80
"""Longer values are shortened in a hint."""

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Characters of direction and width that pasted text contains: at the ends of a key or a value they
mean nothing."""

SIGN = "sign"
"""The message of our own loader about an anchor, an alias or a tag."""

NEST = "nest"
"""The message of our own loader about too many levels of lists."""

DUPLICATE = "duplicate key "
"""The beginning of the message of our own loader about a key that occurs twice; the key follows."""

IsReadable = Callable[[list[str]], bool]
"""Whether lines by themselves are valid YAML: keys with values."""

_ENTRY_START = regex(r"[^\s#\-\]}]|-\S")
"""The first character of a line that begins a key. A list below a key may begin at the left edge,
too."""

_WHOLE_QUOTE = regex(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')
_ESCAPED = regex(r'\\(?![0abtnvfre "/\\N_LP\t]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
"""A backslash before a character that YAML 1.1 does not allow there."""

_TEXT_IN_BRACKETS = regex(r"\{\{|(?:\[[^\[\]]*\]|\{[^{}]*\})\s*[^\s#]")
"""A value that begins with brackets and goes on after them, or a placeholder of a template: text,
not a list."""

_ENTRY = regex(r"(\s*(?:-\s+)*)(?:([^\s:#'\"\[{]+)\s*:(?:\s+|$))?(.*)")
_NO_SPACE = regex(r"\s*([\w-]+):(\S.*)")
_CONFLICT = regex(r"^<{7} .*\n(?:.*\n)*?>{7} ", re.MULTILINE)
_BEFORE_APOSTROPHE = regex(r"'(?=[^']*\w'\w[^']*$)")
"""A single quote that seems to close at the apostrophe of “it's”."""

_MORE = regex(r"[ \t]+(?!-[ \t]|[\w-]+:(?:[ \t]|$))\S")
"""A line that continues the value above it: it is indented, and begins neither an entry
nor a key."""
_NESTED = regex(r"""(["'])[^"']*(?:(?<=[\s(])\1(?=\w)|(?<=\w)\1(?=\w)).*\1$""", re.DOTALL)
"""A value that begins and ends with a quotation mark which also occurs inside, as an apostrophe or
before a word. The outer two are then no part of the text, as they are in “"Yes," he said, "no"”."""
_DECADE = regex(r"'\d")
"""The apostrophe of “'90s”, which opens no quotation."""

_SIGNS = "*&!@%`[{|>#?-"


def at(path: str, line: int, column: int, lines: list[str]) -> SourceLocation:
    """Return a place in a text, counted from 1, with its line."""
    return SourceLocation(path, line, column, lines[line - 1][:MAX_LINE])


def conflict_problem(text: str, path: str) -> Problem | None:
    """Return a problem for a merge conflict of git: both versions would be published, one below the
    other."""
    if "<<<<<<< " not in text or not _CONFLICT.search(text):
        return None
    lines = text.split("\n")
    line = next(number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<< "))
    hint = "Keep what is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    return error("merge-conflict", "Here stand two versions of this file that git could not join.", at(path, line, 1, lines), hint)  # fmt: skip


def refused_problem(fault: yaml.MarkedYAMLError, path: str, offset: int, lines: list[str]) -> Problem | None:
    """Return a problem for YAML that our own loader refuses; None for all other messages. `lines`
    are those of the file; `offset` is how many of them are before the block."""
    complaint = fault.problem or ""
    number, column = _place(fault.problem_mark, offset, lines)
    here = at(path, number + 1, column + 1, lines)
    if complaint.startswith(DUPLICATE):
        name = complaint.removeprefix(DUPLICATE)
        return error(
            "duplicate-key", f"The key “{name}” stands here for the second time.", here, "Keep one of the two."
        )
    if complaint == SIGN:
        return _sign_problem(lines[number][column], lines[number], here)
    if complaint == NEST:
        message = "Brackets or lists are nested too deep here to be read."
        return error("too-deep", message, here, "Write a list as [one, two], or one entry a line.")
    return None


def syntax_problem(block: str, is_readable: IsReadable, path: str, offset: int, lines: list[str]) -> Problem:
    """Return the first fault of a block that is not valid YAML, found in its text and not in the
    parser's message."""
    texts = block.split("\n")
    starts = [number for number, text in enumerate(texts) if _ENTRY_START.match(text)] or [0]
    entries = list(pairwise([*starts, len(texts)]))
    first, end = next((entry for entry in entries if not is_readable(texts[slice(*entry)])), entries[-1])
    last = next((number for number in range(end - 1, first, -1) if is_readable(texts[first:number])), first)
    last = next((number for number in range(last, end) if texts[number].strip()), first)
    return _fault_of(last + offset, first + offset, path, lines)


def _fault_of(number: int, first: int, path: str, lines: list[str]) -> Problem:
    """Return the fault of line `number` (from 0), at which the entry that begins in line `first`
    becomes invalid."""
    line = lines[number]
    indent, key, value = _parts(line)
    column = len(line) - len(value)
    here = at(path, number + 1, column + 1, lines)
    if "\t" in indent or value[:1] == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        where = at(path, number + 1, line.index("\t") + 1, lines)
        return error("tab", "There is a tab here.", where, "Use spaces; a tab has no meaning in front matter.")
    if value and value[0] in "'\"":
        is_more = number + 1 < len(lines) and bool(_MORE.match(lines[number + 1]))
        return _quote_problem(here, line, key, value, is_more=is_more)
    if _is_in_brackets(lines[first : number + 1]) and not _TEXT_IN_BRACKETS.match(value):
        opened = next(n for n in range(number, first - 1, -1) if n == first or _is_open(lines[n]))
        return _bracket_problem(path, opened, here, lines)
    if value and value[0] in _SIGNS:
        return _sign_problem(value[0], line, here)
    if not key and number == first:
        return _no_colon_problem(path, number, lines)
    if key and (colon := re.search(r":(?=\s|$)", value)):
        where = at(path, number + 1, column + colon.start() + 1, lines)
        message = f"The value of “{key}” has a colon in it."
        return error("unquoted-colon", message, where, in_quotes_behind_its_key(line))
    if number > first:
        where = at(path, number + 1, len(line) - len(line.lstrip()) + 1, lines)
        return error("yaml-syntax", "This line is indented too far, or not far enough.", where, "Begin a key at the left edge, and the entries of a list all in the same column.")  # fmt: skip
    hint = "Write one “key: value” a line; list entries begin with “- ”."
    hint = in_quotes_behind_its_key(line) if key and value else hint
    return error("yaml-syntax", "The front matter cannot be read here.", here, hint)


WHOLE_IN_QUOTES = "Put the whole value in quotes, from its first word to its last."
"""A hint for values of several lines."""


def in_quotes(value: str) -> str:
    """Return a value in quotes, so that YAML reads it as text. An unclosed quotation mark is left
    out, and so are those around the whole. A long value is shortened, because the hint only shows
    the form."""
    is_open = value[:1] in ('"', "'") and value.count(value[0]) == 1
    if (is_open and not _DECADE.match(value)) or _BEFORE_APOSTROPHE.match(value):
        value = value[1:]
    elif _NESTED.match(value):
        value = value[1:-1]
    if len(value) > SHORT:
        value = f"{value[: SHORT // 2].rstrip()} … {value[-SHORT // 3 :].lstrip()}"
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    if "'" not in value:
        return f"'{value}'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def in_quotes_behind_its_key(line: str) -> str:
    """Return a hint: the line with its value in quotes."""
    indent, key, value = _parts(line)
    return f"Put it in quotes:  {indent.strip()}{' ' if indent.strip() else ''}{key}{': ' if key else ''}{in_quotes(value.strip())}"


def _parts(line: str) -> tuple[str, str, str]:
    """Return the text before a key, the key and its value; the key is "" in a list of
    plain values."""
    match = _ENTRY.match(line)
    return (match[1], match[2] or "", match[3]) if match else ("", "", line)


def _place(mark: yaml.Mark | None, offset: int, lines: list[str]) -> tuple[int, int]:
    """Return line and column from 0. A parser may stop after the last line."""
    if mark is None:
        return min(offset, len(lines) - 1), 0
    number = min(mark.line + offset, len(lines) - 1)
    return number, min(mark.column, len(lines[number]))


def _sign_problem(sign: str, line: str, where: SourceLocation) -> Problem:
    message = f"A value cannot begin with {sign} unless it stands in quotes."
    return error("yaml-sign", message, where, in_quotes_behind_its_key(line))


def hash_problem(where: SourceLocation, hint: str) -> Problem:
    return error("hash-sign", "What follows this # would be left out: a # begins a note.", where, hint)


def open_quote(where: SourceLocation, hint: str) -> Problem:
    return error("yaml-syntax", "The quotation mark that opens here is never closed.", where, hint)


def _quote_problem(here: SourceLocation, line: str, key: str, value: str, *, is_more: bool) -> Problem:
    """Return the fault of a value that begins with a quotation mark, at `here`; `is_more` if it
    continues below."""
    whole = _WHOLE_QUOTE.match(value)
    if value[0] == '"' and (escaped := _ESCAPED.search(value, 0, whole.end() if whole else len(value))):
        where = replace(here, column=(here.column or 1) + escaped.start())
        return error("yaml-syntax", "There is a backslash between double quotes.", where,
                     "Write it twice, \\\\, or put the value in single quotes.")  # fmt: skip
    hint = WHOLE_IN_QUOTES if is_more else in_quotes_behind_its_key(line)
    if not whole:
        return open_quote(here, hint)
    where = replace(here, column=(here.column or 1) + whole.end())
    return error("yaml-syntax", f"The quotation marks of “{key}” do not match.", where, hint)


def _is_in_brackets(entry: list[str]) -> bool:
    """Whether a list or mapping in brackets begins in one of the lines."""
    return any(value[:1] in ("[", "{") for _, _, value in map(_parts, entry))


def _no_colon_problem(path: str, number: int, lines: list[str]) -> Problem:
    line = lines[number]
    if match := _NO_SPACE.fullmatch(line):
        return error("yaml-syntax", "There is no space after this colon.", at(path, number + 1, line.index(":") + 1, lines),
                     f"Write  {match[1]}: {match[2]}")  # fmt: skip
    where = at(path, number + 1, len(line) - len(line.lstrip()) + 1, lines)
    return error("yaml-syntax", "This line has no key with a colon.", where, "Write “key: value”.")


def _is_open(line: str) -> bool:
    return line.count("[") + line.count("{") > line.count("]") + line.count("}") or "[#" in line or ", #" in line


def _bracket_problem(path: str, number: int, here: SourceLocation, lines: list[str]) -> Problem:
    """Return the fault of a bracket that may not be closed, in line `number` (from 0)."""
    line = lines[number]
    if stray := re.search(r"(?<=[\s\[{,])#", line):
        where = at(path, number + 1, stray.start() + 1, lines)
        hint = 'Put what begins with a # in quotes:  ["#one", "#two"]'
        return hash_problem(where, hint)
    bracket = re.search(r"[\[{]", line)
    if bracket and _is_open(line):
        where = at(path, number + 1, bracket.start() + 1, lines)
        message = f"The bracket that opens here is never closed with {'}' if bracket[0] == '{' else ']'}."
        return error("yaml-syntax", message, where,
                     "A list is written [one, two]; text that begins with a bracket stands in quotes.")  # fmt: skip
    return error("yaml-syntax", "The list cannot be read here.", here,
                 'Write it as [one, two]: commas between the entries, and quotes around those with : " or brackets in them.')  # fmt: skip
