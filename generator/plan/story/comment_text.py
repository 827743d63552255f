"""The text of a comment -> HTML. Nothing that a reader wrote becomes an element or an attribute,
except web addresses, which become links. Knows no comment and no page."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from generator.model.regex import regex

_ADDRESS = regex(
    r"(https?://(?>(?:[\w-]+\.)+[\w-]{2,})(?::\d{1,5})?)(?![\w.:-]*@)([/?#][^\s<>\"«»“”]*)?", re.IGNORECASE
)
"""A web address of a named host, and what follows the host. One with a name before the host, as
https://bank.example@…, leads elsewhere than readers think, and is no link."""
_LAST = ".,:;!?'’…،؛؟*_"
"""Signs that end a sentence, and belong to no address that they follow."""
_LONGEST = 2000
_STAYS = "/?:@!$&'()*+,;=~-._%"
"""Characters of an address that stay as they are (RFC 3986), among them those that are quoted already."""
_LONE_PERCENT = regex("%(?![0-9a-fA-F]{2})")


def comment_html(text: str) -> str:
    """Return paragraphs, each in the direction of its first letter (HTML Living Standard, 3.2.6.4);
    line ends are kept. Links are `ugc nofollow`: search engines take them for no advice of the
    outlet."""
    return "".join(f'<p dir="auto">{_paragraph(each)}</p>' for each in text.split("\n\n") if each)


def _paragraph(text: str) -> str:
    pieces: list[str] = []
    last = 0
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match[0])
        if len(address) <= _LONGEST:
            pieces += (html.escape(text[last : match.start()], quote=False), _link(address, len(match[1])))
            last = match.start() + len(address)
    return "".join((*pieces, html.escape(text[last:], quote=False))).replace("\n", "<br>")


def _trimmed(address: str) -> str:
    """Return an address without the signs of the sentence around it."""
    while address:
        end = address[-1]
        pair = {")": "(", "]": "["}.get(end)
        if end not in _LAST and not (pair and address.count(end) > address.count(pair)):
            break
        address = address[:-1]
    return address


def _link(address: str, host: int) -> str:
    """Return the link to an address; `host` is the length of its scheme and host."""
    path, mark, part = _LONE_PERCENT.sub("%25", address[host:]).partition("#")
    href = html.escape(f"{address[:host]}{quote(path, safe=_STAYS)}{mark}{quote(part, safe=_STAYS)}")
    return f'<a href="{href}" rel="ugc nofollow noopener" dir="ltr">{html.escape(address, quote=False)}</a>'
