"""Tables that a keyboard reaches and a reader of screens finds his way in, and true minus signs: whatever stands in a text."""

from __future__ import annotations

import re

import pytest

from generator.read.markdown.body import converted
from generator.read.typography import true_minus, typographic

TABLE = "| Year | Depth |\n|---|---|\n| 2021 | 31 |\n| 2022 | 30 |\n"


def printed(text: str) -> str:
    parts = converted(text, "content/articles/story.md").value.parts
    return "".join(part for part in parts if isinstance(part, str))


def names(text: str) -> list[str]:
    return re.findall(r'<div class="wide" tabindex="0" role="region" aria-label="([^"]*)">', printed(text))


def test_a_table_is_called_as_its_caption_else_as_the_heading_above_it() -> None:
    assert names(f"Text.\n\n## Wells & “depths”\n\n{TABLE}") == ["Wells &amp; “depths”"]
    html = "<table><caption>The <b>wells</b></caption><tr><td>One</td></tr></table>"
    assert names(f"## Depths\n\n{html}") == ["The wells"]


def test_a_table_without_either_has_a_number_and_two_of_one_name_are_told_apart() -> None:
    assert names(f"Text.\n\n{TABLE}\n\nText.\n\n{TABLE}") == ["1", "2"]
    assert names(f"## Wells\n\n{TABLE}\n\nText.\n\n{TABLE}") == ["Wells", "Wells (2)"]


def test_a_heading_cannot_leave_the_name_of_a_table() -> None:
    (name,) = names(f'## "quoted" and `a"b>` <b onclick="x">bold</b>\n\n{TABLE}')
    assert "<" not in name
    assert "onclick" not in name


def test_heads_of_columns_and_rows_are_heads() -> None:
    html = printed(f"Text.\n\n{TABLE}")
    assert re.findall(r'<th scope="col">(\w+)</th>', html) == ["Year", "Depth"]
    assert re.findall(r'<th scope="row">(\w+)</th>', html) == ["2021", "2022"]
    assert re.findall(r"<td>(\w+)</td>", html) == ["31", "30"]


@pytest.mark.parametrize(
    "rows",
    [
        "| 2021 | 31 |\n| 2021 | 30 |",
        "| 2021 | 31 |\n|  | 30 |",
        f"| {'word ' * 30} | 31 |\n| 2022 | 30 |",
    ],
    ids=["twice", "empty", "long"],
)
def test_a_first_column_that_heads_no_rows_has_no_heads(rows: str) -> None:
    assert 'scope="row"' not in printed(f"Text.\n\n| Year | Depth |\n|---|---|\n{rows}\n")


def test_a_table_of_one_column_or_of_cells_that_span_stays_as_it_is() -> None:
    assert 'scope="row"' not in printed("Text.\n\n| Year |\n|---|\n| 2021 |\n")
    spanning = "<table><tbody><tr><td rowspan=2>A</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>"
    assert "scope" not in printed(spanning)


def test_tables_within_tables_stay_whole() -> None:
    html = printed("<table><tr><td><table><tr><td>In</td></tr></table></td></tr></table>")
    assert (
        html.count("<table") == html.count("</table>") == html.count('<div class="wide"') == html.count("</div>") == 2
    )
    assert "In" in html


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("It was -5 degrees.", "It was −5 degrees."),
        ("-31", "−31"),
        ("(-2.5)", "(−2.5)"),
        ("a loss of -$40", "a loss of −$40"),
        ("گەرما -٥ بوو", "گەرما −٥ بوو"),
        ("the years 2019 -2022", "the years 2019 -2022"),
        ("a COVID-19 ward", "a COVID-19 ward"),
        ("call 0750-123-4567", "call 0750-123-4567"),
        ("ERBIL - 12 people", "ERBIL - 12 people"),
        ("pages 10-12", "pages 10-12"),
        ("--5", "--5"),
        ("- five", "- five"),
    ],
)
def test_a_negative_number_has_a_minus_sign(typed: str, right: str) -> None:
    assert true_minus(typed) == right
    assert "−5" in typographic("It was -5.")


def test_numbers_in_texts_and_tables_have_minus_signs_and_code_and_addresses_do_not() -> None:
    html = printed("It was -5 and `-6`, as [-7](https://x.example/a?b=-8) says.\n\n| a | b |\n|---|---|\n| x | -9 |\n")
    assert "−5" in html
    assert "<code>-6</code>" in html
    assert ">−7</a>" in html
    assert "b=-8" in html
    assert "<td>−9</td>" in html


def test_code_and_verse_that_may_scroll_have_numbers_for_names() -> None:
    html = printed('Text.\n\n    code\n\nText.\n\n<pre dir="rtl">verse</pre>\n\nText `<pre>` text.\n')
    assert re.findall(r"<pre\b[^>]*>", html) == [
        '<pre tabindex="0" role="region" aria-label="1">',
        '<pre tabindex="0" role="region" aria-label="2" dir="rtl">',
    ]
