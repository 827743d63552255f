"""The paths of the published files, as the ledger has them. Of a hundred thousand, a build asks for some
dozens: so they are not loaded."""

from __future__ import annotations

from collections.abc import Iterable

from generator.cache.ledger import Ledger


class PublishedPaths:
    """The paths of the published files of the last build."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and bool(self.among([path]))

    def among(self, paths: Iterable[str]) -> set[str]:
        """Return those of the paths that are published files."""
        return self._ledger.paths_among(paths)

    def have_rivals(self, paths: Iterable[str]) -> bool:
        """Whether one of the files would have the place of one of these, which are no published
        files, or would lie inside it, or around it."""
        return self._ledger.has_rivals(paths)
