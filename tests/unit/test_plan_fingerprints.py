"""Fingerprints: the same everywhere for what is the same, and another for anything that is not."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from generator.make.opening import opened
from generator.model.documents import Body, Document
from generator.model.outputs import AssetOutput, DataOutput, FeedEntry, PageOutput, PhotoFile, PromisedParts, Robots
from generator.model.page_views import PageParts, PageView, SiteView
from generator.model.published_file import Fingerprint
from generator.model.views import ArticleView, Card, FrontView, ListingView, ObjectId
from generator.plan.fingerprints import digest_of, fingerprint
from generator.plan.photos.variants import PhotoUse, variants
from tests.unit.newsrooms import BRIDGE, DILAN, OBJECTS, SETTINGS, SITE, article, body_facts, page_outputs, plan, utc

ROOT = Path(__file__).resolve().parents[2]
BIOGRAPHY = body_facts(Body(("<p>Dilan covers politics.</p>",)))


def layouts(layout: str, language: str) -> str:
    return f"{layout} in {language}"


@cache
def outputs() -> dict[str, PageOutput]:
    """The pages of a newsroom with one article, by layout; of those with the same, the first."""
    full = article(author=("dilan",), tags=("Water", "پرد"), photo="bridge.jpg", lang="ckb", summary="Words.")
    every = page_outputs(full, replace(DILAN, body=BIOGRAPHY), assets={"site.css": "assets/site.css"})
    return {page.layout: page for page in reversed(every)}


def article_page() -> PageOutput:
    return outputs()["article.html"]


def parts_of(page: PageOutput) -> PageParts:
    parts = pickle.loads(OBJECTS[page.parts.digest]) if isinstance(page.parts, ObjectId) else page.parts
    assert isinstance(parts, PageParts)
    return parts


def print_of(page: PageOutput) -> Fingerprint:
    return fingerprint(page, layouts, "c1")


PRINTS = """
from tests.unit.test_plan_fingerprints import outputs, print_of
print([print_of(page) for _, page in sorted(outputs().items())])
"""


@pytest.mark.parametrize("seed", ["0", "1", "42"])
def test_another_process_with_another_hash_seed_finds_the_same_fingerprints(seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", PRINTS], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == str([print_of(page) for _, page in sorted(outputs().items())])


def changed(value: Any, field: str) -> Any:
    return replace(value, **cast(Any, {field: "something else"}))


@pytest.mark.parametrize("field", [field.name for field in fields(PageParts)])
def test_every_field_of_a_page_counts(field: str) -> None:
    parts = parts_of(article_page())
    assert digest_of(changed(parts, field)) != digest_of(parts)
    home = outputs()["home.html"]
    assert print_of(home._replace(parts=changed(home.parts, field))).view != print_of(home).view


def test_whatever_a_layout_sees_of_a_page_is_in_its_parts_or_in_its_chrome() -> None:
    own = {field.name for field in fields(PageView)} - {field.name for field in fields(PageParts)}
    assert own == {
        "site",
        "languages",
        "lite",
    }  # the address of the lite page follows from that of the page and the chrome


@pytest.mark.parametrize("field", [field.name for field in fields(ArticleView)])
def test_every_field_of_an_article_counts(field: str) -> None:
    main = parts_of(article_page()).main
    assert isinstance(main, ArticleView)
    assert digest_of(changed(main, field)) != digest_of(main)


@pytest.mark.parametrize("field", [field.name for field in fields(Card)])
def test_every_field_of_a_card_counts_for_the_pages_that_show_it(field: str) -> None:
    page = outputs()["home.html"]
    front = parts_of(page).main
    assert isinstance(front, FrontView)
    assert isinstance(front.lead, ObjectId)
    card = pickle.loads(OBJECTS[front.lead.digest])
    assert front.lead.digest == digest_of(card)
    other = ObjectId(digest_of(changed(card, field)))
    parts = replace(parts_of(page), main=replace(front, lead=other))
    assert print_of(page._replace(parts=parts)).view != print_of(page).view


@pytest.mark.parametrize("field", [field.name for field in fields(SiteView)])
def test_every_field_of_the_frame_counts_for_every_page(field: str) -> None:
    for page in outputs().values():
        site = opened(page, OBJECTS).site
        assert print_of(page).chrome == digest_of(site)
        assert digest_of(changed(site, field)) != digest_of(site)


def test_the_parts_of_a_fingerprint_say_what_changed() -> None:
    page = article_page()
    before = print_of(page)
    assert fingerprint(page, layouts, "c2") == before._replace(code="c2")
    assert fingerprint(page, lambda layout, language: "l2", "c1") == before._replace(layout="l2")
    assert print_of(page._replace(chrome=ObjectId("f2"))) == before._replace(chrome="f2")
    assert print_of(page._replace(parts=ObjectId("s2"))) == before._replace(view="s2")
    assert print_of(page._replace(bodies=("b2",))) == before._replace(text="b2")


def test_a_page_depends_on_its_own_layout_in_its_own_language() -> None:
    assert print_of(article_page()).layout == "article.html in ckb"
    assert print_of(outputs()["home.html"]).layout == "home.html in en"


def test_a_text_that_is_edited_changes_the_text_alone() -> None:
    """So the reason that is told is that the text was edited, and nothing else."""
    before, after = (
        {page.path: print_of(page) for page in page_outputs(article(body=Body((text,), 1, "Opening")))}
        for text in ("One.", "Two.")
    )
    stale = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert stale == {"kurdistan/2026/11/handover/index.html"}
    for path in stale:
        assert after[path] == before[path]._replace(text=after[path].text)


def test_a_page_with_several_texts_depends_on_all_of_them_and_on_their_order() -> None:
    page = article_page()
    assert len([body for body in page.bodies if body]) == 2  # its own, the comment policy
    assert len({print_of(page._replace(bodies=bodies)).text for bodies in (("a", "b"), ("b", "a"), ("a",), ())}) == 4


def test_a_biography_that_is_edited_changes_the_pages_that_print_what_was_edited() -> None:
    def prints(*biography: str) -> dict[str, Fingerprint]:
        dilan = replace(DILAN, body=body_facts(Body(biography, opening=biography[0])))
        return {page.path: print_of(page) for page in page_outputs(article(author=("dilan",)), article("b"), dilan)}

    before, after = prints("One."), prints("Two.")
    assert {path for path in before if before[path] != after[path]} == {
        "authors/dilan/index.html",
        "authors/index.html",
        "kurdistan/2026/11/handover/index.html",
    }
    after = prints("One.", "Two.")
    assert {path for path in before if before[path] != after[path]} == {
        "authors/dilan/index.html",
        "authors/index.html",
    }


def test_a_list_depends_on_the_cards_on_it_in_their_order() -> None:
    page = next(page for page in page_outputs(article("one"), article("two")) if page.url == "/kurdistan/")
    assert isinstance(page.parts, PageParts)
    listing = page.parts.main
    assert isinstance(listing, ListingView)
    turned = page._replace(parts=replace(page.parts, main=replace(listing, cards=listing.cards[::-1])))
    assert print_of(turned).view != print_of(page).view


STORIES = (article("one", author=("dilan",), tags=("Water",)), article("two", author=("dilan",), tags=("Water",)))
OTHERS: dict[str, tuple[tuple[Document, ...], dict[str, Any]]] = {
    "another title": ((article("one", title="Other", author=("dilan",), tags=("Water",)), STORIES[1], DILAN), {}),
    "another order": ((article("one", date=utc(3), author=("dilan",), tags=("Water",)), STORIES[1], DILAN), {}),
    "one story less": ((STORIES[0], DILAN), {}),
    "enough for older pages": ((*(article(f"n{n}", author=("dilan",), tags=("Water",)) for n in range(61)), DILAN), {}),
    "another spelling of the tag": (
        (*(replace(each, header=replace(each.header, tags=("WATER",))) for each in STORIES), DILAN), {},
    ),
    "another name of the author": ((*STORIES, replace(DILAN, header=replace(DILAN.header, name="D. Aziz"))), {}),
    "another biography": ((*STORIES, replace(DILAN, body=BIOGRAPHY)), {}),
    "a preview": ((*STORIES, DILAN), {"preview": True}),
    "another name of the site": ((*STORIES, DILAN), {"settings": replace(SETTINGS, site=replace(SITE, name="Other"))}),
    "another address": (
        (*STORIES, DILAN), {"settings": replace(SETTINGS, site=replace(SITE, url="https://outlet.example/paper"))},
    ),
    "another language": ((*STORIES, DILAN), {"settings": replace(SETTINGS, site=replace(SITE, language="ckb"))}),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERS)
def test_a_page_that_is_only_promised_has_another_promise_when_it_would_be_another_page(what: str) -> None:
    def promised(*documents: Document, **how: Any) -> dict[str, PageOutput]:
        planned = (each for each in plan(*documents, **how).value.outputs if isinstance(each, PageOutput))
        return {page.path: page for page in planned if isinstance(page.parts, PromisedParts)}

    documents, how = OTHERS[what]
    before, after = promised(*STORIES, DILAN), promised(*documents, **how)
    different = {path for path in before.keys() & after.keys() if before[path].whole() != after[path].whole()}
    assert different
    assert different <= {path for path in before.keys() & after.keys() if before[path].parts != after[path].parts}


def test_a_file_for_programs_depends_on_what_it_says_and_on_the_program() -> None:
    robots = DataOutput("robots.txt", Robots(("https://outlet.example/sitemap.xml",)))
    before = fingerprint(robots, layouts, "c1")
    assert before == Fingerprint(digest_of(robots.content), code="c1")
    assert fingerprint(robots, layouts, "c2") == before._replace(code="c2")
    assert fingerprint(replace(robots, content=Robots(("x",))), layouts, "c1") != before


@pytest.mark.parametrize("field", [field.name for field in fields(FeedEntry)])
def test_every_field_of_an_entry_counts_for_its_feed(field: str) -> None:
    (feed,) = (output for output in plan(article()).value.outputs if output.path == "feed.xml")
    assert isinstance(feed, DataOutput)
    (entry,) = feed.content.entries  # type: ignore[union-attr]
    assert isinstance(entry, ObjectId)
    opened_entry = pickle.loads(OBJECTS[entry.digest])
    assert entry.digest == digest_of(opened_entry)
    other = ObjectId(digest_of(changed(opened_entry, field)))
    again = replace(feed, content=replace(cast(Any, feed.content), entries=(other,)))
    assert fingerprint(again, layouts, "c1").view != fingerprint(feed, layouts, "c1").view


def test_files_whose_names_carry_their_content_need_no_other_digest() -> None:
    photo = PhotoFile(
        variants(PhotoUse(BRIDGE, None, SETTINGS.photos, "recipe"))[0].path, BRIDGE.path, "content/photos/bridge.jpg"
    )
    asset = AssetOutput("assets/site-1f.css", b"", "assets/site.css")
    assert fingerprint(photo, layouts, "c1") == fingerprint(photo, layouts, "c2") == Fingerprint(photo.path)
    assert fingerprint(asset, layouts, "c1") == Fingerprint("assets/site-1f.css")
