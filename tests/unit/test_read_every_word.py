"""The law: every word of a source is on its page, or a problem says where it went. And the HTML of it is well nested.

Each word here is one that stands nowhere else, so that a look into what comes out is enough, and no reading of Markdown is needed.
"""

from __future__ import annotations

import html
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.words import lost_words
from generator.model.documents import Body, BodyFigure
from generator.read.html.nesting import nested
from generator.read.markdown.body import HIDING_WORDS, converted

sys.path.insert(0, str(Path(__file__).parents[1] / "cases"))

from case_files import HERE, read_case  # beside the cases

TELLING = HIDING_WORDS | {"markdown-in-html", "too-deep", "markdown"}
"""Codes of problems after which words may be missing."""

_SIGNS = (
    "{} ", "{}, ", "**{}** ", "*{}*", "__{}__ ", "`{}` ", "[{}](https://x.example) ", "[{}][r] ", "![{}](a.jpg \"{}\")\n\n", "\n\n# {}\n\n",
    "\n\n- {}\n", "\n1. {}\n", "\n> {}\n", "    {}\n", "\n```\n{}\n```\n", "| {} | {} |\n|---|---|\n| {} |\n", "[^1] ", "\n\n[^1]: {}\n\n",
    "{{{}}} ", "{{.{}}}", "\n\n", "\n", "  \n", "\\", "*", "_", "<", ">", "&amp;", "\"{}\" ", "'{}' ", "<!-- x -->", "-- {} ... ",
    "<b>{}</b> ", "<p>{}</p>\n", "<div>{}", "</div>", "<div>\n\n{}\n\n</div>", "<em>{}\n\n{}", "</em>", "<li>{}</li>", "<ul><li>{}</ul>", "<h2>{}</h2>",
    "<table><tr><td>{}<td colspan=3>{}</table>", "<details><summary>{}</summary>{}</details>", "<a href=\"x>{}</a>", "<script>", "</script>",
    "<template>{}", "</template>", "<svg><text>{}</text></svg>", "<![CDATA[{}]]>", "<?php {} ?>", "<{}>", "<https://x.example/{}>", "<textarea>{}",
    "</textarea>", "<strong><p>{}</p></strong>", "<font>{}</font>", "<o:p>{}</o:p>", "<noscript>{}</noscript>", "<figure><figcaption>{}</figcaption></figure>",
    "<iframe>", "<select><option>{}</select>", "<title>{}</title>", "<dl><dt>{}<dd>{}</dl>", "<pre>{}</pre>", "<code>{}</code>",
)  # fmt: skip


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """Pieces of Markdown and HTML, in each place a word of its own."""
    text = ""
    for piece in draw(st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=14)):
        words = [f"w{len(text)}{number}w" for number in range(piece.count("{}"))]
        text += piece.format(*words)
    return text


def _shown(body: Body) -> tuple[str, str]:
    """The HTML of a body, and what its pictures say."""
    pictures = [part.photo for part in body.parts if isinstance(part, BodyFigure)]
    written = "".join(part if isinstance(part, str) else " " for part in body.parts)
    return written, " ".join(f"{photo.alt} {photo.caption} {photo.credit}" for photo in pictures)


@given(_texts())
def test_every_word_is_shown_or_told(text: str) -> None:
    checked = converted(text, "content/articles/a.md")
    shown = html.unescape(" ".join(_shown(checked.value)))
    words = set(
        re.findall(
            r"w\d+w", re.sub(r"<script>.*?</script>|<!--.*?-->|<\?php.*?\?>|\{\.w\d+w\}", "", text, flags=re.DOTALL)
        )
    )
    codes = {problem.code for problem in checked.problems}
    missing = sorted(word for word in words if word not in shown)
    if missing and not codes & TELLING:
        pytest.fail(f"{missing} of {text!r} are not in {shown!r}")
    if "lost-words" in codes and not missing:
        told = [problem.message for problem in checked.problems if problem.code == "lost-words"]
        assert any("counts as HTML" in message or "element" in message for message in told), (told, text)


@given(_texts())
def test_what_is_nested_rightly_stays_as_it_is(text: str) -> None:
    once = nested(_shown(converted(text, "content/articles/a.md").value)[0])
    assert nested(once) == once


class _Strict(HTMLParser):
    """What the HTML standard says of where elements may stand, of the few that a text may have. Mends nothing: each tag has to be
    closed by its own, innermost first."""

    WORDS = frozenset(
        [
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
            "kbd",
            "samp",
            "var",
            "q",
            "time",
            "span",
            "bdi",
        ]
    )
    ONLY_WORDS = WORDS | {"p", "h2", "h3", "h4", "h5", "h6", "pre"}
    EMPTY = frozenset(["br", "hr", "img", "wbr"])
    HOLDS: ClassVar = {
        "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}, "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"},
        "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    }  # fmt: skip
    HELD_BY: ClassVar = {
        "li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "td": {"tr"}, "th": {"tr"}, "caption": {"table"},
        "tr": {"thead", "tbody", "tfoot", "table"}, "summary": {"details"}, "figcaption": {"figure"},
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        above = self.open[-1] if self.open else "div"
        is_of_words = tag in self.WORDS or tag in ("br", "wbr")
        if (
            (above in self.ONLY_WORDS and not is_of_words)
            or (above in self.HOLDS and tag not in self.HOLDS[above])
            or (tag in self.HELD_BY and above not in self.HELD_BY[tag])
            or (tag == "a" and "a" in self.open)
            or len({name for name, _ in attrs}) < len(attrs)
        ):
            self.faults.append(f"<{tag}> in <{above}>")
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in self.HOLDS:
            self.faults.append(f"“{data}” in <{self.open[-1]}>")


@given(_texts())
def test_whatever_is_mixed_becomes_valid_html(text: str) -> None:
    checked = converted(text, "content/articles/a.md")
    parts = checked.value.parts
    if "open-html" in {problem.code for problem in checked.problems}:
        return  # what follows was swallowed, and is not published
    strict = _Strict()
    strict.feed(
        "".join(
            "<figure></figure>" if isinstance(part, BodyFigure) else part if isinstance(part, str) else ""
            for part in parts
        )
    )
    strict.close()
    assert (strict.faults, strict.open) == ([], [])


@pytest.mark.parametrize("path", sorted(HERE.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_texts_of_the_cases_lose_nothing_in_silence(path: Path) -> None:
    for part in read_case(path).sources:
        if part.directive.startswith("file content/articles/") and "escapes" not in part.directive:
            text = re.sub(r"\A---\n.*?\n---\n", "", part.text, flags=re.DOTALL)
            checked = converted(text, "content/articles/a.md")
            if not {problem.code for problem in checked.problems} & TELLING:
                assert lost_words(text, *_shown(checked.value)) == ()
