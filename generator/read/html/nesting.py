"""Sanitised HTML -> the same words in valid HTML: no block in a paragraph, in emphasis or in a
link; lists of entries only.

The allow-list returns the tree that a browser makes of a text. It is well-formed, but not always
valid: emphasis that was never closed surrounds headings, and entries stand without a list. Here
formatting is opened again within each block, and misplaced elements get a valid place. A valid text
is returned unchanged. Removes no word, and knows no Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from generator.model.regex import regex
from generator.read.html.allowlist import FORMATTING
from generator.read.html.tables import SECTIONS, table_of
from generator.read.html.tree import Element, Node, tree
from generator.read.html.writer import Format, Writer

_OF_WORDS = frozenset(["h2", "h3", "h4", "h5", "h6", "summary", "caption", "pre", "dt"])
"""Blocks that contain no other block."""
_PICTURE = regex(r"\s*mark[0-9a-f]{20}x\d+\.\s*")
"""The placeholder of a picture, which no text contains."""
_GROUPS = {"li": "ul", "dt": "dl", "dd": "dl"}
"""For each kind of entry, the list that it gets if it is in none."""


_Inside = Callable[[Iterable[Node], Writer, tuple[Format, ...]], None]
"""A function that writes the children of an element."""


def nested(clean: str) -> str:
    """Return valid HTML. `clean` is the result of the allow-list: every tag is written, every
    attribute is in double quotes."""
    writer = Writer()
    _flow(tree(clean), writer, ())
    writer.close()
    return "".join(writer.pieces)


def _flow(nodes: Iterable[Node], writer: Writer, formats: tuple[Format, ...]) -> None:
    """Write blocks and words. `formats` are a paragraph, if there is one, and the formatting around
    the words in it."""
    for group, members in groupby(_joined(nodes), _group):
        if group:
            _list(Element(group, "", list(members)), writer, formats)
        else:
            for node in members:
                _node(node, writer, formats)


def _group(node: Node) -> str:
    return _GROUPS.get(node.tag, "") if isinstance(node, Element) else ""


def _joined(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes without the space between two entries, which would make two lists."""
    held = ""
    last = ""
    for node in nodes:
        if isinstance(node, str) and last and not node.strip():
            held = node
            continue
        group = _group(node)
        if held and group != last:
            yield held
        held, last = "", group
        yield node
    if held:
        yield held


def _node(node: Node, writer: Writer, formats: tuple[Format, ...]) -> None:
    if isinstance(node, str):
        if node.strip():
            writer.words(node, formats)
        else:
            writer.pieces.append(node)
        return
    tag = node.tag
    if tag == "br":
        writer.words(f"<br{node.attributes}>", formats)
    elif tag == "hr":
        writer.block(f"<hr{node.attributes}>")
    elif tag in FORMATTING:
        _formatting(node, writer, formats, _flow)
    elif tag in _WRITERS:
        _WRITERS[tag](node, writer, formats)
    elif tag in _OF_WORDS:
        _block(node, writer, formats, _words)
    else:
        _block(node, writer, formats, _flow)


def _inline(formats: tuple[Format, ...]) -> tuple[Format, ...]:
    return tuple(each for each in formats if each.tag != "p")


def _paragraph(node: Element, writer: Writer, formats: tuple[Format, ...]) -> None:
    writer.close()
    paragraph = Format("p", node.attributes)
    _flow(node.children, writer, (paragraph, *_inline(formats)))
    writer.leave(paragraph)
    writer.close()


def _formatting(node: Element, writer: Writer, formats: tuple[Format, ...], inside: _Inside) -> None:
    one = Format(node.tag, node.attributes)
    if node.tag == "time" and "datetime=" not in node.attributes:
        one.tag = "span"
    if node.tag == "a":  # no link within another: the inner one counts
        formats = tuple(each for each in formats if each.tag != "a")
    if ' id="' in node.attributes:
        writer.words("", (*formats, one))  # a target of links, even without words
    inside(node.children, writer, (*formats, one))
    writer.leave(one)


def _words(nodes: Iterable[Node], writer: Writer, formats: tuple[Format, ...]) -> None:
    """Write the words alone, where no block is allowed."""
    for node in nodes:
        if isinstance(node, str):
            writer.words(node, formats)
        elif node.tag == "br":
            writer.words(f"<br{node.attributes}>", formats)
        elif node.tag in FORMATTING:
            _formatting(node, writer, formats, _words)
        elif not _is_picture(node):
            writer.words(" ", formats)
            _words(node.children, writer, formats)
            writer.words(" ", formats)


def _block(node: Element, writer: Writer, formats: tuple[Format, ...], inside: _Inside) -> None:
    writer.block(f"<{node.tag}{node.attributes}>")
    inside(node.children, writer, _inline(formats))
    writer.block(f"</{node.tag}>")
    if inside is _words:
        _below(node, writer)


def _below(node: Element, writer: Writer) -> None:
    """Write pictures of a heading below it, and those of a table's caption below the table."""
    if node.tag != "caption":
        for mark in _pictures(node.children):
            writer.block(f"<dd><div>{mark}</div></dd>" if node.tag == "dt" else f"<div>{mark}</div>")


def _pictures(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the placeholders of pictures in a heading, which are written below it."""
    for node in nodes:
        if isinstance(node, Element):
            if _is_picture(node):
                yield str(node.children[0])
            else:
                yield from _pictures(node.children)


def _is_picture(node: Element) -> bool:
    only = node.children[0] if len(node.children) == 1 else None
    return node.tag == "div" and isinstance(only, str) and bool(_PICTURE.fullmatch(only))


def _list(node: Element, writer: Writer, formats: tuple[Format, ...]) -> None:
    formats = _inline(formats)
    if node.tag == "dl":
        _definitions(node, writer, formats)
        return
    writer.block(f"<{node.tag}{node.attributes}>")
    for child in _in_entries(node.children, ("li",)):
        if isinstance(child, str):
            writer.pieces.append(child)
        elif child.tag in ("ul", "ol") and writer.into_last_entry():
            # A list within a list belongs to the entry above it.
            _list(child, writer, formats)
            writer.block("</li>")
        elif child.tag == "li":
            _block(child, writer, formats, _flow)
        else:
            _block(Element("li", "", [child]), writer, formats, _flow)
    writer.block(f"</{node.tag}>")


def _in_entries(nodes: Iterable[Node], entries: tuple[str, ...]) -> Iterator[Node]:
    """Yield the children of a list; nodes between its entries go together into an entry of their
    own."""
    loose: list[Node] = []
    for node in nodes:
        is_entry = isinstance(node, Element) and node.tag in (*entries, "ul", "ol")
        if not is_entry and (loose or not isinstance(node, str) or node.strip()):
            loose.append(node)
            continue
        if loose:
            yield Element(entries[-1], "", loose)
            loose = []
        yield node
    if loose:
        yield Element(entries[-1], "", loose)


def _definitions(node: Element, writer: Writer, formats: tuple[Format, ...]) -> None:
    children: list[Node] = []
    for child in node.children:
        is_group = isinstance(child, Element) and child.tag == "div" and any(map(_group, child.children))
        children += child.children if is_group and isinstance(child, Element) else [child]
    entries = list(_in_entries(children, ("dt", "dd")))
    kinds = "".join(
        child.tag[1] if child.tag in ("dt", "dd") else "d" for child in entries if isinstance(child, Element)
    )
    if not re.fullmatch(r"(?:t+d+)*", kinds):  # terms without explanations, or the reverse
        plain = [
            Element("div", child.attributes, child.children) if isinstance(child, Element) else child
            for child in entries
        ]
        _block(Element("div", node.attributes, list(plain)), writer, formats, _flow)
        return
    writer.block(f"<dl{node.attributes}>")
    for child in entries:
        if isinstance(child, str):
            writer.pieces.append(child)
        elif child.tag == "dt":
            _block(child, writer, formats, _words)
        else:
            _block(child if child.tag == "dd" else Element("dd", "", [child]), writer, formats, _flow)
    writer.block("</dl>")


def _details(node: Element, writer: Writer, formats: tuple[Format, ...]) -> None:
    titles = [child for child in node.children if isinstance(child, Element) and child.tag == "summary"]
    if not titles:
        _block(Element("div", node.attributes.replace(' open=""', ""), node.children), writer, formats, _flow)
        return
    formats = _inline(formats)
    writer.block(f"<details{node.attributes}>")
    _block(titles[0], writer, formats, _words)
    _flow([child for child in node.children if child is not titles[0]], writer, formats)
    writer.block("</details>")


def _table(node: Element, writer: Writer, formats: tuple[Format, ...]) -> None:
    """Write a table; nodes outside its cells come above it."""
    formats = _inline(formats)
    table = table_of(node)
    above = [*table.loose, *([] if table.has_rows else table.captions)]
    if above:
        writer.close()
        _flow(above, writer, formats)
        writer.close()
    if table.has_rows:
        writer.block(f"<table{node.attributes}>")
        for caption in table.captions:
            _block(caption, writer, formats, _words)
        _cells(table.rows, writer, formats)
        writer.block("</table>")
        for mark in _pictures(table.captions):
            writer.block(f"<div>{mark}</div>")


def _cells(nodes: Iterable[Node], writer: Writer, formats: tuple[Format, ...]) -> None:
    for node in nodes:
        if isinstance(node, str):
            writer.pieces.append(node)
        elif node.tag == "td":
            _block(node, writer, formats, _flow)
        elif node.tag == "th":
            _block(node, writer, formats, _without_headings)
        else:
            writer.block(f"<{node.tag}{node.attributes}>")
            _cells(node.children, writer, formats)
            writer.block(f"</{node.tag}>")


def _without_headings(nodes: Iterable[Node], writer: Writer, formats: tuple[Format, ...]) -> None:
    _flow(map(_lowered, nodes), writer, formats)


def _lowered(node: Node) -> Node:
    if isinstance(node, str):
        return node
    tag = "p" if node.tag in _OF_WORDS and node.tag.startswith("h") else node.tag
    return Element(tag, node.attributes, [_lowered(child) for child in node.children])


def _out_of_place(node: Element, writer: Writer, formats: tuple[Format, ...]) -> None:
    """Write the words of an element in a wrong place: a summary without details, a row without a
    table."""
    _paragraph(Element("p", "", node.children), writer, formats)


_WRITERS: dict[str, Callable[[Element, Writer, tuple[Format, ...]], None]] = {
    "p": _paragraph,
    "table": _table,
    "details": _details,
    **dict.fromkeys(("ul", "ol", "dl"), _list),
    **dict.fromkeys(("summary", "caption", *SECTIONS, "tr", "td", "th"), _out_of_place),
}
