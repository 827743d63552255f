"""An outlet in several languages: what stands in which edition, what a page is in others, and what is nowhere yet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.model.documents import Article, Author, Body, BodyFacts, BodyLink, Document, Policy, Section, StaticPage
from generator.model.headers import AuthorHeader, PolicyHeader, SectionHeader, StaticPageHeader, Status
from generator.model.outputs import DataOutput, Feed, Sitemap
from generator.model.settings import Language, LanguageSettings
from generator.plan.inputs import plan_inputs
from generator.plan.site.editions import translations
from generator.plan.site.lookup import Lookup
from generator.plan.story.facts import facts_of
from tests.unit.newsrooms import BRIDGE, DILAN, IRAQ, KURDISTAN, SETTINGS, article, body_facts, page_views, plan, utc

ENGLISH = Language("en")
SORANI = Language(
    "ckb",
    LanguageSettings(name="دەرچوو", description="هەواڵ", copyright="© دەرچوو", form_url="https://ckb.example/?{id}"),
)
ARABIC = Language("ar-IQ", LanguageSettings(prefix="arabic", direction="rtl"))
OUTLET = replace(SETTINGS, languages=(ENGLISH, SORANI, ARABIC))

SECTION_CKB = Section(
    "sections/ckb/kurdistan.md", "kurdistan", SectionHeader(title="کوردستان", lang="ckb"), BodyFacts(), "ckb"
)
DILAN_CKB = Author("authors/ckb/dilan.md", "dilan", AuthorHeader(name="دیلان", lang="ckb"), BodyFacts(), "ckb")
POLICY_CKB = Policy(
    "policies/ckb/comments.md",
    "comments",
    PolicyHeader(title="ڕێسا", lang="ckb"),
    body_facts(Body(("<p>بە نەرمی.</p>",))),
    "ckb",
)
ABOUT = StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), body_facts(Body(("<p>We.</p>",))))
ABOUT_CKB = StaticPage(
    "pages/ckb/about.md",
    "about",
    StaticPageHeader(title="دەربارە", lang="ckb"),
    body_facts(Body(("<p>ئێمە.</p>",))),
    "ckb",
)
KURDISH: tuple[Document, ...] = (SECTION_CKB, DILAN_CKB, POLICY_CKB, ABOUT, ABOUT_CKB)

URL = "/kurdistan/2026/11/handover/"
URL_CKB = "/ckb/kurdistan/2026/11/radest/"
URL_AR = "/arabic/kurdistan/2026/11/taslim/"


def sorani(id: str = "radest", **header: Any) -> Article:
    return article(id, **({"lang": "ckb", "author": ("dilan",)} | header))


def arabic(id: str = "taslim", **header: Any) -> Article:
    return article(id, **({"lang": "ar-IQ"} | header))


def views(*documents: Document, **how: Any) -> dict[str, Any]:
    return page_views(*documents, settings=OUTLET, **how)


def links(found: Any) -> list[tuple[str, str]]:
    return [(to.lang, to.url) for to in found]


def test_an_edition_has_fronts_of_its_own_and_only_the_stories_of_its_language() -> None:
    made = views(article(), sorani(tags=("ئاو",)), *KURDISH)
    assert {url for url in made if url.startswith("/ckb/")} == {
        "/ckb/", "/ckb/404.html", "/ckb/kurdistan/", "/ckb/authors/", "/ckb/authors/dilan/", "/ckb/tags/%D8%A6%D8%A7%D9%88/", "/ckb/archive/",
        "/ckb/archive/2026/11/", "/ckb/about/", URL_CKB,
    }  # fmt: skip
    assert [made[url].main.lead.url for url in ("/", "/ckb/")] == [URL, URL_CKB]
    assert [card.url for card in made["/kurdistan/"].main.cards] == [URL]
    assert [card.url for card in made["/ckb/kurdistan/"].main.cards] == [URL_CKB]


def test_a_language_without_a_story_that_is_out_has_no_edition_and_no_page_leads_to_one() -> None:
    made = views(article(), sorani(embargo=utc(30)), ABOUT, ABOUT_CKB)
    assert not any(url.startswith("/ckb") for url in made)
    assert {links(view.languages) == [] and view.alternates == () for view in made.values()} == {True}


def test_the_site_has_its_own_edition_even_before_its_first_story() -> None:
    made = views(sorani(), *KURDISH)
    assert made["/"].main.lead is None
    assert links(made["/"].languages) == [("en", "/"), ("ckb", "/ckb/")]


def test_an_article_in_a_language_that_the_outlet_does_not_have_stands_in_the_edition_of_its_own() -> None:
    made = views(article(lang="tr"))
    assert (made[URL].lang, made[URL].site.lang, made["/"].main.lead.url) == ("tr", "en", URL)


def test_the_frame_of_an_edition_is_in_its_language() -> None:
    site = views(article(), sorani(), *KURDISH)[URL_CKB].site
    assert (site.name, site.description, site.copyright) == ("دەرچوو", "هەواڵ", "© دەرچوو")
    assert (site.lang, site.dir, site.home, site.feed) == ("ckb", "rtl", "/ckb/", "/ckb/feed.xml")
    assert [(to.text, to.url, to.lang) for to in site.sections] == [("کوردستان", "/ckb/kurdistan/", "ckb")]
    assert [(to.text, to.url) for to in site.pages] == [("دەربارە", "/ckb/about/")]


def test_what_has_no_translation_is_in_the_sites_own_language_and_marked_so() -> None:
    made = views(article(), arabic(author=("dilan",)), ABOUT)
    page = made[URL_AR]
    assert (page.lang, page.main.section.lang, page.main.section.url) == ("ar-IQ", "en", "/arabic/kurdistan/")
    (dilan,) = page.main.authors
    assert (dilan.name, dilan.lang, dilan.url) == ("Dilan Example", "en", "/arabic/authors/dilan/")
    assert (page.main.comments.policy_title, page.main.comments.lang) == ("Our rules", "en")
    assert [(to.text, to.url, to.lang) for to in page.site.pages] == [("About", "/about/", "en")]
    front = made["/arabic/kurdistan/"]
    assert (front.lang, front.dir, front.main.lang, front.main.dir) == ("ar-IQ", "rtl", "en", "")


def test_a_story_has_section_author_policy_and_form_of_its_language() -> None:
    main = views(sorani(), *KURDISH)[URL_CKB].main
    assert (main.section.text, main.authors[0].name, main.authors[0].url) == (
        "کوردستان",
        "دیلان",
        "/ckb/authors/dilan/",
    )
    assert (main.comments.policy_title, main.comments.post_url) == ("ڕێسا", "https://ckb.example/?radest")


@pytest.mark.parametrize("name", ["dilan", "دیلان", "Dilan Example"])
def test_an_author_is_meant_by_any_of_his_names(name: str) -> None:
    made = views(sorani(author=(name,)), *KURDISH)
    assert made[URL_CKB].main.authors[0].name == "دیلان"


def test_a_translated_author_keeps_portrait_and_address() -> None:
    known = replace(
        DILAN, header=replace(DILAN.header, email="d@outlet.example", photo="bridge.jpg", photo_alt="Dilan")
    )
    alone, described = (
        views(sorani(), known, replace(DILAN_CKB, header=replace(DILAN_CKB.header, photo_alt=alt)))[
            URL_CKB
        ].main.authors[0]
        for alt in ("", "وێنەی دیلان")
    )
    assert (alone.email, alone.portrait.picture.alt) == ("d@outlet.example", "Dilan")
    assert described.portrait.picture.alt == "وێنەی دیلان"


def test_the_portrait_of_an_author_is_made_if_only_a_translation_shows_it() -> None:
    known = replace(DILAN, header=replace(DILAN.header, photo="bridge.jpg", photo_alt="Dilan"))
    outputs = plan(sorani(), known, DILAN_CKB, settings=OUTLET).value.outputs
    assert "/authors/dilan/" not in views(sorani(), known, DILAN_CKB)
    assert any(output.path.startswith("photos/bridge-1x1-") for output in outputs)


def test_a_section_and_an_author_have_no_page_in_a_language_in_which_nothing_of_theirs_is_out() -> None:
    made = views(
        article(author=("dilan",)), sorani("b", section="iraq", author=(), embargo=utc(30)), sorani(author=()), *KURDISH
    )
    assert "/ckb/iraq/" not in made
    assert "/ckb/authors/dilan/" not in made
    assert "/iraq/" in made, "as if nobody had written there"


def test_a_section_that_is_new_in_a_language_has_its_front() -> None:
    new = Section("sections/ckb/sport.md", "sport", SectionHeader(title="وەرزش", lang="ckb"), BodyFacts(), "ckb")
    made = views(article(), sorani(), new)
    assert "/ckb/sport/" in made
    assert "/sport/" not in made


def test_sections_keep_their_order_in_translation_unless_it_has_its_own() -> None:
    iraq = Section("sections/ckb/iraq.md", "iraq", SectionHeader(title="عێراق", lang="ckb"), BodyFacts(), "ckb")
    stories = (sorani(), sorani("b", section="iraq"))
    orders = [
        [
            to.url
            for to in views(*stories, SECTION_CKB, replace(iraq, header=replace(iraq.header, order=order)))[
                URL_CKB
            ].site.sections
        ]
        for order in (1000, 0)
    ]
    assert orders == [["/ckb/kurdistan/", "/ckb/iraq/"], ["/ckb/iraq/", "/ckb/kurdistan/"]]


def test_all_translations_of_an_article_know_one_another() -> None:
    made = views(article(), sorani(translation_of="handover"), arabic(translation_of="radest"))
    pairs = [("en", URL), ("ckb", URL_CKB), ("ar-IQ", URL_AR)]
    for tag, url in pairs:
        assert links(made[url].main.translations) == [pair for pair in pairs if pair[0] != tag]
        assert links(made[url].languages) == pairs
        assert links(made[url].alternates) == [
            *((lang, f"https://outlet.example{there}") for lang, there in pairs), ("x-default", f"https://outlet.example{URL}"),
        ]  # fmt: skip
    assert made[URL_CKB].main.translations[0].text == "English"


@pytest.mark.parametrize(
    "hidden", [{"status": Status.DRAFT}, {"embargo": utc(30)}, {"date": utc(30)}, {"expires": utc(1)}], ids=str
)
def test_a_translation_that_is_not_out_shows_nowhere(hidden: dict[str, Any]) -> None:
    made = views(article(), sorani("other"), sorani(translation_of="handover", **hidden))
    assert (made[URL].main.translations, made[URL].alternates) == ((), ())
    assert links(made[URL].languages) == [("en", URL), ("ckb", "/ckb/")]


def test_translations_of_what_is_not_out_are_translations_of_one_another() -> None:
    documents = (article(status=Status.DRAFT), sorani(translation_of="handover"), arabic(translation_of="handover"))
    made = views(*documents)
    assert links(made[URL_AR].alternates)[-1] == ("x-default", f"https://outlet.example{URL_CKB}")
    assert links(made[URL_CKB].main.translations) == [("ar-IQ", URL_AR)]


def test_a_preview_shows_translations_that_are_not_out() -> None:
    made = views(article(), sorani(translation_of="handover", embargo=utc(30)), preview=True)
    assert links(made[URL].main.translations) == [("ckb", URL_CKB)]


def test_articles_that_translate_one_another_in_a_circle_are_one() -> None:
    made = views(article(translation_of="radest"), sorani(translation_of="handover"))
    assert links(made[URL].main.translations) == [("ckb", URL_CKB)]
    assert links(made[URL_CKB].main.translations) == [("en", URL)]


def test_of_two_translations_into_one_language_the_older_is_the_one_and_the_other_is_told() -> None:
    documents = (
        article(),
        sorani(translation_of="handover"),
        sorani("second", translation_of="handover", date=utc(21, 12)),
    )
    made = views(*documents)
    assert links(made[URL].main.translations) == [("ckb", URL_CKB)]
    second = made["/ckb/kurdistan/2026/11/second/"]
    assert second.alternates == ()
    (problem,) = plan(*documents, settings=OUTLET).problems
    assert (problem.code, problem.where and problem.where.path) == ("two-translations", "content/articles/second.md")


@pytest.mark.parametrize(
    ("place", "there"),
    [("/", "/ckb/"), ("/archive/", "/ckb/archive/"), ("/authors/", "/ckb/authors/"), ("/kurdistan/", "/ckb/kurdistan/"),
     ("/authors/dilan/", "/ckb/authors/dilan/"), ("/about/", "/ckb/about/")],
)  # fmt: skip
def test_a_page_that_is_there_in_both_languages_is_linked_both_ways(place: str, there: str) -> None:
    made = views(article(author=("dilan",)), sorani(), *KURDISH)
    assert links(made[place].languages) == links(made[there].languages) == [("en", place), ("ckb", there)]
    both = [
        ("en", f"https://outlet.example{place}"),
        ("ckb", f"https://outlet.example{there}"),
        ("x-default", f"https://outlet.example{place}"),
    ]
    assert links(made[place].alternates) == links(made[there].alternates) == both


@pytest.mark.parametrize("place", ["/tags/water/", "/archive/2026/11/", "/404.html", "/ethics/"])
def test_from_a_page_that_is_there_in_one_language_only_the_switch_leads_to_the_front_of_the_other(place: str) -> None:
    ethics = StaticPage("pages/ethics.md", "ethics", StaticPageHeader(title="Ethics"), BodyFacts())
    view = views(article(tags=("water",)), sorani(), ethics)[place]
    assert links(view.languages) == [("en", place), ("ckb", "/ckb/")]
    assert view.alternates == ()


def test_every_alternate_is_answered_by_the_page_it_names() -> None:
    made = views(
        article(author=("dilan",)), sorani(translation_of="handover"), arabic(translation_of="handover"), *KURDISH
    )
    by_address = {view.canonical: view for view in made.values()}
    for view in made.values():
        for to in view.alternates:
            assert by_address[to.url].alternates == view.alternates


def test_an_edition_has_its_feeds_and_the_sitemap_knows_translations() -> None:
    outputs = plan(article(), sorani(translation_of="handover"), settings=OUTLET).value.outputs
    files = {output.path: output.content for output in outputs if isinstance(output, DataOutput)}
    assert {path for path in files if path.startswith("ckb/")} == {"ckb/feed.xml", "ckb/kurdistan/feed.xml"}
    feed = files["ckb/feed.xml"]
    assert isinstance(feed, Feed)
    assert (feed.title, feed.lang, feed.home, len(feed.entries)) == ("دەرچوو", "ckb", "https://outlet.example/ckb/", 1)
    sitemap = files["sitemap-2026-11.xml"]
    assert isinstance(sitemap, Sitemap)
    both = (("en", f"https://outlet.example{URL}"), ("ckb", f"https://outlet.example{URL_CKB}"))
    alternates = {entry.url: entry.alternates for entry in sitemap.entries if entry.alternates}
    assert alternates[both[0][1]] == alternates[both[1][1]] == (*both, ("x-default", both[0][1]))


def test_the_sitemap_and_the_heads_of_pages_say_the_same_of_languages() -> None:
    known_as = replace(OUTLET, languages=(Language("en"), Language("ckb", LanguageSettings(hreflang="ku-Arab"))))
    documents = (article(), sorani(translation_of="handover"), *KURDISH)
    outputs = plan(*documents, settings=known_as).value.outputs
    sitemaps = [each.content for each in outputs if isinstance(each, DataOutput) and isinstance(each.content, Sitemap)]
    told = {entry.url: dict(entry.alternates) for sitemap in sitemaps for entry in sitemap.entries}
    heads = page_views(*documents, settings=known_as)
    assert heads["/"].alternates, "the fronts are there in both"
    for view in heads.values():
        if view.canonical in told:
            links = {link.lang: link.url for link in view.alternates}
            assert links == told[view.canonical]
            assert set(links) in (set(), {"en", "ku-Arab", "x-default"})


def test_numbers_and_names_are_written_as_the_language_does() -> None:
    made = views(sorani(), *KURDISH)
    assert made["/ckb/archive/"].main.years[0].title == "٢٠٢٦"
    assert made["/ckb/archive/2026/11/"].main.title == "تشرینی دووەمی ٢٠٢٦"
    assert made[URL_CKB].digits == "٠١٢٣٤٥٦٧٨٩"
    assert made["/"].digits == ""


@pytest.mark.parametrize("target", ["/ckb/", "/ckb/iraq/", "/ckb/feed.xml", "/ckb/authors/dilan/"])
def test_a_link_to_an_edition_that_has_nothing_yet_waits_for_it(target: str) -> None:
    checked = plan(article(body=Body(("<p><a ", BodyLink(target), ">x</a></p>"))), settings=OUTLET)
    assert [problem.code for problem in checked.problems] == ["link-to-unpublished"]


def test_a_link_to_a_page_of_another_edition_leads_there() -> None:
    body = Body(("<p><a ", BodyLink("pages/ckb/about.md"), ">x</a><a ", BodyLink("/ckb/kurdistan/"), ">y</a></p>"))
    made = views(article(body=body), sorani(), *KURDISH)
    assert 'href="/ckb/about/"' in repr(made[URL].main.body)
    assert 'href="/ckb/kurdistan/"' in repr(made[URL].main.body)


def test_an_article_without_a_translation_costs_nothing() -> None:
    lookup = Lookup(sections={"kurdistan": KURDISTAN, "iraq": IRAQ}, pictures={BRIDGE.path: BRIDGE})
    facts = [
        facts_of(each, lookup, plan_inputs(OUTLET, "recipe", utc(22), preview=False)) for each in (article(), sorani())
    ]
    assert translations(facts, facts, OUTLET) == {}
