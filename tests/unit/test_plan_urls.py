"""Addresses: readable where they can be, the same for ever, and never a way out of the output folder."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.settings import Language, LanguageSettings
from generator.model.tags import tag_id, tag_in_signs
from generator.plan.urls import (
    Address,
    alias_url,
    article_slug,
    article_url,
    is_safe,
    listing_url,
    output_path,
    page_url,
    slug,
)
from tests.unit.newsrooms import BAGHDAD, SETTINGS, SITE, article, plan_problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coalition ends its mission", "coalition-ends-its-mission"),
        ("IĞDIR’da ışık, İstanbul'da Işık", "igdirda-isik-istanbulda-isik"),  # dotless and dotted i are both i
        ("Rojnameya Kurmancî: Şêx û Çiya", "rojnameya-kurmanci-sex-u-ciya"),
        ("Łódź, Øresund, Straße, œuvre, Đakovo", "lodz-oresund-strasse-oeuvre-dakovo"),
        ("ﬁve ½ × 20 %", "five-1-2-20"),
        ("--- 2026 ---", "2026"),
        ("part-١ G۷ २", "part-1-g7-2"),
        ("پردە کۆنەکە", ""),
        ("Erbil هەولێر", ""),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_slug_is_ascii_or_nothing(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_never_needs_quoting(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_an_id_in_arabic_script_becomes_its_day_and_six_letters() -> None:
    late = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # the 21st in Baghdad
    assert article_slug(article("پردە", date=late), BAGHDAD) == "20261121-61a0f4"


def test_two_ids_in_arabic_script_of_one_day_differ() -> None:
    assert article_slug(article("پردە"), BAGHDAD) != article_slug(article("شەقام"), BAGHDAD)


def test_the_slug_of_an_article_is_that_of_its_id_and_not_of_its_title() -> None:
    assert article_slug(article("base-handover", title="Something else"), BAGHDAD) == "base-handover"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Water", "water", " WATER "),
        (
            "كوردستان",
            "کوردستان",
            "\ufedb\ufeee\ufead\ufea9\ufeb3\ufe98\ufe8e\ufee5",
        ),  # as old programs write each form of a letter
        ("نموونە", "نموونه\u200c", "نموونه", "نموونة"),
        ("ھەولێر", "هەولێر", "هه\u200cولێر"),
        ("ڕۆژ", "رۆژ"),
        ("ئێران", "ی\u0654ێران", "ي\u0654ێران"),
        ("COVID-١٩", "covid-19", "Covid 19", "COVID-۱۹"),
        ("Café", "Cafe\u0301", "CAFÉ"),
        ("#Jina", "Jina", "ji\u00adna", "\u200fJina"),
        ("Rock 'n' Roll", "rock ’n’ roll"),
        ("كورد", "کورد", "کـورد"),  # an Arabic kaf, a Kurdish one, one with a stretch
        ("كوردي", "کوردی"),
        ("İstanbul", "istanbul", "Istanbul"),
        ("border crossings", "border-crossings", "Border  Crossings"),
    ],
)
def test_spellings_of_one_word_are_one_tag(spellings: tuple[str, ...]) -> None:
    assert len({tag_id(spelling) for spelling in spellings}) == 1


def test_tags_in_arabic_script_keep_their_letters() -> None:
    assert tag_id("پردی کۆن") == "پردی-کۆن"


def test_tags_have_the_letters_of_their_language() -> None:
    assert [tag_id(name, "ar-IQ") for name in ("مياه كركوك", "میاه کرکوک", "مِياه كَركوك")] == ["مياه-كركوك"] * 3
    assert tag_id("كه\u200cركووك", "ckb") == tag_id("که‌رکووک", "ckb") == "کەرکووک"
    assert tag_id("مستشفى", "ar") != tag_id("مستشفي", "ar"), "in Arabic these are two letters"


@pytest.mark.parametrize(
    "names",
    [
        ("Canal", "Canal+"),
        ("C", "C#", "C++", "C/C++"),
        ("100", "100%", "$100", "100 €", "100°"),
        ("3.5", "3-5", "3,5", "3/5", "3:5"),
        ("aşı", "Asi", "aşi"),
        ("kâr", "kar"),
        ("Bär", "Bar"),
        ("G۷", "G۸"),
        ("أربيل", "اربيل"),
        ("con", "con-1"),
        ("हिन्दी", "हिन्द"),
    ],
)
def test_different_things_are_different_tags_in_every_language(names: tuple[str, ...]) -> None:
    for language in ("", "ar", "tr", "ckb", "fa"):
        assert len({tag_id(name, language).casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    "names",
    [("R&B", "R-B"), ("U.S.", "U-S"), ("AC/DC", "AC-DC"), ("Q&A", "Q A"), ("Yahoo!", "Yahoo"), ("M*A*S*H", "M-A-S-H")],
)
def test_tags_of_one_address_that_may_be_two_things_differ_in_their_signs(names: tuple[str, str]) -> None:
    for language in ("", "ar", "tr", "ckb", "fa"):
        assert len({tag_id(name, language) for name in names}) == 1
        assert len({tag_in_signs(name, language) for name in names}) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("R&B", "r & b", "R &B"),
        ("U.S.", "u.s"),
        ("St. John", "St John", "st-john", "St.-John"),
        ("“Peace” talks", '"Peace" talks', "Peace talks", "peace-talks"),
        ("New York", "new-york", "New–York", "new_york", "#New York"),
        ("Rock 'n' Roll", "rock ’n’ roll"),
        ("Mercury (planet)", "Mercury planet"),
        ("COVID-١٩", "covid 19"),
        ("C++", "c++"),
    ],
)
def test_ways_to_type_one_thing_do_not_differ_in_their_signs(names: tuple[str, ...]) -> None:
    assert len({tag_in_signs(name) for name in names}) == 1


def test_a_number_below_zero_is_another_one() -> None:
    assert tag_id("-5") == tag_id("\u22125") != tag_id("5")
    assert tag_id("G-5") == tag_id("G 5")


def test_a_tag_that_a_sign_tells_apart_keeps_its_address_for_ever() -> None:
    assert [tag_id(name) for name in ("C++", "100%", "Web 2.0")] == ["c-3ce177", "100-cf6feb", "web-2.0"]


def test_turkish_capitals_are_those_of_turkish() -> None:
    assert tag_id("IRAK", "tr") == tag_id("ırak", "tr") == "ırak"
    assert tag_id("İSTANBUL", "tr") == "istanbul" != tag_id("Istanbul", "tr")
    assert tag_id("IRAK", "en") == "irak"


@given(st.text(max_size=12), st.sampled_from(["", "ar-IQ", "tr", "fa", "ckb"]))
def test_a_tag_has_an_address_that_every_file_system_takes(name: str, language: str) -> None:
    id = tag_id(name, language)
    assert not id or is_safe(f"/tags/{id}/")
    assert id == tag_id(name.strip(), language)


def test_a_tag_without_a_letter_is_none() -> None:
    assert tag_id("!?") == ""


@given(st.text())
def test_a_tag_leads_nowhere_else(name: str) -> None:
    assert "/" not in tag_id(name)
    assert tag_id(name) not in (".", "..")


@pytest.mark.parametrize(
    ("permalink", "expected"),
    [
        ("/{section}/{year}/{month}/{slug}/", "/kurdistan/2027/01/handover/"),
        ("/{lang}/{year}{month}{day}-{id}.html", "/ckb/20270101-handover.html"),
    ],
)
def test_a_permalink_takes_its_date_in_the_time_zone_of_the_site(permalink: str, expected: str) -> None:
    new_year = datetime(2026, 12, 31, 21, 30, tzinfo=UTC)  # half past midnight in Baghdad
    assert (
        article_url(article(date=new_year, lang="ckb"), replace(SETTINGS, site=replace(SITE, permalink=permalink)))
        == expected
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pages/about.md", "/about/"),
        ("pages/index.md", "/index/"),
        ("pages/Our rules/index.md", "/our-rules/"),
        ("pages/rules/Ethics & Co.md", "/rules/ethics-co/"),
        ("pages/دەربارە.md", "/دەربارە/"),
        ("pages/دەربارە-٢.md", "/دەربارە-2/"),
    ],
)
def test_a_page_has_the_address_of_its_file(path: str, expected: str) -> None:
    assert page_url(path) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/", "index.html"), ("/about/", "about/index.html"), ("/feed.xml", "feed.xml"), ("/a/b.html", "a/b.html")],
)
def test_a_static_host_finds_the_file_of_an_address(url: str, expected: str) -> None:
    assert output_path(url) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/old/", "/old/"),
        ("old", "/old/"),
        ("/old/story.html", "/old/story.html"),
        ("//evil.example/", "/evil.example/"),
        ("/%DA%A9/%D9%86", "/ک/ن/"),
    ],
)
def test_an_old_address_is_a_folder_unless_it_names_a_file(written: str, expected: str) -> None:
    assert alias_url(written, SITE) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/courier/old/", "/old/"),
        ("courier/old", "/old/"),
        ("/old/", "/old/"),
        ("/courier", "/"),
        ("/courier2/old/", "/courier2/old/"),
        ("/courier/courier/", "/courier/"),
    ],
)
def test_an_old_address_of_a_site_in_a_folder_lies_in_it(written: str, expected: str) -> None:
    assert alias_url(written, replace(SITE, url="https://x.example/courier")) == expected


@pytest.mark.parametrize("written", ["/%2e%2e/etc/", "/a%2F..%2Fb/", "/%00/", "/a%5Cb/", "/%252e/"])
def test_quoting_makes_no_old_address_safe(written: str) -> None:
    assert not is_safe(alias_url(written, SITE))


def test_the_front_of_a_list_has_no_number() -> None:
    assert [listing_url("/iraq/", number) for number in (0, 1, 2)] == ["/iraq/", "/iraq/page/1/", "/iraq/page/2/"]


@pytest.mark.parametrize(
    "url",
    ["/", "/about/", "/kurdistan/2026/11/handover/", "/tags/پردی-کۆن/", "/feed.xml", "/a..b/", f"/{'a' * 200}/"],
)
def test_these_addresses_are_safe(url: str) -> None:
    assert is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "", "about/", "//host/", "/a//b/", "/../etc/passwd", "/a/../../b/", "/./", "/a/..", "/a\\b/", "/C:/x/", "/a b/",
        "/a\x00b/", "/a?b/", "/a#b/", "/%2e%2e/", "/a*/", "/a|b/", '/"/', "/<script>/", "/a\nb/", f"/{'a' * 201}/",
        f"/{'پ' * 101}/",
    ],
)  # fmt: skip
def test_these_addresses_are_not_safe(url: str) -> None:
    assert not is_safe(url)


@given(st.text(alphabet=st.sampled_from("./\\:a%\x00 پ"), max_size=12))
def test_a_safe_address_never_leaves_its_folder(rest: str) -> None:
    url = "/" + rest
    if is_safe(url):
        assert ".." not in output_path(url).split("/")
        assert not output_path(url).startswith("/")


@pytest.mark.parametrize("id", ["../../etc/passwd", "a/../../b", "a\\b", "/etc/passwd", "a\nb", "..", "a b?c=d"])
def test_an_id_that_would_leave_the_site_is_an_error_or_made_harmless(id: str) -> None:
    """A slug has none of those signs; a permalink made of the id has all of them."""
    assert plan_problems(article(id)) == ()
    problems = plan_problems(article(id), permalink="/{section}/{id}/")
    assert {problem.code for problem in problems} == {"unsafe-address"}


def test_a_printed_address_is_quoted_and_has_the_base_path_before_it() -> None:
    paper = Address("https://outlet.example/paper", "/paper")
    assert paper.href("/tags/پ/") == "/paper/tags/%D9%BE/"
    assert paper.canonical("/a b/") == "https://outlet.example/paper/a%20b/"
    assert paper.absolute(paper.href("/x.jpg")) == "https://outlet.example/paper/x.jpg"


@pytest.mark.parametrize(
    ("url", "base"),
    [("https://outlet.example", ""), ("https://outlet.example/paper", "/paper"), ("https://x.example/a/b", "/a/b")],
)
def test_the_base_path_is_what_stands_behind_the_host(url: str, base: str) -> None:
    assert replace(SITE, url=url).base_path == base


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", ""), ("ckb", "/ckb"), ("ar-IQ", "/ar"), ("zh-Hant-TW", "/zh-hant"), ("es-419", "/es"), ("ku-Arab", "/ku-arab"), ("tr", "/turkce")],
)  # fmt: skip
def test_the_addresses_of_an_edition_begin_with_its_language(tag: str, expected: str) -> None:
    tags = ("ckb", "ar-IQ", "zh-Hant-TW", "es-419", "ku-Arab")
    languages = (Language("en"), *map(Language, tags), Language("tr", LanguageSettings(prefix="turkce")))
    outlet = replace(SETTINGS, languages=languages)
    assert outlet.prefix(tag) == expected
    assert article_url(article(lang=tag), outlet) == f"{expected}/kurdistan/2026/11/handover/"


def test_a_page_in_the_folder_of_a_language_has_the_address_of_its_file_there() -> None:
    assert page_url("pages/ckb/about.md", ("en", "ckb")) == "/about/"
    assert page_url("pages/ckb/about.md", ("en",)) == "/ckb/about/"
    assert page_url("pages/ckb.md", ("en", "ckb")) == "/ckb/"
