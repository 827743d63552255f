"""The smallest newsroom that shows what a test is about: every part of it has a default that a test may leave alone."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from generator.make.opening import opened
from generator.model.documents import (
    Article,
    Author,
    Body,
    BodyFacts,
    BodyFigure,
    BodyLink,
    Comment,
    Document,
    Picture,
    Policy,
    Section,
)
from generator.model.headers import ArticleHeader, AuthorHeader, CommentHeader, PolicyHeader, SectionHeader
from generator.model.outputs import PageOutput
from generator.model.problems import Checked, Problem
from generator.model.settings import CommentsSettings, PhotoSettings, Settings, SiteSettings
from generator.model.site import NO_EMBLEMS, Emblems, Site
from generator.plan.edition_context import EditionContext
from generator.plan.fingerprints import digest_of
from generator.plan.inputs import plan_inputs
from generator.plan.outputs import Plan, planned_site
from generator.plan.site.comment_folders import CommentFolders
from generator.plan.site.newsroom import planned_newsroom
from generator.plan.sources import SourceDocuments
from generator.read.documents import body_facts as facts_of_body

BAGHDAD = ZoneInfo("Asia/Baghdad")
NOON = datetime(2026, 11, 22, 12, tzinfo=BAGHDAD)
SITE = SiteSettings("The Outlet", "https://outlet.example", BAGHDAD, old_after_days=0, news_sitemap=False)
FORM = "https://form.example/?id={id}&title={title}&url={url}"
SETTINGS = Settings(SITE, CommentsSettings(FORM), PhotoSettings(), ())

OBJECTS: dict[str, bytes] = {}
"""What lies apart: the texts, and the views that the planning of these tests has sealed."""


def a_body(*parts: BodyLink | BodyFigure) -> Body:
    """A paragraph of these."""
    return Body(("<p>", *parts, "</p>"))


def body_facts(body: Body) -> BodyFacts:
    """What is known of a body once its text lies apart."""
    facts = facts_of_body(body)
    OBJECTS[facts.digest] = pickle.dumps(body.parts)
    return facts


KURDISTAN = Section("sections/kurdistan.md", "kurdistan", SectionHeader(title="Kurdistan", order=1), BodyFacts())
IRAQ = Section("sections/iraq.md", "iraq", SectionHeader(title="Iraq", order=2), BodyFacts())
DILAN = Author("authors/dilan.md", "dilan", AuthorHeader(name="Dilan Example"), BodyFacts())
POLICY = Policy(
    "policies/comments.md", "comments", PolicyHeader(title="Our rules"), body_facts(Body(("<p>Be kind.</p>",)))
)
BRIDGE = Picture("photos/bridge.jpg", "d1", 2400, 1600)
REST: tuple[Document, ...] = (KURDISTAN, IRAQ, DILAN, POLICY, BRIDGE)


def article(id: str = "handover", *, body: Body | None = None, **header: Any) -> Article:
    """An article that has been out for a day."""
    written: dict[str, Any] = {
        "title": f"Title of {id}",
        "date": datetime(2026, 11, 21, 12, tzinfo=BAGHDAD),
        "section": "kurdistan",
    }
    whole = ArticleHeader(**(written | header))
    return Article(f"articles/{id}.md", id, whole, body_facts(body or Body(("<p>Text.</p>",))))


def comment(
    id: str,
    text: str = "So it was.",
    *,
    on: str = "handover",
    date: datetime = NOON - timedelta(hours=1),
    **header: Any,
) -> Comment:
    """An approved comment that is out for an hour."""
    written: dict[str, Any] = {"name": "A. Reader", "date": date}
    return Comment(f"comments/{on}/{id}.md", id, on, CommentHeader(**(written | header)), text)


def sources_of(documents: Iterable[Document], *, without: str = "", **more: Any) -> SourceDocuments:
    """The documents and the rest of the newsroom, as if each had just been read. Of two at one path the later counts;
    `without` the one at a path; `more` are other fields of `SourceDocuments`."""
    listed = {document.path: document for document in (*REST, *documents) if document.path != without}
    articles = {path: document for path, document in listed.items() if isinstance(document, Article)}
    comments = {path: document for path, document in listed.items() if isinstance(document, Comment)}
    others = tuple(document for document in listed.values() if not isinstance(document, Article | Comment))
    fields: dict[str, Any] = {
        "articles": {path: digest_of(document) for path, document in articles.items()},
        "read": lambda paths: {path: articles[path] for path in paths},
        "before": {},
        "documents": others,
        "digests": {document.path: digest_of(document) for document in others},
        "comments": CommentFolders(
            {path: digest_of(each) for path, each in comments.items()},
            lambda paths: {path: comments[path] for path in paths},
        ),
    }
    return SourceDocuments(**(fields | more))


class ObjectsInMemory:
    """Where the planning of these tests puts what lies apart."""

    def add(self, value: object) -> str:
        digest = digest_of(value)
        OBJECTS[digest] = pickle.dumps(value)
        return digest

    def add_packed(self, values: Mapping[str, bytes]) -> None:
        OBJECTS.update(values)


DRAWER = ObjectsInMemory()


def plan(
    *documents: Document,
    settings: Settings = SETTINGS,
    as_of: datetime = NOON,
    preview: bool = False,
    assets: Mapping[str, str] = MappingProxyType({}),
    staying: frozenset[str] = frozenset(),
    emblems: Emblems = NO_EMBLEMS,
    **more: Any,
) -> Checked[Plan]:
    inputs = plan_inputs(settings, "recipe", as_of, preview=preview, emblems=emblems)
    return planned_site(sources_of(documents, **more), inputs, assets, DRAWER, staying=staying)


def site_of(documents: Iterable[Document], as_of: datetime = NOON, *, preview: bool = False) -> Site:
    return plan(*documents, as_of=as_of, preview=preview).value.site


def context(
    *documents: Document, settings: Settings = SETTINGS, as_of: datetime = NOON, preview: bool = False
) -> EditionContext:
    """With which the pages of these documents are made."""
    inputs = plan_inputs(settings, "recipe", as_of, preview=preview)
    return planned_newsroom(sources_of(documents), inputs, DRAWER).value.around.context


def page_outputs(*documents: Document, **how: Any) -> tuple[PageOutput, ...]:
    """Every page, whole, with what lies apart still apart."""
    return tuple(output.whole() for output in plan(*documents, **how).value.outputs if isinstance(output, PageOutput))


def page_views(*documents: Document, **how: Any) -> dict[str, Any]:
    """The view of every page by its address, as its layout sees it."""
    return {view.url: view for view in (opened(page, OBJECTS) for page in page_outputs(*documents, **how))}


def plan_problems(*articles: Article, permalink: str = SITE.permalink) -> tuple[Problem, ...]:
    return plan(*articles, settings=replace(SETTINGS, site=replace(SITE, permalink=permalink))).problems


def utc(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A time in November 2026."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=UTC)
