"""Markdown -> a `Body`: sanitised HTML, with pictures and links to other documents still symbolic.

The order is: Python-Markdown, then the allow-list (nh3) over the whole result, so that no way of writing HTML goes round
it, then the marks. A mark that has to pass the allow-list is a word made from the digest of the text it stands in, which
no text can contain. Knows no other document: where a link leads, and how large a picture is, is for `plan` to say.
"""

from __future__ import annotations

import hashlib
import html
import re
from functools import cache
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from generator.model.documents import Body, BodyFigure, BodyLink, BodyPart, DatelinePlace, PhotoReference
from generator.model.problems import Checked, PhraseLocation, Problem, SourceLocation, error
from generator.read.faults import SHORT
from generator.read.inline import quicken
from generator.read.leftovers import leftovers, unread_markdown
from generator.read.schema import did_you_mean
from generator.read.typography import typographic

MOST_SIGNS = 1000
"""In one paragraph: the library's time for them grows with their square, and no paragraph has so many links."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "aside",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "a",
        "em",
        "strong",
        "b",
        "i",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "sub",
        "sup",
        "abbr",
        "cite",
        "code",
        "pre",
        "kbd",
        "samp",
        "var",
        "q",
        "time",
        "br",
        "hr",
        "div",
        "span",
        "bdi",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "caption",
        "details",
        "summary",
    ]
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "title", "hreflang"},
    "abbr": {"title"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "details": {"open"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "id"}
"""`id:` names another article; it never reaches a page."""
_FIGURE_KEYS = ("alt", "credit", "file_photo", "focus", "src", "title")

_PUT_ASIDE = re.compile(f"{STX}wzxhzdk:(\\d+){ETX}")
_TOKEN = re.compile(r"<(/?)(\w+)[^>]*>|([^<]+)")
_MARKUP = re.compile(r"<[^>]+>")
_WITHIN_WORDS = re.compile(
    r"<sup id=\"fnref.*?</sup>|</?(?:a|abbr|b|bdi|cite|code|del|em|i|ins|kbd|mark|q|s|samp|small|span|strong|su[bp]|time|u|var)(?: [^>]*)?>"
)
"""Markup at which no word ends, and the numbers of footnotes."""
_FIGURE_MARK = re.compile(r"(?:<div>)?(mark[0-9a-f]{20}x)(\d+)\.(?:</div>)?")
_MARK = re.compile(rf'{_FIGURE_MARK.pattern}|<a (?:[a-z]+="[^"]*" )*(?P<link>href="(?P<target>[^"#][^"]*)")')
"""A figure, or the address in an opening tag: in text and in attributes the allow-list writes < as &lt;."""
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|#|//|/)", re.IGNORECASE)

_CONTAINERS = frozenset(["p", "li", "blockquote", "div", "dl", "dd", "dt", "ul", "ol", "details", "section"])
"""Elements in which the first words of a text may stand."""
_PASSED_OVER = frozenset(["table", "aside", "h2", "h3", "h4", "h5", "h6", "pre", "figure", "summary"])
"""Elements that do not begin a text: it starts with the first paragraph after them."""


class _Marks(Treeprocessor):
    """Takes pictures out of the tree, makes pull quotes asides, and lets no heading stand beside the article's own."""

    word = ""
    path = ""

    def reset(self) -> None:
        self.figures: list[PhotoReference] = []
        self.problems: list[Problem] = []

    def run(self, root: Element) -> None:
        if any(True for _ in root.iter("h1")):
            _shift_headings(root)
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "p" and _is_lone_picture(child):
                    self._mark_figure(child)
                elif child.tag == "img":
                    self._refuse_inline(child)
                elif child.tag == "blockquote" and any("pull" in p.get("class", "").split() for p in child.iter("p")):
                    child.tag = "aside"
                    child.set("class", "pull-quote")

    def _mark_figure(self, paragraph: Element) -> None:
        picture = paragraph[0]
        src = picture.get("src", "")
        if src[:5].lower() == "data:":
            self._refuse_pasted(src)
            paragraph.remove(picture)
            return
        for key in picture.attrib:
            if key not in _FIGURE_KEYS:
                self._complain(
                    "unknown-key", f"A picture has no “{key}”.", src,
                    did_you_mean(key, _FIGURE_KEYS)
                    or 'Write ![alt](file.jpg "Caption."){credit="Name/Agency" file_photo}.',
                )  # fmt: skip
        self.figures.append(
            PhotoReference(
                src,
                " ".join(picture.get("alt", "").split()),
                typographic(" ".join(picture.get("title", "").split())),
                self._as_typed(picture.get("credit", "").strip()),
                (picture.get("file_photo", "false") or "true").lower() not in ("false", "no"),
                self._focus(picture.get("focus"), src),
            )
        )
        paragraph.remove(picture)
        paragraph.tag = "div"
        paragraph.attrib.clear()
        paragraph.text = f"{self.word}{len(self.figures) - 1}."

    def _as_typed(self, text: str) -> str:
        """With the HTML in it that the library has put aside; it is printed as it stands, not as HTML."""
        return _PUT_ASIDE.sub(lambda match: str(self.md.htmlStash.rawHtmlBlocks[int(match[1])]), text)

    def _focus(self, written: str | None, src: str) -> tuple[float, float] | None:
        try:
            x, y = (float(part) for part in written.split(",")) if written is not None else (-1.0, -1.0)
        except ValueError:
            x = y = 2.0
        if written is not None and not (0 <= x <= 1 and 0 <= y <= 1):
            self._complain("wrong-value", f"“{written}” is no focus.", src, 'Write for instance focus="0.5,0.3".')
        return (x, y) if 0 <= x <= 1 and 0 <= y <= 1 else None

    def _refuse_inline(self, picture: Element) -> None:
        src = picture.get("src", "")
        if src[:5].lower() == "data:":
            self._refuse_pasted(src)
        else:
            self._complain(
                "inline-picture", "A picture stands inside a line of text, or in a link.", src,
                "Give it a paragraph of its own: an empty line before and after it.",
            )  # fmt: skip
        picture.tag, picture.text = "span", ""
        picture.attrib.clear()

    def _refuse_pasted(self, src: str) -> None:
        hint = "Save it as a file beside the article, and write ![alt](file.jpg)."
        self._complain("pasted-picture", "A picture is pasted into the text as code.", src[:SHORT], hint)

    def _complain(self, code: str, message: str, phrase: str, hint: str) -> None:
        self.problems.append(error(code, message, PhraseLocation(self.path, phrase), hint))


class _Footnotes(FootnoteExtension):
    """With ids of their own for each document: those of an article, a biography and the comment policy may stand on one
    page. The library would count the documents, and an id depend on what was read before."""

    def begin(self, path: str) -> None:
        self.unique_prefix = int(_digest(path, 4), 16)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802  # the library's name
        return super().makeFootnoteId("-".join(id.split()))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802  # the library's name
        return super().makeFootnoteRefId("-".join(id.split()), found)


class _MarksExtension(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # the library's name
        marks = _Marks(md)
        md.treeprocessors.register(marks, "marks", -1)  # after everything else, also the unescaping of attributes
        md.registerExtension(marks)  # type: ignore[arg-type]  # any object with reset() will do


def converted(text: str, path: str) -> Checked[Body]:
    """The body of a document. `path` is for problems, and for the ids of footnotes."""
    if not text.strip():
        return Checked(Body())
    if any(paragraph.count(sign) > MOST_SIGNS for paragraph in _BLANK_LINE.split(text) for sign in "[<"):
        return Checked(Body(), (_crowd(path),))
    converter, footnotes, marks = _converter()
    marks.word = f"mark{_digest(text, 10)}x"
    marks.path = path
    converter.reset()
    footnotes.begin(path)
    try:
        raw = converter.convert(text)
    except Exception as fault:  # whatever the library stumbles over is a fault of one file
        _converter.cache_clear()  # it still holds the state it was in
        return Checked(Body(), (_stumble(fault, path),))
    clean = _reachable(_sanitised(raw))
    parts, figure_texts = _parts(clean, marks)
    plain = html.unescape(_MARKUP.sub(" ", _WITHIN_WORDS.sub("", figure_texts)))
    words = plain.split()
    return Checked(
        Body(parts, len(words), " ".join(words)[:200]),
        (
            *marks.problems,
            *leftovers(text, raw, path, _TAGS, _SCHEMES),
            *unread_markdown(converter.htmlStash.rawHtmlBlocks, path),
        ),
    )


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()


def _crowd(path: str) -> Problem:
    message = f"A paragraph has more than {MOST_SIGNS} brackets or angle brackets."
    return error("too-deep", message, SourceLocation(path), "Divide it by empty lines, or take out what is no text.")


def _stumble(fault: Exception, path: str) -> Problem:
    if isinstance(fault, RecursionError):
        message, hint = (
            "The text has quotes or lists nested too deep to be read.",
            "Look for lines beginning with many > or *.",
        )
        return error("too-deep", message, SourceLocation(path), hint)
    message = f"The text cannot be read as Markdown ({type(fault).__name__})."
    hint = "Look for HTML or brackets that are opened and never closed; take out half of the text to find the place."
    return error("markdown", message, SourceLocation(path), hint)


def _sanitised(raw: str) -> str:
    return nh3.clean(
        raw,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        filter_style_properties={"text-align"},
    ).replace(' title=""', "")


def _reachable(clean: str) -> str:
    """What can be too wide for a phone scrolls in a box of its own, which a keyboard must reach (WCAG 2.1.1)."""
    if "<table" in clean:
        clean = clean.replace("<table", '<div class="wide" tabindex="0"><table').replace("</table>", "</table></div>")
    return clean.replace("<pre", '<pre tabindex="0"')


@cache
def _converter() -> tuple[markdown.Markdown, _Footnotes, _Marks]:
    """One converter a process: making it costs more than converting an article."""
    # The words of a back link would be in English on every page; the arrow says it in all languages.
    footnotes = _Footnotes(BACKLINK_TITLE="", UNIQUE_IDS=True)
    converter = markdown.Markdown(
        extensions=["tables", footnotes, "attr_list", "fenced_code", "sane_lists", "smarty", _MarksExtension()]
    )
    quicken(converter)
    marks = converter.treeprocessors["marks"]
    assert isinstance(marks, _Marks)
    return converter, footnotes, marks


def _parts(clean: str, marks: _Marks) -> tuple[tuple[BodyPart, ...], str]:
    """The body in parts, and its text without the marks."""
    place = _dateline_place(clean, marks.word)
    if place is None:  # a body of pictures or headings only
        parts = ["<p>", DatelinePlace(), "</p>", *_split(clean, marks)]
    else:
        parts = [*_split(clean[:place], marks), DatelinePlace(), *_split(clean[place:], marks)]
    plain = _FIGURE_MARK.sub("", clean) if marks.figures else clean
    return tuple(part for part in parts if part != ""), plain


def _split(piece: str, marks: _Marks) -> list[BodyPart]:
    parts: list[BodyPart] = []
    start = 0
    for match in _MARK.finditer(piece):
        target = _target(match["target"] or "")
        if match[1] == marks.word:
            mark: BodyPart = BodyFigure(marks.figures[int(match[2])])
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
        elif text is not None and not depth and html.unescape(text).strip() and not text.startswith(word):
            return place + len(text) - len(text.lstrip()) if clean[place : match.start()].strip() == "" else place
    return None


def _shift_headings(root: Element) -> None:
    """The h1 of the page is the headline: headings of the text begin one below."""
    for element in root.iter():
        if element.tag in ("h1", "h2", "h3", "h4", "h5"):
            element.tag = f"h{int(element.tag[1]) + 1}"


def _is_lone_picture(paragraph: Element) -> bool:
    return (
        len(paragraph) == 1
        and paragraph[0].tag == "img"
        and not (paragraph.text or "").strip()
        and not (paragraph[0].tail or "").strip()
    )
