"""Two versions of a text -> the words that changed, and whether that is spelling alone.

Words are compared as readers read them: quotation marks, dashes, markup and line breaks are none.
Figures, and signs that change them, are words. A correction of spelling changes a letter or two of
a word, its capitals, or whether two words are written as one. Words with figures are never a matter
of spelling, and neither are words with a capital letter, which may be names."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from generator.model.documents import BodyFigure, BodyPart
from generator.model.letters import folded
from generator.model.regex import regex
from generator.model.settings import EditSettings
from generator.record.words import counts

_INLINE = regex(
    r"</?(?:a|abbr|b|bdi|cite|code|del|em|i|ins|kbd|mark|q|s|samp|small|span|strong|su[bp]|time|u|var)(?: [^>]*)?>"
)
_TAG = regex(r"<[^>]*>")
_WORD = regex(r"[^\W_]+(?:[.,:'’ʼ٫٬/‌-][^\W_]+)*|[^\w\s]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_JOINTS = str.maketrans(dict.fromkeys("'-‌/", ""))

_AROUND = 4
"""Words of the context on each side."""
_LONGEST = 60
"""Characters of changed words that are quoted."""
_MANY = 2_000
"""Words; of longer passages the differences are found more quickly, and may be longer ones."""
_SHORTEST = 4
"""Letters; in shorter words one letter makes another word: now, not."""


def shown_text(parts: Iterable[BodyPart]) -> str:
    """Return the words of a text on one line, with the captions of its pictures."""
    return as_words("".join(map(_html, parts)))


def as_words(fragment: str) -> str:
    """Return the words of HTML on one line."""
    return " ".join(unicodedata.normalize("NFC", html.unescape(_TAG.sub(" ", _INLINE.sub("", fragment)))).split())


def _html(part: BodyPart) -> str:
    if isinstance(part, str):
        return part
    return f" <p>{html.escape(part.photo.caption)}</p> " if isinstance(part, BodyFigure) else ""


class _Word(NamedTuple):
    key: str
    start: int
    end: int


class WordChange(NamedTuple):
    """A place at which words changed. `old` and `new` are as written, "" where there are none;
    `context` is the new text around it. `old_words` and `new_words` are for comparison."""

    old: str
    new: str
    context: str
    old_words: tuple[str, ...]
    new_words: tuple[str, ...]

    def __str__(self) -> str:
        old, new = f"“{_short(self.old)}”", f"“{_short(self.new)}”"
        what = f"{old} is now {new}" if self.old and self.new else f"{new} is new" if self.new else f"{old} is gone"
        is_long = len(self.new) > _LONGEST
        return what if is_long or self.context in ("", self.new) else f"{what} (“{self.context}”)"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0] or text[:_LONGEST]} …"


def word_changes(before: str, now: str) -> list[WordChange]:
    """Return the places at which two texts, each on one line, have other words."""
    old, new = [*_words(before)], [*_words(now)]
    start = 0
    while start < min(len(old), len(new)) and old[start].key == new[start].key:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end].key == new[-1 - end].key:
        end += 1
    middles = [[word.key for word in words[start : len(words) - end]] for words in (old, new)]
    if not any(middles):
        return []
    is_long = max(map(len, middles)) > _MANY
    matcher = SequenceMatcher(None, middles[0], middles[1], autojunk=is_long)
    return [
        WordChange(
            _slice(before, old[i1 + start : i2 + start]),
            _slice(now, new[j1 + start : j2 + start]),
            _slice(now, new[max(0, j1 + start - _AROUND) : j2 + start + _AROUND]),
            tuple(word.key for word in old[i1 + start : i2 + start]),
            tuple(word.key for word in new[j1 + start : j2 + start]),
        )
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        if match[0][0].isalnum() or counts(match[0]):
            yield _Word(match[0].translate(_APOSTROPHES), match.start(), match.end())


def _slice(text: str, words: Sequence[_Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""


def untold(changes: Sequence[WordChange], language: str, settings: EditSettings) -> list[WordChange]:
    """Return the changes that readers have to be told of: those that are not spelling. If there is
    more spelling than the settings allow, these are all."""
    grave = [each for each in changes if not _is_spelling(each, language, settings.spelling_letters)]
    if grave:
        return grave
    spelled = sum(max(len(each.old_words), len(each.new_words)) for each in changes)
    return [] if spelled <= settings.spelling_words else [*changes]


def _is_spelling(change: WordChange, language: str, letters: int) -> bool:
    old, new = ([folded(word, language) for word in words] for words in (change.old_words, change.new_words))
    written = "".join((*change.old_words, *change.new_words))
    if not old or not new or any(map(str.isdigit, written)) or not all(word[0].isalnum() for word in (*old, *new)):
        return False
    if "".join(old).translate(_JOINTS) == "".join(new).translate(_JOINTS):
        return True
    pairs = zip_longest(old, new, fillvalue="")
    capitals = [word[0].isupper() for word in (*change.old_words, *change.new_words)]
    return not any(capitals) and all(one == other or _are_near(one, other, letters) for one, other in pairs)


def _are_near(one: str, other: str, letters: int) -> bool:
    """Whether two words differ in at most so many letters: left out, added, exchanged, or two in
    the other order (optimal string alignment distance)."""
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > letters:
        return False
    before: list[int] = []
    last: list[int] = [*range(len(other) + 1)]
    for row, letter in enumerate(one, 1):
        now: list[int] = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            if before and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1] <= letters
