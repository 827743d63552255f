"""What partners get: articles in ninjs, by the schema of IPTC; and pages from which others may copy them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.make.pages.layouts import Layouts
from generator.make.texts import TextBatch, make_texts
from generator.model.documents import Body, BodyFigure, BodyLink, DatelinePlace, Rights, StaticPage
from generator.model.headers import (
    ArticleType,
    Correction,
    PhotoReference,
    StaticPageHeader,
    Status,
)
from generator.model.outputs import DataOutput, Failed, Made, PageOutput
from generator.model.partner_settings import PartnerSettings, RepublishSettings
from generator.model.settings import Language, LanguageSettings
from tests.unit.newsrooms import (
    BRIDGE,
    NOON,
    OBJECTS,
    SETTINGS,
    SITE,
    article,
    body_facts,
    plan,
    utc,
)

ROOT = Path(__file__).resolve().parents[2]
LICENCE = "https://creativecommons.org/licenses/by-nd/4.0/"
TERMS = RepublishSettings(LICENCE, "CC BY-ND 4.0", ("Do not change the text, please.",), ("The Outlet",))
PARTNERS = replace(SETTINGS, partners=PartnerSettings(ninjs=True), republish=TERMS)
ASSETS = {
    name: f"assets/{name}"
    for name in ("site.css", "favicon.svg", "touch-icon.png", "republish/copy.css", "republish/copy.js")
}
AT = "kurdistan/2026/11/handover"

FORMATS = FormatChecker(formats=())
_CHECKS = {
    "date-time": lambda text: datetime.fromisoformat(text).tzinfo is not None,
    "uri": lambda text: bool(urlsplit(text).scheme) and text.isascii() and not re.search(r"\s", text),
}
for _name, _check in _CHECKS.items():
    FORMATS.checks(_name, ValueError)(_check)
SCHEMA = Draft202012Validator(
    json.loads((ROOT / "tests/schemas/ninjs-schema_3.1.json").read_text("utf-8")), format_checker=FORMATS
)


def made(*documents: Any, **how: Any) -> dict[str, str]:
    """All pages and files for programs, by path."""
    options: dict[str, Any] = {"settings": PARTNERS, "assets": ASSETS} | how
    outputs = plan(*documents, **options).value.outputs
    texts = tuple(
        output.whole() if isinstance(output, PageOutput) else output
        for output in outputs
        if isinstance(output, PageOutput | DataOutput)
    )
    files = make_texts(Layouts(str(ROOT / "layouts"), "stamp"), TextBatch(texts, OBJECTS))
    assert not [file for file in files if isinstance(file, Failed)]
    return {file.path: file.content.decode() for file in files if isinstance(file, Made)}


def items(*documents: Any, **how: Any) -> dict[str, Any]:
    """All files in ninjs, each of which is valid."""
    found = {path: json.loads(text) for path, text in made(*documents, **how).items() if path.endswith(".ninjs.json")}
    faults = [(path, fault.message) for path, each in found.items() for fault in SCHEMA.iter_errors(each)]
    assert faults == []
    return found


def item(*documents: Any, **header: Any) -> dict[str, Any]:
    read: dict[str, Any] = items(article(**header), *documents)[f"{AT}/index.ninjs.json"]
    return read


TEXT = Body(
    (
        '<h2 id="the-vote">The vote</h2>\n<p>', DatelinePlace(), 'They <em class="x">met</em> <a ', BodyLink("id:other"),
        '>again</a>,<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> &amp; <a href="https://x.example/?a=1&amp;b=2">so</a>.</p>\n',
        BodyFigure(PhotoReference("bridge.jpg", "A bridge", "The bridge.", "A. Name/Agency")),
        '<div class="wide" role="region" tabindex="0"><table><thead><tr><th>A</th><th>B</th></tr></thead></table></div>'
        "<aside class=\"pull\"><p>So “it” was.</p></aside>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
    ),
    words=12,
)  # fmt: skip
PHOTO: dict[str, Any] = {"photo": "bridge.jpg", "photo_alt": "A bridge", "photo_credit": "A. Name/Agency"}


def test_without_the_settings_nothing_is_made() -> None:
    outputs = {output.path for output in plan(article()).value.outputs}
    assert not {path for path in outputs if "ninjs" in path or "republish" in path}
    assert "republish" not in made(article(), settings=SETTINGS)[f"{AT}/index.html"]


def test_an_article_has_what_partners_need() -> None:
    read = item(
        dateline="ERBIL, Kurdistan Region", summary="In short.", author=("dilan", "A Guest"), tags=("water",), expires=utc(30),
        embargo=utc(20, 6), corrections=(Correction(NOON, "It was two."),),
    )  # fmt: skip
    assert (read["uri"], read["pubStatus"], read["type"]) == ("tag:outlet.example,2026:handover", "usable", "text")
    assert read["altIds"] == [{"role": "canonical", "value": f"https://outlet.example/{AT}/"}]
    assert (read["headlines"][0]["value"], read["descriptions"][0]["value"]) == ("Title of handover", "In short.")
    assert (read["by"], read["located"]) == ("Dilan Example, A Guest", "ERBIL, Kurdistan Region")
    assert read["people"][0]["uri"] == "https://outlet.example/authors/dilan/"
    assert [each["name"] for each in read["subjects"]] == ["Kurdistan", "water"]
    assert (read["firstCreated"], read["versionCreated"]) == ("2026-11-21T12:00:00+03:00", NOON.isoformat())
    assert (read["embargoedUntil"], read["expires"]) == ("2026-11-20T09:00:00+03:00", "2026-11-30T03:00:00+03:00")
    assert read["edNote"] == "Correction, 2026-11-22: It was two."
    assert (read["copyrightHolder"], read["rightsInfo"]) == ("The Outlet", {"linkedRights": LICENCE})


def test_its_text_is_for_other_sites() -> None:
    others = article("other"), article(body=TEXT, dateline="ERBIL")
    html, plain = (each["value"] for each in items(*others)[f"{AT}/index.ninjs.json"]["bodies"])
    assert html == (
        '<h2>The vote</h2>\n<p>They <em>met</em> <a href="https://outlet.example/kurdistan/2026/11/other/">again</a>,<sup>1</sup>'
        ' &amp; <a href="https://x.example/?a=1&amp;b=2">so</a>.</p>\n<table><thead><tr><th>A</th><th>B</th></tr></thead></table>'
        "<blockquote><p>So “it” was.</p></blockquote>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    )
    assert plain == "The vote\n\nThey met again,1 & so.\n\nA | B |\n\nSo “it” was.\n\n– one\n– two"


def test_its_pictures_have_their_rights() -> None:
    named = replace(BRIDGE, rights=Rights("A. Name", "Agency", "© Agency", "https://agency.example/terms"))
    first, second = items(named, article(body=TEXT, **PHOTO), article("other"))[f"{AT}/index.ninjs.json"][
        "associations"
    ]
    assert (first["by"], first["copyrightNotice"]) == ("A. Name", "© Agency")
    assert first["rightsInfo"] == {"linkedRights": "https://agency.example/terms"}
    assert {each["contentType"] for each in first["renditions"]} == {"image/jpeg"}
    assert [(each["width"], each["height"]) for each in first["renditions"]][-3:] == [
        (1200, 675),
        (1200, 900),
        (1200, 1200),
    ]
    assert second["descriptions"][0]["value"] == "The bridge."
    over = item(**PHOTO, photo_rights_expire=utc(1))
    assert "associations" not in over


@pytest.mark.parametrize("kind", [*ArticleType])
def test_each_type_of_article_is_a_genre(kind: ArticleType) -> None:
    read = item(type=kind, sponsor="Zagros Bank" if kind is ArticleType.SPONSORED else "")
    (genre,) = read["genres"]
    assert genre["name"] == {"report": "Current"}.get(kind.value, kind.value.title())
    assert ("infoSources" in read) == (kind is ArticleType.SPONSORED)
    assert read.get("by") == ("Zagros Bank" if kind is ArticleType.SPONSORED else None)
    assert ("rightsInfo" in read) == (kind is not ArticleType.SPONSORED)


def test_the_latest_articles_of_an_edition_are_in_one_file() -> None:
    outlet = replace(PARTNERS, languages=(Language("en"), Language("ckb", LanguageSettings("دەرچوو"))))
    ethics = StaticPage("pages/ethics.md", "ethics", StaticPageHeader(title="Ethics"), body_facts(Body()))
    later = article("later", date=NOON - timedelta(minutes=1))
    found = items(article(), later, article("radest", lang="ckb"), ethics, settings=outlet)
    latest = found["latest.ninjs.json"]
    assert [each["name"] for each in latest["associations"]] == ["Title of later", "Title of handover"]
    assert [each["name"] for each in found["ckb/latest.ninjs.json"]["associations"]] == ["Title of radest"]
    assert latest["trustIndicators"] == [
        {"role": "https://schema.org/ethicsPolicy", "title": "ethicsPolicy", "href": "https://outlet.example/ethics/"}
    ]
    assert (latest["versionCreated"], "bodies" in latest["associations"][0]) == ("2026-11-22T11:59:00+03:00", False)


@pytest.mark.parametrize("header", [{"status": Status.WITHDRAWN}, {"expires": utc(22)}])
def test_what_is_taken_back_is_canceled_where_a_notice_stands(header: dict[str, Any]) -> None:
    taken_back = article(notice="It was wrong.", summary="In short.", author=("A Guest",), **header)
    assert items(taken_back)[f"{AT}/index.ninjs.json"] == {
        "standard": {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"},
        "uri": "tag:outlet.example,2026:handover", "type": "text", "pubStatus": "canceled", "language": "en",
        "firstCreated": "2026-11-21T12:00:00+03:00", "title": "Title of handover",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": "Title of handover"}], "edNote": "It was wrong.",
        "altIds": [{"role": "canonical", "value": f"https://outlet.example/{AT}/"}],
    }  # fmt: skip
    assert items(article(**header)).keys() == {"latest.ninjs.json"}


@pytest.mark.parametrize("header", [{"status": Status.DRAFT}, {"embargo": utc(30)}, {"date": utc(30)}])
def test_what_is_not_out_has_neither_file_nor_page(header: dict[str, Any]) -> None:
    assert made(article(**header)) == made()


def test_a_preview_tells_partners_to_wait() -> None:
    read = items(article(embargo=utc(30)), preview=True)[f"{AT}/index.ninjs.json"]
    assert (read["pubStatus"], read["embargoedUntil"]) == ("withheld", "2026-11-30T03:00:00+03:00")


def test_a_withheld_name_is_in_none_of_them() -> None:
    named = replace(BRIDGE, rights=Rights("Ali Hassan", "Ali Hassan/Agency", "© Ali Hassan"))
    withheld = article(withheld=("Ali Hassan",), **(PHOTO | {"photo_credit": ""}), photo_credit_withheld=True)
    files = made(named, withheld)
    assert f"{AT}/index.ninjs.json" in files
    assert not [path for path, text in files.items() if "Ali Hassan" in text]
    outputs = plan(named, withheld, settings=PARTNERS).value.outputs
    beside = [each for each in outputs if isinstance(each, DataOutput | PageOutput) and each.path.startswith(AT)]
    assert [each.withheld for each in beside] == [("Ali Hassan",)] * 3


def test_odd_titles_break_nothing() -> None:
    title = '</script></textarea>“"\\ \u2028 \U0001f3db ' + "ک" * 5000
    read = item(title=title)
    assert read["title"] == title
    page = made(article(title=title))[f"{AT}/republish/index.html"]
    assert page.count("</textarea>") == 2


# -- pages from which others may copy ----------------------------------------------------------------------------------


class _Fields(HTMLParser):
    """What stands in the fields of a page, as browsers give it to those who copy it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "textarea":
            self._inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False if tag == "textarea" else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def copied(page: str) -> tuple[str, str]:
    fields = _Fields()
    fields.feed(page)
    html, plain = fields.found
    return html, plain


def test_others_may_copy_an_article_with_its_credit() -> None:
    story = article(
        body=TEXT,
        dateline="ERBIL",
        author=("dilan", "A Guest"),
        summary="In short.",
        corrections=(Correction(NOON, "It was two."),),
        **PHOTO,
    )
    page = made(story, article("other"))[f"{AT}/republish/index.html"]
    html, plain = copied(page)
    assert html.lstrip().startswith(
        "<h1>Title of handover</h1>\n<p>In short.</p>\n<p><bdi>Dilan Example</bdi>, <bdi>A Guest</bdi>, "
    )
    assert "<p>ERBIL - They <em>met</em>" in html
    credit = (
        f'<p>“<a href="https://outlet.example/{AT}/">Title of handover</a>” was first published by The Outlet and is republished '
        f'under the licence <a href="{LICENCE}">CC BY-ND 4.0</a>.</p>'
    )
    assert html.rstrip().endswith(credit)
    assert re.search(r"<strong>Correction, <time [^>]*>November 22, 2026</time></strong><br>\s*It was two.</p>", html)
    assert not re.search(r'class=|id=|style=|<script|<img|(?:href|src)="/', html)
    assert plain.strip().endswith(f"CC BY-ND 4.0.\n\nhttps://outlet.example/{AT}/\n{LICENCE}")
    assert "They met again" in plain
    assert "<" not in plain
    assert '<meta name="robots" content="noindex">' in page
    assert f'<link rel="canonical" href="https://outlet.example/{AT}/">' in page
    assert "Do not change the text, please." in page
    assert "Pictures that belong to others" in page


@pytest.mark.parametrize(
    ("credit", "statement", "terms", "is_taken"),
    [
        ("A. Name/Agency", "", TERMS, False),
        ("A. Name/The Outlet", "", TERMS, True),
        ("the outlet", "", TERMS, True),
        ("The Outlet Agency", "", TERMS, False),
        ("A. Name", LICENCE, TERMS, True),
        ("A. Name", "https://creativecommons.org/licenses/by-sa/4.0/", TERMS, True),
        ("A. Name", "https://creativecommons.org/publicdomain/zero/1.0/", TERMS, True),
        ("A. Name", "https://creativecommons.org/licenses/by-nc/4.0/", TERMS, False),
        ("A. Name", "https://creativecommons.org/licenses/by-nc/4.0/", replace(TERMS, licence=LICENCE.replace("nd", "nc-nd")), True),
        ("A. Name", "https://agency.example/creativecommons.org/licenses/by/4.0/", TERMS, False),
    ],
)  # fmt: skip
def test_pictures_go_along_only_where_their_rights_allow_it(
    credit: str, statement: str, terms: RepublishSettings, is_taken: bool
) -> None:
    picture = replace(BRIDGE, rights=Rights(statement=statement))
    shown = PhotoReference("bridge.jpg", "A bridge", "The bridge.", credit)
    story = article(
        body=Body(("<p>Text.</p>", BodyFigure(shown))), photos=(shown,), **(PHOTO | {"photo_credit": credit})
    )
    page = made(picture, story, settings=replace(PARTNERS, republish=terms))[f"{AT}/republish/index.html"]
    html, _ = copied(page)
    assert html.count('<img src="https://outlet.example/photos/bridge-') == (3 if is_taken else 0)
    assert ("Pictures that belong to others" in page) is not is_taken
    if is_taken:
        assert f"Photo: <bdi>{credit}</bdi>" in html


@pytest.mark.parametrize("header", [{"republish": False}, {"type": ArticleType.SPONSORED, "sponsor": "Zagros Bank"}])
def test_some_articles_may_not_be_copied(header: dict[str, Any]) -> None:
    files = made(article(**header))
    assert f"{AT}/republish/index.html" not in files
    assert "republish" not in files[f"{AT}/index.html"]
    assert "Republish this story" in made(article())[f"{AT}/index.html"]


def test_the_conditions_are_in_the_language_of_the_page_if_there_are_any() -> None:
    sorani = LanguageSettings("دەرچوو", republish_conditions=("دەقەکە مەگۆڕە.",))
    outlet = replace(PARTNERS, languages=(Language("en"), Language("ckb", sorani), Language("tr")))
    files = made(article(), article("radest", lang="ckb"), article("devir", lang="tr"), settings=outlet)
    assert "دەقەکە مەگۆڕە." in files["ckb/kurdistan/2026/11/radest/republish/index.html"]
    turkish = files["tr/kurdistan/2026/11/devir/republish/index.html"]
    assert '<li><span lang="en">Do not change the text, please.</span></li>' in turkish


def test_a_site_may_lie_in_a_folder_and_have_pages_with_names() -> None:
    site = replace(SITE, url="https://outlet.example/paper", permalink="/{section}/{slug}.html")
    files = made(article(body=TEXT), article("other"), settings=replace(PARTNERS, site=site))
    assert {
        "kurdistan/handover.html",
        "kurdistan/handover.ninjs.json",
        "kurdistan/handover/republish/index.html",
    } <= files.keys()
    read = json.loads(files["kurdistan/handover.ninjs.json"])
    assert 'href="https://outlet.example/paper/kurdistan/other.html"' in read["bodies"][0]["value"]
    html, _ = copied(files["kurdistan/handover/republish/index.html"])
    assert 'href="https://outlet.example/paper/kurdistan/handover.html"' in html
    page = files["kurdistan/handover.html"]
    assert 'href="/paper/kurdistan/handover.ninjs.json"' in page
    assert 'href="/paper/kurdistan/handover/republish/"' in page


def test_no_search_engine_is_told_of_such_pages() -> None:
    maps = {path: text for path, text in made(article()).items() if path.startswith("sitemap")}
    assert maps
    assert not [path for path, text in maps.items() if "republish" in text or "ninjs" in text]
