"""What machines read of an article stands in the vocabulary of schema.org, and says nothing that nobody knows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from generator.model.documents import BodyFacts, Rights, StaticPage
from generator.model.headers import (
    ArticleType,
    AuthorHeader,
    CommentsMode,
    Correction,
    StaticPageHeader,
    Status,
)
from generator.model.partner_settings import RepublishSettings
from generator.model.settings import Language, LanguageSettings, Social
from generator.model.site import Emblem, Emblems
from tests.schemas.vocabulary import faults
from tests.unit.newsrooms import BRIDGE, DILAN, NOON, SETTINGS, SITE, article, comment, page_views, utc

URL = "/kurdistan/2026/11/handover/"


def metadata(*others: Any, **header: Any) -> dict[str, Any]:
    read: dict[str, Any] = things(page_views(article(**header), *others)[URL])["NewsArticle"]
    return read


def things(page: Any) -> dict[str, Any]:
    """What machines read of a page, by its type."""
    return {thing["@type"]: thing for thing in json.loads(page.metadata)["@graph"]}


def trail(page: Any) -> list[tuple[str, str]]:
    """The steps to a page, without the address of the site."""
    steps = things(page)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    return [(step["name"], step.get("item", "").removeprefix("https://outlet.example")) for step in steps]


NAMED = replace(
    BRIDGE,
    rights=Rights(
        "A. Name", "Agency", "© Agency", "https://agency.example/terms", "Agency", "https://agency.example/buy"
    ),
    caption="The bridge at Amedi.",
)
LEAD: dict[str, Any] = {"photo": "bridge.jpg", "photo_alt": "A bridge"}


def test_machines_read_what_is_known_of_an_article() -> None:
    read = metadata(author=("dilan", "A Guest"), summary="In short.", tags=("bridges",))
    assert read["@type"] == "NewsArticle"
    assert (read["headline"], read["description"]) == ("Title of handover", "In short.")
    assert read["url"] == f"https://outlet.example{URL}"
    assert [author.get("url") for author in read["author"]] == ["https://outlet.example/authors/dilan/", None]
    assert (read["articleSection"], read["keywords"], read["inLanguage"]) == ("Kurdistan", ["bridges"], "en")
    assert "image" not in read


def test_machines_read_what_is_known_of_a_picture_in_each_of_its_shapes() -> None:
    images = metadata(NAMED, **LEAD)["image"]
    assert [(image["width"], image["height"]) for image in images] == [(1200, 675), (1200, 900), (1200, 1200)]
    assert [image.pop("caption", None) for image in images] == ["The bridge at Amedi.", None, None]
    for image in images:
        assert image["url"].startswith("https://outlet.example/photos/bridge-")
        assert {key: value for key, value in image.items() if key not in ("url", "width", "height")} == {
            "@type": "ImageObject",
            "creditText": "Agency",
            "creator": {"@type": "Person", "name": "A. Name"},
            "copyrightNotice": "© Agency",
            "license": "https://agency.example/terms",
            "acquireLicensePage": "https://agency.example/buy",
        }


@pytest.mark.parametrize("statement", ["All rights reserved", "javascript:alert(1)", ""])
def test_terms_that_are_no_web_address_are_left_out(statement: str) -> None:
    images = metadata(replace(BRIDGE, rights=Rights(statement=statement)), **LEAD)["image"]
    assert not any("license" in image for image in images)


@pytest.mark.parametrize(
    ("source_type", "told"),
    [
        ("trainedAlgorithmicMedia", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
        ("compositeSynthetic", "https://schema.org/CompositeSyntheticDigitalSource"),
        ("digitalCapture", None),
        ("", None),
    ],
)
def test_machines_are_told_too_what_a_trained_model_had_a_part_in(source_type: str, told: str | None) -> None:
    images = metadata(replace(BRIDGE, source_type=source_type), **LEAD)["image"]
    assert {image.get("digitalSourceType") for image in images} == {told}


@pytest.mark.parametrize(
    ("creator", "credit", "kind"),
    [
        ("Dilan Example", "Dilan Example/Agency", "Person"),
        ("Agency of the Valley", "Agency of the Valley", "Organization"),
        ("AFP", "", "Organization"),
        ("Valleypix", "A. Name/Valleypix", "Organization"),
        ("The Outlet", "", "Organization"),
        ("Getty Images", "", "Organization"),
        ("وكالة الأنباء العراقية", "", "Organization"),
        ("ئاژانسی هەواڵ", "", "Organization"),
        ("Dafydd ap Gwilym", "", "Person"),
        ("Emily Post", "Emily Post", "Person"),
        ("ئاڤان جەمال", "", "Person"),
    ],
)
def test_a_creator_of_a_picture_is_a_person_or_an_organisation(creator: str, credit: str, kind: str) -> None:
    images = metadata(replace(BRIDGE, rights=Rights(creator, credit)), **LEAD)["image"]
    assert {(image["creator"]["@type"], image["creator"]["name"]) for image in images} == {(kind, creator)}


def test_an_author_has_a_role_a_picture_and_pages_elsewhere() -> None:
    header = AuthorHeader(
        name="Dilan Example",
        role="Editor",
        photo="bridge.jpg",
        photo_alt="Her",
        photo_credit="A",
        profiles=("https://x.example/d",),
    )
    pages = page_views(article(author=("dilan", "A Guest")), replace(DILAN, header=header))
    author, guest = things(pages[URL])["NewsArticle"]["author"]
    assert guest == {"@type": "Person", "name": "A Guest"}
    assert author.pop("image").startswith("https://outlet.example/photos/bridge-")
    assert author == {
        "@type": "Person", "name": "Dilan Example", "url": "https://outlet.example/authors/dilan/", "jobTitle": "Editor",
        "sameAs": ["https://x.example/d"],
    }  # fmt: skip
    person = things(pages["/authors/dilan/"])["ProfilePage"]["mainEntity"]
    assert author.items() <= person.items()


def test_the_publisher_has_a_logo_and_pages_without_a_picture_the_outlets_own() -> None:
    emblems = Emblems(Emblem("assets/icon-1.png", 180, 180), (("en", Emblem("assets/share-1.png", 1200, 630)),))
    pages = page_views(article(), article("b", **LEAD), emblems=emblems)
    assert things(pages[URL])["NewsArticle"]["publisher"]["logo"] == {
        "@type": "ImageObject", "url": "https://outlet.example/assets/icon-1.png", "width": 180, "height": 180,
    }  # fmt: skip
    image = pages[URL].site.image
    assert (image.url, image.width, image.height, image.alt) == (
        "https://outlet.example/assets/share-1.png", 1200, 630, "The Outlet",
    )  # fmt: skip
    assert [(each.width, each.height, each.alt) for each in pages["/"].images] == [(1200, 675, "A bridge")]


def test_without_a_byline_the_outlet_is_the_author() -> None:
    read = metadata()
    assert read["author"] == [read["publisher"]]
    assert read["publisher"]["name"] == "The Outlet"


@pytest.mark.parametrize("header", [{"updated": NOON}, {"corrections": (Correction(NOON, "It was two."),)}])
def test_an_update_or_a_correction_is_when_an_article_was_modified(header: dict[str, Any]) -> None:
    assert metadata(**header)["dateModified"] == NOON.isoformat()
    still_to_come = metadata(updated=utc(30))
    assert still_to_come["dateModified"] == still_to_come["datePublished"]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ArticleType.OPINION, "OpinionNewsArticle"),
        (ArticleType.ANALYSIS, "AnalysisNewsArticle"),
        (ArticleType.REVIEW, "ReviewNewsArticle"),
        (ArticleType.BACKGROUND, "BackgroundNewsArticle"),
        (ArticleType.REPORTAGE, "ReportageNewsArticle"),
        (ArticleType.SPONSORED, "AdvertiserContentArticle"),
    ],
)
def test_machines_are_told_what_kind_of_article_it_is(kind: ArticleType, told: str) -> None:
    sponsor = "Zagros Bank" if kind is ArticleType.SPONSORED else ""
    page = page_views(article(type=kind, sponsor=sponsor, dateline="ERBIL"))[URL]
    read = things(page)[told]
    assert list(faults(json.loads(page.metadata))) == []
    assert read["author"] == [read.get("sponsor") or read["publisher"]]
    assert (read.get("sponsor") or {}).get("name") == ("Zagros Bank" if told == "AdvertiserContentArticle" else None)


def test_machines_are_told_the_licence_of_what_may_be_republished() -> None:
    licence = "https://creativecommons.org/licenses/by-nd/4.0/"
    terms = replace(SETTINGS, republish=RepublishSettings(licence, "CC BY-ND 4.0"))
    pages = page_views(article(), article("agency", republish=False), settings=terms)
    told = [things(pages[url])["NewsArticle"].get("license") for url in (URL, URL.replace("handover", "agency"))]
    assert told == [licence, None]


def test_machines_are_told_where_readers_discuss_it() -> None:
    assert (metadata()["discussionUrl"], metadata()["commentCount"]) == (f"https://outlet.example{URL}#comments", 0)
    assert metadata(comment("first"))["commentCount"] == 1
    assert not {"discussionUrl", "commentCount"} & metadata(comments=CommentsMode.NONE).keys()


def test_a_list_names_its_articles_in_their_order() -> None:
    newest = article("newest", date=NOON, tags=("water",))
    pages = page_views(article(tags=("water",)), newest)
    for url in ("/tags/water/", "/kurdistan/", "/archive/2026/11/"):
        (page,) = (thing for kind, thing in things(pages[url]).items() if kind != "BreadcrumbList")
        entries = page["mainEntity"]["itemListElement"]
        assert [(entry["position"], entry["url"]) for entry in entries] == [
            (1, "https://outlet.example/kurdistan/2026/11/newest/"), (2, f"https://outlet.example{URL}"),
        ]  # fmt: skip
    many = [article(f"a{number}", date=NOON - timedelta(minutes=number)) for number in range(50)]
    found = things(page_views(*many)["/kurdistan/"])["CollectionPage"]["mainEntity"]
    assert (found["numberOfItems"], len(found["itemListElement"])) == (50, 30)


def test_no_title_ends_the_script_that_metadata_stands_in() -> None:
    title = "</script><script>alert('&')</script><!-- \u2028"
    page = page_views(article(title=title))[URL]
    assert not set("<>&\u2028") & set(page.metadata)
    assert things(page)["NewsArticle"]["headline"] == title


OUTLET = replace(SETTINGS, languages=(Language("en"), Language("ckb", LanguageSettings("دەرچوو")), Language("tr")))
SORANI, TURKISH = "/ckb/kurdistan/2026/11/radest/", "/tr/kurdistan/2026/11/devir/"


def works(*articles: Any) -> dict[str, tuple[Any, Any]]:
    """By address, what each article translates and what translates it."""
    pages = page_views(*articles, settings=OUTLET)
    told = {url: things(page).get("NewsArticle") for url, page in pages.items() if page.metadata}
    return {url: (read.get("translationOfWork"), read.get("workTranslation")) for url, read in told.items() if read}


def work(url: str, tag: str) -> dict[str, str]:
    return {"@type": "NewsArticle", "url": f"https://outlet.example{url}", "inLanguage": tag}


def test_a_translation_and_what_it_translates_name_each_other() -> None:
    sorani = article("radest", lang="ckb", translation_of="handover")
    turkish = article("devir", lang="tr", translation_of="radest")
    assert works(article(), sorani, turkish) == {
        URL: (None, [work(SORANI, "ckb"), work(TURKISH, "tr")]),
        SORANI: (work(URL, "en"), None),
        TURKISH: (work(SORANI, "ckb"), None),
    }


@pytest.mark.parametrize(
    "hidden", [{"status": Status.WITHDRAWN}, {"status": Status.DRAFT}, {"embargo": utc(30)}, {"expires": utc(1)}]
)
def test_of_what_is_not_out_no_translation_says_anything(hidden: dict[str, Any]) -> None:
    sorani = article("radest", lang="ckb", translation_of="handover")
    turkish = article("devir", lang="tr", translation_of="handover")
    assert works(article(**hidden), sorani, turkish) == {SORANI: (None, None), TURKISH: (None, None)}
    hidden_sorani = article("radest", lang="ckb", translation_of="handover", **hidden)
    assert works(article(), hidden_sorani, turkish) == {
        URL: (None, [work(TURKISH, "tr")]),
        TURKISH: (work(URL, "en"), None),
    }


def test_a_new_title_of_a_translation_says_nothing_on_other_pages() -> None:
    pages = [
        page_views(article(), article("radest", lang="ckb", translation_of="handover", title=title), settings=OUTLET)
        for title in ("One", "Another")
    ]
    assert pages[0][URL] == pages[1][URL]


def test_an_article_is_a_part_of_its_edition_and_of_its_series() -> None:
    others = (article("radest", lang="ckb", series="ئاو"), article("duyem", lang="ckb", series="ئاو", date=utc(21, 20)))
    read = things(page_views(*others, settings=OUTLET)["/ckb/kurdistan/2026/11/duyem/"])["NewsArticle"]
    edition, series = read["isPartOf"]
    assert (edition["@type"], edition["name"], edition["url"]) == ("WebSite", "دەرچوو", "https://outlet.example/ckb/")
    assert (series, read["position"]) == ({"@type": "CreativeWorkSeries", "name": "ئاو"}, 2)


def test_corrections_and_the_dateline_are_read_too() -> None:
    read = metadata(dateline="ERBIL, Kurdistan Region", corrections=(Correction(NOON, "It was two."),))
    assert read["dateline"] == "ERBIL, Kurdistan Region"
    assert read["correction"] == [
        {"@type": "CorrectionComment", "text": "It was two.", "datePublished": NOON.isoformat()}
    ]


def test_every_page_says_what_it_is_and_where_it_stands() -> None:
    pages = page_views(article(author=("dilan",), tags=("water",)), settings=OUTLET)
    assert {url: [kind for kind in things(page) if kind != "BreadcrumbList"] for url, page in pages.items() if page.metadata} == {
        URL: ["NewsArticle"], "/": ["WebSite"], "/kurdistan/": ["CollectionPage"], "/iraq/": ["CollectionPage"], "/tags/water/": ["CollectionPage"],
        "/authors/dilan/": ["ProfilePage"], "/authors/": ["CollectionPage"], "/archive/": ["CollectionPage"],
        "/archive/2026/11/": ["CollectionPage"],
    }  # fmt: skip
    assert pages["/404.html"].metadata == ""
    assert trail(pages[URL]) == [("The Outlet", "/"), ("Kurdistan", "/kurdistan/"), ("Title of handover", "")]
    assert trail(pages["/kurdistan/"]) == [("The Outlet", "/"), ("Kurdistan", "")]
    person = things(pages["/authors/dilan/"])["ProfilePage"]["mainEntity"]
    assert (person["@type"], person["name"]) == ("Person", "Dilan Example")


def test_the_front_says_who_publishes_it() -> None:
    about = replace(SITE, organisation="Press Ltd", founded="2014", social=(Social("X", "https://x.example/us"),))
    publisher = things(page_views(settings=replace(SETTINGS, site=about))["/"])["WebSite"]["publisher"]
    assert publisher == {
        "@id": "https://outlet.example/#publisher", "@type": "NewsMediaOrganization", "name": "The Outlet",
        "url": "https://outlet.example/", "legalName": "Press Ltd", "foundingDate": "2014", "sameAs": ["https://x.example/us"],
    }  # fmt: skip


def test_the_front_names_every_page_on_which_the_outlet_gives_account_of_itself() -> None:
    names = ("ethics", "ownership", "masthead", "corrections", "fact-checking", "sources", "feedback", "diversity", "mission",
             "principles", "bylines", "about")  # fmt: skip
    own = [StaticPage(f"pages/{name}.md", name, StaticPageHeader(title=name), BodyFacts()) for name in names]
    pages = page_views(article(), *own)
    publisher = things(pages["/"])["WebSite"]["publisher"]
    assert {key: url.removeprefix("https://outlet.example") for key, url in publisher.items() if key[0] != "@"} == {
        "name": "The Outlet", "url": "/", "ethicsPolicy": "/ethics/", "ownershipFundingInfo": "/ownership/", "masthead": "/masthead/",
        "correctionsPolicy": "/corrections/", "verificationFactCheckingPolicy": "/fact-checking/", "unnamedSourcesPolicy": "/sources/",
        "actionableFeedbackPolicy": "/feedback/", "diversityPolicy": "/diversity/", "publishingPrinciples": "/principles/",
        "missionCoveragePrioritiesPolicy": "/mission/", "noBylinesPolicy": "/bylines/",
    }  # fmt: skip
    assert things(pages[URL])["NewsArticle"]["publisher"]["@id"] == publisher["@id"]


def test_the_vocabulary_notices_what_it_does_not_know() -> None:
    wrong = {"@type": "NewsArticle", "head": "x", "author": {"@type": "ListItem"}, "publisher": {"@type": "Newspaper"}}
    assert [each.split(": ", 1)[0] for each in faults(wrong)] == [
        "/NewsArticle.head", "/NewsArticle.author", "/NewsArticle.publisher", "/NewsArticle.publisher/Newspaper",
    ]  # fmt: skip
    assert list(faults({"@type": "Person", "name": "A", "wordCount": 1})) == ["/Person.wordCount: no property of it"]
    assert len(list(faults({"@type": "NewsArticle", "datePublished": "yesterday", "url": "/x/"}))) == 2
