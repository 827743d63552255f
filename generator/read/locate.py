"""A problem -> the same problem with its line, its column and the text of the line. It is done only
for reported problems, because finding the line of a key takes longer than reading it. Never fails:
for a place that cannot be found, the file alone is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from generator.model.dataclass import replace
from generator.model.problems import FieldLocation, PhraseLocation, Problem, SourceLocation
from generator.model.regex import regex
from generator.read.front_matter.parse import decoded
from generator.read.front_matter.yaml_faults import MAX_LINE

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader of libyaml where there is one: an imported archive can have thousands of problems."""

_FENCE = regex(r"\A\s*---[ \t]*\n")
_END = regex(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


_WORD = regex(r"[^\W_]+")
_FIRST_WORDS = 8
_OF_THE_KEY = frozenset({"unknown-key", "missing-key", "duplicate-id"})
"""Codes of problems that are about a key itself and not about its value."""


def located(problem: Problem, folders: Mapping[str, Path]) -> Problem:
    """Return a problem with its line. `folders` gives the real folder for "content", "layouts" and
    "assets"."""
    where = problem.where
    if isinstance(where, FieldLocation):
        text = _text(where.path, folders)
        find = _toml_place if where.path.endswith(".toml") else _yaml_place
        return replace(problem, where=_at(where.path, text, find(text, where.key, of_key=problem.code in _OF_THE_KEY)))
    if isinstance(where, PhraseLocation):
        text = _text(where.path, folders)
        return replace(problem, where=_at(where.path, text, _phrase_place(text, where)))
    if where is not None and where.line and not where.line_text:
        lines = _text(where.path, folders).split("\n")
        return replace(
            problem,
            where=replace(where, line_text=lines[where.line - 1][:MAX_LINE] if where.line <= len(lines) else ""),
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
    return SourceLocation(path, line, position - start + 1, text[start:].split("\n", 1)[0][:MAX_LINE])


def _phrase_place(text: str, where: PhraseLocation) -> int:
    """Return the place of a phrase: in the body rather than in the front matter, as a word rather
    than as a part of one."""
    if not where.phrase:
        return -1
    body = _block(text)[1] if where.path.endswith(".md") else 0
    place = body - 1
    for _ in range(where.occurrence):
        place = text.find(where.phrase, place + 1) if place >= body - 1 else -2
    if where.occurrence and place >= body:
        return place
    alone = re.compile(rf"(?<![\w./-]){re.escape(where.phrase)}")
    if where.path.endswith(".toml"):  # there names are in quotes, and one may begin with another
        quoted = re.compile(rf"""(?<=["']){re.escape(where.phrase)}(?=["'])""")
        match = quoted.search(text) or alone.search(text)
    else:
        match = alone.search(text, body) or alone.search(text)
    # The message has it as readers see it, with other characters than were typed.
    if match is None and where.phrase not in text:
        words = _WORD.findall(where.phrase)[:_FIRST_WORDS]
        match = re.compile(r"[\W_]+".join(words)).search(text, body) if words else None
    return match.start() if match else text.find(where.phrase)


def _block(text: str) -> tuple[int, int]:
    """Return where the front matter of a document begins, after its fence, and where it ends."""
    opening = _FENCE.search(text)
    if not opening:
        return 0, 0
    closing = _END.search(text, opening.end())
    return opening.end(), closing.start() if closing else len(text)


def _yaml_place(text: str, key: str, *, of_key: bool) -> int:
    """Return the place of a key's value in a document ("corrections.0.date"), or of the key itself.
    If it is missing, return that of the nearest parent, or the first line of the front matter."""
    start, end = _block(text)
    block = text[start:end]
    try:
        node = yaml.compose(block, Loader=_LOADER)
    except yaml.YAMLError:
        node = None
    place = text.find("---")
    first, *_ = parts = key.split(".")
    if node is None and (line := regex(rf"(?m)^{re.escape(first)}[ \t]*:[ \t]*").search(text, start, end)):
        return line.start() if of_key else line.end()
    for part in parts:
        child = _child(node, part)
        if child is None:
            break
        mark, node = child
        if not of_key and _has_text(node):
            mark = node.start_mark
        place = start + _index(block, mark)
    return place


def _has_text(node: yaml.Node) -> bool:
    """Whether a value is beside its key, and not on the lines below it or nowhere."""
    return bool(node.value) if isinstance(node, yaml.ScalarNode) else getattr(node, "flow_style", False) is True


def _child(node: yaml.Node | None, part: str) -> tuple[yaml.Mark, yaml.Node] | None:
    """Return the place in the block of a part of a value, and its node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
        entry = node.value[int(part)]
        return entry.start_mark, entry
    return None


def _index(block: str, mark: yaml.Mark) -> int:
    start = 0
    for _ in range(mark.line):
        start = block.find("\n", start) + 1
    return start + mark.column


def _toml_place(text: str, key: str, *, of_key: bool) -> int:
    """Return the place of a value in site.toml, or of its key ("comments.form_url",
    "languages.ckb.date", "site.social.1.url"). If it is missing, return that of its table; else of
    a key of that name outside all tables; else -1."""
    table, *rest = key.split(".")
    numbered = [int(part) for part in rest if part.isdigit()]
    names = [part for part in rest if not part.isdigit()]
    start, end = _table(text, [table, *names[:1]], (numbered or [0])[0])
    deeper, _ = _table(text, [table, *names], 0)
    if len(names) > 1 and deeper >= 0:  # as [languages.ckb.dates]
        return deeper
    if start >= 0:  # a table in a table, as [languages.ckb]
        names = names if numbered else names[1:]
    else:  # or an inline table
        start, end = _table(text, [table], 0)
    if start < 0:
        line = re.search(rf"(?m)\A(?:[^\[\n].*\n|\n)*?({re.escape(table)}[ \t]*=)", text)
        return line.start(1) if line else -1
    for name in reversed(names):
        line = regex(rf"(?m)^[ \t]*({re.escape(name)})[ \t]*=[ \t]*").search(text, start, end)
        if line:
            return line.start(1) if of_key else line.end()
    return start


def _table(text: str, names: list[str], number: int) -> tuple[int, int]:
    """Return where the table of that name begins and ends, or the one of that number if there are
    several; -1 for none."""
    name = r"[ \t]*\.[ \t]*".join(f"[\"']?{re.escape(name)}[\"']?" for name in names)
    headers = list(re.finditer(rf"(?m)^[ \t]*\[+[ \t]*{name}[ \t]*\]+", text))
    if number >= len(headers):
        return -1, -1
    following = regex(r"(?m)^[ \t]*\[").search(text, headers[number].end())
    return headers[number].start(), following.start() if following else len(text)
