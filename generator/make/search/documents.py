"""An article -> what the search knows of it: a page for Pagefind in the words that searches compare,
and what readers are shown, as it was written. Reads and writes no file."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any, NamedTuple

from generator.model.digests import digest_of_bytes
from generator.model.documents import BodyPart
from generator.model.outputs import SearchEntry
from generator.model.regex import regex
from generator.model.search_words import search_form, search_words
from generator.model.views import Card

_TAG = regex(r"""</?([a-z][a-z0-9]*)(?:"[^"]*"|'[^']*'|[^'">])*>""", re.IGNORECASE)
_IN_WORDS = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
])  # fmt: skip
"""Elements that may begin or end inside a word."""


class SearchDocument(NamedTuple):
    """An article for the search. `name` is that of its page for Pagefind; it begins with the time of
    publication and has the digest of everything else. `page` is HTML; `shown` is what a browser gets
    in place of what Pagefind read there, as JSON. `text` is all that readers may see."""

    name: str
    page: bytes
    shown: bytes
    text: str


def search_documents(
    entries: Iterable[SearchEntry], objects: Mapping[str, bytes], language: str
) -> Iterator[SearchDocument]:
    """Yield articles for the search. `objects` has their cards and texts, pickled, by digest."""
    for entry in entries:
        card: Card = pickle.loads(objects[entry.card.digest])
        body: tuple[BodyPart, ...] = pickle.loads(objects[entry.body]) if entry.body else ()
        around: tuple[str, ...] = pickle.loads(objects[entry.around]) if entry.around else ()
        yield search_document(entry, card, body, language, around)


def search_document(
    entry: SearchEntry, card: Card, body: Iterable[BodyPart], language: str, around: Iterable[str] = ()
) -> SearchDocument:
    """Return an article for the search. `body` are the parts of its text, `card` is what lists show,
    `around` are its key points and captions."""
    names = [to.text for to in card.byline]
    text = " ".join((card.summary, _plain(body), *around))
    written, compared = search_words(text if text.strip() else card.title)  # Pagefind leaves out what has no text
    shown = {
        "url": entry.url,
        "content": written,
        "meta": {
            "title": card.title,
            "section": card.section.text,
            "byline": names,
            "date": card.published.date,
            "iso": card.published.iso,
            "lang": card.lang,
            "dir": card.dir,
            "type": card.type,
        },
    }
    told = (("title", card.title), ("byline", " ".join(names)), ("section", card.section.text),
            ("date", card.published.date))  # fmt: skip
    lines = [
        *(_attribute("meta", name, search_form(text)) for name, text in told if text),
        _attribute("filter", "section", card.section.text),
        _attribute("filter", "year", entry.published[:4]),
        *(_attribute("filter", "author", name) for name in names),
        _attribute("sort", "date", entry.published[:16]),
    ]
    page = (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"></head>'
        f"<body data-pagefind-body>{''.join(lines)}<p>{escape(compared)}</p></body></html>"
    ).encode()
    content = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
    at = datetime.fromisoformat(entry.published).astimezone(UTC)
    name = f"{at:%Y%m%d%H%M%S}-{digest_of_bytes(page + content)}"
    return SearchDocument(name, page, content, "\n".join((card.title, written, *names, card.section.text)))


def _attribute(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-ignore data-pagefind-{kind}="{name}[title]" title="{escape(value)}"></i>'


def _plain(body: Iterable[BodyPart]) -> str:
    """Return the words of a text. Pictures and the place of the dateline have none."""
    return unescape(_TAG.sub(_gap, "".join(part for part in body if isinstance(part, str))))


def _gap(tag: re.Match[str]) -> str:
    return "" if tag[1].lower() in _IN_WORDS else " "


def finished_fragment(made: bytes, shown_of: Callable[[str], bytes]) -> bytes:
    """Return what a browser loads of a result: that of Pagefind (JSON) with the words as they were
    written. `shown_of` gives them by the name of the document. Raises ValueError when both do not
    have the same words, by their number."""
    fragment: dict[str, Any] = json.loads(made)
    own: dict[str, Any] = json.loads(shown_of(fragment["url"].removeprefix("/").removesuffix(".html")))
    if len(fragment["content"].split()) != len(own["content"].split()):
        raise ValueError(f"{own['url']} has other words in the index than on its page")
    return json.dumps(fragment | own, ensure_ascii=False, separators=(",", ":")).encode()
