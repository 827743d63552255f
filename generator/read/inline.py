"""Python-Markdown's inline stage, without the searches that cannot find anything. The output is the same.

The library tries some thirty-five patterns on every run of text, most of which hold no sign that any of them begins with:
that was three quarters of the time an article took. A pattern whose sign is absent is skipped here. Patterns unknown to
the table, as another version of the library may bring, are tried as before.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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
    "em_strong": ("*", "_"),
    "smarty-em-dashes": ("---",),
    "smarty-en-dashes": ("--",),
    "smarty-ellipses": ("...",),
    "smarty-quotes-0": ("'",),
    "smarty-quotes-1": ('"',),
    "smarty-quotes-2": ("\"'",),
    "smarty-quotes-3": ("'\"",),
    "smarty-quotes-4": ("'\"",),
    "smarty-quotes-5": ("\"'",),
    "smarty-quotes-6": ("'",),
    "smarty-quotes-7": ("'",),
    "smarty-quotes-8": ("'",),
    "smarty-quotes-9": ("'",),
    "smarty-quotes-10": ("'",),
    "smarty-quotes-11": ('"',),
    "smarty-quotes-12": ('"',),
    "smarty-quotes-13": ('"',),
    "smarty-quotes-14": ('"',),
}
"""For each pattern of the library and its `smarty` extension, the signs of which a match has at least one."""


_PRIORITIES = {"inline": 20, "smarty": 6}
"""The library's own."""


class QuickInlineProcessor(InlineProcessor):
    """Takes the place of an `InlineProcessor` with the same patterns."""

    def __init__(self, md: Markdown, replaced: InlineProcessor) -> None:
        super().__init__(md)
        self.inlinePatterns = replaced.inlinePatterns
        known = (name for name in _SIGNS if name in self.inlinePatterns)
        signs = {self.inlinePatterns.get_index_for_name(name): _SIGNS[name] for name in known}
        self._patterns = [(pattern, signs.get(index, ("",))) for index, pattern in enumerate(self.inlinePatterns)]

    def _apply(self, *arguments: Any) -> tuple[str, bool, int]:
        applied: tuple[str, bool, int] = self._InlineProcessor__applyPattern(*arguments)  # type: ignore[attr-defined]
        return applied

    # The name Python gives to the base class's private method, by which it is called there.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        start, index = 0, patternIndex
        while index < len(self._patterns):
            pattern, signs = self._patterns[index]
            matched = False
            for sign in signs:
                if sign in data:
                    data, matched, start = self._apply(pattern, data, index, start)
                    break
            if not matched:
                index, start = index + 1, 0
        return data


def quicken(md: Markdown) -> None:
    """Replace the inline stages of a converter whose extensions are all registered."""
    for name, priority in _PRIORITIES.items():
        replaced = md.treeprocessors[name]
        assert isinstance(replaced, InlineProcessor)
        md.treeprocessors.register(QuickInlineProcessor(md, replaced), name, priority)
