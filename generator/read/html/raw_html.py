"""Raw HTML in a text -> HTML without hidden words, and problems where words would be hidden.

Browsers and the allow-list drop everything after a `<script>` or a quotation mark that is never
closed, after `<?` and within `<![CDATA[`. These places are found in the library's HTML, before the
allow-list removes them, and reported with their line. Addresses in angle brackets, which Markdown
does not read inside HTML, become links. Knows no file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.check.words import shown_words
from generator.model.dataclass import dataclass
from generator.model.problems import PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import (
    ENDLESS_ELEMENT,
    LOST_IN_BRACKETS,
    LOST_IN_ELEMENT,
    OPEN_HTML,
    OPEN_NOTE_ABOVE_ANOTHER,
    OPEN_QUOTATION_MARK,
    OPEN_SIGN,
    RAW_CODE,
    RAW_SIGN,
    RAW_XML,
    Rule,
    broken,
)

_SHOWN_AS_WORDS = ("title", "textarea", "iframe", "noembed", "noframes", "xmp", "plaintext", "noscript")
"""Elements in which a browser reads no tags: unclosed, they show all following tags as text."""
_RAW_TEXT = frozenset(["script", "style", *_SHOWN_AS_WORDS])
_FOLDED = ("select", "details", "summary")
"""Elements that, unclosed, would take in everything below them and show little of it."""
_FORMATTING = (
    "a", "b", "strong", "i", "em", "u", "s", "strike", "del", "ins", "mark", "small", "big",
    "sub", "sup", "code", "q", "font",
)  # fmt: skip
"""Elements that a browser opens again in every paragraph until they are closed."""

_ADDRESS = regex(r"<((?:https?|ftp)://[^\s<>\"']+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", re.IGNORECASE)
_DECLARATION = regex(
    r"<!-->|<!--->|<!--(?P<note>.*?)(?:-->|--!>|\Z)|<\?(?P<program>.*?)(?P<closed>\?>|\Z)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<!(?P<other>[^>]*)>",
    re.DOTALL,
)
_CONDITION = regex(
    r"(?P<code><code\b[^>]*>.*?</code>)|&lt;!\[(?:if\b[^\[\]<>]*|endif)\]&gt;", re.IGNORECASE | re.DOTALL
)
"""A conditional comment of Word."""
_TAG = regex(r"<(/?)([a-zA-Z][^\s/<>]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>")
_UNSEEN_TAGS = regex(r"</?(?:noscript|noembed|noframes)\b[^>]*>", re.IGNORECASE)
_CODE = regex(
    r"^[ >]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ >]*\1|\Z)|<!--.*?-->|(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\2(?!`)",
    re.DOTALL | re.MULTILINE,
)
"""Code and comments."""
_CODE_SHOWN = regex(r"<code\b[^>]*>.*?</code>", re.DOTALL)

_NAMES_OF_DRAWINGS = regex(r"<(title|desc)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
"""Titles in drawings (SVG), such as “Facebook”."""

_OPENS = regex(r"<[a-zA-Z][\w:-]*(?=[\s/])")
_ATTRIBUTES = regex(r"(?:[\s/]+(?:[^\s/<>=\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?(?=[\s/>]))?)*>")
"""The attributes of a tag without a fault, up to its end."""
_SHORT_TAG = regex(r"<[a-zA-Z][^<>]*(?:>|(?=<)|\Z)")
_CLOSED_VALUE = regex(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_OPEN_VALUE = regex(r"([\w:-]+)\s*=\s*([\"'])")
_ADDRESS_VALUE = regex(r"\s(?:href|src)\s*=\s*(?:\"[^\"]*[<>][^\"]*\"|'[^']*[<>][^']*')", re.IGNORECASE)

_NAMES = frozenset(
    ["a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "isindex", "kbd", "keygen", "label", "legend", "li", "link", "listing", "main", "map", "mark", "marquee", "math", "menu", "menuitem", "meta", "meter", "multicol", "nav", "nextid", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "spacer", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp", "xml", "circle", "defs", "desc", "ellipse", "g", "line", "lineargradient", "path", "polygon", "polyline", "rect", "stop", "symbol", "text", "tspan", "use", "mfrac", "mi", "mn", "mo", "mrow", "ms", "msqrt", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "semantics", "annotation"]
)  # fmt: skip
"""Names of elements of HTML, also old ones, of drawings (SVG) and of formulas (MathML)."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """The result. `reported` are the names of elements that are already reported, in
    small letters."""

    raw: str
    problems: tuple[Problem, ...] = ()
    reported: frozenset[str] = frozenset()


def with_all_words(raw: str, text: str, path: str) -> Uncovered:
    """Return HTML without hidden words. `raw` is the library's HTML of the Markdown `text`. The
    result has no declarations, links in place of addresses in angle brackets, and the content of
    `<noscript>` as text."""
    problems: list[Problem] = []
    reported: set[str] = set()
    if "<!" in raw or "<?" in raw:
        raw = _DECLARATION.sub(lambda match: _declared(match, path, problems), raw)
    if "&lt;![" in raw:
        raw = _CONDITION.sub(lambda match: match[0] if match["code"] else _declared_in_text(match, path, problems), raw)
    if _ADDRESS.search(raw):
        raw = _ADDRESS.sub(_link, raw)
    problems += _open_values(text, raw, path, reported)
    problems += _hidden(raw, text, path, reported)
    problems += _typed_names(raw, path, reported)
    return Uncovered(_UNSEEN_TAGS.sub("", raw), tuple(problems), frozenset(reported))


def _declared(match: re.Match[str], path: str, problems: list[Problem]) -> str:
    written = match[0]
    if (note := match["note"]) is not None:
        if "<!--" in note:  # a browser ends the first of the two only where the second ends
            lost = note.partition("<!--")[0].strip().split("\n", 1)[0]
            where = _begins(f"<!--{note}" if lost else written, path)
            problems.append(broken(OPEN_NOTE_ABOVE_ANOTHER, where))
        return written
    if (data := match["data"]) is not None:
        problems.append(_raw(RAW_XML, path, written))
        return html.escape(data, quote=False)
    if match["program"] is not None:
        if not match["closed"] and shown_words(match["program"]):
            sign = f"“{_short(written.partition(chr(10))[0])}”"
            hint = "End it with ?> or write &lt;? for the signs."
            problems.append(broken(OPEN_SIGN, _begins(written, path), sign=sign, hint=hint))
        else:
            problems.append(_raw(RAW_CODE, path, written))
        return ""
    if match["other"] is not None:
        problems.append(_raw(RAW_SIGN, path, written))
        return ""
    return written


def _declared_in_text(match: re.Match[str], path: str, problems: list[Problem]) -> str:
    """Return a declaration between words as text, as the library does."""
    written = html.unescape(match[0])
    problems.append(_raw(RAW_SIGN, path, written))
    return ""


def _link(match: re.Match[str]) -> str:
    address = match[1]
    scheme = "" if "://" in address or address.lower().startswith("mailto:") else "mailto:"
    return f'<a href="{scheme}{html.escape(html.unescape(address))}">{html.escape(html.unescape(address), quote=False)}</a>'


def _open_values(text: str, raw: str, path: str, reported: set[str]) -> Iterator[Problem]:
    """Yield a problem for each tag with an unclosed quotation mark: a browser reads on to the next
    one."""
    if "='" not in text and '="' not in text and "= " not in text:
        return
    seen = (
        _CODE.sub(lambda match: " " * len(match[0]), text) if "`" in text or "~~~" in text or "<!--" in text else text
    )
    place = 0
    while opening := _OPENS.search(seen, place):
        whole = _ATTRIBUTES.match(seen, opening.end())
        place = opening.end()
        if whole and not _ADDRESS_VALUE.search(whole[0]) and not re.search(r"\n[ \t]*\n", whole[0]):
            place = whole.end()
            continue
        tag = _SHORT_TAG.match(seen, opening.start())
        value = _OPEN_VALUE.search(_CLOSED_VALUE.sub("", tag[0])) if tag else None
        if not tag or not value or _is_shown_as_code(tag[0], text, raw):
            continue
        reported.add(opening[0][1:].lower())
        where = _nth(path, text, tag[0].rstrip(), opening.start())
        yield broken(OPEN_QUOTATION_MARK, where, name=value[1], sign=value[2])


def _is_shown_as_code(written: str, text: str, raw: str) -> bool:
    code = html.unescape("".join(_CODE_SHOWN.findall(raw)))
    return text.count(written) <= code.count(written)


def _hidden(raw: str, text: str, path: str, reported: set[str]) -> Iterator[Problem]:
    """Yield a problem for elements that are never closed, and for those that are removed with their
    words."""
    opened: list[tuple[str, str]] = []
    place = 0
    while match := _TAG.search(raw, place):
        place = match.end()
        closing, name = match[1], match[2].lower()
        if name in _RAW_TEXT and not closing:
            end = re.compile(rf"</{re.escape(name)}[\s/>]", re.IGNORECASE).search(raw, place)
            if not end or name == "plaintext":
                reported |= _names(raw[match.start() :])
                yield _open_element(name, match[0], text, path)
                return
            place = end.start()
        elif name in ("template", "math", "svg") and not closing:
            end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(raw, place)
            if not end:
                reported |= _names(raw[match.start() :])
                yield _open_element(name, match[0], text, path)
                return
            reported |= _names(raw[place : end.start()])
            inner = raw[place : end.start()]
            words = " ".join(shown_words(_NAMES_OF_DRAWINGS.sub("", inner)))
            if words:
                reported.add(name)
                where = _place_of(name, match[0], text, path)
                yield broken(LOST_IN_ELEMENT, where, name=name, words=_short(words))
            place = end.end()
        elif name in _FOLDED or name in _FORMATTING:
            if not closing and not match[3].endswith("/"):
                opened.append((name, match[0]))
            elif closing and name in [each for each, _ in opened]:
                last = max(number for number, (each, _) in enumerate(opened) if each == name)
                del opened[last]
    yield from _never_ending(opened, text, path, reported)


def _never_ending(opened: list[tuple[str, str]], text: str, path: str, reported: set[str]) -> Iterator[Problem]:
    """Yield a problem for each unclosed element that is not inside another one. `opened` are names
    and tags."""
    for name, tag in opened:
        if name in reported:
            continue
        reported.add(name)
        if name in _FOLDED:
            reported |= set(_FOLDED)
            yield _open_element(name, tag, text, path)
        else:
            yield broken(ENDLESS_ELEMENT, _place_of(name, tag, text, path), name=name)


def _names(raw: str) -> set[str]:
    return {match[2].lower() for match in _TAG.finditer(raw)}


def _open_element(name: str, tag: str, text: str, path: str) -> Problem:
    return broken(OPEN_HTML, _place_of(name, tag, text, path), name=name)


def _typed_names(raw: str, path: str, reported: set[str]) -> Iterator[Problem]:
    """Yield a problem for words in angle brackets that are meant for readers, as <name>, and that a
    browser reads as an element."""
    for match in {each[0]: each for each in _TAG.finditer(raw)}.values():
        name, rest = match[2], match[3].rstrip("/ \n")
        if match[1] or name.lower() in _NAMES or not name.isalnum() or "=" in rest:
            continue
        if f"</{name}" in raw and not rest.strip():
            continue
        reported.add(name.lower())
        words = _short((name + rest).strip(), 40)
        yield broken(LOST_IN_BRACKETS, _begins(match[0], path), written=_short(match[0]), words=words)


def _place_of(name: str, tag: str, text: str, path: str) -> PhraseLocation:
    """Return the place of the first unclosed element of a name; else the first such tag."""
    seen = _CODE.sub(lambda match: " " * len(match[0]), text)
    opened: list[int] = []
    for match in re.finditer(rf"<(/?){re.escape(name)}(?=[\s/>])", seen, re.IGNORECASE):
        if not match[1]:
            opened.append(match.start())
        elif opened:
            opened.pop()
    place = opened[0] if opened else seen.find(tag)
    line = tag.split("\n", 1)[0]
    return _nth(path, text, line if text.startswith(line, place) else f"<{name}", place)


def _nth(path: str, text: str, phrase: str, place: int) -> PhraseLocation:
    phrase = phrase.split("\n", 1)[0]
    return PhraseLocation(path, phrase, text.count(phrase, 0, max(place, 0)) + 1 if place >= 0 else 0)


def _raw(rule: Rule, path: str, written: str) -> Problem:
    return broken(rule, _begins(written, path), written=_short(written))


def _begins(written: str, path: str) -> PhraseLocation:
    """Return the place of a text of several lines."""
    return PhraseLocation(path, written.split("\n", 1)[0])


def _short(written: str, limit: int = 60) -> str:
    shown = " ".join(written.split())
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"
