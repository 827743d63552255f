"""A problem -> the same problem with its line, its column and the text of the line.

Done only for what is reported, because finding the line of a key costs more than reading it. Never fails: a place that
cannot be found is given as the file alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from generator.model.problems import FieldLocation, PhraseLocation, Problem, SourceLocation
from generator.read.frontmatter import decoded


def located(problem: Problem, folders: Mapping[str, Path]) -> Problem:
    """`folders` maps the first part of a location's path ("content", "layouts", "assets") to the real folder."""
    where = problem.where
    if isinstance(where, FieldLocation):
        text = _text(where.path, folders)
        find = _toml_place if where.path.endswith(".toml") else _yaml_place
        return replace(problem, where=_at(where.path, text, find(text, where.key)))
    if isinstance(where, PhraseLocation):
        text = _text(where.path, folders)
        return replace(problem, where=_at(where.path, text, text.find(where.phrase) if where.phrase else -1))
    if where is not None and where.line and not where.line_text:
        lines = _text(where.path, folders).split("\n")
        return replace(
            problem, where=replace(where, line_text=lines[where.line - 1][:200] if where.line <= len(lines) else "")
        )
    return problem


def _text(path: str, folders: Mapping[str, Path]) -> str:
    folder, _, rest = path.partition("/")
    try:
        return decoded((folders[folder] / rest).read_bytes(), path).value or ""
    except (OSError, KeyError):
        return ""


def _at(path: str, text: str, position: int) -> SourceLocation:
    if position < 0:
        return SourceLocation(path)
    line = text.count("\n", 0, position) + 1
    start = text.rfind("\n", 0, position) + 1
    return SourceLocation(path, line, position - start + 1, text[start:].split("\n", 1)[0][:200])


def _yaml_place(text: str, key: str) -> int:
    """Where in a Markdown file a front matter key stands ("corrections.0.date"), or its nearest parent; for a missing
    key the front matter's first line."""
    start = text.find("---")
    block_start = text.find("\n", start) + 1
    block = re.split(r"^(?:---|\.\.\.)[ \t]*$", text[block_start:], maxsplit=1, flags=re.MULTILINE)[0]
    try:
        node = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return start
    place = start
    for part in key.split("."):
        child = _child(node, part)
        if child is None:
            break
        mark, node = child
        place = block_start + mark
    return place


def _child(node: yaml.Node | None, part: str) -> tuple[int, yaml.Node] | None:
    """Where in the block a part of a value stands, and its node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.index, value
    if isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
        entry = node.value[int(part)]
        return entry.start_mark.index, entry
    return None


def _toml_place(text: str, key: str) -> int:
    """Where in site.toml a key stands ("comments.form_url"), else its table, else -1."""
    table, _, name = key.partition(".")
    header = re.search(rf"^[ \t]*\[+{re.escape(table)}\]+", text, re.MULTILINE)
    if not header:
        return -1
    rest = re.split(r"^[ \t]*\[", text[header.end() :], maxsplit=1, flags=re.MULTILINE)[0]
    line = re.search(rf"^[ \t]*{re.escape(name.split('.')[0])}[ \t]*=", rest, re.MULTILINE) if name else None
    return header.end() + line.start() + len(line[0]) - len(line[0].lstrip()) if line else header.start()
