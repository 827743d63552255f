"""Python-Markdown as Dateline sets it up: Markdown -> HTML that is not yet sanitised, with words where its pictures stand.

Pull quotes become asides, headings begin below the headline. Imported only where a text needs the library: most articles
are `plain`. Knows no other document, and nothing of the allow-list.
"""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from generator.model.headers import PhotoReference
from generator.model.problems import Checked, PhraseLocation, Problem, SourceLocation, error
from generator.model.rules import RULES
from generator.read.front_matter.yaml_faults import SHORT
from generator.read.markdown.attributes import AttributesExtension
from generator.read.markdown.fences import fenced
from generator.read.markdown.inline import quicken
from generator.read.table_rows import TablesExtension, overlong_rows
from generator.read.typography import JOINT, typographic, with_signs
from generator.read.values.moments import DateRules
from generator.read.values.schema import did_you_mean
from generator.read.values.types import reader_of, type_hints

_FIGURE_KEYS = ("alt", "credit", "file_photo", "focus", "rights_expire", "src", "title")
_EXAMPLES = {
    "file_photo": "Write file_photo, or file_photo=false.",
    "focus": 'Write for instance focus="0.5,0.3".',
    "rights_expire": 'Write for instance rights_expire="2027-01-31".',
}
_HELD = re.compile(f"({STX}[^{STX}{ETX}]*{ETX})")
"""What the library has put something else in the place of."""
_TYPED = frozenset(["code", "kbd", "pre", "samp", "tt"])
_PUT_ASIDE = re.compile(f"{STX}wzxhzdk:(\\d+){ETX}")


@dataclass(frozen=True, slots=True)
class Conversion:
    """In `raw`, the mark's word with a number and a dot behind it stands for the figure of that number. `raw_blocks` are
    pieces of HTML as they were typed. `is_one_piece` says whether what became of a block depends on the others."""

    raw: str
    figures: tuple[PhotoReference, ...]
    raw_blocks: tuple[object, ...]
    is_one_piece: bool


class _Marks(Treeprocessor):
    """Takes pictures out of the tree, makes pull quotes asides, and lets no heading stand beside the article's own."""

    word = ""
    path = ""
    text = ""
    timezone: tzinfo = UTC

    def reset(self) -> None:
        self.figures: list[PhotoReference] = []
        self.problems: list[Problem] = []
        self.shifted = False

    def run(self, root: Element) -> None:
        self.shifted = any(True for _ in root.iter("h1"))
        if self.shifted:
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
                    "unknown-key", f"A picture has no “{key}”.", self._attribute(key, picture),
                    did_you_mean(key, _FIGURE_KEYS)
                    or 'Write ![alt](file.jpg "Caption."){credit="Name/Agency" file_photo}.',
                )  # fmt: skip
        self.figures.append(
            PhotoReference(
                src,
                " ".join(picture.get("alt", "").split()),
                typographic(" ".join(picture.get("title", "").split())),
                self._as_typed(picture.get("credit", "").strip()),
                *(self._value(key, picture) for key in _EXAMPLES),
            )
        )
        paragraph.remove(picture)
        paragraph.tag = "div"
        paragraph.attrib.clear()
        paragraph.text = f"{self.word}{len(self.figures) - 1}."

    def _as_typed(self, text: str) -> str:
        """With the HTML in it that the library has put aside; it is printed as it stands, not as HTML."""
        return _PUT_ASIDE.sub(lambda match: str(self.md.htmlStash.rawHtmlBlocks[int(match[1])]), text)

    def _value(self, key: str, picture: Element) -> Any:
        """What is written behind a picture, read as the value of a key of that name is; None when that cannot be."""
        if key not in picture.attrib:
            return None
        written = picture.get(key) or ""  # a word alone has no value
        if key == "file_photo" and written in ("", key):
            return True
        try:
            return reader_of(key, type_hints(PhotoReference)[key])(written, DateRules(self.timezone))
        except ValueError as wrong:
            context: dict[str, Any] = getattr(wrong, "context", None) or {}
            self._complain(
                "wrong-value",
                f"“{key}”: {context.get('message', wrong)}.",
                self._attribute(key, picture),
                _EXAMPLES[key],
            )
            return None

    def _attribute(self, key: str, picture: Element) -> str:
        """An attribute as it was typed; the name of the picture when that cannot be told."""
        value = picture.get(key)
        forms = (f'{key}="{value}"', f"{key}='{value}'", f"{key}={value}", key)
        return next((form for form in forms if form in self.text), picture.get("src", ""))

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
        self.unique_prefix = int(hashlib.blake2b(path.encode(), digest_size=4).hexdigest(), 16)
        self.doubled: list[str] = []
        self.marked: set[str] = set()

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802  # the library's name
        if id in self.footnotes:
            self.doubled.append(id)
        super().setFootnote(id, text)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802  # the library's name
        return super().makeFootnoteId("-".join(id.split()))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802  # the library's name
        if found:  # it is asked for the mark in the text, and not for the way back
            self.marked.add(id)
        return super().makeFootnoteRefId("-".join(id.split()), found)


class _Typography(Treeprocessor):
    """Sets the signs of a newspaper, block by block, across the elements within one. Code is left as it is."""

    def run(self, root: Element) -> None:
        self.words: list[str] = []
        self.places: list[tuple[Element, str, int]] = []
        self._visit(root)
        self._set()

    def _visit(self, element: Element) -> None:
        is_block = self.md.is_block_level(element.tag)
        if is_block:
            self._set()
        if element.tag in _TYPED or isinstance(element.text, AtomicString) or element.tag in ("br", "img"):
            self.words.append("\n" if element.tag == "br" else "x")  # a letter beside what stands next to it
        else:
            self._take(element, "text")
            for child in element:
                self._visit(child)
                self._take(child, "tail")
        if is_block:
            self._set()

    def _take(self, element: Element, place: str) -> None:
        if text := getattr(element, place):
            if JOINT in text:
                text = text.replace(JOINT, "")
                setattr(element, place, text)
            pieces = _HELD.split(text)
            self.places.append((element, place, len(self.words)))
            self.words += [piece if number % 2 == 0 else self._beside(piece) for number, piece in enumerate(pieces)]

    def _beside(self, held: str) -> str:
        """A placeholder of the library, as its neighbours see it: a tag not at all, an entity or an escaped sign as a letter
        or a space."""
        if stashed := _PUT_ASIDE.fullmatch(held):
            sign = html.unescape(str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])]))[:1]
            return "" if sign == "<" else _not_a_quote(sign)
        return _not_a_quote(chr(int(held[1:-1]))) if held[1:-1].isdecimal() else "x"

    def _set(self) -> None:
        words, places = self.words, self.places
        self.words, self.places = [], []
        joined = JOINT.join(words)
        printed = with_signs(joined)
        if printed is joined:
            return
        row = printed.split(JOINT)
        for element, place, first in places:
            pieces = _HELD.split(getattr(element, place))
            pieces[::2] = row[first : first + len(pieces) : 2]
            setattr(element, place, "".join(pieces))


def _not_a_quote(sign: str) -> str:
    return "x" if sign in ("'", '"', "", JOINT) else sign


class _Fences(Preprocessor):
    """Takes fenced code out of the text before the library looks for anything in it."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        pieces, last = [], 0
        for each in fenced(text):
            kind = f' class="language-{each.language}"' if each.language else ""
            place = self.md.htmlStash.store(f"<pre><code{kind}>{html.escape(each.code)}</code></pre>")
            pieces += [text[last : each.start], f"\n{place}\n"]
            last = each.end
        return "".join((*pieces, text[last:])).split("\n") if pieces else lines


class _MarksExtension(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # the library's name
        md.ESCAPED_CHARS.extend(("'", '"'))
        md.treeprocessors.register(_Typography(md), "typography", 6)
        md.preprocessors.register(_Fences(md), "fences", 25)  # before HTML is
        marks = _Marks(md)
        md.treeprocessors.register(marks, "marks", -1)  # after everything else, also the unescaping of attributes
        md.registerExtension(marks)  # type: ignore[arg-type]  # any object with reset() will do


def conversion(text: str, path: str, word: str, timezone: tzinfo) -> Checked[Conversion | None]:
    """None when the library fails. `word` is one that the text does not contain; `path` is for problems, and for the ids
    of footnotes; `timezone` is that of times without offset."""
    documents, footnotes, tables, marks = _library()
    marks.word = word
    marks.path = path
    marks.text = text
    marks.timezone = timezone
    documents.reset()
    footnotes.begin(path)
    try:
        raw = documents.convert(text)
    except Exception as fault:  # whatever the library stumbles over is a fault of one file
        _library.cache_clear()  # it still holds the state it was in
        return Checked(None, (_stumble(fault, path),))
    blocks = tuple(documents.htmlStash.rawHtmlBlocks)
    # A heading of the first rank moves all others down; placeholders that the library forgets in its output, by a slip of
    # its own, are numbered through the text.
    is_one_piece = marks.shifted or STX in raw or ETX in raw
    doubled = (_second_footnote(name, path) for name in dict.fromkeys(footnotes.doubled))
    unmarked = (_unmarked_footnote(name, path) for name in footnotes.footnotes if name not in footnotes.marked)
    problems = (*marks.problems, *doubled, *unmarked, *overlong_rows(tables, path))
    return Checked(Conversion(raw, tuple(marks.figures), blocks, is_one_piece), problems)


@cache
def _library() -> tuple[markdown.Markdown, _Footnotes, TablesExtension, _Marks]:
    """One converter a process: making it costs more than converting an article."""
    # The words of a back link would be in English on every page; the arrow says it in all languages.
    footnotes, tables = _Footnotes(BACKLINK_TITLE="", UNIQUE_IDS=True), TablesExtension()
    converter = markdown.Markdown(
        extensions=[
            tables,
            footnotes,
            AttributesExtension(),
            "sane_lists",
            _MarksExtension(),
        ]
    )
    quicken(converter)
    marks = converter.treeprocessors["marks"]
    assert isinstance(marks, _Marks)
    return converter, footnotes, tables, marks


def _second_footnote(name: str, path: str) -> Problem:
    message = f"Two footnotes are called [^{name}]: readers would see the second one only."
    return error("duplicate-footnote", message, PhraseLocation(path, f"[^{name}]:"), "Give one of them another name.")


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


def _unmarked_footnote(name: str, path: str) -> Problem:
    message = f"No mark in the text leads to the footnote [^{name}]."
    hint = f"Write  [^{name}]  where it belongs, or delete it."
    return Problem("missing-footnote", RULES["missing-footnote"], message, PhraseLocation(path, f"[^{name}]:"), hint)
