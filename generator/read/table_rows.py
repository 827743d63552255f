"""Tables in Markdown, as Python-Markdown reads them, and their rows with more cells than the head:
the library drops these cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor

from generator.model.problems import PhraseLocation, Problem
from generator.model.rules import LOST_CELLS, broken
from generator.read.front_matter.yaml_faults import SHORT


class _Tables(TableProcessor):
    def __init__(self, parser: Any, rows: list[tuple[str, int, tuple[str, ...]]]) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self.rows = rows

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        cells = tuple(cell.strip() for cell in self._split_row(row))  # type: ignore[attr-defined]  # the stubs leave it out
        if any(cells[len(align) :]):
            self.rows.append((row, len(align), cells))
        super()._build_row(row, parent, align)  # type: ignore[misc]  # as above


class TablesExtension(Extension):
    """The extension. `rows` are those of the last text with too many cells: as typed, the cells of
    the head, its own cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, int, tuple[str, ...]]] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        if "|" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.append("|")
        md.parser.blockprocessors.register(_Tables(md.parser, self.rows), "table", 75)
        md.registerExtension(self)

    def reset(self) -> None:
        self.rows.clear()


def overlong_rows(tables: TablesExtension, path: str) -> list[Problem]:
    seen = Counter[str]()
    problems = []
    for row, width, cells in tables.rows:
        seen[row] += 1
        lost = " | ".join(filter(None, cells[width:]))
        shown = lost if len(lost) <= SHORT else f"{lost[: SHORT - 1]}…"
        where = PhraseLocation(path, row, seen[row] if seen[row] > 1 else 0)
        problems.append(broken(LOST_CELLS, where, cells=len(cells), width=width, words=shown))
    return problems
