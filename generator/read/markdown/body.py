"""Markdown -> a `Body`: sanitised HTML, with pictures and links to other documents still symbolic.

The order is: plain blocks by an expression of their own (`plain`), the others by Python-Markdown (`converter`), then the
allow-list over all that the library gave, so that no way of writing HTML goes round it, then the marks. A mark that has to
pass the allow-list is a word made from the digest of the text it stands in, which no text can contain. Knows no other
document: where a link leads, and how large a picture is, is for `plan` to say.
"""

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
from generator.model.rules import RULES
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
"""Brackets that are open at once: the library's time for them grows with their square, and no text has so many."""

OPENING = 200
"""Characters, and so more words than are in them."""

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
"""The codes of problems that tell of words that readers would not see."""

_BRACKET = re.compile(r"[\[\]]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_TOKEN = re.compile(r"<(/?)(\w+)[^>]*>|([^<]+)")
_MARKUP = re.compile(r"<[^>]+>")
_CONTROL = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2\\d|3[01]|12[7-9]|1[345]\\d)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]));|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    f"{NONCHARACTERS}]"
)
_WITHIN_WORDS = re.compile(
    r"<sup id=\"fnref.*?</sup>|</?(?:a|abbr|b|bdi|cite|code|del|em|i|ins|kbd|mark|q|s|samp|small|span|strong|su[bp]|time|u|var)(?: [^>]*)?>"
)
"""Markup at which no word ends, and the numbers of footnotes."""
_FOOTNOTES = re.compile(r'<div class="footnote">\n<hr>\n<ol>.*?\n</ol>\n</div>', re.DOTALL)
_BARE_ADDRESS = re.compile(r"\w://\S|^\W*www\.\w")
"""Nobody reads these aloud, so they are no words of a text, nor of what is said of it."""
_FIGURE_MARK = re.compile(r"(?:<div>)?(mark[0-9a-f]{20}x)(\d+)\.(?:</div>)?")
_LINK = re.compile(r'<a (?:[a-z]+="[^"]*" )*(?P<link>href="(?P<target>[^"#][^"]*)")')
"""The address in an opening tag: in text and in attributes the allow-list writes < as &lt;."""
_MARK = re.compile(rf"{_FIGURE_MARK.pattern}|{_LINK.pattern}")
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|#|//|/)", re.IGNORECASE)

_CONTAINERS = frozenset(["p", "li", "blockquote", "div", "dl", "dd", "dt", "ul", "ol", "details", "section"])
"""Elements in which the first words of a text may stand."""
_PASSED_OVER = frozenset(["table", "aside", "h2", "h3", "h4", "h5", "h6", "pre", "figure", "summary"])
"""Elements that do not begin a text: it starts with the first paragraph after them."""


def converted(text: str, path: str, timezone: tzinfo = UTC, *, has_page: bool = True) -> Checked[Body]:
    """The body of a document. `path` is for problems, and for the ids of footnotes; `timezone` is that of times without
    offset. What has no page of its own stands on others'."""
    if not text.strip():
        return Checked(Body())
    if crowd := _crowd(text):
        return Checked(Body(words=1), (_too_deep(crowd, path),))
    blocks = divided(text)
    if any(html is None for _, html in blocks):
        return _by_library(text, blocks, path, timezone, has_page=has_page)
    # What is plain has neither controls in it nor references to them.
    clean, ids = outlined("\n".join(html for _, html in blocks if html), has_page=has_page, name=_name(path))
    return Checked(_body(finished(clean), "", (), ids), tuple(leftovers(text, "", path, TAGS, SCHEMES)))


def _by_library(
    text: str, blocks: list[Block], path: str, timezone: tzinfo = UTC, *, has_page: bool = True
) -> Checked[Body]:
    """The library is given a paragraph of one word in place of what is plain, which changes nothing in what stands around it;
    and the whole text in the rare case that the blocks do depend on one another."""
    from generator.read.markdown.converter import conversion  # noqa: PLC0415 - only for texts that are not plain

    word = f"mark{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}x"
    frame, runs = _framed(blocks, word)
    done = conversion("\n\n".join(frame) if runs else text, path, word, timezone)
    if runs and done.value and done.value.is_one_piece:
        runs, done = [], conversion(text, path, word, timezone)
    if done.value is None:
        return Checked(Body(words=1), done.problems)  # there is a text, though it cannot be read
    raw, figures, problems = done.value.raw, done.value.figures, done.problems
    told = frozenset[str]()
    if "<" in text:
        uncovered = with_all_words(raw, text, path)
        raw, pictures, wrong = with_pictures(uncovered.raw, word, len(figures), path)
        figures, problems, told = (*figures, *pictures), (*problems, *uncovered.problems, *wrong), uncovered.told
    clean = _without_controls(sanitised(raw))
    if "<" in text or "{" in text:  # Markdown alone gives valid HTML
        clean = nested(clean)
    clean, doubled = with_ids_once(clean)
    if runs:
        clean = re.sub(rf"<p>{word}r(\d+)\.</p>", lambda match: runs[int(match[1])], clean)
    clean, ids = outlined(clean, has_page=has_page, name=_name(path))
    problems = (
        *problems,
        *leftovers(text, raw, path, TAGS | told, SCHEMES),
        *doubled_ids(doubled, text, path),
        *unread_markdown(done.value.raw_blocks, path),
        *dead_parts(clean, ids, path),
    )
    if not any(problem.code in HIDING_WORDS for problem in problems):  # else they are told, with a better reason
        problems = (*problems, *_lost(text, clean, figures, path))
    return Checked(_body(finished(clean), word, figures, ids), problems)


def _lost(text: str, clean: str, figures: tuple[PhotoReference, ...], path: str) -> Iterator[Problem]:
    """The law that every word of a source is on its page."""
    said = " ".join(f"{photo.alt} {photo.caption} {photo.credit}" for photo in figures)
    for lost in lost_words(text, clean, said):
        shown = str(lost) if len(str(lost)) <= 60 else f"{str(lost)[:59]}…"
        yield Problem(
            "lost-words",
            RULES["lost-words"],
            f"“{shown}” would be on no page.",
            PhraseLocation(path, lost.words[0], text.count(lost.words[0], 0, lost.place) + 1),
            "Look for signs of Markdown or HTML beside it, and put a backslash before those that are meant as they stand.",
        )


def _framed(blocks: list[Block], word: str) -> tuple[list[str], list[str]]:
    """The blocks with a word in place of each run of plain ones, and the HTML of each run."""
    frame: list[str] = []
    runs: list[str] = []
    for is_plain, group in groupby(blocks, lambda block: block[1] is not None):
        written, pieces = zip(*group, strict=True)
        if is_plain and any(pieces):
            frame.append(f"{word}r{len(runs)}.")
            runs.append("\n".join(filter(None, pieces)))
        else:
            frame += written
    return frame, runs


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
    """The first of them, whole, with a sign where there are more."""
    text = " ".join(words[:OPENING])
    if len(text) <= OPENING:
        return text
    cut = text[: OPENING - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:،؛") + "…"


def _without_controls(clean: str) -> str:
    """With a space for each reference to a control character, as &#11; is one, or to what is no character: HTML forbids
    them."""
    return _CONTROL.sub(" ", clean) if _CONTROL.search(clean) else clean


def _crowd(text: str) -> str:
    """The first line of a paragraph with too many brackets in one another, or ""."""
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
    """What a link names among our own documents; "" when it leads elsewhere."""
    if href[:3].lower() == "id:":
        return "id:" + html.unescape(href[3:])
    is_ours = (href.startswith("/") and not href.startswith("//")) or _RELATIVE.match(href)
    return html.unescape(href) if is_ours else ""


def _dateline_place(clean: str, word: str) -> int | None:
    """Where in the HTML the text begins: before its first word, in whatever paragraph, quote or list that stands; for
    words in no element behind the last one; None if there are no such words."""
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
