"""When a search takes two spellings for one word."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.letters import searched
from generator.model.search_words import search_form, search_rules, search_words

LETTERS = st.text("abcçğıİIşêîûâöüAÇĞŞßøœ ەهةھیيىێکكۆوڕرڵلئأإآاؤءـًٌُِّْ٠١٢۳۴\u200c\u200d\u0301\u0307’'-")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("كوردستان", "کوردستان"),
        ("ههولير", "هەولێر"),
        ("هه\u200cولێر", "هەولێر"),
        ("روژنامه", "ڕۆژنامە"),
        ("سليماني", "سلێمانی"),
        ("اربيل", "أربيل"),
        ("مدرسه", "مدرسة"),
        ("اخبار", "أَخْبَار"),
        ("istanbul", "İSTANBUL"),
        ("ISTANBUL", "istanbul"),
        ("ISPARTA", "ısparta"),
        ("cirok", "Çîrok"),
        ("sefin", "Sefîn"),
        ("2021", "٢٠٢١"),
        ("2021", "۲۰۲۱"),
        ("Strasse", "Straße"),
        ("Erbil'de", "Erbil’de"),
    ],
)
def test_what_readers_type_is_what_editors_wrote(typed: str, written: str) -> None:
    assert search_form(typed) == search_form(written)


@pytest.mark.parametrize(("one", "other"), [("شار", "شەڕ"), ("gel", "gul"), ("باب", "پاپ"), ("2021", "2022")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert search_form(one) != search_form(other)


@given(LETTERS)
def test_it_is_never_stricter_than_the_search_for_names(text: str) -> None:
    assert search_form(searched(text)) == search_form(text)


@given(st.text() | LETTERS)
def test_a_place_among_the_words_is_a_place_in_the_text(text: str) -> None:
    written, compared = search_words(text)
    assert len(written.split()) == len(compared.split())
    assert written.split() == text.replace("\u200b", "").replace("\ufeff", "").split()


def test_a_sign_that_is_four_words_is_one_place() -> None:
    assert search_words("a ﷺ \u0301 b") == ("a ﷺ \u0301 b", "a صلياللهعليهوسلم · b")


def test_the_script_gets_one_letter_for_another_and_the_zeros_of_all_scripts() -> None:
    rules = json.loads(search_rules())
    assert all(len(sign) == 1 for sign in rules["letters"])
    assert {"٠", "۰", "०"} <= set(rules["zeros"])
