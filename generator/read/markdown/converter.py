"""Python-Markdown with our extensions: Markdown -> HTML that is not sanitised yet, with
placeholders for pictures.

Pull quotes become asides; headings begin below the headline. Imported only where a text needs the
library: most articles are `plain`. Knows no other document, and no allow-list."""

from __future__ import annotations

import html
from datetime import UTC, tzinfo
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from generator.model.dataclass import dataclass
from generator.model.headers import PhotoReference
from generator.model.problems import Checked, PhraseLocation, Problem, SourceLocation, error
from generator.model.suggestions import did_you_mean
from generator.read.front_matter.yaml_faults import SHORT
from generator.read.markdown.attributes import AttributesExtension
from generator.read.markdown.fences import fenced
from generator.read.markdown.footnotes import Footnotes
from generator.read.markdown.inline import quicken
from generator.read.markdown.typography import PUT_ASIDE, TypographyProcessor
from generator.read.table_rows import TablesExtension, overlong_rows
from generator.read.typography import typographic
from generator.read.values.moments import UNCLEAR_TIME, DateRules
from generator.read.values.types import reader_of, type_hints

_FIGURE_KEYS = ("alt", "credit", "credit_withheld", "file_photo", "focus", "rights_expire", "src", "title")
_EXAMPLES = {
    "file_photo": "Write file_photo, or file_photo=false.",
    "focus": 'Write for instance focus="0.5,0.3".',
    "rights_expire": 'Write for instance rights_expire="2027-01-31".',
    "credit_withheld": "Write credit_withheld, or credit_withheld=false.",
}
"""The keys whose values are no text, in the order of the fields of `PhotoReference`."""
_FLAGS = frozenset({"file_photo", "credit_withheld"})
"""Keys that a word alone sets."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """The result of the library. In `raw`, the placeholder's word with a number and a point stands
    for the figure of that number. `raw_blocks` are pieces of HTML as typed. `is_one_piece` says
    that the HTML of a block depends on other blocks."""

    raw: str
    figures: tuple[PhotoReference, ...]
    raw_blocks: tuple[object, ...]
    is_one_piece: bool


class _Marks(Treeprocessor):
    """Takes pictures out of the tree, makes asides of pull quotes, and keeps all headings below the
    article's own."""

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
        """Return a text with the HTML that the library has put aside, to be printed as text."""
        return PUT_ASIDE.sub(lambda match: str(self.md.htmlStash.rawHtmlBlocks[int(match[1])]), text)

    def _value(self, key: str, picture: Element) -> Any:
        """Return an attribute after a picture, read as the value of a key of that name; None when
        it is invalid, or says nothing."""
        if key not in picture.attrib:
            return False if key == "credit_withheld" else None
        written = picture.get(key) or ""  # a word alone has no value
        if key in _FLAGS and written in ("", key):
            return True
        try:
            return reader_of(type_hints(PhotoReference)[key])(written, DateRules(self.timezone))
        except ValueError as wrong:
            context: dict[str, Any] = getattr(wrong, "context", None) or {}
            self._complain(
                "wrong-value",
                f"“{key}”: {context.get('message', wrong)}.",
                self._attribute(key, picture),
                context["hint"] if getattr(wrong, "type", "") == UNCLEAR_TIME else _EXAMPLES[key],
            )
            return None

    def _attribute(self, key: str, picture: Element) -> str:
        """Return an attribute as it was typed; the file of the picture when that is unknown."""
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


class _Fences(Preprocessor):
    """Takes fenced code out of the text before the library reads anything in it."""

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
        md.treeprocessors.register(TypographyProcessor(md), "typography", 6)
        md.preprocessors.register(_Fences(md), "fences", 25)  # before HTML
        marks = _Marks(md)
        md.treeprocessors.register(marks, "marks", -1)  # after everything else, also the unescaping of attributes
        md.registerExtension(marks)  # type: ignore[arg-type] # any object with reset() is accepted


def conversion(text: str, path: str, word: str, timezone: tzinfo) -> Checked[Conversion | None]:
    """Convert a text; None when the library fails. `word` is one that the text does not contain.
    `path` is for problems, and for the ids of footnotes. `timezone` is that of times without
    offset."""
    documents, footnotes, tables, marks = _library()
    marks.word = word
    marks.path = path
    marks.text = text
    marks.timezone = timezone
    documents.reset()
    footnotes.begin(path)
    try:
        raw = documents.convert(text)
    except Exception as fault:  # any exception of the library is a fault of one file
        _library.cache_clear()  # it still has the state of the failed text
        return Checked(None, (_stumble(fault, path),))
    blocks = tuple(documents.htmlStash.rawHtmlBlocks)
    # A heading of the first rank moves all others down. Placeholders that the library leaves in its
    # output, by a bug of its own, are numbered through the text.
    is_one_piece = marks.shifted or STX in raw or ETX in raw
    problems = (*marks.problems, *footnotes.problems(path), *overlong_rows(tables, path))
    return Checked(Conversion(raw, tuple(marks.figures), blocks, is_one_piece), problems)


@cache
def _library() -> tuple[markdown.Markdown, Footnotes, TablesExtension, _Marks]:
    """Return the converter, one in each process: making it takes longer than converting
    an article."""
    footnotes, tables = Footnotes(), TablesExtension()
    converter = markdown.Markdown(
        extensions=[tables, footnotes, AttributesExtension(), "sane_lists", _MarksExtension()]
    )
    quicken(converter)
    marks = converter.treeprocessors["marks"]
    assert isinstance(marks, _Marks)
    return converter, footnotes, tables, marks


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
    """Move headings below the headline, which is the h1 of the page."""
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
