"""A tree of Python-Markdown -> the same with typographic signs, also where a quotation begins in one
element and ends in another."""

from __future__ import annotations

import html
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from generator.model.regex import regex
from generator.read.typography import JOINT, with_signs

_HELD = regex(f"({STX}[^{STX}{ETX}]*{ETX})")
"""A placeholder of the library."""
_TYPED = frozenset(["code", "kbd", "pre", "samp", "tt"])
PUT_ASIDE = regex(rf"{STX}wzxhzdk:(\d+){ETX}")
"""The placeholder of a piece of HTML, with its number."""


class TypographyProcessor(Treeprocessor):
    """Replaces typed signs by typographic ones, block by block, across the elements within one.
    Code is unchanged."""

    def run(self, root: Element) -> None:
        self.words: list[str] = []
        self.places: list[tuple[Element, str, int]] = []
        self._visit(root)
        self._set()

    def _visit(self, element: Element) -> None:
        is_block = self.md.is_block_level(element.tag)
        if is_block:
            self._set()
        if element.tag in _TYPED or isinstance(element.text, AtomicString) or element.tag in ("br", "img"):
            self.words.append("\n" if element.tag == "br" else "x")  # it counts as a letter for its neighbours
        else:
            self._take(element, "text")
            for child in element:
                self._visit(child)
                self._take(child, "tail")
        if is_block:
            self._set()

    def _take(self, element: Element, place: str) -> None:
        if text := getattr(element, place):
            if JOINT in text:
                text = text.replace(JOINT, "")
                setattr(element, place, text)
            pieces = _HELD.split(text)
            self.places.append((element, place, len(self.words)))
            self.words += [piece if number % 2 == 0 else self._beside(piece) for number, piece in enumerate(pieces)]

    def _beside(self, held: str) -> str:
        """Return a placeholder of the library as its neighbours see it: a tag as nothing, an entity
        or an escaped sign as a letter or a space."""
        if stashed := PUT_ASIDE.fullmatch(held):
            sign = html.unescape(str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])]))[:1]
            return "" if sign == "<" else _not_a_quote(sign)
        return _not_a_quote(chr(int(held[1:-1]))) if held[1:-1].isdecimal() else "x"

    def _set(self) -> None:
        words, places = self.words, self.places
        self.words, self.places = [], []
        joined = JOINT.join(words)
        printed = with_signs(joined)
        if printed is joined:
            return
        row = printed.split(JOINT)
        for element, place, first in places:
            pieces = _HELD.split(getattr(element, place))
            pieces[::2] = row[first : first + len(pieces) : 2]
            setattr(element, place, "".join(pieces))


def _not_a_quote(sign: str) -> str:
    return "x" if sign in ("'", '"', "", JOINT) else sign
