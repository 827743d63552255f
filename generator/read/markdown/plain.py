"""The plain blocks of a Markdown text -> their HTML, as Python-Markdown and the allow-list make it,
in a tenth of the time.

Most of an article is paragraphs, headings, quotations and lists of words, with some *emphasis* and
[links](to). The HTML of such a block depends on nothing around it, so one expression makes it here.
The grammar is strict, because the library is the standard. A block with any sign that the library
might read in another way is not plain: the library converts it. The grammar has no < > & and only
safe addresses, so the allow-list has nothing to remove. The tests compare the two on texts of all
kinds. Knows no document and no problem."""

from __future__ import annotations

from itertools import pairwise

from generator.model.regex import regex
from generator.read.typography import JOINT, with_signs

_ACROSS_BLOCKS = ("<", "```", "~~~", "///")
"""Signs that affect more than their own block: HTML, fenced code, the place of footnotes."""

_SPECIAL = (
    r"<>&*_`\\\[\]{}|=~^#"  # signs of Markdown, of HTML, and of the library's extensions
    r"\x00-\x09\x0b-\x1f\x7f-\xa0\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"  # characters that HTML writes in another way, or not at all
    r"\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # spaces that are stripped where a plain one is
)
_WORDS = rf"[^\n{_SPECIAL}]"
_EMPHASISED = rf"[^\W_]{_WORDS}*+(?<=[\w.,!?%)])"
_BEFORE, _BEHIND = r"(?<![^\s(\"'])", r"(?![^\s.,;:!?)\"'])"
_HOST = r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}"
_PATH = r"[A-Za-z0-9._~%/-]*"
_QUERY = r"[A-Za-z0-9._%=-]*(?:&[A-Za-z0-9]+=[A-Za-z0-9._%=-]*)*"  # &copy and &#0 would be references of HTML, &copy= is none
_ADDRESS = rf"(?:{_HOST}(?:/{_PATH})?|(?:/|(?:\.\.?/)+)?[A-Za-z0-9]{_PATH}|id:[A-Za-z0-9._-]+)(?:\?{_QUERY})?(?:#[A-Za-z0-9._-]+)?"
_INLINE = regex(
    rf"(?P<text>[^{_SPECIAL}]++)"
    rf"|{_BEFORE}\*\*(?P<strong>{_EMPHASISED})\*\*{_BEHIND}"
    rf"|{_BEFORE}\*(?P<em>{_EMPHASISED})\*{_BEHIND}"
    rf"|(?<!!)\[(?P<linked>{_WORDS}++)\]\((?P<address>{_ADDRESS})\)"
)
_HEADING = regex(r"(#{2,6}) (.+)")
_QUOTATION = regex(r"> .+(?:\n> .+)*")
_LIST = regex(r"- .+(?:\n- .+)*")
_NOT_A_LINE = regex(r"[ +:-]|\d+\.|$")
_BETWEEN_LINES = regex(rf"\n(?:{_NOT_A_LINE.pattern}|(?<= \n)|\n)")
"""A list, a rule, code, or nothing."""

Block = tuple[str, str | None]
"""A block of Markdown and its HTML; None when it is not plain, "" when it is empty."""


def divided(text: str) -> list[Block]:
    """Return the blocks of a text, divided at empty lines."""
    blocks = text.split("\n\n")
    if any(sign in text for sign in _ACROSS_BLOCKS):
        return [(block, None) for block in blocks]
    made = [_block(block.strip("\n")) for block in blocks]
    # A list or a quotation includes the blocks beside it.
    joins = [(number, html is None or html.startswith(("<b", "<u"))) for number, html in enumerate(made) if html != ""]
    for (first, first_joins), (second, second_joins) in pairwise(joins):
        if first_joins and second_joins:
            made[first] = made[second] = None
    return list(zip(blocks, made, strict=True))


def _block(block: str) -> str | None:
    if block.startswith("#"):
        heading = _HEADING.fullmatch(block)
        return _element(f"h{len(heading[1])}", heading[2]) if heading else None
    if block.startswith("> "):
        paragraph = _element("p", block[2:].replace("\n> ", "\n")) if _QUOTATION.fullmatch(block) else None
        return f"<blockquote>\n{paragraph}\n</blockquote>" if paragraph else None
    if block.startswith("- "):
        entries = [_element("li", entry) for entry in block[2:].split("\n- ")] if _LIST.fullmatch(block) else [None]
        return "\n".join(("<ul>", *filter(None, entries), "</ul>")) if None not in entries else None
    return _element("p", block) if block else ""


def _element(tag: str, text: str) -> str | None:
    """Return the element; None when the text contains anything outside the grammar."""
    if _NOT_A_LINE.match(text) or text[-1] == " " or ("\n" in text and _BETWEEN_LINES.search(text)):
        return None
    whole = _INLINE.match(text)
    if whole and whole.lastgroup == "text" and whole.end() == len(text):
        return f"<{tag}>{with_signs(text)}</{tag}>"
    pieces: list[str] = []
    words: list[str] = []
    end = 0
    for match in _INLINE.finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        kind = match.lastgroup or ""
        if kind == "text":
            pieces += ("", "")
            words.append(match[kind])
        elif kind == "address":
            address = match[kind].replace("&", "&amp;")
            pieces += (f'<a href="{address}">', "</a>")
            words.append(match["linked"])
        else:
            pieces += (f"<{kind}>", f"</{kind}>")
            words.append(match[kind])
    if end != len(text):
        return None
    if len(words) == 1:
        return f"<{tag}>{pieces[0]}{with_signs(words[0])}{pieces[1]}</{tag}>"
    printed = with_signs(JOINT.join(words)).split(JOINT)
    inside = (f"{pieces[2 * at]}{each}{pieces[2 * at + 1]}" for at, each in enumerate(printed))
    return "".join((f"<{tag}>", *inside, f"</{tag}>"))
