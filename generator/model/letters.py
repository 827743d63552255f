"""Text -> the same text in one normal form, for comparison.

Addresses, tags, bylines and the search for duplicates compare words with these functions. Texts
that readers see are never changed by them.

Unicode has several codes for one letter of Arabic script, and keyboards have several keys for it.
Telephones add vowel signs, joiners and digits of their own. The rules for Sorani follow Lucene's
SoraniNormalizer. Text in ASCII returns unchanged at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from generator.model.regex import regex

DEVICES = r"(?:con|prn|aux|nul|com\d|lpt\d)"
"""A pattern of the names that Windows reserves: no file can have one."""

_ARABIC_SCRIPT = regex("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_SIGNS_ON_LETTERS = regex(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0653\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
"""Vowel signs of Arabic and Hebrew; a word is the same with and without them. (Hamzas are not here:
they make another letter.)"""
_YEH_WITH_HAMZA = regex("[\u0649\u064a\u06cc]\u0654")
_STRAY_HAMZA = regex("[\u0654\u0655]")
_HEH_AND_JOINER = regex("\u0647\u200c")
_LAST_HEH = regex("(?<=\\w)\u0647(?![\\w\u0640\u200d])")
"""Heh at the end of a word. Before a stretch or a joiner it is meant as the consonant."""
_FIRST_RREH = regex("(?<!\\w)\u0695")

_TATWEEL = "\u0640"
_ARABIC = {0x06CC: "\u064a", 0x06A9: "\u0643", 0x06AA: "\u0643"} | dict.fromkeys((0x06BE, 0x06C1, 0x06D5), "\u0647")
_PERSIAN = {0x064A: "\u06cc", 0x0649: "\u06cc", 0x0643: "\u06a9", 0x06AA: "\u06a9", 0x06D5: "\u0647", 0x0629: "\u0647"}
_KURDISH = {
    0x064A: "\u06cc",
    0x0649: "\u06cc",
    0x06D0: "\u06ce",
    0x0643: "\u06a9",
    0x06AA: "\u06a9",
    0x0629: "\u06d5",
    0x06BE: "\u0647",
    0x06C1: "\u0647",
    0x0692: "\u0695",
}
_IN_ARABIC = regex(r"(?:ar|arz|apc|acm|afb|ary|aeb|ayl)(?:-|$)")
_IN_PERSIAN = regex(r"(?:fa|pes|prs|ps|ur|azb|sd|ks)(?:-|$)")
_IN_TURKISH = regex(r"(?:tr|az|crh|gag)(?:-|$)")
_TURKISH_CAPITALS = str.maketrans({"I": "ı", "İ": "i"})
SEARCHED: Mapping[int, str | None] = str.maketrans(
    {
        "\u0671": "\u0627",
        "\u0649": "\u06cc",
        "\u064a": "\u06cc",
        "\u0643": "\u06a9",
        "\u0629": "\u0647",
        "\u06d5": "\u0647",
        "\u0621": None,
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
    }
)
"""Letters that a search does not tell apart, beside those that differ in an accent."""


def ascii_digits(text: str) -> str:
    """Return the text with the digits of any script as 0 to 9; addresses use these."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


@lru_cache(maxsize=20_000)
def one_encoding(text: str, language: str = "") -> str:
    """Return the text with each letter in the one code that `language` uses, with ASCII digits.
    `language` is a BCP 47 tag; "" means Kurdish. Vowel signs, stretches, joiners and other
    invisible signs are removed. The result is in Unicode's normal form KC."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    if _ARABIC_SCRIPT.search(plain):
        plain = _in_one_alphabet(plain, language)
    plain = _SIGNS_ON_LETTERS.sub("", ascii_digits(plain))
    return "".join(sign for sign in plain if not _is_unseen(sign))


def _in_one_alphabet(text: str, language: str) -> str:
    plain = _STRAY_HAMZA.sub("", _YEH_WITH_HAMZA.sub("\u0626", _SIGNS_ON_LETTERS.sub("", text)))
    if _IN_ARABIC.match(language):
        return plain.replace(_TATWEEL, "").translate(_ARABIC)
    if _IN_PERSIAN.match(language):
        return plain.replace(_TATWEEL, "").translate(_PERSIAN)
    plain = _LAST_HEH.sub("\u06d5", _HEH_AND_JOINER.sub("\u06d5", plain))
    return _FIRST_RREH.sub("\u0631", plain.replace(_TATWEEL, "").translate(_KURDISH))


def _is_unseen(sign: str) -> bool:
    """Whether a sign is invisible: joiners, marks of direction, soft hyphens, selectors
    of emoji."""
    return not sign.isascii() and (unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f")


@lru_cache(maxsize=20_000)
def folded(text: str, language: str = "") -> str:
    """Return one form for all spellings of a word in `language`: one encoding, small letters.
    Accents and hamzas stay, because they make other words: “kâr” is not “kar”."""
    if _IN_TURKISH.match(language):
        text = text.translate(_TURKISH_CAPITALS)
    elif text.isascii():
        return text.casefold()
    plain = one_encoding(text, language).replace("İ", "i").casefold()
    return unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """Return one form for all spellings of a person's name, in whatever language the article is."""
    return " ".join(folded(name).replace("ı", "i").split())


@lru_cache(maxsize=20_000)
def searched(text: str) -> str:
    """Return the form in which a search compares words: without accents and hamzas, too."""
    plain = folded(text)
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain.translate(SEARCHED))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(SEARCHED)


def is_of_word(sign: str) -> bool:
    """Whether a character is part of a word: letters, digits, and the vowel marks of Indian
    scripts."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
