from __future__ import annotations

import codecs
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.model.problems import Problem, SourceLocation
from generator.read.front_matter.parse import MAX_FRONT_MATTER, decoded, split
from generator.read.front_matter.yaml_faults import in_quotes

WORDS = st.lists(
    st.text("""ab #5'":-|>[]{},&*!%@`\\؟ه٥é""", min_size=1, max_size=9).map(str.strip), min_size=1, max_size=9
).map(lambda words: " ".join(" ".join(words).split()) or "x")
"""Texts of signs that mean something to YAML."""


def _problem(text: str) -> Problem:
    checked = split(text, "content/articles/a.md")
    assert checked.value is None
    assert len(checked.problems) == 1
    return checked.problems[0]


def _place(problem: Problem) -> tuple[int | None, int | None]:
    assert isinstance(problem.where, SourceLocation)
    return problem.where.line, problem.where.column


def test_the_body_begins_on_the_line_after_the_second_fence() -> None:
    matter = split("---\ntitle: A\n---\nText.\nMore.\n", "a.md").value
    assert matter is not None
    assert (matter.values, matter.body) == ({"title": "A"}, "Text.\nMore.\n")


def test_a_rule_in_the_body_is_no_fence() -> None:
    matter = split("---\ntitle: A\n---\nText.\n\n---\n\nMore.", "a.md").value
    assert matter is not None
    assert matter.body == "Text.\n\n---\n\nMore."


@pytest.mark.parametrize("word", ["no", "yes", "on", "2021", "1.10", "007", "2021-12-09", "0x1F", "1_000", ".5"])
def test_every_value_is_the_text_that_stands_there(word: str) -> None:
    matter = split(f"---\nsection: {word}\n---\n", "a.md").value
    assert matter is not None
    assert matter.values == {"section": word}


def test_an_empty_front_matter_has_no_values() -> None:
    matter = split("---\n---\nText.", "a.md").value
    assert matter is not None
    assert matter.values == {}


def test_a_fault_is_placed_in_the_file_and_not_in_the_block() -> None:
    problem = _problem("\n\n---\ntitle: A\nsummary: one: two\n---\n")
    assert problem.code == "unquoted-colon"
    assert _place(problem) == (5, 13)


def test_a_front_matter_that_has_swallowed_its_body_is_not_parsed() -> None:
    assert _problem(f"---\ntitle: {'a' * MAX_FRONT_MATTER}\n---\n").code == "too-large"


@pytest.mark.parametrize("value", ["[" * 5000, "[" * 20_000 + "]" * 20_000, "{a: " * 200, "[a: " * 200])
def test_brackets_nested_too_deep_are_a_problem_at_their_place(value: str) -> None:
    problem = _problem(f"---\ntitle: A\ntags: {value}\n---\n")
    assert problem.code == "too-deep"
    assert _place(problem)[0] == 3


@pytest.mark.parametrize("before", ["", "tags: "])
@pytest.mark.parametrize(
    "opening", ["[", "{", "- ", "-\t", "? ", ": ", "[a: ", "{a: ", "[a:[", "{a:{", "- ? ", "[? ", "? a\n: ", "[ #\n", "- -\n", "[["]
)  # fmt: skip
def test_no_nest_however_deep_ends_the_program(before: str, opening: str) -> None:
    """In a process of its own, because libyaml would end this one."""
    block = before + opening * ((MAX_FRONT_MATTER - len(before)) // len(opening))
    program = "import sys; from generator.read.front_matter.parse import split; assert split(sys.stdin.read(), 'a.md').problems"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program], input=f"---\n{block}\n---\n", text=True, check=True, cwd=root)


def test_a_long_list_is_not_a_deep_one() -> None:
    entries = "".join(f"  - /old/{number}/\n" for number in range(5000))
    matter = split(f"---\naliases:\n{entries}---\n", "a.md").value
    assert matter is not None
    assert len(matter.values["aliases"]) == 5000


@pytest.mark.parametrize("value", ["!Breaking news", "&c.", "*Updated* news", "!!python/name:os.system x"])
def test_a_value_never_loses_its_first_word_to_a_sign_of_yaml(value: str) -> None:
    problem = _problem(f"---\ntitle: {value}\n---\n")
    assert problem.code == "yaml-sign"
    assert _place(problem) == (2, 8)


@pytest.mark.parametrize("value", ["Council names judge #3", "#Basra goes dark"])
def test_a_value_is_never_cut_off_at_a_hashtag(value: str) -> None:
    assert _problem(f"---\ntitle: {value}\n---\n").code == "hash-sign"


@pytest.mark.parametrize(
    "line", ["title: A # seen by Hevi", 'title: "Judge #3"', "# title: A", "title: C# for all", "title: https://a.b/#c"]
)
def test_a_note_and_a_hash_within_a_word_are_no_problem(line: str) -> None:
    assert split(f"---\n{line}\nsection: news\n---\n", "a.md").value is not None


def test_the_conflict_marks_of_git_are_not_published() -> None:
    assert _problem("---\ntitle: A\n---\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> main\n").code == "merge-conflict"


def test_a_quote_of_seven_levels_is_no_conflict_of_git() -> None:
    assert split("---\ntitle: A\n---\n>>>>>>> Deep.\n", "a.md").value is not None


@given(st.text())
def test_any_text_is_split_or_its_problem_is_told(text: str) -> None:
    found = split(text, "a.md")
    assert found.value is not None or found.problems


@given(st.text(alphabet="abc:-#\"'[]{}&*!|>@%`,?~\t\n \\", max_size=200))
def test_no_front_matter_makes_split_raise(block: str) -> None:
    for problem in split(f"---\n{block}\n---\nText.", "a.md").problems:
        line, column = _place(problem)
        assert line is not None
        assert 1 <= line <= block.count("\n") + 3
        assert column is None or column >= 1


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
        max_size=60,
    )
)
def test_what_a_hint_puts_in_quotes_is_read_as_text(value: str) -> None:
    read = yaml.load(f"title: {in_quotes(value)}", yaml.BaseLoader)
    assert read["title"] in (value, value[1:], value[1:-1])


def test_a_hint_shows_only_the_ends_of_a_long_value() -> None:
    assert len(in_quotes("word " * 100)) < 90


@given(st.binary())
def test_any_bytes_are_decoded_or_their_problem_is_told(content: bytes) -> None:
    found = decoded(content, "a.md")
    assert found.value is not None or found.problems


def test_line_ends_and_the_mark_of_windows_are_gone() -> None:
    assert decoded(codecs.BOM_UTF8 + b"one\r\ntwo\rthree\n", "a.md").value == "one\ntwo\nthree\n"


def test_control_characters_and_line_separators_are_spaces() -> None:
    assert decoded("a\x00b\x1bc\u2028d\x85e\tf".encode(), "a.md").value == "a b c d e\tf"


def test_utf_16_is_named() -> None:
    assert "UTF-16" in decoded("title".encode("utf-16"), "a.md").problems[0].message


def test_the_place_of_a_character_in_an_older_encoding_is_given() -> None:
    checked = decoded("---\ntitle: café\n".encode("latin-1"), "content/a.md")
    assert _place(checked.problems[0]) == (2, 11)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.one_of(WORDS, st.lists(WORDS, max_size=3), st.lists(st.fixed_dictionaries({"text": WORDS}), max_size=2)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([20, 80, 1000]),
)
def test_what_yaml_itself_writes_has_no_slips_and_loses_no_word(values: dict[str, Any], width: int) -> None:
    written = yaml.safe_dump(values, allow_unicode=True, width=width, sort_keys=False)
    checked = split(f"---\n{written}---\nText.", "a.md")
    assert checked.problems == ()
    assert checked.value is not None
    assert checked.value.values == values
