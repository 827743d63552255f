"""The digest of an article's words: headline and text as readers saw them.

It covers letters, digits, and signs that change a figure (currencies, per cent, plus and minus). It
does not cover spaces, quotation marks, dashes, emphasis, links or pictures. So two digests differ
where words differ, whichever version of the program made the pages. `record/` stores it, so that
later an edit can be found that readers were not told of."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

from generator.model.digests import blake2b
from generator.model.documents import BodyFigure, BodyPart
from generator.model.regex import regex

_TAG = regex(r"<[^>]*>")
_WORD = regex(r"[^\W_]+|[^\w\s]|_")
_SIZE = 8
"""Bytes: two versions of one text are compared, and not all texts with each other."""


def digest_of_words(headline: str, parts: Iterable[BodyPart]) -> str:
    """Return the digest (BLAKE2b of 8 bytes, hexadecimal). `parts` are those of the `Body`."""
    text = "".join(part if isinstance(part, str) else " " * isinstance(part, BodyFigure) for part in parts)
    shown = unicodedata.normalize("NFC", f"{headline} {html.unescape(_TAG.sub(' ', text))}")
    words = " ".join(word for word in _WORD.findall(shown) if word[0].isalnum() or counts(word))
    return blake2b(words.encode(), digest_size=_SIZE).hexdigest()


def counts(sign: str) -> bool:
    """Whether a sign changes a figure beside it: a currency, per cent, plus or minus."""
    return sign in "%‰٪" or unicodedata.category(sign) in ("Sc", "Sm")
