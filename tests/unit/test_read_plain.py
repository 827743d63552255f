"""What is made of plain blocks is what the library and the allow-list make of them, character for character."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.documents import Body
from generator.model.problems import Checked
from generator.read.front_matter.parse import decoded, split
from generator.read.markdown.body import _by_library, converted
from generator.read.markdown.plain import _ADDRESS, divided

_WORDS = (
    "word", "a", "I", "s", "é", "80s", "2", "19", "قال", "می‌خواهم", "۲۰", "😀", "̃", "\ufffd", "\U0001f6a9",
    " ", " ", " ", " ", ". ", ", ", ": ", "; ", "? ", "! ", "(", ")", "/", "%", "$", "+", "@", "·", "–", "—", "“", "’", "،",
    '"', '"', "'", "'", "'s", "n't", "-", "--", "---", "...", "....", ' "', '" ', " '", "' ",
    "*em*", "*em*", "**Strong.**", "*it's*", '"*em*"', "(*em*)", "[link](https://a.example/b-c/1)", "[it's](depot.md#x)",
    '["a" b](/about/?x=1&copy=2)', "[w](id:depot)", "[ a](b)", "[c](../07/d.md)", "[c](../07/d.md)", "[a ](b)", "[ ](b)",
)  # fmt: skip
"""What the grammar is made of."""
_SIGNS = (
    "*", "**", "_", "_a_", "`", "`c`", "[", "]", "](", "![", "[^1]", "[x]", "[1]", "[!note](/a)", "[video](/a)", "<", ">", "<b>",
    "&", "&amp;", "&nbsp;", "\\", "{", "}", "{: .pull }", "|", "#", "~", "=", "^", "\xa0", "\u200b", "\u2009", "\x02", "\t",
    "1.", "١.", "klzzwxh:0000", "wzxhzdk:0", "///", "{{", "}}", "href=x", "http://x.example", "\r", "\x85",
)  # fmt: skip
"""What is not in it."""
_ENDS = (
    "\n\n", "\n\n", "\n\n", "\n", " \n", "  \n", "\n\n\n", "\n\n\n\n", "\n \n", "\n\n## ", "\n## ", "\n\n> ", "\n> ", "\n\n- ",
    "\n- ", "\n\n* ", "\n1. ", "\n\n    ", "\n---\n", "\n===\n", "\n\n# ",
)  # fmt: skip
_BLOCKS = (
    "The council met.", "Two\nlines *of* it.", "## The vote", "### It's “on”", "> \"We won't,\" he said.", "> One\n> two", "- One\n- two",
    "- One", "- *One*\n- 1. Two", "قال المجلس: \"نعم\".", "", "\n", "    code", "    \n", "1. One\n2. Two", "* One\n* Two", "> One\n{: .pull }",
    "![a](a.jpg \"T\")", "[x]: https://x.example", "[^1]: Note", "Has[^1] note", "See [x].", "# One", "One\n===", "One\n---", "a|b\n-|-\nc|d",
    "{{< x", ">}}", "***", "+ One", "    - One", "AT&T", "a  \nb", "```", "<p>", "x ///Footnotes Go Here///", "> - One", "- > One", ">", "-",
    "Text:\n- One", "*a b**a b*[c](d.md)", "## ", "-  One", ">One", "- a\n\n    - b", "![a](data:image/png;base64,x)",
)  # fmt: skip
_ONE_BLOCK = st.lists(st.sampled_from(_WORDS), max_size=20).map("".join)
_ANYTHING = st.lists(st.sampled_from(_WORDS + _SIGNS + _ENDS), max_size=40).map("".join)
_WHOLE_TEXTS = st.lists(st.sampled_from(_BLOCKS), max_size=8).map("\n\n".join)


def _by_library_alone(text: str) -> Checked[Body]:
    return _by_library(text, [(text, None)], "a.md")


def _assert_same(text: str) -> None:
    if text.strip():
        assert converted(text, "a.md") == _by_library_alone(text)


@settings(max_examples=400)
@given(_ONE_BLOCK)
@example("\"It's the '80s,\" he said -- and left...")
@example("said '(so)' and \"(so)\" in '99")
@example("Then -- so---\"so\" ----no--'so' ....")
@example("*so * and *so* *so-*")
@example("'Tis \"'so'\" he's dogs' \"run\"")
def test_words_and_quotes_become_what_the_library_makes_of_them(text: str) -> None:
    _assert_same(text)


@pytest.mark.parametrize("first", "\"' sa(–.-2")
def test_quotes_in_every_company_become_what_the_library_makes_of_them(first: str) -> None:
    """All texts of up to four of these letters, each a paragraph."""
    texts = ("".join(letters) for length in range(4) for letters in product("\"' sa(–.-2", repeat=length))
    _assert_same("\n\n".join(first + text for text in texts))


@settings(max_examples=400)
@given(_WHOLE_TEXTS)
@example("- One\n\n\n\n- Two")
@example("> One\n\n\n\n>")
@example("\n\n    \n\n## One")
@example("## One\n\n# Two")
def test_plain_blocks_stand_among_others_as_the_library_has_them(text: str) -> None:
    _assert_same(text)


@settings(max_examples=400)
@given(_ANYTHING)
@example("*a b**a b*[c](d.md)\n\n---\n\n[c](d.md)")
def test_any_text_becomes_what_the_library_makes_of_it(text: str) -> None:
    _assert_same(text)


@given(st.from_regex(_ADDRESS, fullmatch=True))
def test_an_address_of_the_grammar_is_let_through_by_the_allow_list(address: str) -> None:
    text = f"See [this]({address})."
    _assert_same(text)
    assert divided(text)[0][1] is not None


def test_what_the_newsroom_wrote_becomes_what_the_library_makes_of_it(sample: Path) -> None:
    for path in sorted(sample.rglob("*.md")):
        text = decoded(path.read_bytes(), "").value or ""
        matter = split(text, "").value
        _assert_same(matter.body if matter else text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("The council met.", "<p>The council met.</p>"),
        ("Two\nlines.", "<p>Two\nlines.</p>"),
        ("## The vote", "<h2>The vote</h2>"),
        ("A *quiet* **day**.", "<p>A <em>quiet</em> <strong>day</strong>.</p>"),
        ("See [the report](https://a.example/b).", '<p>See <a href="https://a.example/b">the report</a>.</p>'),
        ('"We won\'t," he said.', "<p>“We won’t,” he said.</p>"),
        ('> "No."\n> Never.', "<blockquote>\n<p>“No.”\nNever.</p>\n</blockquote>"),
        ("- One\n- *Two*", "<ul>\n<li>One</li>\n<li><em>Two</em></li>\n</ul>"),
        ("قال المجلس: \"نعم\".", "<p>قال المجلس: “نعم”.</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_articles_are_made_of_is_plain(text: str, html: str) -> None:
    assert divided(text) == [(text, html)]


@pytest.mark.parametrize(
    "text",
    ["a & b", "a < b", "![a](a.jpg)", "[a](javascript:x)", "[a](https://127.0.0.1/)", "{{ x }}", "`code`", "# One", "    code", "1. One", "---", "a  \nb"],
)  # fmt: skip
def test_what_may_be_more_than_words_is_left_to_the_library(text: str) -> None:
    assert all(html is None for _, html in divided(text))
