"""The law: every word of a source is on its page, or a problem says where it went. And the HTML of it is well nested.

Each word here is one that stands nowhere else, so that a look into what comes out is enough, and no reading of Markdown is needed.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.words import lost_words
from generator.model.documents import Body, BodyFigure
from generator.read.nesting import nested
from generator.read.prose import HIDING_WORDS, converted

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


@pytest.mark.parametrize("path", sorted(HERE.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_texts_of_the_cases_lose_nothing_in_silence(path: Path) -> None:
    for part in read_case(path).sources:
        if part.directive.startswith("file content/articles/") and "escapes" not in part.directive:
            text = re.sub(r"\A---\n.*?\n---\n", "", part.text, flags=re.DOTALL)
            checked = converted(text, "content/articles/a.md")
            if not {problem.code for problem in checked.problems} & TELLING:
                assert lost_words(text, *_shown(checked.value)) == ()
