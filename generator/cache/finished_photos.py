"""The photo store -> the names of finished files, for a quick build. Its plan names no other files
in the better formats, and the next full build makes the missing ones. Opens no picture and never
raises: a store that cannot be listed counts as empty."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator.model.documents import Picture
from generator.model.settings import BETTER, IMAGE_SUFFIXES
from generator.plan.photos.variants import stem

T = TypeVar("T")

Finished = Mapping[str, frozenset[str]]
"""The names of finished files, by the stem that all files of one picture share."""

_SUFFIXES = "|".join(IMAGE_SUFFIXES[name] for name in BETTER)
_NAME = re.compile(rf"((.+?)(?:-\d+x\d+)?)-[0-9a-f]{{12}}-\d+\.(?:{_SUFFIXES})")


def finished(store: Path) -> Finished:
    """Return the finished files in the store. The stem of a picture may itself end like the shape
    of a crop: then its files are listed under both stems."""
    found: dict[str, set[str]] = {}
    try:
        names = os.listdir(store)  # noqa: PTH208 - there may be a hundred thousand
    except OSError:
        return {}
    for name in names:
        if match := _NAME.fullmatch(name):
            for each in match.groups():
                found.setdefault(each, set()).add(name)
    return {each: frozenset(files) for each, files in found.items()}


def with_finished(documents: Iterable[T], files: Finished | None) -> list[T]:
    """Return the documents; with `files`, each picture has the list of its finished files."""
    if files is None:
        return list(documents)
    return [
        replace(each, finished=files.get(stem(each.path), frozenset())) if isinstance(each, Picture) else each
        for each in documents
    ]
