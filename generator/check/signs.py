"""The text of an article as it was typed -> problems of its signs: invisible ones, letters of another
keyboard, Latin signs behind Arabic words, and those that only a careful desk minds.

Each is told once for an article, at its first place, with how many there are. A build asks this of
every text that it reads, so signs are looked for first, and words only where there is one."""

from __future__ import annotations

from collections.abc import Container, Iterator
from re import Match, Pattern

from generator.model.problems import PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import (
    DOUBLED_SPACES,
    INVISIBLE_SIGN,
    LATIN_PUNCTUATION,
    MIXED_LETTERS,
    TYPED_DOTS,
    Rule,
    broken,
)

_EMBEDDING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MARKS = "\u200e\u200f\u061c\u200b\ufeff"
"""Marks of direction, which texts in Arabic script may need beside Latin words, and spaces without
width."""
_INVISIBLE, _INVISIBLE_IN_LATIN = regex(f"[{_EMBEDDING}]+"), regex(f"[{_EMBEDDING}{_MARKS}]+")

_ARABIC, _SORANI = frozenset({"ar", "arz", "apc", "acm"}), frozenset({"ckb", "sdh"})
_IN_ARABIC_SCRIPT = _ARABIC | _SORANI | {"fa", "ur", "ps"}

_LETTERS = "\u0620-\u065f\u066e-\u06d5\u06ee\u06ef"
_ARABIC_LETTERS = {"ك": "ک", "ي": "ی", "ى": "ی"}
_KURDISH_LETTERS = {"ک": "ك", "ی": "ي"}
_OF_SORANI = (regex(f"[{_LETTERS}\u200c]*[كيى][{_LETTERS}\u200c]*"), regex(r"^(?:[وبلف]?ال|لل)|[أإآةؤذثصضطظ]"))
_OF_ARABIC = (regex(f"[{_LETTERS}]*[کی][{_LETTERS}]*"), regex("[ێۆڕڵڤەگچپژھںے]"))
"""Words with such a letter, and what marks a word of the other language in them, quoted perhaps."""
_LATIN_SIGN = regex(rf"([{_LETTERS}]+)([,;?])(?=\s|$)")
_IN_ARABIC = {",": "،", ";": "؛", "?": "؟"}

_DOTS = regex(r"(?<!\.)\.{3}(?!\.)")
_SPACES = regex(r"(?<=[^\s|>*+.\d-])[ \xa0]{2,}(?=(\w+))")
"""Between two words of a line: not two spaces at its end, which break it, and not those of lists and
tables."""


def sign_problems(text: str, language: str, rules: Container[str], location: str) -> Iterator[Problem]:
    """Yield the problems of a text below the front matter. `rules` are the optional ones that are
    checked."""
    primary = language.partition("-")[0]
    if not text.isascii():
        yield from _invisible(text, location, is_arabic=primary in _IN_ARABIC_SCRIPT or language == "ku-Arab")
        if primary in _SORANI:
            yield from _mixed(text, _ARABIC_LETTERS, *_OF_SORANI, location)
        elif primary in _ARABIC:
            yield from _mixed(text, _KURDISH_LETTERS, *_OF_ARABIC, location)
        if primary in _IN_ARABIC_SCRIPT and any(sign in text for sign in _IN_ARABIC):
            yield from _latin(text, location)
    if TYPED_DOTS.code in rules and "..." in text:
        yield from _first(TYPED_DOTS, [*_DOTS.finditer(text)], text, location)
    if DOUBLED_SPACES.code in rules and "  " in text:
        yield from _first(DOUBLED_SPACES, [*_SPACES.finditer(text)], text, location)


def _invisible(text: str, location: str, *, is_arabic: bool) -> Iterator[Problem]:
    signs = _EMBEDDING if is_arabic else _EMBEDDING + _MARKS
    if not any(sign in text for sign in signs):
        return
    found = [*(_INVISIBLE if is_arabic else _INVISIBLE_IN_LATIN).finditer(text)]
    word = text[found[0].end() :].split(maxsplit=1)[:1]
    where = PhraseLocation(location, found[0][0], 1)
    shown = word[0].strip(_EMBEDDING + _MARKS) if word else "the end"
    yield broken(INVISIBLE_SIGN, where, code=f"{ord(found[0][0][0]):04X}", more=more(len(found)), word=shown)


def _mixed(
    text: str, letters: dict[str, str], words: Pattern[str], others: Pattern[str], location: str
) -> Iterator[Problem]:
    """Yield the problem of words with `letters` of another keyboard, each with the right one."""
    if not any(letter in text for letter in letters):
        return
    found = [each for each in words.finditer(text) if not others.search(each[0])]
    if not found:
        return
    word = found[0][0]
    wrong = next(letter for letter in word if letter in letters)
    shown = word.translate({ord(each): right for each, right in letters.items()})
    codes = {"wrong_code": f"{ord(wrong):04X}", "right_code": f"{ord(letters[wrong]):04X}"}
    where = _place(found[0], text, location)
    yield broken(
        MIXED_LETTERS, where, word=word, wrong=wrong, right=letters[wrong], more=more(len(found)), shown=shown, **codes
    )


def _latin(text: str, location: str) -> Iterator[Problem]:
    found = [*_LATIN_SIGN.finditer(text)]
    if found:
        word, wrong = found[0].groups()
        where = _place(found[0], text, location)
        yield broken(LATIN_PUNCTUATION, where, word=word, wrong=wrong, right=_IN_ARABIC[wrong], more=more(len(found)))


def _first(rule: Rule, found: list[Match[str]], text: str, location: str) -> Iterator[Problem]:
    if found:
        word = found[0][1] if found[0].re.groups else ""
        yield broken(rule, _place(found[0], text, location), more=more(len(found)), word=word)


def _place(found: Match[str], text: str, location: str) -> PhraseLocation:
    return PhraseLocation(location, found[0], text.count(found[0], 0, found.start()) + 1)


def more(count: int) -> str:
    """Return how often something is wrong, behind its first place."""
    return f" (and {count - 1} more)" if count > 1 else ""
