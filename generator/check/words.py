"""The law of words: every word of a source is on its page, or a problem reports it.

The input is the Markdown of a document and the HTML of its page; the output is the words that only
the Markdown has. It reads Markdown by an expression of its own, and not by the library that makes
the pages: so faults of the library show. Words that are not printed on purpose are ignored, and so
is everything that only may be: a missed word is better than a wrong report. Letters and digits
count, in any script; signs, spaces and the order of words do not. Knows no file and no problem."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from generator.model.dataclass import dataclass
from generator.model.regex import regex

HIDING = "script|style|template|math|svg"
"""Elements of which not even the words are printed; the code that removes them reports it."""

_WORD = regex(r"[^\W_]+")
_TAG = (
    r"</?[a-zA-Z](?!\w*(?::/|[^\s<>]*@))[^\s/<>]*"  # but no address: those are printed
    r"(?:(?:\s|/)+(?:[^\s/<>=\"']+(?:\s*=\s*(?:\"[^\"]*\"(?=[\s/>])|'[^']*'(?=[\s/>])|[^\s\"'<>]+))?)?)*>"
    r"|</?[a-zA-Z](?!\w*(?::/|[^\s<>]*@))[^<>]*>"
)
_OPENING = r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*"
"""The beginning of a line: quotes and lists, nested."""
_IN_BRACES = r"(?:[#.][^\s{}]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}]*)|file_photo|credit_withheld)"
_TARGET = r"\((?:[^()\\\n]|\\.|\n(?!\s*\n)|\((?:[^()\n]|\([^()\n]*\))*\))*\)"
_UNPRINTED = regex(
    rf"""<!--.*?-->
    | <(?P<hiding>{HIDING})\b[^>]*>.*?</(?P=hiding)\s*>
    | <\?.*?\?> | <!\[CDATA\[ | <!\[(?:if|endif)[^>]*> | <!doctype[^>]*>
    | (?<!\\)!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?P<caption>[^{{}}\n]*?)\s*\)(?=$|[\s{{])
    | (?<=\]){_TARGET}
    | ^{_OPENING}\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*<?[^\s<>]*[:/.\#@][^\s<>]*>?(?:[ \t]*\n?[ \t]+(?:"[^\n]*"|'[^\n]*'|\([^\n]*\)))?[ \t]*$
    | \[\^[^\]\n]*\](?::[ \t]*(?:\d+[.)](?=[ \t]))?)?
    | (?<=\])[ ]?\[[^\]\n]*\]
    | \{{:[^{{}}\n]*\}}
    | \{{[ ]*{_IN_BRACES}(?:[ ]+{_IN_BRACES})*[ ]*\}}
    | ^{_OPENING}(?:`{{3,}}|~{{3,}})[^\n`]*$
    | ^{_OPENING}\d+[.)](?=[ \t])
    | {_TAG}
    """,
    re.DOTALL | re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
"""In Markdown: comments, code, addresses, their names, footnote marks, attributes, languages of
code, numbers of lists, tags."""

_UNSHOWN = regex(
    rf"<!--.*?-->|<(?P<hiding>{HIDING})\b[^>]*>.*?</(?P=hiding)\s*>|<(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.DOTALL
)
_CREDIT = regex(r"(?:credit)=(?:\"([^\"]*)\"|'([^']*)')")
_ENTITY = regex(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_SLOW = 4_000
"""Words; finding the places of more would take a minute, and those of the first are enough."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Neighbouring words of a source that are not shown. `place` is where the first begins."""

    words: tuple[str, ...]
    place: int

    def __str__(self) -> str:
        return " ".join(self.words)


def lost_words(text: str, shown: str, also: str = "") -> tuple[Lost, ...]:
    """Return the lost words. `text` is Markdown, `shown` is its HTML; `also` is other text that is
    shown, for example that of pictures."""
    written = list(printed_words(text))
    there = [*shown_words(shown), *words_of(also)]
    absent = Counter(word for word, _ in written) - Counter(there)
    if absent:
        # A removed tag joins two words, another one divides a word: then all the letters are still
        # there in a row.
        before, after = "".join(word for word, _ in written), "".join(there)
        absent = Counter({word: count for word, count in absent.items() if after.count(word) < before.count(word)})
    return tuple(_places(written, there, absent)) if absent else ()


def printed_words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a Markdown text that readers must see, each with its place."""
    text = _composed(text)
    start = 0
    for match in _UNPRINTED.finditer(text):
        yield from _placed(text[start : match.start()], start)
        for name in ("alt", "caption"):
            if match[name]:
                yield from _placed(_blanked(match[name]), match.start(name))
        start = match.end()
    yield from _placed(text[start:], start)


def shown_words(shown: str) -> list[str]:
    return words_of(html.unescape(_UNSHOWN.sub(" ", shown)))


def _placed(piece: str, start: int) -> Iterator[tuple[str, int]]:
    if "&" in piece:  # the places are those of the typed signs
        piece = _ENTITY.sub(lambda match: html.unescape(match[0])[:1].ljust(len(match[0])), piece)
    for match in _WORD.finditer(piece):
        yield match[0], start + match.start()


def _blanked(text: str) -> str:
    return _UNPRINTED.sub(lambda match: " " * len(match[0]), text) if "<" in text else text


def words_of(text: str) -> list[str]:
    return _WORD.findall(_composed(text))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _places(written: list[tuple[str, int]], there: list[str], absent: Counter[str]) -> Iterator[Lost]:
    """Yield lost words with their places. Of several equal words, the neighbours decide which are
    lost."""
    words = [word for word, _ in written]
    candidates = list(range(len(words)))
    if len(words) <= _SLOW:
        blocks = SequenceMatcher(None, words, there, autojunk=False).get_matching_blocks()
        matched = {block.a + step for block in blocks for step in range(block.size)}
        gone = [number for number in range(len(words)) if number not in matched]
        candidates = [*gone, *sorted(matched)]
    left, found = absent.copy(), []
    for number in candidates:
        if left[words[number]] > 0:
            left[words[number]] -= 1
            found.append(number)
    run: list[int] = []
    for number in sorted(found):
        if run and number != run[-1] + 1:
            yield Lost(tuple(words[each] for each in run), written[run[0]][1])
            run = []
        run.append(number)
    if run:
        yield Lost(tuple(words[each] for each in run), written[run[0]][1])
