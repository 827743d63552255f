"""A dateline -> problems of its form: CITY IN CAPITALS, and its region in normal case. A script
without capitals has only the question of the region."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.letters import folded
from generator.model.problems import FieldLocation, Problem
from generator.model.regex import regex
from generator.model.rules import (
    DATELINE_ALONE,
    DATELINE_CAPITALS,
    DATELINE_REGION,
    DATELINE_REGION_CAPITALS,
    broken,
)

_SMALL_IN_CAPITALS = regex(r"\bMc(?=[A-Z])|\b(?:al|el|ad|as|ar|an|at|az|bin|de|du|la|le|van|von|of|the|on)\b")
"""Parts of a name that stay small: McALLEN, al-HASAKAH."""
_LONGEST_ABBREVIATION = 4
"""Letters of a region such as US, UK, KRG or ABD."""


def dateline_problems(dateline: str, language: str, cities: tuple[str, ...], location: str) -> Iterator[Problem]:
    """Yield the problems of a dateline that is not "". `cities` stand alone; without any the region
    is not asked for."""
    city, *regions = map(str.strip, dateline.replace("،", ",").split(",", 1))
    region = regions[0] if regions else ""
    where = FieldLocation(location, "dateline")
    if city != city.upper() and any(map(str.islower, _SMALL_IN_CAPITALS.sub("", city))):
        right = ", ".join((_capitals(city, language), *regions))
        yield broken(DATELINE_CAPITALS, where, written=city, right=right)
    elif region.isupper() and sum(map(str.isalpha, region)) > _LONGEST_ABBREVIATION:
        words = " ".join(_capitalised(word, language) for word in region.split())
        yield broken(DATELINE_REGION_CAPITALS, where, written=region, right=f"{city}, {words}")
    if not cities:
        return
    is_known = folded(city) in map(folded, cities)
    if is_known and region:
        yield broken(DATELINE_ALONE, where, city=city)
    elif not is_known and not region:
        yield broken(DATELINE_REGION, where, city=city)


def _capitals(text: str, language: str) -> str:
    return (text.replace("i", "İ") if is_turkish(language) else text).upper()


def _capitalised(word: str, language: str) -> str:
    rest = word[1:].replace("I", "ı").replace("İ", "i") if is_turkish(language) else word[1:]
    return word[:1] + rest.lower()


def is_turkish(language: str) -> bool:
    """Whether i and ı are two letters in a language, each with a capital."""
    return language.partition("-")[0] in ("tr", "az", "crh", "gag")
