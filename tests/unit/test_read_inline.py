"""The inline stage without vain searches gives what the library's own gives. (Emphasis: test_read_emphasis.)"""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.markdown.inline import _SIGNS, quicken

EXTENSIONS = ["tables", "footnotes", "attr_list", "sane_lists"]
SIGNS = [
    '"',
    "'",
    "`",
    "[",
    "]",
    "(",
    ")",
    "!",
    "<",
    ">",
    "&",
    "-",
    "--",
    "---",
    "...",
    "a",
    "b",
    "é",
    "ک",
    "\\",
    "[^1]",
    "<b>",
    "</b>",
    "&amp;",
    "&#39;",
    "80s",
    "'s",
    ".pull}",
    "{:",
    "https://x.example",
    "a@b.example",
    "|",
    "#",
]
LINES = ["\n", "\n\n", "  \n", " ", "[^1]: x\n", "> ", "- ", "1. "]


@pytest.fixture(scope="module")
def converters() -> tuple[markdown.Markdown, markdown.Markdown]:
    documents = markdown.Markdown(extensions=EXTENSIONS)
    quick = markdown.Markdown(extensions=EXTENSIONS)
    quicken(quick)
    return documents, quick


@given(st.lists(st.sampled_from(SIGNS + LINES), max_size=60).map("".join))
def test_any_text_becomes_the_same_html(converters: tuple[markdown.Markdown, markdown.Markdown], text: str) -> None:
    documents, quick = converters
    assert quick.reset().convert(text) == documents.reset().convert(text)


def test_every_pattern_of_the_installed_library_is_in_the_table() -> None:
    """Not needed for the result, but each one missing is tried on every run of text."""
    documents = markdown.Markdown(extensions=EXTENSIONS)
    quicken(documents)
    for stage in ("inline",):
        patterns = documents.treeprocessors[stage].inlinePatterns  # type: ignore[attr-defined]
        assert len(patterns) == sum(name in patterns for name in _SIGNS)
