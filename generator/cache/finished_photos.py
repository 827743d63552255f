"""For a build that must not wait: which photographs lie finished in the store in formats that take long to make. Plans name no others
then, and the next build that has the time makes what is missing. Opens no picture, and never raises: a store that cannot be
looked at counts as empty."""

from __future__ import annotations

import os
from pathlib import Path

from generator.model.photo_files import FinishedFiles, is_slow, names_read


def finished(store: Path) -> FinishedFiles:
    """What lies in the store. The stem of a picture may itself end like the shape of a crop: then its files are under both."""
    found: dict[str, set[str]] = {}
    try:
        names = os.listdir(store)  # noqa: PTH208 - there may be a hundred thousand
    except OSError:
        return {}
    for name in filter(is_slow, names):
        for each in names_read(name):
            found.setdefault(each.stem, set()).add(name)
    return {stem: frozenset(files) for stem, files in found.items()}
