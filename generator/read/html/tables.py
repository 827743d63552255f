"""A table in raw HTML -> the same table with rows of cells only, and its other content. A browser
accepts cells that reach beyond their table, and words between rows; valid HTML has neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from generator.model.dataclass import dataclass, field
from generator.read.html.tree import Element, Node

SECTIONS = ("thead", "tbody", "tfoot")
MOST_PLACES = 10_000
"""Cells in a part of a table; with more, spans are not checked one by one."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `rows` may be in sections, with spaces between them; `loose` is the content outside
    the cells."""

    captions: list[Element] = field(default_factory=list)
    rows: list[Node] = field(default_factory=list)
    loose: list[Node] = field(default_factory=list)

    @property
    def has_rows(self) -> bool:
        return any(isinstance(row, Element) for row in self.rows)


def table_of(node: Element) -> Table:
    """Return a table without empty rows. If a span leads out of the table, all spans are
    ignored."""
    table = Table()
    for child in node.children:
        if isinstance(child, str):
            (table.loose if child.strip() else table.rows).append(child)
        elif child.tag == "caption" and not table.captions:
            table.captions.append(child)
        elif child.tag in SECTIONS:
            section = Element(child.tag, child.attributes, _rows(child.children, table.loose))
            if any(isinstance(row, Element) for row in section.children):
                table.rows.append(section)
        elif child.tag == "tr":
            table.rows.extend(_rows([child], table.loose))
        else:
            table.loose.append(child)
    if not _is_regular(table.rows):
        _unspan(table.rows)
    return table


def _rows(nodes: Iterable[Node], loose: list[Node]) -> list[Node]:
    rows: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            (loose if node.strip() else rows).append(node)
        elif node.tag != "tr":
            loose.append(node)
        else:
            cells: list[Node] = []
            for child in node.children:
                is_cell = child.tag in ("td", "th") if isinstance(child, Element) else not child.strip()
                (cells if is_cell else loose).append(child)
            if any(isinstance(cell, Element) for cell in cells):
                rows.append(Element("tr", node.attributes, cells))
    return rows


def _is_regular(nodes: Iterable[Node]) -> bool:
    """Whether a cell begins in every column, no two overlap, and none reaches out of its part of
    the table. Most have no spans."""
    begins: set[int] = set()
    width = 0
    for rows in _parts(nodes):
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            column = 0
            for cell in row.children:
                if isinstance(cell, str):
                    continue
                while (number, column) in taken:
                    column += 1
                across, down = (_span(cell, name) for name in ("colspan", "rowspan"))
                if number + down > len(rows) or len(taken) + across * down > MOST_PLACES:
                    return False
                places = {(number + lower, column + right) for lower in range(down) for right in range(across)}
                if places & taken:
                    return False
                taken |= places
                begins.add(column)
                width = max(width, column + across)
    return len(begins) == width


def _parts(nodes: Iterable[Node]) -> Iterator[list[Element]]:
    elements = [node for node in nodes if isinstance(node, Element)]
    for is_row, group in groupby(elements, lambda element: element.tag == "tr"):
        if is_row:
            yield list(group)
        else:
            for section in group:
                yield [row for row in section.children if isinstance(row, Element)]


def _span(cell: Element, name: str) -> int:
    written = re.search(rf' {name}="(\d+)"', cell.attributes)
    return min(int(written[1]), 1000) if written else 1


def _unspan(nodes: Iterable[Node]) -> None:
    for node in nodes:
        if isinstance(node, Element):
            if node.tag in ("td", "th"):
                node.attributes = re.sub(r' (?:col|row)span="\d+"', "", node.attributes)
            else:
                _unspan(node.children)
