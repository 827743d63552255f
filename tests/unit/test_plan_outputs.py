"""The list of every file of the site: nothing is on it that no page shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.documents import Body, BodyFigure, Document, Page, PageHeader, PhotoReference, Policy, Status
from generator.model.outputs import PhotoOutput
from generator.plan.outputs import outputs
from tests.unit.newsrooms import DILAN, IRAQ, POLICY, SETTINGS, article, site_of, utc

FIGURE = Body((BodyFigure(PhotoReference("bridge.jpg", "A bridge")),))


def pictures(document: Document) -> set[str]:
    """The sources of the photographs that are published."""
    planned = outputs(site_of([document]), SETTINGS, {}, "recipe").value
    return {output.source for output in planned if isinstance(output, PhotoOutput)}


@pytest.mark.parametrize(
    "document",
    [
        replace(IRAQ, path="sections/iran.md", id="iran", body=FIGURE),
        Policy("policies/house.md", "house", POLICY.header, FIGURE),
        Page("pages/plans.md", "plans", PageHeader(title="Plans", status=Status.DRAFT), FIGURE),
        article(body=FIGURE, embargo=utc(30)),
    ],
    ids=lambda document: document.path,
)
def test_a_picture_that_no_page_shows_is_not_published(document: Document) -> None:
    assert pictures(document) == set()


@pytest.mark.parametrize(
    "document",
    [
        article(body=FIGURE),
        Page("pages/about.md", "about", PageHeader(title="About"), FIGURE),
        replace(DILAN, path="authors/sara.md", id="sara", body=FIGURE),
        Policy("policies/a.md", "comments", POLICY.header, FIGURE),
    ],
    ids=lambda document: document.path,
)
def test_a_picture_that_a_page_shows_is_published(document: Document) -> None:
    assert pictures(document) == {"photos/bridge.jpg"}
