"""HTML of our pages -> XHTML, which books consist of. The HTML is that of our own layouts and writers:
valid, with quoted attributes. Knows no book."""

from __future__ import annotations

import html
from html.parser import HTMLParser

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


def xhtml_of(page: str) -> str:
    """Return a page as XHTML: each element is closed, `lang` is given as `xml:lang`, too."""
    parser = _Writer()
    parser.feed(page)
    parser.close()
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' + "".join(parser.written).strip() + "\n"


class _Writer(HTMLParser):
    """Writes what it reads. Elements that HTML lets open are closed with the element around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value if value is not None else name for name, value in attrs}
        if tag == "html":
            values = {"xmlns": "http://www.w3.org/1999/xhtml"} | values
        if "lang" in values:
            values["xml:lang"] = values["lang"]
        written = "".join(f' {name}="{html.escape(value)}"' for name, value in values.items())
        self.written.append(f"<{tag}{written}{'/' if tag in _VOID else ''}>")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while (opened := self._open.pop()) != tag:
            self.written.append(f"</{opened}>")
        self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.written.append(html.escape(data, quote=False))
