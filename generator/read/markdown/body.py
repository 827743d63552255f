"""Markdown -> a `Body`: sanitised HTML, with pictures and links to other documents still symbolic.

First plain blocks are converted (`plain`), then the others by Python-Markdown (`converter`). Then
the allow-list goes over all of the library's HTML, so that no HTML can avoid it. The placeholders
come last. A placeholder that has to pass the allow-list is a word made from the digest of the text,
which no text can contain. Knows no other document: `plan` resolves links and the sizes of
pictures."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from datetime import UTC, tzinfo
from itertools import groupby

from generator.check.words import lost_words
from generator.model.documents import Body, BodyFigure, BodyLink, BodyPart, DatelinePlace
from generator.model.headers import PhotoReference
from generator.model.problems import Checked, PhraseLocation, Problem, error
from generator.model.regex import regex
from generator.model.rules import LOST_WORDS, broken
from generator.read.encoding import NONCHARACTERS
from generator.read.front_matter.yaml_faults import SHORT
from generator.read.html.allowlist import SCHEMES, TAGS, sanitised, with_ids_once
from generator.read.html.finishing import finished
from generator.read.html.headings import dead_parts, outlined
from generator.read.html.nesting import nested
from generator.read.html.raw_html import with_all_words
from generator.read.html.raw_pictures import with_pictures
from generator.read.markdown.leftovers import doubled_ids, leftovers, unread_markdown
from generator.read.markdown.plain import Block, divided
from generator.read.packages import required

required("markdown")

DEEPEST = 1000
"""The most open brackets: the library's time for them grows with their square, and no text has so
many."""

OPENING = 200
"""The most characters of an opening, and so enough words."""

HIDING_WORDS = frozenset(
    [
        "duplicate-footnote",
        "foreign-shortcode",
        "inline-picture",
        "lost-words",
        "open-html",
        "open-note",
        "pasted-picture",
        "unknown-key",
        "wrong-value",
    ]
)
"""Codes of problems that report words which readers would not see."""

_BRACKET = regex(r"[\[\]]")
_BLANK_LINE = regex(r"\n[ \t]*\n")
_TOKEN = regex(r"<(/?)(\w+)[^>]*>|([^<]+)")
_MARKUP = regex(r"<[^>]+>")
_CONTROL = regex(
    "&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01]|12[7-9]|1[345]\\d)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]));|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    f"{NONCHARACTERS}]"
)
_WITHIN_WORDS = regex(
    r"<sup id=\"fnref.*?</sup>|</?(?:a|abbr|b|bdi|cite|code|del|em|i|ins|kbd|mark|q|s|samp|small|span|strong|su[bp]|time|u|var)(?: [^>]*)?>"
)
"""Markup that does not separate words, and the numbers of footnotes."""
_FOOTNOTES = regex(r'<div class="footnote">\n<hr>\n<ol>.*?\n</ol>\n</div>', re.DOTALL)
_BARE_ADDRESS = regex(r"\w://\S|^\W*www\.\w")
"""Addresses: nobody reads these aloud, so they do not count as words."""
_FIGURE_MARK = regex(r"(?:<div>)?(mark[0-9a-f]{20}x)(\d+)\.(?:</div>)?")
_LINK = regex(r'<a (?:[a-z]+="[^"]*" )*(?P<link>href="(?P<target>[^"#][^"]*)")')
"""The address in an opening tag: in text and in attributes the allow-list writes < as &lt;."""
_MARK = regex(rf"{_FIGURE_MARK.pattern}|{_LINK.pattern}")
_RELATIVE = regex(r"(?![a-z][a-z0-9+.-]*:|#|//|/)", re.IGNORECASE)

_CONTAINERS = frozenset(["p", "li", "blockquote", "div", "dl", "dd", "dt", "ul", "ol", "details", "section"])
"""Elements in which the first words of a text may be."""
_PASSED_OVER = frozenset(["table", "aside", "h2", "h3", "h4", "h5", "h6", "pre", "figure", "summary"])
"""Elements that do not begin a text: it begins with the first paragraph after them."""


def converted(text: str, path: str, timezone: tzinfo = UTC, *, has_page: bool = True) -> Checked[Body]:
    """Return the body of a document. `path` is for problems, and for the ids of footnotes.
    `timezone` is that of times without offset. Without `has_page`, the body is shown on pages of
    other documents."""
    if not text.strip():
        return Checked(Body())
    if nested := _deepest(text):
        return Checked(Body(words=1), (_too_deep(nested, path),))
    blocks = divided(text)
    if any(html is None for _, html in blocks):
        return _by_library(text, blocks, path, timezone, has_page=has_page)
    # A plain block contains neither control characters nor references to them.
    clean, ids = outlined("\n".join(html for _, html in blocks if html), has_page=has_page, name=_name(path))
    return Checked(_body(finished(clean), "", (), ids), tuple(leftovers(text, "", path, TAGS, SCHEMES)))


def _by_library(
    text: str, blocks: list[Block], path: str, timezone: tzinfo = UTC, *, has_page: bool = True
) -> Checked[Body]:
    """Convert the text with the library, which gets a paragraph of one word in place of plain
    blocks: the others do not change. In the rare case that blocks depend on one another, it gets
    the whole text."""
    from generator.read.markdown.converter import conversion  # noqa: PLC0415 - only for texts that are not plain

    word = f"mark{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}x"
    skeleton, runs = _skeleton(blocks, word)
    done = conversion("\n\n".join(skeleton) if runs else text, path, word, timezone)
    if runs and done.value and done.value.is_one_piece:
        runs, done = [], conversion(text, path, word, timezone)
    if done.value is None:
        return Checked(Body(words=1), done.problems)  # there is a text, though it cannot be converted
    raw, figures, problems = done.value.raw, done.value.figures, done.problems
    reported = frozenset[str]()
    if "<" in text:
        uncovered = with_all_words(raw, text, path)
        raw, pictures, wrong = with_pictures(uncovered.raw, word, len(figures), path)
        figures, problems, reported = (
            (*figures, *pictures),
            (*problems, *uncovered.problems, *wrong),
            uncovered.reported,
        )
    clean = _without_controls(sanitised(raw))
    if "<" in text or "{" in text:  # Markdown alone gives valid HTML
        clean = nested(clean)
    clean, doubled = with_ids_once(clean)
    if runs:
        clean = re.sub(rf"<p>{word}r(\d+)\.</p>", lambda match: runs[int(match[1])], clean)
    clean, ids = outlined(clean, has_page=has_page, name=_name(path))
    problems = (
        *problems,
        *leftovers(text, raw, path, TAGS | reported, SCHEMES),
        *doubled_ids(doubled, text, path),
        *unread_markdown(done.value.raw_blocks, path),
        *dead_parts(clean, ids, path),
    )
    if not any(problem.code in HIDING_WORDS for problem in problems):  # else they are reported, with a better reason
        problems = (*problems, *_lost(text, clean, figures, path))
    return Checked(_body(finished(clean), word, figures, ids), problems)


def _lost(text: str, clean: str, figures: tuple[PhotoReference, ...], path: str) -> Iterator[Problem]:
    """Yield lost words: every word of a source must be on its page (law)."""
    said = " ".join(f"{photo.alt} {photo.caption} {photo.credit}" for photo in figures)
    for lost in lost_words(text, clean, said):
        shown = str(lost) if len(str(lost)) <= 60 else f"{str(lost)[:59]}…"
        where = PhraseLocation(path, lost.words[0], text.count(lost.words[0], 0, lost.place) + 1)
        yield broken(LOST_WORDS, where, words=shown)


def _skeleton(blocks: list[Block], word: str) -> tuple[list[str], list[str]]:
    """Return the blocks with one word in place of each run of plain ones, and the HTML of
    each run."""
    skeleton: list[str] = []
    runs: list[str] = []
    for is_plain, group in groupby(blocks, lambda block: block[1] is not None):
        written, pieces = zip(*group, strict=True)
        if is_plain and any(pieces):
            skeleton.append(f"{word}r{len(runs)}.")
            runs.append("\n".join(filter(None, pieces)))
        else:
            skeleton += written
    return skeleton, runs


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _body(clean: str, word: str, figures: tuple[PhotoReference, ...], ids: tuple[str, ...]) -> Body:
    shown = _FIGURE_MARK.sub("", clean) if figures else clean
    if '<div class="footnote">' in shown:
        shown = _FOOTNOTES.sub("", shown)
    said = html.unescape(_MARKUP.sub(" ", _WITHIN_WORDS.sub("", shown)))
    words = said.split()
    if "://" in said or "www." in said:
        words = [word for word in words if not _BARE_ADDRESS.search(word)]
    return Body(_parts(clean, word, figures), len(words), _opening(words), ids)


def _opening(words: list[str]) -> str:
    """Return the first words, with a sign where more follow."""
    text = " ".join(words[:OPENING])
    if len(text) <= OPENING:
        return text
    cut = text[: OPENING - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:،؛") + "…"


def _without_controls(clean: str) -> str:
    """Replace each reference to a control character (&#11;), or to no character, by a space: HTML
    forbids them."""
    return _CONTROL.sub(" ", clean) if _CONTROL.search(clean) else clean


def _deepest(text: str) -> str:
    """Return the first line of a paragraph with too many nested brackets, or ""."""
    if text.count("[") <= DEEPEST:
        return ""
    for paragraph in _BLANK_LINE.split(text):
        depth = 0
        for bracket in _BRACKET.findall(paragraph):
            depth = depth + 1 if bracket == "[" else max(0, depth - 1)
            if depth > DEEPEST:
                return paragraph.strip("\n").split("\n", 1)[0]
    return ""


def _too_deep(line: str, path: str) -> Problem:
    message = f"More than {DEEPEST} brackets in this paragraph are opened and not closed."
    hint = "Divide it by empty lines, or take out what is no text."
    return error("too-deep", message, PhraseLocation(path, line[:SHORT]), hint)


def _parts(clean: str, word: str, figures: tuple[PhotoReference, ...]) -> tuple[BodyPart, ...]:
    place = _dateline_place(clean, word)
    if place is None:  # a body of pictures or headings only
        parts = ["<p>", DatelinePlace(), "</p>", *_split(clean, word, figures)]
    else:
        parts = [*_split(clean[:place], word, figures), DatelinePlace(), *_split(clean[place:], word, figures)]
    return tuple(part for part in parts if part != "")


def _split(piece: str, word: str, figures: tuple[PhotoReference, ...]) -> list[BodyPart]:
    parts: list[BodyPart] = []
    start = 0
    for match in (_MARK if figures else _LINK).finditer(piece):
        target = _target(match["target"] or "")
        if figures and match[1] == word:
            mark: BodyPart = BodyFigure(figures[int(match[2])])
        elif target:
            mark = BodyLink(target)
        else:
            continue
        parts += [piece[start : match.start("link" if target else 0)], mark]
        start = match.end()
    return [*parts, piece[start:]]


def _target(href: str) -> str:
    """Return the document of ours that a link names; "" when it leads elsewhere."""
    if href[:3].lower() == "id:":
        return "id:" + html.unescape(href[3:])
    is_ours = (href.startswith("/") and not href.startswith("//")) or _RELATIVE.match(href)
    return html.unescape(href) if is_ours else ""


def _dateline_place(clean: str, word: str) -> int | None:
    """Return where in the HTML the text begins: before its first word, in a paragraph, quote or
    list. It is after the last element for words outside any element, and None if there are no
    words."""
    place, depth = 0, 0
    for match in _TOKEN.finditer(clean):
        closing, tag, text = match.groups()
        if tag in _PASSED_OVER:
            depth += -1 if closing else 1
            place = place if depth else match.end()
        elif tag in _CONTAINERS or tag == "hr":
            place = match.end()
        elif text is not None and not depth and html.unescape(text).strip() and not (word and text.startswith(word)):
            return place + len(text) - len(text.lstrip()) if clean[place : match.start()].strip() == "" else place
    return None
