"""A writer of valid HTML, from its pieces in their order. Formatting around words that lie in
several blocks is closed before each block and opened again in it."""

from __future__ import annotations

import re

from generator.model.dataclass import dataclass, field


@dataclass(slots=True, eq=False)
class Format:
    """A paragraph or a formatting element around the next words. It is written where these come,
    and again in each block; its id only once."""

    tag: str
    attributes: str

    def opening(self) -> str:
        written = f"<{self.tag}{self.attributes}>"
        if ' id="' in self.attributes:
            self.attributes = re.sub(r' id="[^"]*"', "", self.attributes)
        return written


@dataclass(slots=True)
class Writer:
    """A writer of HTML. `opened` are the formats that are written and not closed yet, the outermost
    first."""

    pieces: list[str] = field(default_factory=list)
    opened: list[Format] = field(default_factory=list)

    def words(self, text: str, formats: tuple[Format, ...]) -> None:
        same = 0
        while same < min(len(self.opened), len(formats)) and self.opened[same] is formats[same]:
            same += 1
        self.close(same)
        for each in formats[same:]:
            self.pieces.append(each.opening())
            self.opened.append(each)
        self.pieces.append(text)

    def close(self, down_to: int = 0) -> None:
        while len(self.opened) > down_to:
            self.pieces.append(f"</{self.opened.pop().tag}>")

    def leave(self, one: Format) -> None:
        if one in self.opened:
            self.close(self.opened.index(one))

    def block(self, text: str) -> None:
        self.close()
        self.pieces.append(text)

    def into_last_entry(self) -> bool:
        """Open the last entry of a list again, if one has just ended."""
        end = len(self.pieces) - 1
        while end >= 0 and not self.pieces[end].strip():
            end -= 1
        if end < 0 or self.opened or self.pieces[end] != "</li>":
            return False
        del self.pieces[end:]
        return True
