"""The bytes of a file -> its front matter and its body. Knows no key and no meaning.

python-frontmatter takes an unclosed block for body text and loses line numbers; so the fences are found here, the block
between them is handed to it, and a fault is placed by the marks of its YAML parser (`faults`).

Every value is read as the text that stands there (YAML's "failsafe" schema): `section: no` is the section "no" and not
false, `title: 2021` is a title. What a value means is for `schema` to say. Aliases, anchors and tags are refused: a nest
of aliases makes a few bytes into gigabytes, and `title: !Breaking news` would lose its first word.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.model.problems import Checked, SourceLocation, error
from generator.read.faults import INVISIBLE, MAX_LINE, NEST, SIGN, at, conflict_problem, hash_problems, yaml_problem

try:
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # PyYAML without libyaml: slower, the same results
    from yaml import BaseLoader  # type: ignore[assignment]

MAX_FRONT_MATTER = 100_000
"""Characters; a front matter above this size has swallowed its body."""

MAX_DEPTH = 100
"""Lists and mappings in one another. libyaml puts a value together by recursion in C, where some 20,000 levels end the
program without a word; our own front matter has three."""

_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
"""Line ends of word processors, which YAML takes for line ends and editors do not see."""

_OPENING = re.compile(r"[\[{:]|[-?]\s")
"""Nothing nests without one of these."""
_SIGNED = re.compile(r"(?:^|[\s\[{,])[!&*]", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_PELICAN = re.compile(r"(?i)(title|date|author|authors|slug|category|tags|summary)\s*:")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` as text, lists and mappings."""

    values: dict[str, Any]
    body: str


class _Loader(BaseLoader):
    """Refuses a key that stands twice: YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        problem=f"duplicate key {key.value}", problem_mark=key.start_mark
                    )
                seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def decoded(content: bytes, path: str) -> Checked[str | None]:
    """The text of a file, with line ends as `\\n` and without a byte order mark or control characters."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _fault(
            "not-utf8", "The file is in UTF-16, not in UTF-8.", SourceLocation(path), "Save it with the encoding UTF-8."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        line_text = content.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        return _fault(
            "not-utf8",
            "The file is not in UTF-8: here stands a character in an older encoding (Windows-1252, Windows-1256 …).",
            SourceLocation(path, line, len(before) - before.rfind("\n"), line_text[:MAX_LINE]),
            "Save it with the encoding UTF-8.",
        )
    return Checked(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)))


def split(text: str, path: str) -> Checked[FrontMatter | None]:
    """The front matter and the body of a document. `path` is for problems only."""
    lines = text.split("\n")
    if not text.strip():
        return _fault("empty-file", "The file is empty.", SourceLocation(path, 1), "Write it, or delete it.")
    if conflict := conflict_problem(text, path):
        return Checked(None, (conflict,))
    start = next(number for number, line in enumerate(lines) if line.strip())
    if lines[start].rstrip() != "---":
        return _no_fence(lines[start], start + 1, path)
    end = next((number for number in range(start + 1, len(lines)) if lines[number].rstrip() in ("---", "...")), None)
    if end is None:
        return _fault(
            "unclosed-front-matter",
            "The front matter begins here and never ends.",
            at(path, start + 1, 1, lines),
            "Put a line with only --- between the front matter and the text.",
        )
    block = "\n".join(lines[start + 1 : end])
    checked = _parsed(block, path, start + 1, lines)
    if checked.value is None:
        return Checked(None, checked.problems)
    if cut_off := hash_problems(path, start + 1, end, lines):
        return Checked(None, cut_off)
    return Checked(FrontMatter(checked.value, "\n".join(lines[end + 1 :])))


def _parsed(block: str, path: str, offset: int, lines: list[str]) -> Checked[dict[str, Any] | None]:
    """`offset` is the number of lines in the file before the block."""
    block = block.replace("\xa0", " ")  # as word processors paste it; YAML takes it for a letter
    if len(block) > MAX_FRONT_MATTER:
        return _fault(
            "too-large",
            f"The front matter has {len(block):,} characters.",
            SourceLocation(path, offset),
            "Is the line with --- that ends it in the right place?",
        )
    try:
        if _SIGNED.search(block) or len(_OPENING.findall(block)) > MAX_DEPTH:
            _refuse_signs_and_nests(block)
        values = YAMLHandler().load(block, Loader=_Loader)
    except yaml.MarkedYAMLError as fault:
        return Checked(None, (yaml_problem(fault, path, offset, lines),))
    except (yaml.YAMLError, ValueError):
        return _fault(
            "yaml-syntax",
            "The front matter cannot be read: it has characters that do not belong there.",
            SourceLocation(path, offset),
            "Write one “key: value” a line.",
        )
    if values is None or values == "":
        values = {}
    if not isinstance(values, dict):
        return _fault(
            "not-a-mapping",
            "The front matter must be lines of “key: value”.",
            at(path, offset + 1, 1, lines),
            "Write for instance:  title: The headline",
        )
    return Checked({str(key).strip(INVISIBLE): value for key, value in values.items()})


def _refuse_signs_and_nests(block: str) -> None:
    depth = 0
    for event in yaml.parse(block, Loader=BaseLoader):  # one at a time: it does not recurse
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.constructor.ConstructorError(problem=NEST, problem_mark=event.start_mark)  # type: ignore[arg-type]
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            raise yaml.constructor.ConstructorError(problem=SIGN, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _no_fence(line: str, number: int, path: str) -> Checked[Any]:
    where = SourceLocation(path, number, 1, line[:MAX_LINE])
    if line.rstrip() == "+++":
        hint = "This is front matter in TOML, as Hugo and Zola write it. Here it is YAML: --- above and below, and “key: value”."
    elif line.strip().startswith("{"):
        hint = "This is front matter in JSON. Here it is YAML: a line --- above and below, and “key: value” between."
    elif _PELICAN.match(line) or line.startswith(".. title"):
        hint = "Put a line with only --- above the first key, and one below the last."
    elif re.fullmatch(r"\s*-{2,}\s*", line):
        hint = "The line above the front matter is exactly three hyphens: ---"
    else:
        hint = "Begin the file with a line ---, then title:, date: and section:, then a line ---, then the text."
    return _fault("no-front-matter", "The file does not begin with front matter.", where, hint)


def _fault(code: str, message: str, where: SourceLocation, hint: str) -> Checked[Any]:
    return Checked(None, (error(code, message, where, hint),))
