"""Which sources have changed -> the part of the site that has to be planned: a few articles with
their files, or everything, which is never wrong, only slower."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.cache.ledger import Ledger
from generator.cache.packing import unpacked_story
from generator.engine.documents import COMMENT, OTHER, Documents, is_document
from generator.engine.snapshot import Snapshot, digest_of_file, is_finished, is_later, is_waiting, options_of
from generator.model.documents import Attachment, Document, Picture
from generator.model.report import Build, BuildReport
from generator.plan.site.affected import MOST
from generator.plan.site.comment_folders import CommentFolders, article_of
from generator.plan.sources import SourceDocuments
from generator.plan.story.remembered import comments_behind, documents_behind
from generator.plan.story.stories import PlannedStory
from generator.read.scan import SourceFile

_COMMENTS = "comments/"


class Changed(NamedTuple):
    """Changed articles, comments, pictures and attachments: the files of those added or edited, and
    the paths of those deleted. `same` are the digests of files that were written again and are as they were,
    by location."""

    files: list[SourceFile]
    gone: frozenset[str]
    same: Mapping[str, str]
    is_only_edited: bool

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all of them."""
        return self.gone.union(file.path for file in self.files)


def changed_files(build: Build, snapshot: Snapshot, meta: Mapping[str, Any]) -> Changed | None:
    """Return what changed, if nothing but articles and their files did since a whole site was
    published, or if a date has come; else None. `meta` is the ledger's record of that build."""
    last: BuildReport | None = meta.get("report")
    touched = snapshot.touched
    if (
        last is None
        or last.errors
        or snapshot.problems
        or len(touched) + len(snapshot.gone) > MOST
        or meta.get("options") != options_of(build)
        or not is_later(build, last)
        or not is_finished(build, last)
    ):
        return None
    same = {
        location: digest
        for location in touched
        if (digest := snapshot.before.get(location)) and digest_of_file(snapshot.files[location]) == digest
    }
    files = [location for location in touched if location not in same]
    changed = {*files, *snapshot.gone}
    is_due = not is_waiting(build, last)
    told = {problem.where.path for problem in last.problems if problem.where}
    if (
        not (changed or is_due)
        or not all(_is_article(each) or _is_comment(each) or _is_file(each) for each in changed)
        or not told.isdisjoint(changed)  # its line may be another one now
    ):
        return None
    return Changed(
        [snapshot.files[location] for location in files],
        frozenset(location.removeprefix("content/") for location in snapshot.gone),
        same,
        is_only_edited=not (is_due or snapshot.gone or snapshot.added) and all(map(_is_article, changed)),
    )


def _is_article(location: str) -> bool:
    return location.startswith("content/articles/") and location.endswith(".md")


def _is_comment(location: str) -> bool:
    return location.startswith(f"content/{_COMMENTS}") and location.endswith(".md")


def _is_file(location: str) -> bool:
    """Whether a source file may be a picture or an attachment."""
    return is_document(location) and not location.lower().endswith((".md", ".toml"))


class ChangedSources(NamedTuple):
    """The documents for a plan of changed articles. `files` are the changed pictures and
    attachments as they were, by path, None for new ones. `gone` are the paths of deleted articles;
    `comments` are the ids of articles with other comments now."""

    documents: SourceDocuments
    files: Mapping[str, Document | None]
    gone: frozenset[str]
    comments: frozenset[str]


def changed_sources(documents: Documents, gone: Iterable[str]) -> ChangedSources | None:
    """Return changed articles for a plan, with all other documents; None if anything is `gone` that
    was no article, comment, picture or attachment."""
    comments = _comments_below(_COMMENTS, documents.ledger) | documents.comments
    changed = {article_of(path) for path in documents.comments}
    articles: set[str] = set()
    others = {path: (digest, document) for path, digest, document in documents.ledger.documents(OTHER)}
    files: dict[str, Document | None] = {}
    for path in gone:
        if _is_article(f"content/{path}"):
            articles.add(path)
        elif comments.pop(path, ""):
            changed.add(article_of(path))
        else:
            _, files[path] = others.pop(path, ("", None))
            if not isinstance(files[path], Picture | Attachment):
                return None
    for each in documents.others:
        _, files[each.path] = others.get(each.path, ("", None))
        others[each.path] = (documents.digests[each.path], each)
    return ChangedSources(
        SourceDocuments(
            documents.articles,
            documents.articles_at,
            {},
            tuple(document for _, (_, document) in sorted(others.items())),
            {path: digest for path, (digest, _) in others.items()},
            comments=CommentFolders(comments, documents.comments_at),
        ),
        files,
        frozenset(articles),
        frozenset(changed),
    )


def _comments_below(folder: str, ledger: Ledger) -> dict[str, str]:
    """Return the digests of the comments in a folder by path, as the last build knew them."""
    found = ledger.digests_below(folder)
    return {path: digest for path, (kind, digest) in found.items() if kind == COMMENT}


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
    files: dict[str, str] = {}
    for id in comments_behind(before.values()):
        files |= _comments_below(f"{_COMMENTS}{id}/", ledger)
    comments = CommentFolders(files, documents.comments_at)
    return SourceDocuments(documents.articles, documents.articles_at, before, behind, {}, comments=comments)
