"""A text, or what a reader types -> the words by which a search finds it. Both sides of the search go
through the same rules: Python for the articles, the script of the search page for what is typed.

The rules work sign by sign, so that a table is all that the script needs. They are wider than
`letters.searched`: readers type on the keyboard that they have, and one for Arabic has neither ێ nor
ڕ. Spellings that `searched` does not tell apart are one word here, too. No text that readers see is
changed by them."""

from __future__ import annotations

import json
import sys
import unicodedata
from functools import cache

from generator.model.letters import SEARCHED

_VARIANTS = {
    "ي": "یێېۍ",
    "ك": "کڪ",
    "ه": "ھہەۂۃ",
    "و": "ۆ",
    "ر": "ڕ",
    "ل": "ڵ",
    "": "\u0640",
    "ss": "ß",
    "σ": "ς",
    "'": "’‘ʼʹ`",
    '"': "“”„«»",
    "-": "_‐‑–—",
}
"""What stands for other letters: those of an Arabic keyboard for Kurdish and Persian ones, plain
quotes and hyphens for all others. The Arabic codes are those that Pagefind's stemmer knows."""


def _letters() -> dict[str, str]:
    wide = {sign: plain for plain, signs in _VARIANTS.items() for sign in signs}
    searched = {chr(code): "".join(wide.get(sign, sign) for sign in to or "") for code, to in SEARCHED.items()}
    return {sign: to for sign, to in (searched | wide).items() if sign != to}


LETTERS = _letters()
"""What stands in a word in place of a letter; "" for nothing."""


class _Table(dict[int, str | None]):
    """A table for `str.translate` that is filled as letters are met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = found = _plain(chr(code))
        return found


def _plain(sign: str) -> str | None:
    if sign in LETTERS:
        return LETTERS[sign]
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    return None if kind[0] == "M" or kind == "Cf" else sign


_TABLE = _Table()


def search_form(text: str) -> str:
    """Return a text in the form in which searches compare words: compatible forms of Unicode (NFKD)
    in small letters, then without marks and invisible signs, each letter as in `LETTERS`, digits
    of any script as 0 to 9."""
    if text.isascii():
        return text.lower().translate(_TABLE)
    return unicodedata.normalize("NFKD", text).lower().translate(_TABLE)


_NOTHING_LEFT = "·"


def search_words(text: str) -> tuple[str, str]:
    """Return the words of a text, one space between them: as written, and as searches compare them.
    Both have the same number of words, so that a place in one is a place in the other."""
    written = text.replace("\u200b", "").replace("\ufeff", "").split()
    compared = search_form(" ".join(written)).split()
    if len(compared) != len(written):  # a sign became several words, or a word of marks became nothing
        compared = ["".join(search_form(word).split()) or _NOTHING_LEFT for word in written]
    return " ".join(written), " ".join(compared)


@cache
def search_rules() -> str:
    """Return the rules for the script of the search page, as JSON: `letters`, and the `zeros` of all
    scripts, each of which begins ten digits."""
    zeros = [chr(code) for code in range(128, sys.maxunicode) if unicodedata.decimal(chr(code), None) == 0]
    plain = [zero for zero in zeros if unicodedata.normalize("NFKD", zero) == zero]
    return json.dumps({"letters": LETTERS, "zeros": "".join(plain)}, ensure_ascii=False, separators=(",", ":"))
