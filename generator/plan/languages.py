"""A language and what the outlet sets for it -> how it is written: locale, direction, digits, what it calls itself. By CLDR
(Babel), where nothing is set."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global, parse_locale

from generator.model.settings import DIGITS, Language

_SCRIPT = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{3})*-([a-zA-Z]{4})(?:-|$)")
"""The script subtag of a BCP 47 tag (RFC 5646, 2.2.3)."""
_OPEN_GRAPH = {"ckb": "cb", "kmr": "ku"}
"""The languages of three letters to which Facebook, the reader of og:locale, gave two."""
_RIGHT_TO_LEFT = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})


@cache
def locale_of(tag: str) -> Locale:
    """The CLDR locale of a BCP 47 tag; of a tag CLDR does not know, that of its language, else English."""
    return _known_locale(tag) or Locale("en")


def _known_locale(tag: str) -> Locale | None:
    for name in (tag, tag.split("-", 1)[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def direction(language: Language) -> str:
    """ "rtl" or "". A script that is named decides (ku-Arab, ckb-Latn), else the one CLDR knows of the language."""
    if asked := language.settings.direction:
        return "rtl" if asked == "rtl" else ""
    if named := _SCRIPT.match(language.tag):
        return "rtl" if named[1].lower() in _RIGHT_TO_LEFT else ""
    return "rtl" if locale_of(language.tag).character_order == "right-to-left" else ""


@cache
def label(language: Language) -> str:
    """What the language calls itself, without its region: “Türkçe”; of one that CLDR does not know the tag."""
    locale = _known_locale(language.tag)
    return language.settings.label or (locale and locale.get_language_name(locale)) or language.tag


@cache
def social_locale(tag: str) -> str:
    """A BCP 47 tag as Open Graph wants it, language and territory: en_US. One without a territory gets that in which CLDR
    finds most of its readers; of a language CLDR does not know, "". Sorani is cb_IQ, the name under which Facebook has it."""
    try:
        spoken, territory, script, *_ = parse_locale(tag, sep="-")
    except ValueError:
        return ""
    if not territory:
        likely = get_global("likely_subtags")
        full = likely.get(f"{spoken}_{script}") or likely.get(spoken) or ""
        territory = full.rpartition("_")[2]
    return f"{_OPEN_GRAPH.get(spoken, spoken)}_{territory}" if territory else ""


@cache
def digits(language: Language) -> str:
    """From nought to nine; "" for those of ASCII."""
    return DIGITS.get(language.settings.digits or locale_of(language.tag).default_numbering_system, "")


def in_digits(text: str, language: Language) -> str:
    """With the digits of the language in place of those of ASCII."""
    own = digits(language)
    return text.translate(str.maketrans("0123456789", own)) if own else text
