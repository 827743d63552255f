"""Values of source files by location, made folder by folder when they are asked for: of a hundred
thousand files, most builds ask for a few."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


def folder_of(location: str) -> str:
    """Return the location of a file's folder, with a slash at its end."""
    return location[: location.rfind("/") + 1]


class ByFolder(Mapping[str, T]):
    """`folders` are the locations of folders, each with a slash at its end; `load` returns the values
    of one by the locations of its files."""

    def __init__(self, folders: Iterable[str], load: Callable[[str], dict[str, T]]) -> None:
        self._folders, self._load = dict.fromkeys(folders), load
        self._loaded: dict[str, dict[str, T]] = {}

    def __getitem__(self, location: str) -> T:
        return self.inside(folder_of(location))[location]

    def __iter__(self) -> Iterator[str]:
        for folder in self._folders:
            yield from self.inside(folder)

    def __len__(self) -> int:
        return sum(len(self.inside(folder)) for folder in self._folders)

    def inside(self, folder: str) -> dict[str, T]:
        """Return the values of the files that lie in a folder itself, by location."""
        if folder not in self._loaded:
            self._loaded[folder] = self._load(folder) if folder in self._folders else {}
        return self._loaded[folder]

    def below(self, folder: str) -> Iterator[tuple[str, T]]:
        """Yield the values of all files below a folder, with their locations."""
        for each in self._folders:
            if each.startswith(folder):
                yield from self.inside(each).items()
