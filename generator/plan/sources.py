"""The documents that a plan is made from: of the whole newsroom, or a few articles alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.model.dataclass import dataclass
from generator.model.documents import Article, Document
from generator.plan.site.comment_folders import NO_COMMENTS, CommentFolders
from generator.plan.story.stories import PlannedStory

BATCH = 100
"""Stories in one task: enough that passing them costs little, few enough that all workers are busy
to the end."""


@dataclass(frozen=True, slots=True)
class SourceDocuments:
    """The documents of a plan.

    `articles` are the digests of their files, by path; `read` loads the articles at paths. `before`
    are stories of an earlier build, by path. `documents` are all others; `digests` those of their
    files. `comments` are those of all articles.

    `unreadable` are the paths of files with errors, `unreadable_ids` the ids of articles among
    them: references to them are not reported. `gone` are the files of pages that are missing
    because of them."""

    articles: Mapping[str, str]
    read: Callable[[Iterable[str]], Mapping[str, Article]]
    before: Mapping[str, PlannedStory]
    documents: tuple[Document, ...]
    digests: Mapping[str, str]
    unreadable: frozenset[str] = frozenset()
    unreadable_ids: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    comments: CommentFolders = NO_COMMENTS

    def opened(self, paths: Sequence[str]) -> Iterator[list[Article]]:
        """Yield the articles at paths in small groups. A hundred thousand at once would take half a
        gigabyte. So each is loaded twice: for its facts and for its plan."""
        for start in range(0, len(paths), BATCH):
            found = self.read(paths[start : start + BATCH])
            yield [found[path] for path in paths[start : start + BATCH]]
