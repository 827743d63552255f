"""The photo store -> the photographs that are finished in slow formats, for a quick build. Its plan
names no other files in these formats, and the next full build makes the missing ones. Opens no
picture, and never raises: a store that cannot be listed counts as empty."""

from __future__ import annotations

import os
from pathlib import Path

from generator.model.photo_files import FinishedFiles, is_slow, names_read


def finished(store: Path) -> FinishedFiles:
    """Return the finished files in the store. The stem of a picture may itself end like the shape
    of a crop: then its files are listed under both stems."""
    found: dict[str, set[str]] = {}
    try:
        names = os.listdir(store)  # noqa: PTH208 - there may be a hundred thousand
    except OSError:
        return {}
    for name in filter(is_slow, names):
        for each in names_read(name):
            found.setdefault(each.stem, set()).add(name)
    return {stem: frozenset(files) for stem, files in found.items()}
