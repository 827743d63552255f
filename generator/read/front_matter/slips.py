"""Typing errors in front matter that YAML misses or reports at a lower line. They are: a # that
cuts off a value, a quotation mark that is never closed, front matter that never ends. Reads lines
as an editor does. Knows no key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.model.problems import Problem, error
from generator.model.regex import regex
from generator.read.front_matter.yaml_faults import (
    WHOLE_IN_QUOTES,
    at,
    hash_problem,
    in_quotes,
    in_quotes_behind_its_key,
    open_quote,
)

_HASH = regex(r"(?:^|[ \t])#(?=\S| \d)", re.MULTILINE)
"""A # that is part of the text: #erbil, “bus #5”, “bus # 5”. In a comment, a space and then words
follow the #."""
_KEY = regex(r"(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<key>(?P<quote>[\"']?)[^\W\d][\w-]*(?P=quote))[ \t]*:(?=[ \t]|$)")
_ENTRY = regex(r"[ \t]*(?:-[ \t]+)+")
_BLOCK = regex(r"[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?$")
_CLOSING = {'"': regex(r'(?:[^"\\]|\\.)*+"', re.DOTALL), "'": regex(r"(?:[^']|'')*+'(?!')")}
_SWITCHED_OFF = regex(r"#+\s*(?:-(?:\s|$)|[\w-]+:(?:\s|$))")
"""A key or an entry of a list that an editor turned into a comment, on purpose."""
_OWN_KEY = regex(r"[\w-]+:[ \t]+")
_IN_A_LIST = regex(r"""\"(?:[^"\\]|\\.)*\"|'(?:[^']|'')*'|(?<=[ \t,\[{])#|^#|[,\[\]{}]""")
"""The parts of a list in brackets that matter here: quotations, a # that begins a comment, commas
and brackets."""
_MEANT_AS_FENCE = regex(r"[ \t]*(?:-{2}|[ \t]-{3}|-{4,}|[–—−]+-*|-+[–—−]+|(?:[-–—] ){2,}[-–—]|_{3,}|\*{3,}|\+{3,}|={3,}|~{3,})[ \t]*$")  # fmt: skip


class Line(NamedTuple):
    """A line that YAML reads as keys, entries and values. `value` is the column (from 0) at which
    its value begins. `quoted` are the columns of its quotes; the second is None when they are not
    closed on any line below. `is_more` means that the line continues the value of the line above.
    """

    number: int
    value: int
    quoted: tuple[int, int | None] | None
    is_more: bool


class _Cut(NamedTuple):
    """A # in a list, and the start of the entry that it cuts off."""

    number: int
    entry: int
    column: int
    is_in_braces: bool


class _List(NamedTuple):
    """A list in brackets, from its `first` line to its `last`, with the cut entries."""

    first: int
    last: int
    cuts: tuple[_Cut, ...]
    is_closed: bool


def hash_problems(block: str, path: str, first: int, last: int, lines: list[str]) -> tuple[Problem, ...]:
    """Return a problem for each value that YAML would cut off at a #. The front matter is between
    two lines, counted from 0; the last one is not included."""
    if not _HASH.search(block):
        return ()
    lists = {number for each in _lists(lines, first, last) for number in range(each.first, each.last + 1)}
    return tuple(
        _hash_problem(path, line, column, lines)
        for line in _read(lines, first, last)
        if line.number not in lists
        for column in _cut_at(line, lines)
    )


def quote_problem(path: str, first: int, last: int, lines: list[str]) -> Problem | None:
    """Return a problem for the first quotation mark that is never closed, or closed in the value of
    another key."""
    if not any(sign in line for line in lines[first:last] for sign in _CLOSING):
        return None
    for line in _read(lines, first, last):
        if line.quoted and line.quoted[1] is None:
            where = at(path, line.number + 1, line.quoted[0] + 1, lines)
            below = lines[line.number + 1 : min(line.number + 2, last)]
            is_more = bool(below and below[0][:1] in (" ", "\t") and goes_on(below[0]))
            hint = WHOLE_IN_QUOTES if is_more else in_quotes_behind_its_key(lines[line.number])
            return open_quote(where, hint)
    return None


def list_problems(
    path: str, first: int, last: int, lines: list[str], complaint: int
) -> tuple[tuple[Problem, ...], bool]:
    """Return problems of lists in brackets in which a # turns the rest of a line into a comment:
    [bus #5]. Also return whether that caused YAML's `complaint`, a line counted from 1."""
    if not any("#" in line for line in lines[first:last]):
        return (), False
    found = [each for each in _lists(lines, first, last) if each.cuts]
    problems = (_cut_problem(path, cut, lines) for each in found for cut in each.cuts)
    return tuple(problems), any(not each.is_closed or each.first < complaint <= each.last + 1 for each in found)


def _lists(lines: list[str], first: int, last: int) -> Iterator[_List]:
    end, above = first - 1, None
    for line in _read(lines, first, last):
        text = lines[line.number]
        is_below_its_key = above is not None and not lines[above.number][above.value :].strip()
        if (
            line.number > end
            and text[line.value : line.value + 1] in ("[", "{")
            and (not line.is_more or is_below_its_key)
        ):
            found = _list_at(line.number, line.value, last, lines)
            end = found.last
            yield found
        above = line


def _list_at(number: int, start: int, last: int, lines: list[str]) -> _List:
    """Return the list that begins at a column of a line. It ends at its last bracket, or where the
    next key begins."""
    open_signs, sure, other = list[str](), list[_Cut](), list[_Cut]()
    for below in range(number, last):
        text = lines[below].rstrip()
        key = _KEY.match(text) if below > number else None
        if key and len(key["indent"]) <= _indent(lines[number]):
            return _List(number, below - 1, (*sure, *other), is_closed=False)
        entry = begins = start if below == number else len(text) - len(text.lstrip())
        for sign in _IN_A_LIST.finditer(text, begins):
            if sign[0] == "#":
                cut = _Cut(below, entry, sign.start(), is_in_braces=open_signs[-1:] == ["{"])
                is_alone = sign.start() == begins and below > number
                if _HASH.match(text, max(sign.start() - 1, 0)) or _HASH.match(text, sign.start()):
                    is_note = is_alone and (
                        text[sign.end() : sign.end() + 1] == " " or _SWITCHED_OFF.match(text, begins)
                    )
                    (other if is_note else sure).append(cut)
                elif re.search(r"[\]}]", text[sign.end() :]):
                    other.append(cut)
                break
            if sign[0] in ("[", "{"):
                open_signs.append(sign[0])
            elif sign[0] in ("]", "}"):
                open_signs.pop()
            if not open_signs:
                return _List(number, below, tuple(sure), is_closed=True)
            if len(sign[0]) == 1:
                entry = sign.end()
    return _List(number, last - 1, (*sure, *other), is_closed=False)


def _cut_problem(path: str, cut: _Cut, lines: list[str]) -> Problem:
    entries = (_OWN_KEY.sub("", each.strip()) for each in re.split(r"[,\]}]", lines[cut.number][cut.entry :]))
    meant = ", ".join(in_quotes(each) for each in entries if "#" in each and each[0] not in _CLOSING)
    # In braces a comma may be part of the text or its end; the program cannot know.
    hint = WHOLE_IN_QUOTES if cut.is_in_braces else f"Put it in quotes:  {meant}"
    return hash_problem(at(path, cut.number + 1, cut.column + 1, lines), hint)


def end_problem(path: str, first: int, last: int, lines: list[str], *, is_open: bool) -> Problem | None:
    """Return a problem at the place where front matter should have ended, if it can be found. That
    is a line that was meant as the fence, or the beginning of the text. `is_open` means that there
    is no fence below, so there is a fault for certain."""

    def unclosed(number: int, message: str, hint: str) -> Problem:
        return error("unclosed-front-matter", message, at(path, number + 1, 1, lines), hint)

    for number in range(first, last):
        line = lines[number]
        if _MEANT_AS_FENCE.match(line):
            message = "The front matter should end here, but this line is not exactly ---."
            return unclosed(number, message, "Write three hyphens, at the left edge, and nothing else.")
        if line.strip() and not lines[number - 1].strip() and not _is_matter(line) and number > first:
            message = "The front matter has not ended, and here the text seems to begin."
            return unclosed(number, message, "Put a line with only --- above it.")
    if not is_open:
        return None
    text = next((n for n in range(first, last) if lines[n].strip() and not _is_matter(lines[n])), None)
    if text is not None:
        message = "The front matter never ends, and this line is none of it."
        return unclosed(text, message, "Put a line with only --- above it, if the text begins here.")
    ending = next(n for n in range(last - 1, first - 2, -1) if lines[n].strip())
    return unclosed(ending, "The front matter never ends.", "Put a line with only --- below this one.")


def goes_on(line: str) -> bool:
    """Whether a line cannot begin a key or an entry, and so belongs to the lines above it."""
    return not (_KEY.match(line) or _ENTRY.match(line))


def _is_matter(line: str) -> bool:
    return bool(line[:1] in " \t-#]}" or _KEY.match(line) or line.startswith(("- ", "? ")))


def _read(lines: list[str], first: int, last: int) -> Iterator[Line]:
    """Yield the lines of a front matter, without those inside quotes or in a text after | or >."""
    number, is_after_value = first, False
    while number < last:
        line = lines[number]
        key = _KEY.match(line)
        entry = None if key else _ENTRY.match(line)
        begins = key.end() if key else entry.end() if entry else len(line) - len(line.lstrip())
        begins += len(line[begins:]) - len(line[begins:].lstrip())
        margin = len(key["indent"]) if key else len(line) - len(line.lstrip())
        sign = line[begins : begins + 1]
        here = number
        quoted: tuple[int, int | None] | None = None
        if (key or entry) and _BLOCK.match(line, begins):
            while number + 1 < last and (not lines[number + 1].strip() or _indent(lines[number + 1]) > _indent(line)):
                number += 1
        elif (key or entry) and sign in _CLOSING:
            end, number = _closed(lines, number, begins, last, margin)
            quoted = begins, end
        yield Line(here, begins, quoted, is_more=not (key or entry) and is_after_value)
        is_after_value = bool(key or entry or is_after_value) and bool(line.strip())
        number += 1


def _closed(lines: list[str], number: int, begins: int, last: int, margin: int) -> tuple[int | None, int]:
    """Return the end of a quotation: the column after it, and its line. The column is None if
    another key of the same margin begins before the end, or if the end is on another line. The line
    is then the last one of the quotation."""
    closing = _CLOSING[lines[number][begins]]
    if match := closing.match(lines[number], begins + 1):
        return match.end(), number
    text = lines[number][begins + 1 :]
    for below in range(number + 1, last):
        line = lines[below]
        if (key := _KEY.match(line)) and len(key["indent"]) <= margin:
            break
        text += f"\n{line}"
        if closing.match(text):
            return len(lines[number]), below
    return None, number


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _cut_at(line: Line, lines: list[str]) -> Iterator[int]:
    """Yield the column (from 0) of a # that cuts off a line, if there is one."""
    text = lines[line.number]
    start = line.value
    if line.quoted:
        start = line.quoted[1] or len(text)
    elif text[start : start + 1] in ("[", "{"):
        return  # YAML reads a list or mapping to its last bracket: the rest is not part of it
    match = _HASH.search(text, max(start - 1, 0))
    if match is None:
        return
    column = match.end() - 1
    note = re.search(r"(?:^|[ \t])#", text[start:column])
    if note:  # it is inside a comment
        return
    is_alone = not text[:column].strip()
    if (is_alone or line.quoted) and text[column + 1 : column + 2] == " ":
        return
    if is_alone and (column == 0 or _SWITCHED_OFF.match(text, column)):
        return
    yield column


def _hash_problem(path: str, line: Line, column: int, lines: list[str]) -> Problem:
    where = at(path, line.number + 1, column + 1, lines)
    is_entry = _KEY.match(lines[line.number]) or _ENTRY.match(lines[line.number])
    hint = in_quotes_behind_its_key(lines[line.number]) if is_entry and not line.quoted else WHOLE_IN_QUOTES
    return hash_problem(where, f"{hint}  A note has a space behind its #.")
