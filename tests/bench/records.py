"""What was measured, one build a line of JSON, so that a table can be made of it again. Compares
nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

OTHERS_AT_MOST = 0.1  # of a build's own processor time
OTHERS_UNNOTICED = 0.03  # seconds: the kernel counts in ticks of 0.01, and has work of its own


@dataclass(frozen=True, slots=True)
class Record:
    """One build, as a whole process.

    `session` is when the measuring began (ISO 8601), `wall` and `processor` are seconds, `memory`
    the largest process in MiB. `files` is how many files of the output were changed or new, None
    where nobody asked; `stages` are Dateline's own seconds, by name. `others` are the seconds of
    processor time that went to other processes meanwhile, None where the system does not tell;
    `python` is what ran Dateline, empty for others.
    """

    session: str
    generator: str
    scenario: str
    articles: int
    run: int
    wall: float
    processor: float
    memory: float
    files: int | None
    stages: dict[str, float]
    others: float | None = None
    python: str = ""

    @property
    def disturbed(self) -> bool:
        """Other processes took so much that the figures are not the build's alone."""
        return self.others is not None and self.others > max(OTHERS_AT_MOST * self.processor, OTHERS_UNNOTICED)


def write(file: Path, record: Record) -> None:
    """At once, for a measuring of an hour may be broken off."""
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(record)) + "\n")


def read(file: Path) -> tuple[Record, ...]:
    lines: Iterable[str] = file.read_text("utf-8").splitlines() if file.exists() else ()
    return tuple(Record(**json.loads(line)) for line in lines)
