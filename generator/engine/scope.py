"""Which sources have changed -> the part of the site that has to be planned: a few articles, or
everything. Where only the texts of a few articles changed, only their own pages can change.

Everything is never wrong, only slower."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.cache.packing import unpacked_story
from generator.engine.documents import Documents
from generator.engine.snapshot import Snapshot, is_finished, is_waiting, options_of
from generator.model.report import Build, BuildReport
from generator.plan.sources import SourceDocuments
from generator.plan.story.remembered import documents_behind
from generator.read.scan import SourceFile

MOST = 100
"""Articles; beyond this the whole plan costs little more."""


def edited_files(build: Build, snapshot: Snapshot, meta: Mapping[str, Any]) -> list[SourceFile]:
    """Return the changed articles, if nothing else has changed since a whole site was published;
    else an empty list. `meta` is the ledger's record of that build."""
    last: BuildReport | None = meta.get("report")
    changed = [location for location in snapshot.files if location not in snapshot.digests]
    if (
        last is None
        or last.errors
        or snapshot.problems
        or len(changed) > MOST
        or meta.get("options") != options_of(build)
        or snapshot.added
        or snapshot.gone
        or not is_waiting(build, last)
        or not is_finished(build, last)
        or not all(location.startswith("content/articles/") and location.endswith(".md") for location in changed)
        or any(
            problem.where and problem.where.path in changed for problem in last.problems
        )  # its line may be another one now
    ):
        return []
    return [snapshot.files[location] for location in changed]


def edited_sources(documents: Documents) -> SourceDocuments | None:
    """Return edited articles for a plan of their own, with their stories of the last build and the
    documents behind these; None if one of them has no such story."""
    ledger, paths = documents.ledger, documents.articles.keys()
    before = {path: unpacked_story(story) for path, story in ledger.stories_at(paths).items()}
    if before.keys() != paths:
        return None
    behind = tuple(ledger.documents_at(documents_behind(before.values())).values())
    return SourceDocuments(documents.articles, documents.articles_at, before, behind, {})
