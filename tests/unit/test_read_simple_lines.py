"""Front matter of plain lines is read as YAML reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.front_matter.simple_lines import plain_values
from generator.read.front_matter.yaml_block import yaml_values

_PIECES = (
    "title", "date", "word", "a", "é", "سلام", "😀", "12", "12:30", "2019-03-23 21:44:00+00:00", "it's", "null", "~", "no", "½", "²", "٣",
    ": ", ":", " ", "  ", '"', "'", "[", "]", ", ", ",", "#", " #", "&", "*", "!", "?", "- ", "-", "|", ">", "%", "@", "`", "{", "}", "\\", '\\"',
    "،", "\u200f", "\xa0", "\u2028", "\ufeff", "\ufffe", "\x85", "\t", "...", "---", "<<", "=", '"x y"', "[a, b]", '["a b", c]',
    "\n", "\ntitle: ", "\nb: ", '\nc: "x"', "\n  d", "\n- e",
)  # fmt: skip
_LINES = st.tuples(
    st.sampled_from(("title", "k2", "x-y")),
    st.sampled_from((": ", ': "', ": [", ":  ", ":")),
    st.lists(st.sampled_from(_PIECES), max_size=6).map("".join),
    st.sampled_from(("", '"', "]", " ")),
).map("".join)


@given(st.lists(_LINES, max_size=3).map("\n".join) | st.lists(st.sampled_from(_PIECES), max_size=10).map("".join))
def test_what_is_plain_has_the_values_that_yaml_gives_it(block: str) -> None:
    values = plain_values(block)
    if values is not None:
        assert yaml_values(block, "a.md", 0, ["", *block.split("\n")]).value == values


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: Council delays vote", "Council delays vote"),
        ("title: 2021", "2021"),
        ("date: 2021-12-09 14:30:00+03:00", "2021-12-09 14:30:00+03:00"),
        ('title: "The vote: a second time & more"', "The vote: a second time & more"),
        (r'title: "\"No,\" he said"', '"No," he said'),
        ('tags: [budget, "city council"]', ["budget", "city council"]),
        ("summary:", ""),
    ],
)
def test_lines_as_editors_write_them_are_plain(line: str, value: object) -> None:
    assert plain_values(line) == {line.partition(":")[0]: value}


@pytest.mark.parametrize(
    "block", ["a: b: c", "a:b", "a: x # note", "a: 'x'", "a: &x y", "a: [x: y]", "a: |\n  x", "- a", "a: b\na: c", "# note", ""]
)  # fmt: skip
def test_what_may_be_more_is_left_to_yaml(block: str) -> None:
    assert plain_values(block) is None
