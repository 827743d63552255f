"""All stories in short, and the newsroom around them, as the last plan of the whole site had them.

So the next build finds everything that a changed article can touch, and loads nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.model.dataclass import dataclass
from generator.model.outputs import SitemapEntry
from generator.model.problems import Problem
from generator.model.site import StoryFacts


class ArchivedStory(NamedTuple):
    """A story in short. `links` are as in a `StoryRecord`; `attachments` are the files that its
    links may mean; `related` are the paths of its related stories, in their order. `card` is the
    digest of its card."""

    facts: StoryFacts
    links: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    card: str = ""


EditionPaths = tuple[str, tuple[str, ...]]
"""The language of an edition, and the paths of its sections, authors and pages."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The stories, by path, and the newsroom around them.

    `inputs` is the digest of the `PlanInputs`. `editions` are those with stories. `hidden` are the files of pages that do not exist because
    their content is unpublished. `problems` are those of the newsroom, without those of single
    stories; `tag_problems` are those of similar tags. `shared` are the digests of people and
    comment policies. `pages` are the entries of the sitemap that are no articles, by the address of
    the page; `last` is the last change in each of its other parts. `pictured` are the paths of all pictures on pages."""

    inputs: str
    stories: Mapping[str, ArchivedStory]
    editions: tuple[EditionPaths, ...]
    hidden: frozenset[str]
    problems: tuple[Problem, ...]
    tag_problems: tuple[Problem, ...]
    shared: frozenset[str]
    pages: Mapping[str, SitemapEntry]
    last: Mapping[str, str]
    pictured: frozenset[str]

    def facts(self, without: Iterable[str] = ()) -> dict[str, StoryFacts]:
        """Return the facts of all stories, by path."""
        facts = {path: story.facts for path, story in self.stories.items()}
        for path in without:
            facts.pop(path, None)
        return facts
