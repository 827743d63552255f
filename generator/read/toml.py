"""A TOML file -> its tables, with problems in an editor's words. Knows no key."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from typing import Any

from generator.model.problems import Checked, Problem, SourceLocation, error
from generator.model.regex import regex
from generator.read.front_matter.parse import decoded
from generator.read.front_matter.yaml_faults import MAX_LINE, conflict_problem

_START = regex(r"[^\s\]}\"',#]")
"""The first character of a line that begins a table or a key, and does not continue a value of the
line above."""
_KEY = regex(r"""\s*(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*[ \t]*""")
_TABLE = regex(r"\s*\[")
_TEXT = regex(r"""(?!\"{3}|'{3})(?:"(?:[^"\\]|\\.)*"|'[^']*')""")
_ESCAPED = regex(r'\\(?![btnfr"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})')
"""A backslash before a character that TOML 1.0 does not allow there."""
_WRITE_KEY = 'Write  key = "value",  one a line.'
_WRITE_TEXT = 'Write  name = "The Courier"'


def toml_file(content: bytes, path: str) -> Checked[dict[str, Any] | None]:
    """Return the tables of a TOML file, from its bytes. `path` is its name in problems."""
    text = decoded(content, path)
    if text.value is None:
        return Checked(None, text.problems)
    tables = toml_tables(text.value, path)
    return Checked(tables.value, (*text.problems, *tables.problems))


def toml_tables(text: str, path: str) -> Checked[dict[str, Any] | None]:
    """Return the tables of a TOML file. `path` is its name in problems."""
    if conflict := conflict_problem(text, path):
        return Checked(None, (conflict,))
    try:
        return Checked(tomllib.loads(text))
    except tomllib.TOMLDecodeError:  # its message and its place differ between versions of Python
        problem = _syntax_problem(text.split("\n"), path)
    except RecursionError:
        problem = _endless_problem("Too many brackets lie in one another in this line.", r"[\[{]", text, path)
    except ValueError:  # Python's own limit for digits is 4,300
        problem = _endless_problem("A number in this line has too many digits.", r"\d", text, path)
    return Checked(None, (problem,))


def _syntax_problem(lines: list[str], path: str) -> Problem:
    first, end = _first_fault(lines)
    line = lines[first]
    column, message, hint = _fault_of(line, "\n".join(lines[first:end]))
    if message == _TABLE_TWICE and (before := _first_of(line, lines[:first])):
        message = f"{message} It was begun in line {before}."
    return error("toml-syntax", message, SourceLocation(path, first + 1, column + 1, line[:MAX_LINE]), hint)


def _first_of(line: str, lines: list[str]) -> int:
    """Return the number of the first of the lines that begins the same table, from 1; 0 without
    one."""
    alike = (number for number, each in enumerate(lines, 1) if _bare(each) == _bare(line))
    return next(alike, 0)


def _bare(line: str) -> str:
    return "".join(line.partition("#")[0].split())


def _first_fault(lines: list[str]) -> tuple[int, int]:
    """Return the first line (from 0) at which the file becomes invalid, and the line before which
    its value ends at the latest."""
    starts = [number for number, line in enumerate(lines) if number and _START.match(line)]
    at = bisect_left(starts, True, key=lambda number: not _is_readable(lines[:number]))
    first, end = (starts[at - 1] if at else 0), (starts[at] if at < len(starts) else len(lines))
    readable = (number for number in range(end - 1, first, -1) if _is_readable(lines[:number]))
    found = next(readable, first)
    while not lines[found].strip() and found + 1 < end:  # the fault is below this empty line
        found += 1
    return found, end


def _is_readable(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return False
    return True


def _fault_of(line: str, rest: str) -> tuple[int, str, str]:
    """Return the column (from 0), the fault and the hint. `rest` is the line and all lines that may
    belong to its value."""
    if table := _TABLE.match(line):
        if _is_readable([line]):
            return (
                table.end() - 1,
                _TABLE_TWICE,
                "Put all its keys below the first.",
            )
        return len(line.rstrip()), "The name of a table stands between brackets.", "Write it as [site]."
    key = _KEY.match(line)
    after = key.end() if key else len(line) - len(line.lstrip())
    if not key or line[after : after + 1] != "=":
        return len(line[:after].rstrip()), "There is no = after this key.", _WRITE_KEY
    start = after + 1 + len(line[after + 1 :]) - len(line[after + 1 :].lstrip())
    return _fault_of_value(line, start, rest)


def _fault_of_value(line: str, start: int, rest: str) -> tuple[int, str, str]:
    """Return the same for a value that begins in column `start`."""
    sign = line[start : start + 1]
    if sign and sign in "\"'":
        text = _TEXT.match(line, start)
        if sign == '"' and (escaped := _ESCAPED.search(line, start, text.end() if text else len(line))):
            hint = "Write it twice, \\\\, or put the text in single quotes."
            return escaped.start(), "There is a backslash between double quotes.", hint
        if not text:
            return start, "The quotation mark that was opened in this line is not closed.", _WRITE_TEXT
        behind = line[text.end() :].lstrip()
        if behind and behind[0] != "#":
            return len(line) - len(behind), "Something stands behind the value.", _WRITE_KEY
        return _KEY_TWICE
    if _is_readable(rest.split("\n")):
        return _KEY_TWICE
    for opening, closing, message, hint in _BRACKETS:
        if sign == opening and rest.count(opening) > rest.count(closing):
            return start, message, hint
    return start, "This is no value.", f"Text stands in quotes:  {_WRITE_TEXT.removeprefix('Write  ')}"


_TABLE_TWICE = "The table of this line stands here for the second time."
_KEY_TWICE = (0, "The key in this line stands here for the second time.", "Keep one of the two.")
_BRACKETS = (
    ("[", "]", "A list was begun and never closed.", "Write  widths = [480, 800]"),
    ("{", "}", "A brace was opened and never closed.", "Write  quality = { webp = 80, jpeg = 82 }"),
)


def _endless_problem(message: str, sign: str, text: str, path: str) -> Problem:
    """Return a problem at the line in which a sign, given as a pattern, occurs most often."""
    lines = text.split("\n")
    number = max(range(len(lines)), key=lambda number: len(re.findall(sign, lines[number])))
    where = SourceLocation(path, number + 1, 1, lines[number][:MAX_LINE])
    return error("toml-syntax", message, where, 'Write  key = "value",  one a line.')
