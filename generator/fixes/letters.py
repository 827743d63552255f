"""Signs that look right and are not: letters of another keyboard, marks of direction that nobody sees.
Text in, text out; each function gives the same text again when it is called twice."""

from __future__ import annotations

from generator.model.regex import regex

_DIRECTIONS = regex("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?<=.)\ufeff")
"""Controls of the bidirectional algorithm (UAX 9), and byte order marks that are not the first sign."""

_KURDISH = regex(r"(?:ckb|sdh|lki|hac|ku-Arab|kmr-Arab)(?:-|$)")
_PERSIAN = regex(r"(?:fa|pes|prs)(?:-|$)")
_ARABIC = regex(r"ar(?:-|$)")

_KEYS_OF_KURDISH = str.maketrans({"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u06aa": "\u06a9"})
_KEYS_OF_PERSIAN = str.maketrans({"\u064a": "\u06cc", "\u0643": "\u06a9", "\u06aa": "\u06a9"})
_KEYS_OF_ARABIC = str.maketrans({"\u06a9": "\u0643", "\u06aa": "\u0643"})
_HEH_AND_JOINER = regex("\u0647\u200c")
_INNER_YEH = regex("\u06cc(?=[\u0620-\u064a\u066e-\u06d3])")
"""Farsi yeh before another letter. At the end of an Arabic word it may be a yeh or an alef maksura."""


def without_directions(text: str) -> str:
    """Return a text without marks of direction."""
    return text if text.isascii() else _DIRECTIONS.sub("", text)


def own_letters(text: str, language: str) -> str:
    """Return a text whose letters of Arabic script are those of its language, where that is certain.
    `language` is a BCP 47 tag; in all others than Kurdish, Persian and Arabic nothing changes."""
    if text.isascii():
        return text
    if _KURDISH.match(language):
        return _HEH_AND_JOINER.sub("\u06d5", text.translate(_KEYS_OF_KURDISH))
    if _PERSIAN.match(language):
        return text.translate(_KEYS_OF_PERSIAN)
    if _ARABIC.match(language):
        return _INNER_YEH.sub("\u064a", text.translate(_KEYS_OF_ARABIC))
    return text
