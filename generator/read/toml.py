"""A TOML file -> its tables, with what is wrong in the words of an editor. Knows no key."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from generator.model.problems import Checked, Problem, SourceLocation, error
from generator.read.faults import MAX_LINE, conflict_problem

_TOML_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)|\s*\(at end of document\)")


def toml_tables(text: str, path: str) -> Checked[dict[str, Any] | None]:
    """What stands in a TOML file. `path` is what problems call it."""
    if conflict := conflict_problem(text, path):
        return Checked(None, (conflict,))
    try:
        return Checked(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        problem = _toml_problem(str(fault), text, path)
    except RecursionError:
        problem = _endless_problem("Too many brackets lie in one another in this line.", r"[\[{]", text, path)
    except ValueError:  # Python's own limit is 4,300
        problem = _endless_problem("A number in this line has too many digits.", r"\d", text, path)
    return Checked(None, (problem,))


_COMPLAINTS = (
    ("Expected '=' after a key", "There is no = after this key.", 'Write  key = "value",  one a line.'),
    ("Expected ']' at the end of a table", "The name of a table stands between brackets.", "Write it as [site]."),
    ("Invalid value", "This is no value.", 'Text stands in quotes:  name = "The Courier"'),
    ("Illegal character '\\n'", "The quotation mark that was opened in this line is not closed.", 'Write  name = "The Courier"'),
    ("Unterminated string", "A quotation mark was opened and never closed.", 'Write  name = "The Courier"'),
    ("Unclosed array", "A list was begun and never closed.", "Write  widths = [480, 800]"),
    ("Unclosed inline table", "A brace was opened and never closed.", "Write  quality = { webp = 80, jpeg = 82 }"),
    ("Cannot overwrite a value", "The key in this line stands here for the second time.", "Keep one of the two."),
    ("Cannot declare", "The table of this line stands here for the second time.", "Put all its keys below the first."),
    ("Invalid hex value", "There is a backslash between double quotes.", "Write it twice, \\\\, or put the text in single quotes."),
    ("Unescaped '\\'", "There is a backslash between double quotes.", "Write it twice, \\\\, or put the text in single quotes."),
    ("Expected newline or end of document", "Something stands behind the value.", "Write one  key = value  a line."),
)  # fmt: skip
"""What tomllib says, by how it begins; what to say to an editor; what to write instead."""


def _toml_problem(complaint: str, text: str, path: str) -> Problem:
    place = _TOML_PLACE.search(complaint)
    lines = text.split("\n")
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), 1)
    if "Unclosed" in complaint or "Unterminated" in complaint or "'\\n'" in complaint:
        line, column = _last_opened(lines[:line])
    where = SourceLocation(path, line, column, lines[line - 1][:MAX_LINE])
    for beginning, message, hint in _COMPLAINTS:
        if complaint.startswith(beginning):
            return error("toml-syntax", message, where, hint)
    message = _TOML_PLACE.sub("", complaint).rstrip(".")
    return error(
        "toml-syntax",
        f"{path.rsplit('/', 1)[-1]} cannot be read here: {message}.",
        where,
        'Write  key = "value",  one a line.',
    )


def _endless_problem(message: str, sign: str, text: str, path: str) -> Problem:
    """A problem of the line in which a sign, a pattern, stands most often."""
    lines = text.split("\n")
    number = max(range(len(lines)), key=lambda number: len(re.findall(sign, lines[number])))
    where = SourceLocation(path, number + 1, 1, lines[number][:MAX_LINE])
    return error("toml-syntax", message, where, 'Write  key = "value",  one a line.')


def _last_opened(lines: list[str]) -> tuple[int, int]:
    """Line and column, from 1, of the last value that begins with a bracket, a brace or three quotes."""
    for number in range(len(lines), 0, -1):
        if match := re.search(r"=\s*([\[{\"'])", lines[number - 1]):
            return number, match.start(1) + 1
    return len(lines), 1
