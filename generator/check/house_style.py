"""An article as it was read, with its text as it was typed -> problems of house style. Asks for the
rules that an outlet has switched on, and for those that are on unless it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.datelines import dateline_problems
from generator.check.headlines import headline_problems, summary_problems
from generator.check.signs import sign_problems
from generator.check.words_typed import doubled_words, spelling_problems
from generator.model.check_settings import HouseStyle
from generator.model.headers import ArticleHeader, Correction
from generator.model.problems import FieldLocation, Problem
from generator.model.rules import DOUBLED_WORD, NO_AUTHOR, SHORT_CORRECTION, broken

_FEWEST = {"en": 5}
"""Words of a correction, by language; four elsewhere, where a word often says what two do in English."""


def style_problems(header: ArticleHeader, text: str, path: str, style: HouseStyle) -> Iterator[Problem]:
    """Yield the problems of one article. `header` has its language; `text` is its Markdown."""
    location = f"content/{path}"
    yield from headline_problems(header, style.rules, location)
    yield from summary_problems(header, style.rules, location)
    if header.dateline:
        yield from dateline_problems(header.dateline, header.lang, style.cities, location)
    if not header.author and NO_AUTHOR.code in style.rules:
        yield broken(NO_AUTHOR, FieldLocation(location, "title"))
    for number, correction in enumerate(header.corrections):
        if _is_short(correction, header.lang):
            yield broken(SHORT_CORRECTION, FieldLocation(location, f"corrections.{number}.text"))
    yield from sign_problems(text, header.lang, style.rules, location)
    if DOUBLED_WORD.code in style.rules:
        yield from doubled_words(text, header.lang, location)
    if style.spellings:
        yield from spelling_problems(header, text, style.spellings, location)


def _is_short(correction: Correction, language: str) -> bool:
    return 0 < len(correction.text.split()) < _FEWEST.get(language.partition("-")[0], 4)
