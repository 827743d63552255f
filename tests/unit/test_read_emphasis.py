"""Stars and underscores mean emphasis by the rules of CommonMark, and no letter beside them is ever lost."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.read.markdown.body import converted


def _shown(text: str) -> str:
    """The HTML of a text, without its first paragraph's tags."""
    return "".join(part for part in converted(text, "a.md").value.parts if isinstance(part, str))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("The *Times**of*London wrote.", "The <em>Times**of</em>London wrote."),
        ("**A, ****B** z", "**A, **<strong>B</strong> z"),
        ("a *b **c** d* e", "a <em>b <strong>c</strong> d</em> e"),
        ("***a** b* ***c* d** ***e***", "<em><strong>a</strong> b</em> <strong><em>c</em> d</strong> <em><strong>e</strong></em>"),
        ("*a **b* c", "*a *<em>b</em> c"),
        ("**a*", "*<em>a</em>"),
        ("**a b", "**a b"),
        ("a * b * c", "a * b * c"),
        ("_a_ snake_case_name __b__", "<em>a</em> snake_case_name <strong>b</strong>"),
        ("foo*bar*baz", "foo<em>bar</em>baz"),
        ("*(*a*)*", "<em>(<em>a</em>)</em>"),
        ("*a**b*", "<em>a**b</em>"),
        (r"\*a\* \_b\_", "*a* _b_"),
        ("*a `b*c` d*", "<em>a <code>b*c</code> d</em>"),
        ("*a [b*c](https://x.example/d_e_f)*", '<em>a <a href="https://x.example/d_e_f">b*c</a></em>'),
        ("قال **«نعم»**و *لا*", "قال <strong>«نعم»</strong>و <em>لا</em>"),
        ('قال **"نعم"**و', "قال <strong>“نعم”</strong>و"),
    ],
)  # fmt: skip
def test_emphasis(text: str, result: str) -> None:
    assert _shown(text) == f"<p>{result}</p>"


def test_a_sign_of_one_paragraph_means_nothing_in_the_next() -> None:
    shown = _shown("**A, ****B** z\n\n* **CDEFGH** : IJ\n\n**Open\n\nThe *end*")
    assert "<li><strong>CDEFGH</strong> : IJ</li>" in shown
    assert "<p>**Open</p>\n<p>The <em>end</em></p>" in shown


_WORDS = (
    "a",
    "bc",
    "é",
    "ک",
    "نعم",
    "و",
    "İş",
    "字",
    "7",
    " ",
    " ",
    ". ",
    ", ",
    "(",
    ")",
    "“",
    "”",
    "!",
    "\u200c",
    "’",
)
_SIGNS = ("*", "*", "**", "***", "_", "__", "****", "*", "**")
_AROUND = (
    "\n", "\n\n", "\n\n- ", "\n- ", "\n1. ", "\n\n> ", "\n\n## ", "\n\n|a|b|\n|-|-|\n|", "|", "[", "](https://x.example/p_q)", "[^n]",
    "\n\n[^n]: ", "[w *x* y][r]", "\n\n[r]: https://x.example/\n\n", "`c*d`", "\\*", "<b>", "</b>", "{sic}", "{.k}", "&amp;", "    ",
)  # fmt: skip


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


@settings(max_examples=500)
@given(st.lists(st.sampled_from(_WORDS + _SIGNS), max_size=40).map("".join))
@example("x *_a* b_")
@example("**a *b** c* **d")
def test_no_letter_beside_the_signs_is_lost(text: str) -> None:
    shown = html.unescape(re.sub(r"<[^>]*>", "", _shown(f"x{text}")))
    assert _letters(shown) == _letters(f"x{text}")


@settings(max_examples=500)
@given(st.lists(st.sampled_from(_WORDS + _SIGNS + _AROUND), max_size=40))
@example(["**", "A", ", ****", "B", "**", " z\n\n* **", "C", "** : I"])
@example(["a", "\n{sic}"])
def test_no_word_is_lost_in_any_company(pieces: list[str]) -> None:
    """Each piece with a word of its own behind it, so that none can stand for another."""
    words = [f"w{number}z" for number in range(len(pieces))]
    text = "x" + "".join(f"{piece}{word}" for piece, word in zip(pieces, words, strict=True))
    body = converted(text, "a.md")
    shown = html.unescape("".join(map(str, body.value.parts)))
    lost = [word for word in words if word not in shown]
    assert not lost or body.problems
