"""Sanitised HTML -> a tree of its elements. The allow-list writes every tag, and every attribute in
double quotes."""

from __future__ import annotations

from generator.model.dataclass import dataclass, field
from generator.model.regex import regex
from generator.read.html.attributes import valid_attributes

MAX_DEPTH = 60
"""Levels of elements; deeper ones are removed, and their words stay."""

_TOKEN = regex(r"<(/?)(\w+)((?: [\w-]+=\"[^\"]*\")*)>|[^<]+")
_VOID = frozenset(["br", "hr"])


@dataclass(slots=True)
class Element:
    tag: str
    attributes: str
    children: list[Element | str] = field(default_factory=list)


Node = Element | str


def tree(clean: str) -> list[Node]:
    root = Element("", "")
    path = [root]
    too_deep = 0
    for match in _TOKEN.finditer(clean):
        closing, tag, attributes = match.groups()
        if tag is None:
            path[-1].children.append(match[0])
        elif closing:
            if too_deep:
                too_deep -= 1
            elif len(path) > 1:
                path.pop()
        elif tag in _VOID:
            path[-1].children.append(Element(tag, valid_attributes(tag, attributes)))
        elif too_deep or len(path) >= MAX_DEPTH:
            too_deep += 1
        else:
            element = Element(tag, valid_attributes(tag, attributes))
            path[-1].children.append(element)
            path.append(element)
    return root.children
