"""The masthead: the outlet's people, below what editors wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.model.documents import Author, Body, BodyFacts, BodyLink, Document, StaticPage
from generator.model.headers import AuthorHeader, StaticPageHeader
from generator.model.settings import Language
from tests.unit.newsrooms import DILAN, SETTINGS, a_body, article, body_facts, page_outputs, page_views


def masthead(body: Body | None = None, path: str = "pages/masthead.md", **more: Any) -> StaticPage:
    facts = body_facts(body) if body else BodyFacts()
    return StaticPage(path, "masthead", StaticPageHeader(title="Who we are", **more), facts)


def author(id: str, language: str = "", **header: Any) -> Author:
    folder = f"{language}/" if language else ""
    facts = AuthorHeader(**{"name": f"{id.title()} Example", "lang": language} | header)
    return Author(f"authors/{folder}{id}.md", id, facts, BodyFacts(), language)


def groups(*documents: Document, url: str = "/masthead/", **how: Any) -> list[tuple[str, list[str]]]:
    view = page_views(*documents, **how)[url].main
    return [(group.title, [person.name for person in group.people]) for group in view.groups]


def test_people_stand_in_their_order_in_groups_and_those_without_one_last() -> None:
    people = (
        author("zana", order=1, group="Editors", role="editor"),
        author("sara", group="Reporters"),
        author("ako", order=3, group="Editors"),
        author("hevi", group="Reporters"),
    )
    assert groups(masthead(), *people) == [
        ("Editors", ["Zana Example", "Ako Example"]),
        ("Reporters", ["Hevi Example", "Sara Example"]),
        ("", ["Dilan Example"]),
    ]
    person = page_views(masthead(), *people)["/masthead/"].main.groups[0].people[0]
    assert (person.role, person.url, person.biography) == ("editor", "/authors/zana/", ())


def test_whom_the_text_links_to_is_not_named_twice() -> None:
    text = a_body(BodyLink("../authors/dilan.md"))
    assert groups(masthead(text), author("sara")) == [("", ["Sara Example"])]


def test_with_nobody_to_list_it_is_a_page_as_any_other() -> None:
    text = a_body(BodyLink("../authors/dilan.md"))
    (page,) = [page for page in page_outputs(masthead(text)) if page.url == "/masthead/"]
    assert page.layout == "page.html"


def test_a_translated_person_keeps_the_place_of_the_original() -> None:
    settings = replace(SETTINGS, languages=(Language("en"), Language("ckb")))
    documents = (
        masthead(path="pages/ckb/masthead.md", lang="ckb"),
        author("sara", order=1),
        author("sara", "ckb", name="سارا"),
        author("ako", "ckb", name="ئاکۆ"),
        article("a", lang="ckb", author=("sara", "ako", "dilan")),
    )
    page = replace(documents[0], language="ckb")
    assert groups(page, *documents[1:], url="/ckb/masthead/", settings=settings) == [
        ("", ["سارا", DILAN.header.name, "ئاکۆ"])
    ]
