"""The list of every file of the site: nothing is on it that no page shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.make.opening import needed
from generator.model.documents import Body, BodyFigure, Document, Policy, StaticPage
from generator.model.headers import PhotoReference, StaticPageHeader, Status
from generator.model.outputs import DataOutput, PageOutput, PhotoFile
from generator.plan.story.questions import Kind, answered
from tests.unit.newsrooms import BRIDGE, DILAN, IRAQ, NOON, OBJECTS, POLICY, article, body_facts, plan, utc

TEXT = Body((BodyFigure(PhotoReference("bridge.jpg", "A bridge")),))
FIGURE = body_facts(TEXT)


def pictures(document: Document) -> set[str]:
    """The sources of the photographs that are published."""
    return {output.source for output in plan(document).value.outputs if isinstance(output, PhotoFile)}


@pytest.mark.parametrize(
    "document",
    [
        replace(IRAQ, path="sections/iran.md", id="iran", body=FIGURE),
        Policy("policies/house.md", "house", POLICY.header, FIGURE),
        StaticPage("pages/plans.md", "plans", StaticPageHeader(title="Plans", status=Status.DRAFT), FIGURE),
        article(body=TEXT, embargo=utc(30)),
    ],
    ids=lambda document: document.path,
)
def test_a_picture_that_no_page_shows_is_not_published(document: Document) -> None:
    assert pictures(document) == set()


@pytest.mark.parametrize(
    "document",
    [
        article(body=TEXT),
        StaticPage("pages/about.md", "about", StaticPageHeader(title="About"), FIGURE),
        replace(DILAN, path="authors/sara.md", id="sara", body=FIGURE),
        Policy(POLICY.path, "comments", POLICY.header, FIGURE),
        article(photo="bridge.jpg"),
        replace(DILAN, header=replace(DILAN.header, photo="bridge.jpg")),
    ],
    ids=["article", "page", "biography", "policy", "lead", "portrait"],
)
def test_a_picture_that_a_page_shows_is_published(document: Document) -> None:
    assert pictures(document) == {"photos/bridge.jpg"}


def test_every_file_is_listed_once_in_the_order_of_paths() -> None:
    documents = (article(photo="bridge.jpg"), article("b", photo="bridge.jpg"))
    paths = [output.path for output in plan(*documents).value.outputs]
    assert paths == sorted(set(paths))


def test_the_order_in_which_documents_come_makes_no_difference() -> None:
    documents = (article("a"), article("b"), replace(DILAN, id="sara", path="authors/sara.md"), BRIDGE)
    there, back = plan(*documents).value, plan(*reversed(documents)).value
    assert (there.site, there.outputs) == (back.site, back.outputs)


def test_whatever_a_file_needs_belongs_to_a_story_or_to_the_frame_or_is_a_text() -> None:
    """These are what is kept from one build to the next."""
    made = plan(article(author=("dilan",)), article("b", status=Status.DRAFT)).value
    seals = {seal for story in made.site.newsroom.stories for seal in (story.parts, story.card, story.entry)}
    for output in made.outputs:
        if isinstance(output, PageOutput):
            texts = {digest for digest in output.bodies if digest}
            assert set(needed(output)) <= seals | texts | set(made.chromes.values()), output.path
        elif isinstance(output, DataOutput):
            assert set(needed(output)) <= seals, output.path


def test_what_a_story_was_told_of_people_and_the_policy_can_be_asked_for_again() -> None:
    made = plan(article(author=("dilan",))).value
    (story,) = made.planned.values()
    told = {answer for kind in (Kind.POLICY, Kind.PERSON) for _, answer in answered(story.second_answers, kind)}
    assert len(told) == 2
    assert told <= made.shared_objects <= OBJECTS.keys()


def test_a_story_that_is_not_out_is_planned_for_the_day_it_is() -> None:
    (story,) = plan(article(embargo=utc(30))).value.planned.values()
    assert story.record
    assert {story.record.parts, story.record.card, story.record.entry} <= OBJECTS.keys()


@pytest.mark.parametrize("header", [{"status": Status.DRAFT}, {"expires": NOON}, {"status": Status.WITHDRAWN}], ids=str)
def test_a_draft_whose_section_is_unknown_spoils_no_author(header: dict[str, Any]) -> None:
    """In what nobody is to see an error is only a warning: so the site is planned all the same."""
    checked = plan(article("draft", section="nowhere", author=("dilan",), **header), article())
    assert [problem.code for problem in checked.problems] == ["unknown-section"]
    assert {"index.html", "kurdistan/2026/11/handover/index.html"} <= {each.path for each in checked.value.outputs}
    assert "Title of draft" not in repr(checked.value.outputs)
