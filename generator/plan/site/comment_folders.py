"""The approved comments of all articles. They are loaded when an article is planned, and known by the
digests of their files before: an article asks for its comments, and few are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.model.digests import digest_of_bytes
from generator.model.documents import Comment


class CommentFolders(Mapping[str, tuple[Comment, ...]]):
    """Comments, sorted by path, by the id of their article. `files` are the digests of their files
    by path; `read` loads the comments at paths."""

    def __init__(self, files: Mapping[str, str], read: Callable[[Iterable[str]], Mapping[str, Comment]]) -> None:
        self._read = read
        self._files: dict[str, dict[str, str]] = {}
        for path in sorted(files):
            self._files.setdefault(article_of(path), {})[path] = files[path]

    def __getitem__(self, article: str) -> tuple[Comment, ...]:
        paths = list(self._files[article])
        found = self._read(paths)
        return tuple(found[path] for path in paths)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each article with comments, and a digest of all of these."""
        for article, files in self._files.items():
            yield article, digest_of_bytes(repr(tuple(files.items())).encode())

    def first_file(self, article: str) -> str:
        """Return the path of the first comment on an article."""
        return next(iter(self._files[article]))


def article_of(path: str) -> str:
    """Return the id of the article that the comment at a path is about."""
    return path.split("/", 2)[1]


NO_COMMENTS = CommentFolders({}, lambda _: {})
