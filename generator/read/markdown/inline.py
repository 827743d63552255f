"""Python-Markdown's inline stage, with our own `emphasis` and without searches that cannot find
anything. Apart from emphasis the output is the same.

The library tries some thirty-five patterns on every run of text. Most text has no sign that any of
them begins with: that was three quarters of the time of an article. A pattern whose sign is absent
is skipped here. Patterns that the table does not have, perhaps of another version of the library,
are tried as before.

Emphasis is ours, because version 3.11 of the library loses letters beside unpaired signs, and
remembers signs of one paragraph in the next."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from generator.model.regex import regex
from generator.read.markdown.emphasis import emphases

_SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "emphasis": ("*", "_"),
}
"""For each pattern of the library, the signs of which a match has at least one."""


_OF_THE_LIBRARY = ("em_strong", "em_strong2", "not_strong")
"""The library's patterns of emphasis, in one version or another."""
_SIGN = regex(r"\*|_(?!(?<=\w_)\w)")
"""A possible sign of emphasis: not an underscore within a word."""

_PRIORITY = 20
"""The library's own priority of its inline stage."""


class QuickInlineProcessor(InlineProcessor):
    """Replaces an `InlineProcessor` with the same patterns."""

    def __init__(self, md: Markdown, replaced: InlineProcessor) -> None:
        super().__init__(md)
        self.inlinePatterns = replaced.inlinePatterns
        known = (name for name in _SIGNS if name in self.inlinePatterns)
        signs = {self.inlinePatterns.get_index_for_name(name): _SIGNS[name] for name in known}
        self._emphasis = self.inlinePatterns.get_index_for_name("emphasis") if "emphasis" in self.inlinePatterns else -1
        self._patterns = [(pattern, signs.get(index, ("",))) for index, pattern in enumerate(self.inlinePatterns)]

    def _apply(self, *arguments: Any) -> tuple[str, bool, int]:
        applied: tuple[str, bool, int] = self._InlineProcessor__applyPattern(*arguments)  # type: ignore[attr-defined]
        return applied

    # The name that Python gives to the base class's private method; the base class calls it by this
    # name.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        start, index = 0, patternIndex
        while index < len(self._patterns):
            pattern, signs = self._patterns[index]
            matched = False
            for sign in signs:
                if sign in data:
                    if index == self._emphasis:
                        data = self._emphasised(data)
                        break
                    data, matched, start = self._apply(pattern, data, index, start)
                    break
            if not matched:
                index, start = index + 1, 0
        return data

    def _emphasised(self, data: str) -> str:
        """Return the text with a placeholder of the library for each emphasis. Other signs are
        escaped as after a backslash, because the library reads some texts twice."""
        edges = sorted(
            edge for start, end, width in emphases(data) for edge in ((start - width, width, True), (end, width, False))
        )
        rows: list[list[str]] = [[]]
        last = 0
        for place, width, is_start in edges:
            rows[-1].append(_SIGN.sub(_escaped, data[last:place]))
            last = place + width
            if is_start:
                rows.append([])
            else:
                element = Element("strong" if width == 2 else "em")
                element.text = "".join(rows.pop())
                rows[-1].append(self._InlineProcessor__stashNode(element, "emphasis"))  # type: ignore[attr-defined]
        return "".join((*rows[0], _SIGN.sub(_escaped, data[last:])))


def _escaped(sign: re.Match[str]) -> str:
    return f"{STX}{ord(sign[0])}{ETX}"


def quicken(md: Markdown) -> None:
    """Replace the inline stage of a converter whose extensions are all registered."""
    for name in _OF_THE_LIBRARY:
        md.inlinePatterns.deregister(name, strict=False)
    md.inlinePatterns.register(SimpleTextInlineProcessor("([*_])"), "emphasis", 60)
    replaced = md.treeprocessors["inline"]
    assert isinstance(replaced, InlineProcessor)
    md.treeprocessors.register(QuickInlineProcessor(md, replaced), "inline", _PRIORITY)
