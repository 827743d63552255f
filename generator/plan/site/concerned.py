"""A few changed articles -> the stories and attachments whose problems can be other ones. All others
have the problems that they had."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.model.problems import Problem
from generator.plan.site.archive import Change
from generator.plan.site.comment_folders import article_of
from generator.plan.site.reach import Asking, Reach

_CONTENT = "content/"


class Concerned(NamedTuple):
    """The documents whose problems a change can change. They are: of the stories, those at these
    paths, or all for None; of the comments, those on the articles with these `ids`, or all for None;
    of the other documents all but the `other_files`."""

    stories: frozenset[str] | None
    other_files: frozenset[str]
    ids: frozenset[str] | None = None

    def among(self, problems: Iterable[Problem]) -> set[Problem]:
        """Return the problems of these documents."""
        return {each for each in problems if not each.where or self._has(each.where.path.removeprefix(_CONTENT))}

    def _has(self, path: str) -> bool:
        if self.stories is not None and path.startswith("articles/") and path.endswith(".md"):
            return path in self.stories
        if self.ids is not None and path.startswith("comments/"):
            return article_of(path) in self.ids
        return path not in self.other_files


def concerned_of(reach: Reach, asking: Iterable[Asking], attachments: frozenset[str], change: Change) -> Concerned:
    """Return the documents that are concerned: stories `asking` for anything, with their
    translations and comments; and of all `attachments` those that they ask for, and changed files."""
    if reach.is_all:
        return Concerned(None, frozenset())
    listed = tuple(asking)
    ids = reach.load_translations(id for each in listed for id in (each.facts.id, each.facts.translation_of))
    stories = {path for path, story in reach.found.items() if story.facts.id in ids}
    asked = {path for each in listed for path in each.files.attachments}
    return Concerned(
        frozenset(stories.union(each.facts.path for each in listed)),
        attachments - asked - {*change.files},
        change.comments.union(ids),
    )
