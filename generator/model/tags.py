"""A tag as it is typed -> its id. Two spellings of one word are one tag, and have one page. Knows
no other tag."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from generator.model.letters import DEVICES, folded, is_of_word
from generator.model.regex import regex

_AFTER_HASH = regex(r"^[#@]+(?=\w)")
_BELOW_ZERO = regex(r"^-(?=\d)")
_POINTS_BEHIND = regex(r"[.,:;…،؛]+(?=[\s-]|$)")
_SPACES_ROUND_SIGNS = regex(r"-*([^\w-]|-)-*")
_APOSTROPHES = regex("['\u2018\u2019\u02bc]")
_NO_PART_OF_A_NAME = frozenset("|~^`´¨®©&")
"""Symbols that stand between words or beside them, and make no other word."""
_MAY_TELL_APART = frozenset(["Po", "Sm", "Sc", "So"])
"""Categories of Unicode: punctuation that neither opens nor closes, and symbols."""


@lru_cache(maxsize=10_000)
def tag_id(name: str, language: str = "") -> str:
    """Return the id of a tag, which is the same for all its spellings and is used in addresses; ""
    without a letter or digit.

    It has the letters and digits of the tag in one normal form of its `language`, with hyphens
    between words. It depends on no other tag. A sign that makes another word (“C++” is not “C”,
    “-5” is not “5”) is not allowed in an address, so letters made from the name replace it. A sign
    between words may or may not do so: see `tag_in_signs`."""
    word = _tag_word(name, language)
    spelled = "".join(map(_sign_of_tag, f" {word}", word, f"{word[1:]} "))
    spelled = re.sub("-+", "-", spelled).strip("-")
    plain = re.sub("-+", "-", "".join(sign if is_of_word(sign) else "-" for sign in spelled)).strip("-")
    if not any(map(str.isalnum, plain)):
        return ""
    is_faithful = re.sub(r"(?<=\d)\.(?=\d)", "-", spelled) == plain and not re.fullmatch(DEVICES, plain)
    return spelled if is_faithful else f"{plain}-{hashlib.blake2b(spelled.encode(), digest_size=3).hexdigest()}"


@lru_cache(maxsize=10_000)
def tag_in_signs(name: str, language: str = "") -> str:
    """Return a form that tells tags of one id apart which may be two words: “r&b” and “r-b”, “u.s”
    and “u-s”. It is the same for a tag with spaces, hyphens or quotation marks, or without the
    point at the end of a word."""
    word = _POINTS_BEHIND.sub("", _tag_word(name, language))
    signs = "".join(sign if is_of_word(sign) or _may_tell_apart(sign) else "-" for sign in word)
    return _SPACES_ROUND_SIGNS.sub(r"\1", signs).strip("-")


def _tag_word(name: str, language: str) -> str:
    word = folded(name.strip(), language)
    return _APOSTROPHES.sub("", _AFTER_HASH.sub("", _BELOW_ZERO.sub("\u2212", word)))


def _may_tell_apart(sign: str) -> bool:
    return sign == "&" or (unicodedata.category(sign) in _MAY_TELL_APART and sign not in _NO_PART_OF_A_NAME | {'"'})


def _sign_of_tag(before: str, sign: str, after: str) -> str:
    """Return a sign of a tag, or a hyphen if it only separates words. A point or a stroke between
    digits is part of a number."""
    if is_of_word(sign) or sign in "#%‰" or (sign in ".,:/" and before.isdecimal() and after.isdecimal()):
        return sign
    return sign if unicodedata.category(sign)[0] == "S" and sign not in _NO_PART_OF_A_NAME else "-"
