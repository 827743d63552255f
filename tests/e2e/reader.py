"""A page as a reader gets it: its text run by run, its links, its ids. Reads HTML with html.parser alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_INLINE = frozenset(["a", "abbr", "b", "bdi", "cite", "em", "i", "mark", "q", "s", "small", "span", "strong", "time"])
_UNREAD = frozenset(["head", "script", "style", "template", "title"])
_VOID = frozenset(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])
_ADDRESSES = frozenset(["href", "src", "srcset", "imagesrcset", "poster", "action", "data"])
_CSS_URL = re.compile(r"url\(([^)]+)\)")


@dataclass(slots=True)
class Page:
    """`runs` are texts that no block element interrupts, in reading order; `addresses` all that the page names, each with
    the attribute that names it; `links` text and address of every link."""

    runs: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    title: str = ""
    robots: str = ""
    canonical: str = ""
    refresh: str = ""

    @property
    def noindex(self) -> bool:
        return "noindex" in self.robots

    def link(self, text: str) -> str:
        """The address of the one link whose text begins so."""
        (address,) = [address for words, address in self.links if words.startswith(text)]
        return address

    def follow(self, *texts: str) -> None:
        """Assert that runs with these texts in them follow each other, in this order."""
        rest = iter(self.runs)
        for text in texts:
            assert any(text in run for run in rest), f"“{text}” is missing, or not in its place, in {self.runs}"


def read_page(html: str | Path) -> Page:
    parser = _Parser()
    parser.feed(html if isinstance(html, str) else html.read_text("utf-8"))
    parser.close()
    parser.end_run()
    return parser.page


def css_addresses(css: str) -> list[str]:
    return [address.strip("\"' ") for address in _CSS_URL.findall(css)]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._within: list[str] = []
        self._run = ""
        self._link: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attributes}
        if tag not in _INLINE:
            self.end_run()
        if "id" in said:
            self.page.ids.append(said["id"])
        for key in sorted(said.keys() & _ADDRESSES):
            several = [each.split()[0] for each in said[key].split(", ")] if "srcset" in key else [said[key]]
            self.page.addresses += [(key, address) for address in several]
        match tag:
            case "a":
                self._link = [said.get("href", ""), ""]
            case "meta" if said.get("name") == "robots":
                self.page.robots = said["content"]
            case "meta" if said.get("http-equiv") == "refresh":
                self.page.refresh = said["content"].partition("url=")[2]
                self.page.addresses.append(("refresh", self.page.refresh))
            case "link" if said.get("rel") == "canonical":
                self.page.canonical = said["href"]
        if tag not in _VOID:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_run()
        if tag == "a" and self._link:
            self.page.links.append((" ".join(self._link[1].split()), self._link[0]))
            self._link = []
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._within:
            self.page.title += data
        if not _UNREAD.intersection(self._within):
            self._run += data
            if self._link:
                self._link[1] += data

    def end_run(self) -> None:
        if text := " ".join(self._run.split()):
            self.page.runs.append(text)
        self._run = ""
