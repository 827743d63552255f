"""The form's export, a CSV file -> its rows, with the cells of the named columns alone: no other cell
leaves this module. A file is read row by row (RFC 4180), so that one of any size needs little
memory."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.model.letters import folded
from generator.model.problems import DatelineError
from generator.model.suggestions import closest

LONGEST_CELL = 32_000_000
"""Characters. A cell of this size is read, and its row left out; a larger one means that the file is
no export, or that a quotation mark in it is never closed."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ",;\t|"
_HEAD = 1_000_000
"""Characters of the first row, at most."""


class Row(NamedTuple):
    """A row. `number` is that in a spreadsheet: the heads are row 1. `cells` are by the name of the
    setting that names their column."""

    number: int
    cells: Mapping[str, str]


def rows(path: Path, columns: Mapping[str, str], encoding: str = "") -> Iterator[Row]:
    """Yield the rows of a file. `columns` are the heads of the wanted columns, by the name of their
    setting. Raises DatelineError for a file that cannot be read as such a table."""
    encoding = encoding or _encoding_of(path)
    csv.field_size_limit(LONGEST_CELL)
    number = 1
    try:
        with path.open(encoding=encoding, newline="") as opened:
            delimiter, places = _head(opened, columns, path)
            for number, cells in enumerate(csv.reader(opened, delimiter=delimiter, strict=True), 2):
                if any(cell.strip() for cell in cells):
                    found = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
                    yield Row(number, found)
    except OSError as fault:
        raise DatelineError(f"{path} cannot be read: {fault.strerror or fault}.") from fault
    except UnicodeError:
        raise DatelineError(
            f"{path}, behind row {number}, is not in {encoding.removesuffix('-sig').upper()}. Export it again as “CSV UTF-8”; or say its encoding:"
            "  --encoding windows-1252  (Arabic: windows-1256; Turkish: windows-1254). Nothing was written."
        ) from None
    except LookupError:
        raise DatelineError(f"There is no encoding “{encoding}”; write for instance  --encoding windows-1256") from None
    except csv.Error:
        raise DatelineError(
            f"{path}, behind row {number}: a cell has no end, or more than {LONGEST_CELL:,} characters. Is a quotation mark"
            " never closed? Nothing was written."
        ) from None


def _encoding_of(path: Path) -> str:
    """Return the encoding that the first bytes tell of; UTF-8 where they tell of none."""
    try:
        with path.open("rb") as opened:
            start = opened.read(4)
    except OSError as fault:
        raise DatelineError(f"{path} cannot be read: {fault.strerror or fault}.") from fault
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    if len(start) == 4 and (start[1::2] == b"\0\0" or start[::2] == b"\0\0"):  # ASCII in UTF-16 without a mark
        return "utf-16-le" if start[1] == 0 else "utf-16-be"
    return "utf-8"


def _head(opened: io.TextIOBase, columns: Mapping[str, str], path: Path) -> tuple[str, dict[str, int]]:
    """Read the first row. Return the delimiter, and the place of each wanted column. Nothing of the
    row is said but heads that are like wanted ones: without a head, it would be a reader's."""
    line = _first_row(opened)
    parsed = {delimiter: next(csv.reader([line], delimiter=delimiter), []) for delimiter in _DELIMITERS}
    heads = {delimiter: [_key(cell) for cell in cells] for delimiter, cells in parsed.items()}
    wanted = {key: _key(head) for key, head in columns.items()}
    best = max(_DELIMITERS, key=lambda each: len(set(wanted.values()) & set(heads[each])))
    there = heads[best]
    missing = {key: columns[key] for key, head in wanted.items() if head not in there}
    if len(missing) == len(wanted):
        raise DatelineError(
            f"The first row of {path} has none of the columns that [comments.export] names. The heads of the columns"
            " belong there, as the form writes them. Nothing was written."
        )
    if missing:
        lacking = "; ".join(f"{key} = “{head}”{_meant(head, parsed[best])}" for key, head in missing.items())
        raise DatelineError(
            f"{path} has no column for: {lacking}. Correct [comments.export] in site.toml. Nothing was written."
        )
    if twice := next((columns[key] for key, head in wanted.items() if there.count(head) > 1), ""):
        raise DatelineError(f"{path} has two columns “{twice}”. Rename one of them in the form. Nothing was written.")
    return best, {key: there.index(head) for key, head in wanted.items()}


def _first_row(opened: io.TextIOBase) -> str:
    """Return the first row, whose heads may contain line ends between quotation marks."""
    line = opened.readline(_HEAD)
    while line.count('"') % 2 and len(line) < _HEAD and (more := opened.readline(_HEAD)):
        line += more
    return line.strip("\r\n")


def _key(head: str) -> str:
    return folded(" ".join(head.split())).casefold()


def _meant(head: str, heads: list[str]) -> str:
    close = closest(_key(head), [_key(each) for each in heads if len(each) < 100 and "@" not in each])
    return f" (did you mean “{close}”?)" if close else ""
