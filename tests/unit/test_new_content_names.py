"""The name of a new file, in ASCII letters that readers of each language can say; and the front matter of one, read back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.new_content.files import free_name
from generator.new_content.front_matter import Line, matter_text, values_in
from generator.new_content.romanize import LONGEST, file_name
from generator.plan.urls import slug


@pytest.mark.parametrize(
    ("language", "headline", "name"),
    [
        ("en", 'Council opens the "new" bridge: #1 — 50% 🎉', "council-opens-the-new-bridge-1-50"),
        ("ku", "Pira Zaxoyê hat girtin, çi bû?", "pira-zaxoye-hat-girtin-ci-bu"),
        ("tr", "İstanbul'da IŞIK söndü", "istanbulda-isik-sondu"),
        ("ckb", "پردە کۆنەکەی زاخۆ هاتە گرتن", "pirde-konekey-zaxo-hate-girtin"),
        ("ckb", "دەنگدان لەسەر خوێندنگە و مزگەوت", "dengdan-leser-xwendinge-u-mizgewt"),
        ("ckb", "هه‌ولێر ٢٠٢٦: وڵاتی کوردستان", "hewler-2026-wilati-kurdistan"),  # an old keyboard
        ("ar-IQ", "ثلاث مدارس في مبنى، والعراق", "thalath-madaris-fi-mabna-wal-iraq"),
        ("ar", "حكومة إقليم كردستان", "hukuma-iqlim-kurdistan"),
        ("en", "Кирилл и Ελλάδα", "kirill-i-ellada"),
        ("en", "con", "con-1"),  # no file of Windows may be called so
        ("en", "?!… 🎉", ""),
        ("en", "Ploughs reach last snowbound villages after five days and one death", "ploughs-reach-last-snowbound-villages-after-five-days"),
    ],
)  # fmt: skip
def test_a_headline_becomes_a_name_that_can_be_said(language: str, headline: str, name: str) -> None:
    assert file_name(headline, language) == name


@settings(max_examples=60)
@given(st.text(max_size=200), st.sampled_from(["en", "ckb", "ku", "ar-IQ", "tr", "fa"]))
def test_whatever_the_headline_the_site_makes_of_the_name_what_it_is(headline: str, language: str) -> None:
    name = file_name(headline, language)
    assert slug(name) == name
    assert len(name) <= LONGEST


_WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=60)


@settings(max_examples=60)
@given(
    _WORDS.map(lambda text: " ".join(text.replace("\ufeff", "").split())),
    st.lists(st.sampled_from(["roads", "a: b", "# 5", "x, y", "null", "true", '"q"', "-", "عەلی حەسەن", "it's"])),
    _WORDS,
)
def test_what_is_written_is_read_back(title: str, tags: list[str], note: str) -> None:
    text = matter_text(
        [Line("title", title, note), Line("tags", tags), Line("summary", "", note, waits=True), Line(note=note)]
    )
    values = values_in(text)
    assert values is not None
    assert (values["title"], values["tags"] or []) == (title, tags)


def test_a_name_that_is_one_with_another_on_some_disk_is_taken() -> None:
    assert free_name("bridge", ["Bridge", "bridge-2", "BRIDGE-3"]) == "bridge-4"
