"""How a language is written: by CLDR, and by what an outlet sets for it."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.settings import Language, LanguageSettings
from generator.plan.dates import day_name
from generator.plan.languages import digits, direction, in_digits, label, social_locale


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ""), ("ku", ""), ("tr", ""), ("ckb", "rtl"), ("ar-IQ", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("qqq", ""),
     ("hac", "rtl"), ("zza", "")],
)  # fmt: skip
def test_a_language_has_a_direction(language: str, expected: str) -> None:
    assert direction(Language(language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ku-Arab", "rtl"), ("kmr-Arab", "rtl"), ("ku-arab-IQ", "rtl"), ("ar-acm-Latn", ""), ("ckb-Latn", ""),
     ("az-Adlm-x-a", "rtl"), ("ckb-IQ", "rtl"), ("ku-1994", "")],
)  # fmt: skip
def test_a_script_that_is_named_decides_the_direction(language: str, expected: str) -> None:
    assert direction(Language(language)) == expected


@pytest.mark.parametrize(("asked", "expected"), [("ltr", ""), ("rtl", "rtl"), ("", "rtl")])
def test_what_an_outlet_sets_decides_before_the_script(asked: str, expected: str) -> None:
    assert direction(Language("ku-Arab", LanguageSettings(direction=asked))) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "English"), ("ckb", "کوردیی ناوەندی"), ("ar-IQ", "العربية"), ("tr", "Türkçe"), ("syr", "ܣܘܪܝܝܐ"), ("qqq", "qqq")],
)  # fmt: skip
def test_a_language_calls_itself_by_its_own_name(language: str, expected: str) -> None:
    assert label(Language(language)) == expected
    assert label(Language(language, LanguageSettings(label="Ours"))) == "Ours"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "2026"), ("tr", "2026"), ("syr", "2026"), ("ckb", "٢٠٢٦"), ("ar-IQ", "٢٠٢٦"), ("fa", "۲۰۲۶"), ("qqq", "2026")],
)  # fmt: skip
def test_a_language_has_its_digits(language: str, expected: str) -> None:
    assert in_digits("2026", Language(language)) == expected


def test_an_outlet_may_want_other_digits() -> None:
    assert digits(Language("ckb", LanguageSettings(digits="latn"))) == ""
    assert in_digits("20:26", Language("en", LanguageSettings(digits="arabext"))) == "۲۰:۲۶"


def test_a_language_that_unicode_does_not_know_borrows_dates_and_digits() -> None:
    hawrami = Language("hac", LanguageSettings(locale="ckb"))
    assert day_name(date(2026, 11, 1), hawrami) == "١ی تشرینی دووەمی ٢٠٢٦"
    assert day_name(date(2026, 11, 1), Language("hac")) == "November 1, 2026"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "en_US"), ("en-GB", "en_GB"), ("tr", "tr_TR"), ("ar-IQ", "ar_AR"), ("ar", "ar_AR"), ("en-AU", "en_GB"), ("en-CA", "en_US"), ("de-AT", "de_DE"), ("fr-CA", "fr_CA"), ("zza", "zz_TR"), ("ckb", "cb_IQ"), ("ku", "ku_TR"),
     ("kmr-IQ", "ku_TR"), ("ku-Arab", "ku_TR"), ("ku-Arab-TR", "ku_TR"), ("zh-Hant", "zh_TW"), ("es-419", "es_LA"), ("qqq", ""),
     ("not a tag", "")],
)  # fmt: skip
def test_open_graph_wants_a_language_and_a_territory(tag: str, expected: str) -> None:
    assert social_locale(tag) == expected
