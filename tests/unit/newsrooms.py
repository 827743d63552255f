"""The smallest newsroom that shows what a test is about: every part of it has a default that a test may leave alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.documents import (
    Article,
    ArticleHeader,
    Author,
    AuthorHeader,
    Body,
    Document,
    Picture,
    Policy,
    PolicyHeader,
    Section,
    SectionHeader,
)
from generator.model.problems import Problem
from generator.model.settings import CommentsSettings, PhotoSettings, Settings, SiteSettings
from generator.model.site import Site
from generator.plan.join import joined
from generator.plan.outputs import desk_of, outputs
from generator.plan.pages import pages
from generator.plan.published import published
from generator.plan.views import Desk

BAGHDAD = ZoneInfo("Asia/Baghdad")
NOON = datetime(2026, 11, 22, 12, tzinfo=BAGHDAD)
SITE = SiteSettings("The Outlet", "https://outlet.example", BAGHDAD)
FORM = "https://form.example/?id={id}&title={title}&url={url}"
SETTINGS = Settings(SITE, CommentsSettings(FORM), PhotoSettings(), ())

KURDISTAN = Section("sections/kurdistan.md", "kurdistan", SectionHeader(title="Kurdistan", order=1), Body())
IRAQ = Section("sections/iraq.md", "iraq", SectionHeader(title="Iraq", order=2), Body())
DILAN = Author("authors/dilan.md", "dilan", AuthorHeader(name="Dilan Example"), Body())
POLICY = Policy("policies/comments.md", "comments", PolicyHeader(title="Our rules"), Body(("<p>Be kind.</p>",)))
BRIDGE = Picture("photos/bridge.jpg", "d1", 2400, 1600)
REST: tuple[Document, ...] = (KURDISTAN, IRAQ, DILAN, POLICY, BRIDGE)


def article(id: str = "handover", *, body: Body | None = None, **header: Any) -> Article:
    """An article that has been out for a day."""
    written: dict[str, Any] = {
        "title": f"Title of {id}",
        "date": datetime(2026, 11, 21, 12, tzinfo=BAGHDAD),
        "section": "kurdistan",
    }
    return Article(f"articles/{id}.md", id, ArticleHeader(**(written | header)), body or Body(("<p>Text.</p>",)))


def site_of(documents: Iterable[Document], as_of: datetime = NOON, *, preview: bool = False) -> Site:
    return published(joined([*documents, *REST]).value, SETTINGS.comments, as_of, preview=preview)


def desk(*articles: Article, settings: Settings = SETTINGS, as_of: datetime = NOON, preview: bool = False) -> Desk:
    return desk_of(site_of(articles, as_of, preview=preview), settings, "recipe")


def page_views(*articles: Article, **how: Any) -> dict[str, Any]:
    """The view of every page by its address."""
    return {output.view.url: output.view for output in pages(desk(*articles, **how), {})}


def plan_problems(*articles: Article, permalink: str = SITE.permalink) -> tuple[Problem, ...]:
    settings = replace(SETTINGS, site=replace(SITE, permalink=permalink))
    return outputs(site_of(articles), settings, {}, "recipe").problems


def utc(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A time in November 2026."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=UTC)
