"""The head of a finished page -> what search engines and social networks read there. The page itself
is asked, so the desk shows what they would get."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_END = "</head>"


class PageHead(NamedTuple):
    """What the head of a page says; "" where it says nothing. `image` is an absolute address."""

    title: str
    description: str
    card_title: str
    card_description: str
    site: str
    image: str
    image_alt: str


def head_of(page: str) -> PageHead:
    parser = _Head()
    parser.feed(page.partition(_END)[0])
    says = parser.says.get
    return PageHead(
        parser.title.strip(),
        says("description", ""),
        says("og:title", ""),
        says("og:description", ""),
        says("og:site_name", ""),
        says("og:image", ""),
        says("og:image:alt", ""),
    )


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.says, self._is_title = "", dict[str, str](), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_title = tag == "title"
        if tag == "meta":
            given = {name: value or "" for name, value in attrs}
            name = given.get("property") or given.get("name") or ""
            self.says.setdefault(name, given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title += data
