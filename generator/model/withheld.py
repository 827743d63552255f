"""Names that may not be published: a text -> the first of them in it, however it is spelled; and a
picture -> the picture without them in its own notes.

A name is found as a whole, in any letters that are one letter (see `letters`): without accents,
with other spaces and signs between its words, in capitals, in an address (“ali-hassan”), in HTML
and percent-encoded. A part of a name is no name. Where a letter is attached to a name, as in Arabic
and Kurdish, it is found, too. A name in another script, or in another order, is another name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from generator.model.dataclass import replace
from generator.model.documents import Picture, Rights
from generator.model.letters import searched
from generator.model.regex import regex

_WORD = regex(r"[^\W_]+")
_BETWEEN_NAMES = regex(r"[/;,،؛&]")
_TAG = regex(r"<[^<>]*>")
_ESCAPE = regex(r"\\u([0-9a-fA-F]{4})")
_KURDISH_ENDING = regex(r"(?<=\w)y?[êîÊÎ](?!\w)")
_ARABIC_SCRIPT = regex("[\u0620-\u06ff]")

_ATTACHED_BEFORE = "(?:[وبلفک]|له|به|ال){0,2}"
_ATTACHED_INSIDE = "ی?"
_ATTACHED_BEHIND = "(?:ییه|یی|یش|یان|ی|ش|هوه|ه|وه|مان|تان|ان|م|ت)?"
"""Words that are written with a name in Arabic and Sorani: before it, after one of its words, and
behind it. They are in the form that `_one_form` gives."""

_LATIN_BEHIND = "(?:s|[0-9]{1,4})?"
"""An English ending without its apostrophe, and the number of a user name."""

_OTHER_KEYBOARDS = str.maketrans("ڵێۆڕ", "لیور")
"""Kurdish letters and those that a keyboard without them has in their place. (`searched` keeps them
apart: they make other words of Sorani.)"""

_JOINED = 8
"""Letters: a longer name is found without the space in it, too (“@alihassan”). A shorter one would
be many other words."""

_LONGEST = 12
"""Words of a text that may spell one name."""


def name_in(text: str, names: tuple[str, ...]) -> str:
    """Return the first of `names` that a text contains, "" for none."""
    if not names or not text:
        return ""
    pattern = _pattern(names)
    for form in _forms(text):
        if found := pattern.search(_in_words(form)):
            return names[int(str(found.lastgroup)[1:])]
    return ""


def is_name(text: str) -> bool:
    """Whether a text has any letter or digit, so that it can be found."""
    return bool(_WORD.search(searched(text)))


def spelled(text: str, names: tuple[str, ...]) -> str:
    """Return the shortest piece of one line of a text in which one of `names` stands, as it is
    spelled there; "" if no line has one."""
    for line in text.splitlines():
        if not name_in(line, names):
            continue
        words = [match.span() for match in re.finditer(r"\S+", line)]
        for count in range(1, min(_LONGEST, len(words)) + 1):
            for first, last in zip(words, words[count - 1 :], strict=False):
                if name_in(piece := line[first[0] : last[1]], names):
                    return piece.strip(".,;:!?()[]{}<>\"'“”‘’«»*_،؛؟")
        return line
    return ""


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<n{number}>{_spellings(name)})" for number, name in enumerate(names)))


def _spellings(name: str) -> str:
    words = _one_form(name)
    if not words:
        return "(?!)"
    is_arabic = bool(_ARABIC_SCRIPT.match(words[0]))
    between = (_ATTACHED_INSIDE if is_arabic else "") + (" ?" if len("".join(words)) >= _JOINED else " ")
    whole = between.join(map(re.escape, words))
    before = _ATTACHED_BEFORE if is_arabic else ""
    behind = _ATTACHED_BEHIND if _ARABIC_SCRIPT.match(words[-1]) else _LATIN_BEHIND
    return f"(?<!\\S){before}{whole}{behind}(?!\\S)"


def _forms(text: str) -> Iterator[str]:
    """Yield a text as it is, and as a browser or a program reads it: without references, escapes and
    tags. A tag may stand in the middle of a word, or between two."""
    plain = text
    if "\\u" in plain:
        plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain)
    if "&" in plain:
        plain = html.unescape(plain)
    if "%" in plain:
        plain = unquote(plain, errors="ignore")
    yield plain
    if "<" in text:
        shown = html.unescape(_TAG.sub("", text))
        yield shown
        yield html.unescape(_TAG.sub(" ", text))
        plain = f"{plain} {shown}"
    if _KURDISH_ENDING.search(plain):
        yield _KURDISH_ENDING.sub("", plain)


def _in_words(text: str) -> str:
    """Return the words of a text in one form, with one space between two."""
    return " ".join([words for piece in text.split() if (words := _words(piece))])


@lru_cache(maxsize=50_000)
def _words(piece: str) -> str:
    return " ".join(_one_form(piece))


def _one_form(text: str) -> list[str]:
    """Return the words of a text, in letters that are the same on all keyboards."""
    return _WORD.findall(searched(text).translate(_OTHER_KEYBOARDS))


def without_names(picture: Picture, names: tuple[str, ...]) -> Picture:
    """Return a picture whose own notes have none of `names`. Of “Name/Agency” the agency stays; any
    other note with a name is dropped as a whole."""
    if not names:
        return picture
    rights = picture.rights
    creator, credit = (_others(each, names) for each in (rights.creator, rights.credit))
    rest = (rights.copyright, rights.statement, rights.licensor, rights.licensor_url)
    kept = Rights(creator, credit, *("" if name_in(each, names) else each for each in rest))
    caption = "" if name_in(picture.caption, names) else picture.caption
    if (kept, caption) == (rights, picture.caption):
        return picture
    return replace(picture, rights=kept, caption=caption, is_withheld=True)


def _others(names_given: str, names: tuple[str, ...]) -> str:
    """Return the parts of “Name/Agency” without one of `names`."""
    if not name_in(names_given, names):
        return names_given
    parts = (part.strip() for part in names_given.split("/"))
    kept = "/".join(part for part in parts if part and not name_in(part, names))
    return "" if name_in(kept, names) else kept


def unnamed(picture: Picture) -> Picture:
    """Return a picture without any note of its own that could name somebody: rights and caption."""
    if picture.rights == Rights() and not picture.caption:
        return picture
    # A creator of one word is an agency, or a word of the language.
    parts = {part.strip() for part in _BETWEEN_NAMES.split(picture.rights.creator)}
    creators = tuple(sorted(part for part in parts if len(_WORD.findall(searched(part))) > 1))
    return replace(picture, rights=Rights(), caption="", is_withheld=True, creators_withheld=creators)
