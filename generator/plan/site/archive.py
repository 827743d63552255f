"""All stories in short, and the newsroom around them, as the last plan of the whole site had them.

So the next build finds everything that a changed article can touch, and loads nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, NamedTuple, Protocol

from generator.model.dataclass import dataclass
from generator.model.documents import Document
from generator.model.outputs import SitemapEntry
from generator.model.problems import Problem
from generator.model.site import StoryFacts
from generator.plan.urls import Address

if TYPE_CHECKING:  # a check of one file needs an article in short, and none of what plans it
    from generator.plan.story.stories import PlannedStory


class ArchivedStory(NamedTuple):
    """A story in short. `links` are as in a `StoryRecord`; `attachments` and `pictures` as in
    `FilesAsked`; `related` are the paths of its related stories, in their order. `card` is the
    digest of its card. `is_lacking` says that it has fewer older related ones than it could show."""

    facts: StoryFacts
    links: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    card: str = ""
    is_shown: bool = False
    is_lacking: bool = False


EditionPaths = tuple[str, tuple[str, ...]]
"""The language of an edition, and the paths of its sections, authors and pages: see `EditionContents`."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The stories, by path, and the newsroom around them. In a plan of a part, `stories` are only
    those that have changed.

    `inputs` is the digest of the `PlanInputs`, `address` the site's base of addresses. `unsettled` are the paths of stories without an
    answer to every question. `editions` are those with stories. `hidden` are the files of pages
    that do not exist because their content is unpublished. `problems` are those of the newsroom,
    without those of single stories; `link_problems` are those of links, `tag_problems` those of
    similar tags. `shared` are the
    digests of people and comment policies. `pages` are the entries of the sitemap that are no
    articles, by the address of the page; `last` is the last change in each of its other parts.
    `pictured` are the paths of all pictures on pages; `waiting` are the files of them that a quick
    build left for later, by picture. `withheld` are the pictures of which a document withholds a
    note."""

    inputs: str
    address: Address
    stories: Mapping[str, ArchivedStory]
    unsettled: frozenset[str]
    editions: tuple[EditionPaths, ...]
    hidden: frozenset[str]
    problems: tuple[Problem, ...]
    link_problems: tuple[Problem, ...]
    tag_problems: tuple[Problem, ...]
    shared: frozenset[str]
    pages: Mapping[str, SitemapEntry]
    last: Mapping[str, str]
    pictured: frozenset[str]
    waiting: Mapping[str, frozenset[str]]
    withheld: frozenset[str] = frozenset()


class StoryIndex(Protocol):
    """The stories of the last build in short, under their paths and under keys: see `story_keys`."""

    def at(self, paths: Iterable[str]) -> dict[str, ArchivedStory]:
        """Return the stories at these paths, as far as they exist."""
        ...

    def everything(self) -> dict[str, ArchivedStory]: ...

    def under(self, key: str, most: int | None = None, up_to: float = inf) -> dict[str, ArchivedStory]:
        """Return the stories under a key, by path: `most` of them, those of the lowest ranks and
        all with the rank of the last; or those with ranks up to one."""
        ...

    def after(self, key: str, rank: float, most: int) -> dict[str, ArchivedStory]:
        """Return the stories under a key whose ranks are above one, by path: `most` of them, those of
        the lowest ranks and all with the rank of the last."""
        ...

    def rank_at(self, key: str, place: int) -> float:
        """Return the rank of the story at a place under a key, the first at 1; inf behind the last."""
        ...

    def count(self, key: str, above: float = -inf) -> int:
        """Return how many stories are under a key with ranks above one."""
        ...

    def names(self, kind: str) -> list[str]:
        """Return what follows the kind of a key in all keys of this kind, sorted."""
        ...


Stories = Callable[[Iterable[str]], "Mapping[str, PlannedStory]"]
"""A function that loads stories of the last build by their paths."""


@dataclass(frozen=True, slots=True)
class Change:
    """The change of articles and their files since the last build, which was `as_of` an instant.

    `gone` are the paths of deleted articles. `files` are the changed pictures and attachments as
    they were, by path, None for new ones. `comments` are the ids of articles with other comments
    now. `stories` loads stories of that build; `archive` is the
    newsroom around them, without stories, and `index` has these in short."""

    archive: Archive
    index: StoryIndex
    as_of: datetime
    gone: frozenset[str]
    files: Mapping[str, Document | None]
    stories: Stories
    comments: frozenset[str] = frozenset()
