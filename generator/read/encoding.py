"""Words decoded with a wrong encoding -> the right words: `itâ€™s` is `it’s`. Archives of other
programs contain many of them: UTF-8 was read as an older encoding. The library ftfy knows the
patterns; it is loaded only for a text that may have one. Knows no key and no Markdown."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.dataclass import replace
from generator.model.problems import Problem, SourceLocation, error
from generator.model.regex import regex
from generator.model.rules import DOUBTFUL_ENCODING, broken

HIDDEN = regex("[\x80-\x84\x86-\x9f]")
"""Control characters (C1) that HTML forbids in text. U+0085, a line end, is one where it stands
alone."""

NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
"""Code points that are no characters (Unicode, 23.7), for a class of a regular expression. HTML and
XML forbid them."""

_SIGNS = (
    regex(rb"\xc2[\x80-\x9f]"),
    regex(
        rb"\xc3[\x82-\xb4](?:\xc2|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]|\xe2(?:\x80|\x82\xac|\x84\xa2))"
    ),
    regex(rb"\xe2\x80\x9a\xc3\x84"),
    regex(rb"\xd0\xb2\xd0\x82"),
    regex(rb"\xef\xbf\xbd"),
)
"""In UTF-8, they are: a hidden control; a letter from Â to ô with the second byte of a letter, read
as Latin-1 or Windows-1252; apostrophes, read as the encodings of the Macintosh and of Windows-1251.
U+FFFD is written by programs for a letter that they could not read. There are five patterns,
because the search for a pattern with a given first byte passes over most others. Together they take
a third of the time of one pattern for all."""
_WORD = regex(r"(?:[^ \t\r\n]|(?<=Ã) {1,2}(?=\w))+")
"""A word, with the space after Ã: the second byte of à was a no-break space, until a program
replaced it by a plain one."""
_ALONE = regex(r"(?<!\S)Ã {1,2}(?=\w)")
"""The word à; no language has a word Ã."""
_LINE_END = regex("(?<![\xc2-\xf4])\x85")
_INVISIBLE = regex("[\x00-\x1f\x7f-\x9f]")
_LONGEST_QUOTE = 60
"""The most characters of a word in a message."""


class Misread(NamedTuple):
    """A word from `start` to `end` of a text. `right` is the repaired word; the word itself where
    there is no certain repair."""

    start: int
    end: int
    word: str
    right: str

    @property
    def is_hidden(self) -> bool:
        """Whether it has a character that must not be published."""
        return bool(HIDDEN.search(self.word))

    @property
    def is_known(self) -> bool:
        return self.word != self.right


def misread(text: str) -> tuple[Misread, ...]:
    """Return the words of a text that were decoded with a wrong encoding."""
    if text.isascii() or not (_has_sign(text) or ("Ã " in text and _ALONE.search(text))):
        return ()
    from ftfy import fix_encoding  # noqa: PLC0415 - only where a sign was found; loading it takes longer than a page

    has_hidden = bool(HIDDEN.search(text))
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        is_sign = _ALONE.match(word) or _has_sign(word if has_hidden else _LINE_END.sub("", word))
        if word.isascii() or not is_sign:
            continue
        right = fix_encoding(word)
        if "\ufffd" in right or HIDDEN.search(right):  # only a part of the word was repaired
            right = word
        if right != word or HIDDEN.search(word) or "\ufffd" in word:
            found.append(Misread(match.start(), match.end(), word, right))
    return tuple(found)


def _has_sign(text: str) -> bool:
    octets = text.encode("utf-8", "surrogatepass")
    return any(sign.search(octets) for sign in _SIGNS)


def mended(text: str, words: tuple[Misread, ...]) -> str:
    """Return the text with these words repaired, and everything else unchanged."""
    parts, end = [], 0
    for each in words:
        parts += [text[end : each.start], each.right]
        end = each.end
    return "".join([*parts, text[end:]])


def encoding_problems(text: str, words: tuple[Misread, ...], path: str) -> tuple[Problem, ...]:
    """Return one problem for all words of a file with a repair, because they have one cause, and
    one for each other word."""
    known = tuple(each for each in words if each.is_known)
    problems = [_problem(text, each, path, 0) for each in words if not each.is_known]
    for group in ([each for each in known if each.is_hidden], [each for each in known if not each.is_hidden]):
        if group:
            problems.append(_problem(text, group[0], path, len(group) - 1))
    return tuple(problems)


def _problem(text: str, word: Misread, path: str, others: int) -> Problem:
    line = text.count("\n", 0, word.start) + 1
    begins = text.rfind("\n", 0, word.start) + 1
    where = SourceLocation(path, line, word.start - begins + 1, visible(text[begins:].split("\n", 1)[0][:10_000]))
    if not word.is_known:
        message = f"“{quoted(word.word)}” has a sign in it that nobody can read: it is in a wrong encoding."
        return error("wrong-encoding", message, where, "What it was, nobody can tell any more: type the word again.")
    more = f", and so are {others} more words of this file" if others > 1 else ", and so is one more word of this file" if others else ""  # fmt: skip
    words = {"word": quoted(word.word), "right": quoted(word.right), "more": more, "them": "them" if others else "it"}
    problem = broken(DOUBTFUL_ENCODING, where, **words)
    return replace(problem, code="wrong-encoding") if word.is_hidden else problem


def quoted(word: str) -> str:
    shown = visible(word)
    return shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "…"


def visible(text: str) -> str:
    """Return a text without control characters and invisible characters."""
    return _INVISIBLE.sub("\ufffd", text)
