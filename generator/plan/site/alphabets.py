"""Names -> names in the alphabetical order of a language, by Unicode's CLDR (ICU). ICU comes with a
Python package and not from the machine, so the order is the same on all machines. It takes 20 ms to
load. So it is not used for names in plain letters of a language that sorts these as ASCII does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from generator.model.letters import one_encoding
from generator.model.regex import regex

T = TypeVar("T")
_PLAIN_NAMES = regex(r"[A-Za-z ]*")
_AS_ASCII = regex(r"(?:en|ku|kmr|ckb|ar|fa|fr|de|it|nl|pt)(?:-|$)")
"""Languages in whose alphabets A to Z have their usual places, and no two letters count as one."""
_SORANI = regex(r"(?:ckb|sdh|lki|hac)(?:-|$)|(?:ku|kmr)-arab(?:-|$)", re.IGNORECASE)
_SORANI_RULES = "&\u0631<\u0695"
"""CLDR has no order for Sorani yet. The order of Arabic script is right but for one letter: ڕ comes
after ر."""
_OTHER_NAMES = {"kmr": "ku"}
"""CLDR's name for a language, where it differs."""


def in_alphabetical_order(values: Iterable[T], name_of: Callable[[T], str], language: str) -> list[T]:
    """Sort by name in the alphabet of a language (a BCP 47 tag). Equal names stay in the given
    order."""
    named = [(name_of(value), value) for value in values]
    if len(named) < 2:
        return [value for _, value in named]
    if _AS_ASCII.match(language) and all(_PLAIN_NAMES.fullmatch(name) for name, _ in named):
        named.sort(key=lambda pair: (pair[0].casefold(), pair[0].swapcase()))
    else:
        sort_key = _sort_key(language)
        named.sort(key=lambda pair: (sort_key(one_encoding(pair[0], language)), pair[0]))
    return [value for _, value in named]


@cache
def _sort_key(language: str) -> Callable[[str], bytes]:
    """Return ICU's sort key. A language without rules of its own gets the order of all languages,
    whatever the machine's locale is."""
    import icu  # noqa: PLC0415 - only for names to sort

    first, dash, rest = language.partition("-")
    if _SORANI.match(language):
        collator = icu.RuleBasedCollator(_SORANI_RULES)
    else:
        collator = icu.Collator.createInstance(icu.Locale.forLanguageTag(_OTHER_NAMES.get(first, first) + dash + rest))
    key: Callable[[str], bytes] = collator.getSortKey
    return key
