"""The number of words of a text -> the minutes it takes to read."""

from __future__ import annotations

_WORDS_A_MINUTE = {"ar": 138, "en": 228, "tr": 166, "ckb": 150, "ku": 170, "kmr": 170}
"""Words that a silent reader reads in a minute, by language: one word of Arabic or Turkish says as
much as two of English.

Measured for the first three (Trauzettel-Klosinski and Dietz, “Standardized Assessment of Reading
Performance”, 2012). Nobody has measured Kurdish; these values are between those of its neighbours.
"""
_OTHERWISE = 200


def minutes(words: int, language: str) -> int:
    """Return the minutes; at least one, if there is a text."""
    speed = _WORDS_A_MINUTE.get(language.split("-", 1)[0].lower(), _OTHERWISE)
    return max(1, round(words / speed)) if words else 0
