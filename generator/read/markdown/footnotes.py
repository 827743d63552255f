"""Footnotes of Python-Markdown with ids of our own, and their problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from markdown.extensions.footnotes import FootnoteExtension

from generator.model.problems import PhraseLocation, Problem, error
from generator.model.rules import UNMARKED_FOOTNOTE, broken


class Footnotes(FootnoteExtension):
    """Footnotes with ids of their own for each document: an article, a biography and the comment
    policy may share a page. The library would number the documents, so that an id would depend on
    documents read before."""

    def __init__(self) -> None:
        # The words of a back link would be English on every page; the arrow is understood in all
        # languages.
        super().__init__(BACKLINK_TITLE="", UNIQUE_IDS=True)

    def begin(self, path: str) -> None:
        self.unique_prefix = int(hashlib.blake2b(path.encode(), digest_size=4).hexdigest(), 16)
        self.doubled: list[str] = []
        self.marked: set[str] = set()

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802  # the library's name
        if id in self.footnotes:
            self.doubled.append(id)
        super().setFootnote(id, text)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802  # the library's name
        return super().makeFootnoteId("-".join(id.split()))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802  # the library's name
        if found:  # the library asks for the mark in the text, not for the way back
            self.marked.add(id)
        return super().makeFootnoteRefId("-".join(id.split()), found)

    def problems(self, path: str) -> Iterator[Problem]:
        """Yield a problem for each name that two footnotes have, and for each footnote that no mark
        names."""
        for name in dict.fromkeys(self.doubled):
            message = f"Two footnotes are called [^{name}]: readers would see the second one only."
            where = PhraseLocation(path, f"[^{name}]:")
            yield error("duplicate-footnote", message, where, "Give one of them another name.")
        for name in self.footnotes:
            if name not in self.marked:
                yield broken(UNMARKED_FOOTNOTE, PhraseLocation(path, f"[^{name}]:"), mark=f"[^{name}]")
