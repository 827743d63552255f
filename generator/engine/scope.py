"""Which sources have changed -> the part of the site that has to be planned: a few articles, or
everything, which is never wrong, only slower."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.cache.ledger import Ledger
from generator.cache.packing import unpacked_story
from generator.engine.documents import OTHER, Documents
from generator.engine.snapshot import Snapshot, is_finished, is_waiting, options_of
from generator.model.report import Build, BuildReport
from generator.plan.sources import SourceDocuments
from generator.plan.story.remembered import documents_behind
from generator.plan.story.stories import PlannedStory
from generator.read.scan import SourceFile

MOST = 100
"""Articles; beyond this the whole plan costs little more."""


class Changed(NamedTuple):
    """Changed articles: the files of those added or edited, and the paths of those deleted."""

    files: list[SourceFile]
    gone: frozenset[str]
    is_only_edited: bool


def changed_articles(build: Build, snapshot: Snapshot, meta: Mapping[str, Any]) -> Changed | None:
    """Return the articles that changed, if nothing else has since a whole site was published; else
    None. `meta` is the ledger's record of that build."""
    last: BuildReport | None = meta.get("report")
    files = [location for location in snapshot.files if location not in snapshot.digests]
    if (
        last is None
        or last.errors
        or snapshot.problems
        or not 0 < len(files) + len(snapshot.gone) <= MOST
        or meta.get("options") != options_of(build)
        or not is_waiting(build, last)
        or not is_finished(build, last)
    ):
        return None
    changed = {*files, *snapshot.gone}
    told = {problem.where.path for problem in last.problems if problem.where}
    if not all(map(_is_article, changed)) or not told.isdisjoint(changed):  # its line may be another one now
        return None
    return Changed(
        [snapshot.files[location] for location in files],
        frozenset(location.removeprefix("content/") for location in snapshot.gone),
        is_only_edited=not snapshot.gone and not snapshot.added,
    )


def _is_article(location: str) -> bool:
    return location.startswith("content/articles/") and location.endswith(".md")


def changed_sources(documents: Documents) -> SourceDocuments:
    """Return changed articles for a plan, with all other documents."""
    others = {path: (digest, document) for path, digest, document in documents.ledger.documents(OTHER)}
    return SourceDocuments(
        documents.articles,
        documents.articles_at,
        {},
        tuple(document for _, (_, document) in sorted(others.items())),
        {path: digest for path, (digest, _) in others.items()},
    )


def stories_at(ledger: Ledger, paths: Iterable[str]) -> dict[str, PlannedStory]:
    """Return the stories of the last build at these paths, as far as they exist."""
    return {path: unpacked_story(story) for path, story in ledger.stories_at(paths).items()}


def edited_sources(documents: Documents) -> SourceDocuments | None:
    """Return edited articles for a plan of their own, with their stories of the last build and the
    documents behind these; None if one of them has no such story."""
    ledger, paths = documents.ledger, documents.articles.keys()
    before = stories_at(ledger, paths)
    if before.keys() != paths:
        return None
    behind = tuple(ledger.documents_at(documents_behind(before.values())).values())
    return SourceDocuments(documents.articles, documents.articles_at, before, behind, {})
