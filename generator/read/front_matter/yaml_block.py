"""A block of YAML -> its values, each as the text in the file (YAML's failsafe schema). Aliases,
anchors and tags are refused: nested aliases turn a few bytes into gigabytes, and `title: !Breaking
news` would lose its first word. Imported only for front matter that is not simple. Knows no key."""

from __future__ import annotations

import re
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from generator.model.problems import Checked, SourceLocation, error
from generator.model.regex import regex
from generator.read.front_matter.simple_lines import NO_VALUE
from generator.read.front_matter.yaml_faults import (
    DUPLICATE,
    INVISIBLE,
    NEST,
    SIGN,
    at,
    refused_problem,
    syntax_problem,
)

try:
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # PyYAML without libyaml: slower, with the same results
    from yaml import BaseLoader  # type: ignore[assignment]

MAX_DEPTH = 100
"""The most levels of lists and mappings. libyaml builds a value by recursion in C, where some
20,000 levels crash the program. Our own front matter has three."""

_OPENING = regex(r"[\[{:]|[-?]\s")
"""Every level needs one of these."""
_SIGNED = regex(r"(?:^|[\s\[{,])[!&*]", re.MULTILINE)


class _Loader(BaseLoader):
    """A loader that refuses a key that occurs twice: YAML would silently use the last one. “No
    value” becomes "", unless it is in quotes."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode) and not value.style and value.value in NO_VALUE:
                value.value = ""
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        problem=f"{DUPLICATE}{key.value}", problem_mark=key.start_mark
                    )
                seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def yaml_values(block: str, path: str, offset: int, lines: list[str]) -> Checked[dict[str, Any] | None]:
    """Return the values. `offset` is the number of lines before the block in the file; `lines` are
    those of the file."""
    try:
        if _SIGNED.search(block) or len(_OPENING.findall(block)) > MAX_DEPTH:
            _refuse_signs_and_nests(block)
        values = YAMLHandler().load(block, Loader=_Loader)
    except yaml.MarkedYAMLError as fault:
        problem = refused_problem(fault, path, offset, lines)
        return Checked(None, (problem or syntax_problem(block, _is_readable, path, offset, lines),))
    except (yaml.YAMLError, ValueError):
        return Checked(
            None,
            (
                error(
                    "yaml-syntax",
                    "The front matter cannot be read: it has characters that do not belong there.",
                    SourceLocation(path, offset),
                    "Write one “key: value” a line.",
                ),
            ),
        )
    if values is None or values == "":
        values = {}
    if not isinstance(values, dict):
        return Checked(
            None,
            (
                error(
                    "not-a-mapping",
                    "The front matter must be lines of “key: value”.",
                    at(path, offset + 1, 1, lines),
                    "Write for instance:  title: The headline",
                ),
            ),
        )
    return Checked({str(key).strip(INVISIBLE): value for key, value in values.items()})


def _is_readable(lines: list[str]) -> bool:
    try:
        return isinstance(yaml.load("\n".join(lines), Loader=BaseLoader), dict | None)
    except (yaml.YAMLError, ValueError):
        return False


def _refuse_signs_and_nests(block: str) -> None:
    depth = 0
    # Both give one event at a time and do not recurse. libyaml refuses deep nesting while it reads
    # ahead, in words that change with its version. The loader in Python has no limit, so our own
    # limit is reached.
    loader = yaml.BaseLoader if len(_OPENING.findall(block)) > MAX_DEPTH else BaseLoader
    for event in yaml.parse(block, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise yaml.constructor.ConstructorError(problem=NEST, problem_mark=event.start_mark)  # type: ignore[arg-type]
        if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
            raise yaml.constructor.ConstructorError(problem=SIGN, problem_mark=event.start_mark)  # type: ignore[arg-type]
