"""The link to the comment form: whatever the service and the title, it says what it should, and is never cut off."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.story.comments import LONGEST, form_link

TITLE = "Üç+iki #1: 50% & «سەربەست»?"
URL = "https://outlet.example/kurdistan/2026/11/handover/"

SERVICES = {
    "Google Forms": "https://docs.google.com/forms/d/e/X/viewform?usp=pp_url&entry.1={title}&entry.2={url}",
    "Microsoft Forms": "https://forms.office.com/Pages/ResponsePage.aspx?id=FORM&r1a={title}",
    "Airtable": "https://airtable.com/shrX?prefill_Field+Name={title}",
    "Tally": "https://tally.so/r/ID?field={title}",
    "Typeform": "https://outlet.typeform.com/to/ID#field={title}&field2={url}",
    "Jotform": "https://form.jotform.com/ID?field={title}",
    "mail": "mailto:desk@outlet.example?subject={title}&body={url}",
}


def link(pattern: str, title: str = TITLE, id: str = "handover") -> str:
    return form_link(pattern, id=id, title=title, url=URL, lang="ckb", date="2026-11-21")


@pytest.mark.parametrize("pattern", SERVICES.values(), ids=SERVICES.keys())
def test_every_service_gets_the_title_whole(pattern: str) -> None:
    made = urlsplit(link(pattern))
    values = parse_qs(made.query or made.fragment, strict_parsing=True)
    assert [TITLE] in values.values()
    assert ([URL] in values.values()) == ("{url}" in pattern)


@pytest.mark.parametrize("pattern", SERVICES.values(), ids=SERVICES.keys())
def test_no_sign_of_a_value_is_taken_for_one_of_the_link(pattern: str) -> None:
    before, after = pattern.split("{title}", 1)
    value = link(pattern).removeprefix(before).split("&", 1)[0] if after else link(pattern).removeprefix(before)
    assert not set(value) & set("+#&?=/: ")
    assert unquote(value) == TITLE


def test_every_placeholder_is_filled_in() -> None:
    assert link("https://f.example/{id}/{lang}/{date}?t={title}&u={url}", "A b", "x/y") == (
        "https://f.example/x%2Fy/ckb/2026-11-21?t=A%20b&u=https%3A%2F%2Foutlet.example%2Fkurdistan%2F2026%2F11%2Fhandover%2F"
    )


def test_a_title_that_is_too_long_is_shortened_by_whole_letters() -> None:
    made = link("https://f.example/?t={title}&u={url}", "پ" * 500)
    title = parse_qs(urlsplit(made).query, errors="strict")["t"][0]
    assert title == "پ" * (len(title) - 1) + "…"
    assert LONGEST - 7 < len(made) < LONGEST  # one more letter would not have fitted


def test_a_title_that_fits_is_never_shortened() -> None:
    room = LONGEST - 1 - len("https://f.example/?t=")
    assert "%E2%80%A6" not in link("https://f.example/?t={title}", "a" * room)
    assert "%E2%80%A6" in link("https://f.example/?t={title}", "a" * (room + 1))


@given(st.sampled_from(sorted(SERVICES.values())), st.text(max_size=3000))
def test_the_link_is_never_too_long_and_never_broken(pattern: str, title: str) -> None:
    made = link(pattern, title)
    assert len(made) < LONGEST
    assert made.isascii()
    assert " " not in made
    unquote(made, errors="strict")  # no letter is cut in the middle


@given(st.integers(1, 4), st.text(alphabet="aپ 漢", max_size=1000))
def test_a_pattern_may_name_the_title_often(times: int, title: str) -> None:
    assert len(link("https://f.example/?" + "&t={title}" * times, title)) < LONGEST
