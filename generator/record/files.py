"""The files of the record: all lines with their problems, and new lines written. A file is replaced
as a whole, and only if one of its lines is another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.model.dataclass import dataclass
from generator.model.problems import Problem, error
from generator.model.rules import STRAY_FILE, broken
from generator.record.addresses import is_of_record
from generator.record.lines import PlacedLine, RecordLine, joined, name_for, parsed, place_of, repeated, text_of
from generator.record.states import record_states


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record. `lines` has one line for each address; `placed` has all lines as they
    stand, in the order of files and lines."""

    placed: tuple[PlacedLine, ...]
    lines: Mapping[str, RecordLine]
    problems: tuple[Problem, ...]


def read_record(folder: Path) -> Record:
    """Return the record in a folder, empty if there is none."""
    placed: list[PlacedLine] = []
    problems: list[Problem] = []
    for name in sorted(record_states(folder)):
        where = place_of(name)
        if not is_of_record(name):
            hint = "Move it out of this folder, which belongs to  python build.py record"
            problems.append(broken(STRAY_FILE, where, name=name, hint=hint))
            continue
        try:
            content = (folder / name).read_bytes()
        except OSError as fault:
            message = f"This file of the record cannot be read: {fault.strerror}."
            problems.append(error("unreadable", message, where, "Check who may read it."))
            continue
        file = parsed(content, name)
        placed += file.value
        problems += file.problems
    return Record(tuple(placed), joined(placed), (*problems, *repeated(placed)))


def is_tidy(record: Record) -> bool:
    """Whether each address has one line, in its file, and no sign of git is left."""
    return not _untidy(record)


def write_lines(folder: Path, record: Record, changed: Iterable[RecordLine]) -> tuple[str, ...]:
    """Write changed and new lines; return the names of the files that changed. The other lines of
    such a file stay as they are, sorted, each once. The caller makes sure that every line of the
    record can be read. Raises OSError."""
    known = dict(record.lines)
    known |= {line.address: line for line in changed}
    wanted: dict[str, list[RecordLine]] = {name: [] for name in record_states(folder) if is_of_record(name)}
    for line in known.values():
        wanted.setdefault(name_for(line), []).append(line)
    touched = {name_for(line) for line in changed}
    touched |= _untidy(record)
    written = []
    for name in sorted(touched):
        content = text_of(wanted.get(name, ())).encode()
        file = folder / name
        if (file.read_bytes() if file.exists() else b"") == content:
            continue
        written.append(name)
        if not content:
            file.unlink()
            continue
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder / f".{name}.part"
        whole.write_bytes(content)
        whole.replace(file)
    return tuple(written)


def _untidy(record: Record) -> set[str]:
    """Return the names of files with conflicts, repeated lines, or lines of another month."""
    untidy = {name for line, name, _ in record.placed if name != name_for(line)}
    untidy |= {name_for(record.lines[line.address]) for line, name, _ in record.placed if name in untidy}
    known: set[str] = set()
    for line, name, _ in record.placed:
        if line.address in known:
            untidy |= {name, name_for(record.lines[line.address])}
        known.add(line.address)
    for problem in record.problems:
        if problem.code == "record-conflict" and problem.where:
            untidy.add(problem.where.path.rpartition("/")[2])
    return untidy
