"""A list of attributes in braces after or below an element: `{: .pull}`, `{#the-vote}`,
`{credit="Name/Agency" file_photo}`.

It replaces the library's extension, which reads any words in braces as attributes, so that readers
never see them.

A list has classes, ids, and names with a value; without a colon, only names that HTML has. Only
after a picture may a word alone be an attribute, and a name be any: unknown ones are reported. All
other braces are printed as they are."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from generator.model.regex import regex

_LIST = r"\{(:?[ ]*(?:\"[^\"\n]*\"|'[^'\n]*'|[^{}\n\"'])+)\}"
_INLINE = regex(_LIST)
_AT_THE_END = regex(rf"[ ]+{_LIST}[ ]*$")
_ON_THE_LAST_LINE = regex(rf"\n[ ]*{_LIST}[ ]*$")
_ATTRIBUTE = regex(r"""\s*(?:\.(?P<class>[\w-]+)|\#(?P<id>[^\s.#={}"']+)|(?P<name>[^\W\d][\w-]*)(?:=(?:"(?P<one>[^"]*)"|'(?P<two>[^']*)'|(?P<bare>[^\s"'{}]+)))?)(?=\s|$)""")  # fmt: skip
_KNOWN = regex(
    "align|cite|class|colspan|datetime|dir|download|height|href|hreflang|id|itemprop|lang|loading|media|name|open|rel|reversed|role"
    "|rowspan|scope|start|style|target|title|translate|type|value|width|on[a-z]+|(?:aria|data)-.+"
)
"""Attributes of HTML that texts of other programs set."""
_ENDING = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th"])
"""Elements of one line, with the list after their text; for others it has a line of its own."""


def attributes(written: str, *, of_picture: bool) -> list[tuple[str, str | None]] | None:
    """Return the attributes between the braces, with "." as the name of a class; None when it is no
    list of attributes."""
    found: list[tuple[str, str | None]] = []
    has_colon = written.startswith(":")
    end = int(has_colon)
    while end < len(written.rstrip()):
        match = _ATTRIBUTE.match(written, end)
        if match is None:
            return None
        end = match.end()
        value = next((match[each] for each in ("one", "two", "bare") if match[each] is not None), None)
        if match["class"] or match["id"]:
            found.append((".", match["class"]) if match["class"] else ("id", match["id"]))
        elif of_picture or (value is not None and (has_colon or _KNOWN.fullmatch(match["name"]))):
            found.append((match["name"], value))
        else:
            return None
    return found or None


class _Attributes(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if self.md.is_block_level(element.tag):
                self._of_block(element)
            elif element.tail and element.tail.startswith("{"):
                self._of_words(element)

    def _of_words(self, element: Element) -> None:
        match = _INLINE.match(element.tail or "")
        found = attributes(match[1], of_picture=element.tag == "img") if match else None
        if match and found:
            _set(element, found)
            element.tail = (element.tail or "")[match.end() :]

    def _of_block(self, element: Element) -> None:
        """Apply the list at the end of an element's own words: before a list within a list."""
        inner = next((place for place, child in enumerate(element) if child.tag in ("ul", "ol")), len(element))
        last = element[inner - 1] if inner else None
        text = (element.text if last is None else last.tail) or ""
        if "{" not in text:
            return
        match = (_AT_THE_END if element.tag in _ENDING else _ON_THE_LAST_LINE).search(text)
        found = attributes(match[1], of_picture=False) if match else None
        if match is None or not found:
            return
        _set(element, found)
        left = text[: match.start()]
        if element.tag in _ENDING and element.tag[0] == "h":
            left = left.rstrip("#").rstrip()
        if last is None:
            element.text = left
        else:
            last.tail = left


def _set(element: Element, found: list[tuple[str, str | None]]) -> None:
    for name, value in found:
        if name == ".":
            element.set("class", f"{element.get('class', '')} {value}".strip())
        else:
            element.set(name, value or "")


class AttributesExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # the library's name
        md.treeprocessors.register(_Attributes(md), "attributes", 8)
