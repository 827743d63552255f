"""The words of an article as they were typed -> problems: small words typed twice in a row, and words
that the house spells otherwise.

Only words that nobody doubles on purpose are looked for: “yavaş yavaş” and “had had” are right. The
spelling of words is looked at in all texts of an article, also in quotations, whose words are spoken
and not written; never in addresses, code, attributes and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise
from operator import eq

from generator.check.signs import more
from generator.model.headers import ArticleHeader
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import DOUBLED_WORD, HOUSE_SPELLING, broken

_NEVER_DOUBLED = {
    "en": "the a an of to at for and or with from by into was were will would should could their his its our",
    "tr": "ve veya ile için ama fakat ancak gibi olan bu şu",
    "ku": "û ji li bi di ku ya yên wek lê ev",
    "ckb": "لە بۆ و کە بە ئەم ئەو لەگەڵ یان بەڵام",
    "ar": "في من إلى على عن أن إن التي الذي هذا هذه ثم أو بعد مع",
}
"""Words of each language that have no meaning when they stand twice."""
_WORDS = {language: frozenset(words.split()) for language, words in _NEVER_DOUBLED.items()}
_WORDS["kmr"] = _WORDS["ku"]

_UNREAD = regex(
    r"(?s)<!--.*?-->|^(`{3,}|~{3,})[^\n]*\n.*?^\1[^\n]*$|(`+).+?\2|(?<=\])\([^()\s]*(?=[)\s])|^\[[^\]\n]+\]:[^\n]*|<[^<>]*>|\{[^{}\n]*\}"
    r"|\b\w+://\S+|\bwww\.\S+|\S+@\S+",
    re.MULTILINE,
)
"""Code, addresses, tags and attributes."""


def doubled_words(text: str, language: str, location: str) -> Iterator[Problem]:
    """Yield the problem of small words that stand twice in a row in a text, told once."""
    words = text.split()
    if not any(
        map(eq, words, islice(words, 1, None))
    ):  # “The the” is left to readers: capitals would cost as much again
        return
    small = _WORDS.get(language.partition("-")[0], frozenset())
    found = [word for word, following in pairwise(words) if word == following and word in small]
    if found:
        pair = re.compile(rf"(?<!\S){re.escape(found[0])}\s+{re.escape(found[0])}(?!\S)").search(text)
        phrase = pair[0] if pair else found[0]
        where = PhraseLocation(location, phrase, text.count(phrase, 0, pair.start() if pair else 0) + 1)
        yield broken(DOUBLED_WORD, where, word=found[0], more=more(len(found)))


def spelling_problems(
    header: ArticleHeader, text: str, spellings: tuple[tuple[str, str, str], ...], location: str
) -> Iterator[Problem]:
    """Yield a problem for each word of an article that the house spells otherwise. `spellings` are
    triples of a language's tag, what is wrong and what is right."""
    found = _spellings(spellings, header.lang)
    if found is None:
        return
    pattern, right = found
    places: dict[str, tuple[Location, int]] = {}
    for key, written in _texts(header):
        for word in _wrong(pattern, written):
            first, count = places.get(_plain(word[0]), (FieldLocation(location, key), 0))
            places[_plain(word[0])] = (first, count + 1)
    read = _UNREAD.sub(lambda each: " " * len(each[0]), text) if text else ""
    for word in _wrong(pattern, read):
        where: Location = PhraseLocation(location, word[0], text.count(word[0], 0, word.start()) + 1)
        first, count = places.get(_plain(word[0]), (where, 0))
        places[_plain(word[0])] = (first, count + 1)
    for wrong, (place, count) in places.items():
        yield broken(HOUSE_SPELLING, place, word=wrong, right=right[wrong], more=more(count))


def _texts(header: ArticleHeader) -> Iterator[tuple[str, str]]:
    """Yield the texts of a header that readers see, with their keys."""
    for key in ("title", "dateline", "summary", "photo_alt", "photo_caption", "notice", "series"):
        if written := getattr(header, key):
            yield key, written
    yield from ((f"key_points.{number}", each) for number, each in enumerate(header.key_points))
    yield from ((f"tags.{number}", each) for number, each in enumerate(header.tags))
    for number, photo in enumerate(header.photos):
        yield f"photos.{number}.alt", photo.alt
        yield f"photos.{number}.caption", photo.caption
    for number, correction in enumerate(header.corrections):
        yield f"corrections.{number}.text", correction.text


def _wrong(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (word for word in pattern.finditer(text) if word["wrong"])


def _plain(words: str) -> str:
    """Return words with one space between them and straight apostrophes: headlines are looked at with
    typographic ones, and texts as they were typed."""
    return " ".join(words.replace("’", "'").split())


def _escaped(word: str) -> str:
    return "['’]".join(map(re.escape, word.replace("’", "'").split("'")))


@lru_cache(maxsize=16)
def _spellings(
    spellings: tuple[tuple[str, str, str], ...], language: str
) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """Return a pattern of the wrong words of a language, and the right ones by these; None without
    any. A right one that has a wrong one in it is passed over."""
    right = {_plain(wrong): right for tag, wrong, right in spellings if tag == language}
    if not right:
        return None
    passed, wrong = (
        "|".join(
            r"\s+".join(map(_escaped, each.split())) for each in sorted(words, key=lambda word: (-len(word), word))
        )
        for words in ({*right.values()}, {*right})
    )
    return re.compile(rf"(?<!\w)(?:{passed}|(?P<wrong>{wrong}))(?!\w)"), right
