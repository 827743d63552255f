"""A language with its settings -> its locale, direction, digits and own name, by CLDR (Babel) where
nothing is set."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from generator.model.problems import FieldLocation, Problem, error, warning
from generator.model.regex import regex
from generator.model.settings import DIGITS, REGION, Language, Settings

_SCRIPT = regex(r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{3})*-([a-zA-Z]{4})(?:-|$)")
"""The script subtag of a BCP 47 tag (RFC 5646, 2.2.3)."""
_OPEN_GRAPH = {
    "ar": "ar_AR",
    "ckb": "cb_IQ",
    "ku": "ku_TR",
    "kmr": "ku_TR",
    "diq": "zz_TR",
    "zza": "zz_TR",
    "no": "nb_NO",
}
"""Where og:locale, by Facebook's list, differs from BCP 47 and CLDR."""
_TERRITORIES = {
    "en": {"US": "US", "CA": "US", "PH": "US", "": "GB"},
    "es": {"ES": "ES", "": "LA"},
    "fr": {"CA": "CA", "": "FR"},
    "nl": {"BE": "BE", "": "NL"},
    "pt": {"BR": "BR", "": "PT"},
    "zh": {"HK": "HK", "MO": "HK", "TW": "TW", "": "CN"},
}
"""The languages with more than one territory in that list; "" is for all other territories."""
_RIGHT_TO_LEFT = frozenset({"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"})


@cache
def decimal_point(language: Language) -> str:
    """Return the decimal point for the digits of a language."""
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415 - only for such a number

    return "٫" if in_digits("0", language) != "0" else get_decimal_symbol(locale_of(language), numbering_system="latn")


def locale_of(language: Language) -> Locale:
    """Return the CLDR locale of a language: the one in its settings, else that of its tag. If CLDR
    does not know the tag, it is that of the language without its region, else English."""
    return _known_locale(language.settings.locale or language.tag) or Locale("en")


def _known_locale(tag: str) -> Locale | None:
    for name in (tag, tag.split("-", 1)[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def direction(language: Language) -> str:
    """Return "rtl" or "". A script in the tag decides (ku-Arab, ckb-Latn); else the script that
    CLDR gives as likely (it knows nothing else of Hawrami)."""
    if chosen := language.settings.direction:
        return "rtl" if chosen == "rtl" else ""
    if named := _SCRIPT.match(language.tag):
        return "rtl" if named[1].lower() in _RIGHT_TO_LEFT else ""
    if known := _known_locale(language.tag):
        return "rtl" if known.character_order == "right-to-left" else ""
    return "rtl" if any(part.lower() in _RIGHT_TO_LEFT for part in _likely(language.tag)) else ""


@cache
def label(language: Language) -> str:
    """Return the language's own name, without its region: “Türkçe”. If CLDR does not know it,
    return the tag."""
    locale = _known_locale(language.tag)
    return language.settings.label or (locale and locale.get_language_name(locale)) or language.tag


@cache
def digits(language: Language) -> str:
    """Return the digits 0 to 9; "" for ASCII digits."""
    return DIGITS.get(language.settings.digits or locale_of(language).default_numbering_system, "")


@cache
def social_locale(tag: str) -> str:
    """Return a BCP 47 tag in the form of Open Graph, language and territory: en_US. Facebook
    accepts most languages with one territory only: Arabic is ar_AR everywhere, German de_DE. Return
    "" where no territory is known."""
    spoken = tag.split("-", 1)[0].lower()
    if spoken in _OPEN_GRAPH:
        return _OPEN_GRAPH[spoken]
    named, likely = REGION.search(tag), (_likely(tag) or [""])[-1]
    if spoken in _TERRITORIES:
        known = _TERRITORIES[spoken]
        return f"{spoken}_{known.get(named[1].upper() if named else likely, known[''])}"
    return f"{spoken}_{likely}" if len(likely) == 2 else ""


def _likely(tag: str) -> list[str]:
    """Return CLDR's likely language, script and country of a tag or of its language; empty where
    CLDR knows none."""
    likely = get_global("likely_subtags")
    found = likely.get(tag.replace("-", "_")) or likely.get(tag.split("-", 1)[0].lower(), "")
    return found.split("_") if found else []


def language_problems(settings: Settings) -> Iterator[Problem]:
    """Yield a problem for languages whose dates would appear in English, and for unknown
    locales."""
    for language in settings.languages:
        prefix = f"languages.{language.tag}"
        if (chosen := language.settings.locale) and not _known_locale(chosen):
            message = f"Unicode’s CLDR has no locale “{chosen}”, and so no dates in it."
            hint = "Name one that it has, for instance ckb, ku, ar-IQ, tr or fa."
            yield error("wrong-value", message, FieldLocation("content/site.toml", f"{prefix}.locale"), hint)
        elif not chosen and not _known_locale(language.tag):
            message = f"Unicode’s CLDR knows no dates in “{language.tag}”: readers see them in English."
            hint = 'Name the language whose dates its readers know best:  locale = "ckb"'
            yield warning("no-locale", message, FieldLocation("content/site.toml", prefix), hint)


def in_digits(text: str, language: Language) -> str:
    """Return the text with the language's digits in place of ASCII digits."""
    own = digits(language)
    return text.translate(str.maketrans("0123456789", own)) if own else text
