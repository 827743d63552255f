"""What our own layouts print round the text of an article, and on lists that are empty or long."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.make.pages.layouts import Layouts
from generator.make.texts import TextBatch, make_texts
from generator.model.documents import Article, Body, BodyFacts, DatelinePlace, Document, Section
from generator.model.headers import (
    ArticleType,
    AuthorHeader,
    CommentsMode,
    Correction,
    CorrectionSeverity,
    SectionHeader,
)
from generator.model.outputs import Made
from generator.model.site import NO_EMBLEMS, Emblem, Emblems
from tests.unit.newsrooms import DILAN, NOON, OBJECTS, SETTINGS, SITE, article, body_facts, page_outputs

OURS = str(Path(__file__).resolve().parents[2] / "layouts")
ASSETS = {"site.css": "assets/site.css", "favicon.svg": "assets/favicon.svg", "touch-icon.png": "assets/touch-icon.png"}


def made(*documents: Document, emblems: Emblems = NO_EMBLEMS, **site: Any) -> dict[str, str]:
    """The pages, by path. `site` are settings of the site."""
    settings = replace(SETTINGS, site=replace(SITE, **site))
    outputs = page_outputs(*documents, settings=settings, assets=ASSETS, emblems=emblems)
    pages = [page for page in make_texts(Layouts(OURS, "stamp"), TextBatch(outputs, OBJECTS)) if isinstance(page, Made)]
    assert len(pages) == len(outputs)
    return {page.path: page.content.decode() for page in pages}


def own(pages: dict[str, str]) -> str:
    (page,) = (page for path, page in pages.items() if path.endswith("/handover/index.html"))
    return page


@pytest.mark.parametrize(
    ("lang", "years", "words"),
    [
        ("en", 1, "This article is more than 1 year old."),
        ("en", 2, "This article is more than 2 years old."),
        ("ckb", 3, "زیاتر لە ٣ ساڵ بەسەر ئەم بابەتەدا تێپەڕیوە."),
        ("ku", 1, "Ev nivîs ji salekê kevntir e."),
        ("ar-IQ", 2, "أكثر من سنتين."),
        ("ar-IQ", 4, "أكثر من ٤ سنوات."),
        ("tr", 5, "Bu yazı 5 yıldan daha eski."),
    ],
)
def test_an_old_article_says_so_in_its_own_language(lang: str, years: int, words: str) -> None:
    old = article(date=NOON - timedelta(days=366 * years + 2), lang=lang)
    page = own(made(old, old_after_days=365))
    assert words in page
    assert page.index("age-notice") < page.index('class="body"')


def test_a_new_article_says_nothing_of_its_age() -> None:
    assert "age-notice" not in own(made(article(), old_after_days=365))


def test_key_points_stand_above_the_text_and_hostile_ones_stay_text() -> None:
    page = own(made(article(key_points=("One, two", "<script>"))))
    assert re.findall(r"<li>(One, two|&lt;script&gt;)</li>", page) == ["One, two", "&lt;script&gt;"]
    assert page.index("Key points") < page.index('class="body"')


SERIOUS = Correction(NOON - timedelta(hours=2), "It was <two>.", CorrectionSeverity.SERIOUS)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "The original of this article was corrected on"),
        ("ckb", "دەقی ڕەسەنی ئەم بابەتە ڕاست کراوەتەوە"),
        ("ku", "Orîjînala vê nivîsê hat sererastkirin"),
        ("ar-IQ", "صُحِّح النص الأصلي لهذه المادة"),
        ("tr", "Bu yazının aslı düzeltildi"),
    ],
)
def test_a_translation_says_above_its_text_that_its_original_was_corrected_since(lang: str, words: str) -> None:
    original = article("first", title="The first", corrections=(SERIOUS,))
    translated = article(lang=lang, translation_of="first")
    page = own(made(original, translated))
    assert page.index(words) < page.index("/first/", page.index(words)) < page.index('class="body"')
    looked_at = replace(translated, header=replace(translated.header, updated=NOON))
    assert words not in own(made(original, looked_at))


def test_a_correction_is_a_change_for_programs_too_and_stands_in_the_list_of_all() -> None:
    pages = made(article(title="A & B", corrections=(SERIOUS,)))
    assert f'<meta property="article:modified_time" content="{SERIOUS.date.isoformat()}">' in own(pages)
    assert f'"dateModified":"{SERIOUS.date.isoformat()}"' in own(pages)
    listed = pages["corrections/index.html"]
    assert re.search(
        r'Serious correction, <time .*?<a href="[^"]*/handover/"><bdi>A &amp; B</bdi></a>', listed, re.DOTALL
    )
    assert "It was &lt;two&gt;." in listed
    assert '<a href="/corrections/"><bdi>Corrections</bdi></a>' in own(pages)  # in the footer


def test_links_for_sharing_are_plain_and_may_be_left_out() -> None:
    page = own(made(article(), share=("telegram", "mail")))
    assert re.findall(r'href="(https://t\.me|mailto:\?)', page) == ["https://t.me", "mailto:?"]
    assert 'class="share"' not in own(made(article(), share=()))


def test_the_parts_of_a_series_are_listed_and_the_one_that_is_read_is_no_link() -> None:
    first = article("first", title="The first", date=NOON - timedelta(days=9), series="Dry rivers")
    page = own(made(first, article(title="The second", series="Dry rivers")))
    assert "Part 2 of 2 in the series <bdi>Dry rivers</bdi>" in page
    assert '<span aria-current="page">The second</span>' in page
    assert re.search(r'<li><a href="[^"]*/first/">The first</a></li>', page)


def test_numbers_are_in_the_digits_of_the_language() -> None:
    text = Body(("<p>Text.</p>",), 400, "")
    first = article("first", date=NOON - timedelta(days=9), series="Wells", lang="ckb")
    page = own(made(first, article(series="Wells", lang="ckb", body=text)))
    assert "بەشی ٢ لە ٢، زنجیرەی <bdi>Wells</bdi>" in page
    assert "خوێندنەوەی ٣ خولەکی دەوێت" in page


def test_an_empty_section_says_so_and_leads_on() -> None:
    empty = Section("sections/sport.md", "sport", SectionHeader(title="Sport"), BodyFacts())
    page = made(article(), empty)["sport/index.html"]
    assert "Nothing has been published here yet." in page
    assert '<p class="more"><a href="/">' in page


def test_the_older_pages_of_a_long_list_lead_to_the_archive() -> None:
    stories: list[Article] = [article(f"s{number}", date=NOON - timedelta(hours=number)) for number in range(90)]
    pages = made(*stories)
    assert '<p class="more"><a href="/archive/">' in pages["kurdistan/page/1/index.html"]
    assert '<p class="more">' not in pages["kurdistan/index.html"]


def test_under_an_article_a_biography_is_begun_and_leads_to_the_rest_and_to_more() -> None:
    dilan = replace(DILAN, body=body_facts(Body(("<p>Long.</p>",), 90, "She has covered water since…")))
    sana = replace(DILAN, path="authors/sana.md", id="sana", header=AuthorHeader(name="Sana Example"))
    page = own(made(article(author=("dilan", "sana", "A Guest")), dilan, sana))
    box = page[page.index('class="author-box"') :]
    assert '<p class="opening">She has covered water since…</p>' in box
    assert '<a href="/authors/dilan/">About <bdi>Dilan Example</bdi></a>' in box
    assert re.findall(r'<a href="([^"]*)">More by <bdi>([^<]*)', box) == [
        ("/authors/dilan/#articles", "Dilan Example"),
        ("/authors/sana/#articles", "Sana Example"),
    ]
    assert "<p>Long.</p>" not in page
    assert "A Guest" not in box[: box.index("</section>")]


@pytest.mark.parametrize("sign", [",", "،", ";", ":", ".", " –"])
def test_a_biography_is_never_cut_off_behind_a_comma(sign: str) -> None:
    first = "She has covered water, farms and the weather of the valley since that one year in which the river ran dry"
    dilan = replace(DILAN, body=body_facts(Body(("<p>Long.</p>",), 90, f"{first}{sign} and the old mill closed.")))
    assert f'<p class="opening">{first}…</p>' in own(made(article(author=("dilan",)), dilan))


def test_profiles_of_an_author_stand_on_her_page_and_not_under_her_articles() -> None:
    header = AuthorHeader(name="Dilan Example", profiles=("https://www.social.example/@dilan?x=1",))
    pages = made(article(author=("dilan",)), replace(DILAN, header=header))
    link = '<a href="https://www.social.example/@dilan?x=1" rel="me noopener"><bdi>social.example</bdi></a>'
    assert link in pages["authors/dilan/index.html"]
    assert link in pages["authors/index.html"]
    assert "social.example/@" not in re.sub(r"<script.*?</script>", "", own(pages))


def test_the_way_to_the_comments_stands_above_the_share_links_while_they_are_open() -> None:
    link, closed = '<a href="#comments">Comment on this article</a>', article(comments=CommentsMode.CLOSED)
    page = own(made(article()))
    assert page.index('class="body"') < page.index(link) < page.index('class="share"') < page.index('id="comments"')
    assert link not in own(made(closed))


@pytest.mark.parametrize(
    ("lang", "credit", "file_photo", "words"),
    [
        ("en", "Illustration/Herald", None, "Illustration: <bdi>Herald</bdi>"),
        ("en", "Map/Herald", True, "Map from the archive: <bdi>Herald</bdi>"),
        ("ckb", "نیگار/هێراڵد", None, "نیگار: <bdi>هێراڵد</bdi>"),
        ("ku", "Infographic/Herald", None, "Grafîk: <bdi>Herald</bdi>"),
        ("ar-IQ", "Chart/Herald", None, "مخطط: <bdi>Herald</bdi>"),
        ("tr", "Illustration/Herald", True, "İllüstrasyon (arşiv): <bdi>Herald</bdi>"),
        ("tr", "Illustration", None, '<span class="credit">İllüstrasyon</span>'),
    ],
)
def test_readers_are_not_told_that_a_drawing_is_a_photo(
    lang: str, credit: str, file_photo: bool | None, words: str
) -> None:
    page = own(made(article(photo="bridge.jpg", photo_credit=credit, file_photo=file_photo, lang=lang)))
    assert words in page


NOTES = (
    '<p>One.<sup id="fnref:7-a"><a class="footnote-ref" href="#fn:7-a">1</a></sup>'
    '<sup id="fnref2:7-a"><a class="footnote-ref" href="#fn:7-a">1</a></sup></p><div class="footnote"><ol><li id="fn:7-a"><p>A note.'
    '<a class="footnote-backref" href="#fnref:7-a">↩</a><a class="footnote-backref" href="#fnref2:7-a">↩</a></p></li></ol></div>'
)


@pytest.mark.parametrize(
    ("lang", "number", "note", "back"),
    [
        ("en", "1", "Footnote 1", ["Back to footnote mark 1", "Back to footnote mark 1 (2)"]),
        ("ckb", "١", "پەراوێزی ١", ["بگەڕێوە بۆ نیشانەی پەراوێزی ١", "بگەڕێوە بۆ نیشانەی پەراوێزی ١ (٢)"]),
        ("ku", "1", "Têbînî 1", ["Vegerin nîşana têbîniya 1", "Vegerin nîşana têbîniya 1 (2)"]),
        ("ar-IQ", "١", "الحاشية ١", ["العودة إلى موضع الحاشية ١", "العودة إلى موضع الحاشية ١ (٢)"]),
        ("tr", "1", "Dipnot 1", ["Metne dön: dipnot 1", "Metne dön: dipnot 1 (2)"]),
    ],
)
def test_footnotes_have_names_and_numbers_in_the_language_of_the_page(
    lang: str, number: str, note: str, back: list[str]
) -> None:
    page = own(made(article(lang=lang, body=Body((NOTES,)))))
    assert re.findall(r'href="#fn:7-a" aria-label="([^"]*)">([^<]*)</a>', page) == [(note, number)] * 2
    assert re.findall(r'class="footnote-backref" href="#fnref2?:7-a" aria-label="([^"]*)">', page) == back


def test_a_table_without_a_name_is_called_one_in_the_language_of_the_page() -> None:
    text = '<div class="wide" tabindex="0" role="region" aria-label="2"><table></table></div>'
    assert 'aria-label="خشتە ٢"' in own(made(article(lang="ckb", body=Body((text,)))))
    assert 'aria-label="Table 2"' in own(made(article(body=Body((text,)))))


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "Verbatim text 2"),
        ("ckb", "دەقی وشە بە وشە ٢"),
        ("ku", "Nivîsa peyv bi peyv 2"),
        ("ar-IQ", "نص حرفي ٢"),
        ("tr", "Kelimesi kelimesine metin 2"),
    ],
)
def test_what_scrolls_sideways_is_called_something_in_the_language_of_the_page(lang: str, name: str) -> None:
    text = '<pre tabindex="0" role="region" aria-label="1">One</pre><pre tabindex="0" role="region" aria-label="2" dir="ltr">Two</pre>'
    assert f'aria-label="{name}" dir="ltr">Two' in own(made(article(lang=lang, body=Body((text,)))))


def test_the_outlet_says_what_stands_behind_a_dateline() -> None:
    story = article(dateline="ERBIL", body=Body(("<p>", DatelinePlace(), "Text.</p>")))
    assert '<span class="dateline">ERBIL</span> - Text.' in own(made(story))
    assert '<span class="dateline">ERBIL</span> — Text.' in own(made(story, dateline_dash="—"))
    assert '<span class="dateline">ERBIL</span>: Text.' in own(made(story, dateline_dash=":"))


def test_a_page_without_a_picture_shows_social_networks_the_outlets_own() -> None:
    emblems = Emblems(None, (("en", Emblem("assets/share-1.png", 1200, 630)),))
    pages = made(article(), emblems=emblems)
    for page in (pages["index.html"], pages["kurdistan/index.html"], pages["archive/index.html"], own(pages)):
        assert '<meta property="og:image" content="https://outlet.example/assets/share-1.png">' in page
        assert '<meta property="og:image:width" content="1200">' in page
        assert '<meta property="og:image:height" content="630">' in page
        assert '<meta property="og:image:alt" content="The Outlet">' in page
        assert 'name="twitter:card" content="summary_large_image"' in page
    assert "og:image" not in own(made(article()))
    small = Emblems(None, (("en", Emblem("assets/icon.png", 180, 180)),))
    assert 'name="twitter:card" content="summary"' in own(made(article(), emblems=small))


LABEL = '<span class="label">{}</span>'


@pytest.mark.parametrize(
    ("lang", "word", "paid"),
    [
        ("en", "Sponsored", "Paid for by <bdi>A bank</bdi>"),
        ("ckb", "سپۆنسەرکراو", "پارەکەی لەلایەن <bdi>A bank</bdi> دراوە"),
        ("ku", "Sponsorkirî", "Pereyê wê <bdi>A bank</bdi> daye"),
        ("ar-IQ", "محتوى مموّل", "بتمويل من <bdi>A bank</bdi>"),
        ("tr", "Sponsorlu içerik", "Bedelini <bdi>A bank</bdi> ödedi"),
    ],
)
def test_readers_are_told_who_paid_for_an_article_above_its_headline(lang: str, word: str, paid: str) -> None:
    page = own(made(article(type=ArticleType.SPONSORED, sponsor="A bank", lang=lang)))
    line = f'<p class="kicker">{LABEL.format(word)} {paid}</p>'
    assert page.index(line) < page.index("<h1>")


@pytest.mark.parametrize("kind", [*ArticleType])
def test_opinions_and_what_was_paid_for_are_labelled_wherever_their_headline_stands(kind: ArticleType) -> None:
    others = [article(f"a{number}", date=NOON - timedelta(days=1, hours=number)) for number in range(9)]
    pages = made(article(type=kind, date=NOON - timedelta(days=2), author=("dilan",)), *others)
    label = LABEL.format(kind.value.title())
    assert (label in own(pages)) is (kind is not ArticleType.REPORT)
    lists = ("index.html", "kurdistan/index.html", "authors/dilan/index.html", "archive/2026/11/index.html", "404.html",
             "kurdistan/2026/11/a8/index.html")  # fmt: skip
    marked = kind in (ArticleType.OPINION, ArticleType.SPONSORED)
    assert {path: label in pages[path] for path in lists} == dict.fromkeys(lists, marked)
    assert marked or "label" not in "".join(re.findall(r'class="([^"]*)"', pages["index.html"]))


def test_nobody_is_told_twice_where_the_section_is_called_the_same() -> None:
    opinion = Section("sections/opinion.md", "opinion", SectionHeader(title="Opinion"), BodyFacts())
    pages = made(opinion, article(section="opinion", type=ArticleType.OPINION))
    label = LABEL.format("Opinion")
    assert label not in own(pages)
    assert label not in pages["opinion/index.html"]
    assert label in pages["404.html"]  # where no section stands beside it
