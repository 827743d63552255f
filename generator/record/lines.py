"""A file of the record -> its lines, and back. Every line is one address that was published.

A line has six fields with a tab between them: the address from the site's root, its first
publication, its last declared change, the digest of its text, its source file, its headline. Lines
are sorted by address: so two branches that record different articles seldom write into one place of
a file, as they would if lines were appended. Git then joins the rest (`merge=union`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from generator.model.problems import Checked, Problem, SourceLocation, error, warning
from generator.model.regex import regex
from generator.record.states import FOLDER

NOTHING = "-"
"""The sign in an empty field."""
GONE = "gone "

_FIELDS = 6
_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_BREAK = regex(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class RecordLine(NamedTuple):
    """One recorded address. `file` is its source in the content folder. `first` is its first
    publication. `changed` is the last update or correction that was declared, None without one.
    `text` is the digest of headline and text (`record/words.py`), "" for an address that leads to
    another. `gone` is the day since which an editor accepts that the address is gone."""

    address: str
    first: datetime
    changed: datetime | None
    text: str
    file: str
    headline: str
    gone: date | None = None

    @property
    def declared(self) -> datetime:
        """Return the time of the last publication that readers were told of."""
        return self.changed or self.first


class PlacedLine(NamedTuple):
    """A line with its place: the name of its file in content/record/, and its number there."""

    line: RecordLine
    name: str
    number: int


def name_for(line: RecordLine) -> str:
    """Return the name of the file for a line: that of the month of its first publication."""
    return f"{line.first:%Y-%m}.txt"


def place_of(name: str, number: int | None = None) -> SourceLocation:
    return SourceLocation(f"content/{FOLDER}/{name}", number)


def text_of(lines: Iterable[RecordLine]) -> str:
    """Return the text of a file."""
    return "".join(f"{_written(line)}\n" for line in sorted(lines, key=lambda line: line.address))


def _written(line: RecordLine) -> str:
    changed = _moment(line.changed) if line.changed else NOTHING
    if line.gone:
        changed = f"{GONE}{line.gone.isoformat()}"
    fields = (line.address, _moment(line.first), changed, line.text, line.file, line.headline)
    return "\t".join(_BREAK.sub(" ", field).strip() or NOTHING for field in fields)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def parsed(content: bytes, name: str) -> Checked[tuple[PlacedLine, ...]]:
    """Return the lines of a file, on both sides of a conflict that git left."""
    found: list[PlacedLine] = []
    problems: list[Problem] = []
    conflicts: list[int] = []
    for number, written in enumerate(content.decode("utf-8", "replace").lstrip("\ufeff").split("\n"), 1):
        text = written.rstrip("\r")
        if text.startswith(_MARKERS):
            conflicts.append(number)
        elif line := _line(text):
            found.append(PlacedLine(line, name, number))
        elif text.strip():
            problems.append(_unreadable(name, number))
    if conflicts:
        problems.insert(0, _conflict(name, conflicts))
    return Checked(tuple(found), tuple(problems))


def _line(text: str) -> RecordLine | None:
    fields = text.split("\t")
    if len(fields) != _FIELDS or not text.startswith("/") or "\ufffd" in fields[0]:
        return None
    address, first, changed, digest, file, headline = fields
    try:
        gone = date.fromisoformat(changed.removeprefix(GONE)) if changed.startswith(GONE) else None
        moment = None if gone or changed == NOTHING else _aware(changed)
        return RecordLine(address, _aware(first), moment, digest.replace(NOTHING, ""), file, headline, gone)
    except ValueError:
        return None


def _aware(text: str) -> datetime:
    """Return an instant. Raises ValueError for one without an offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def repeated(lines: Iterable[PlacedLine]) -> Iterator[Problem]:
    """Yield a problem for each address with two different lines in one file, as git joins them.
    Equal lines are one. (Where two files have an address, `record` puts that in order.)"""
    known: dict[tuple[str, str], PlacedLine] = {}
    for each in lines:
        first = known.setdefault((each.name, each.line.address), each)
        if first.line != each.line:
            yield warning(
                "record-twice",
                f"The record has two lines of {each.line.address}: this one, and line {first.number}.",
                place_of(each.name, each.number),
                "python build.py record  makes one line of them, with the first publication of the older and the text of "
                "the newer. Or delete one of the two.",
            )


def joined(lines: Iterable[PlacedLine]) -> dict[str, RecordLine]:
    """Return one line for each address. Of two, the first publication of the older and the text of
    the newer count; an address is gone only if both say so."""
    found: dict[str, RecordLine] = {}
    for line, _, _ in lines:
        other = found.get(line.address)
        if other is None:
            found[line.address] = line
            continue
        newer = max(other, line, key=lambda each: (each.gone is None, each.declared))
        found[line.address] = newer._replace(first=min(other.first, line.first))
    return found


def _conflict(name: str, numbers: list[int]) -> Problem:
    listed = ", ".join(map(str, numbers))
    return error(
        "record-conflict",
        f"Git left a conflict in this file of the record: its signs are in the lines {listed}.",
        place_of(name, numbers[0]),
        "Delete the lines with these signs, and no other: every line that begins with an address was published. "
        "python build.py record  does it for you.",
    )


def _unreadable(name: str, number: int) -> Problem:
    return error(
        "record-line",
        "This line of the record cannot be understood, so its address would be forgotten.",
        place_of(name, number),
        "Bring it back as it was:  git log -p  shows its history. A line has six fields with tabs between "
        "them: address, first publication, last change, digest, file, headline.",
    )
