"""What lies finished in the store, by the pictures it is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cache.finished_photos import finished
from generator.model.documents import Picture
from generator.model.photo_files import name_of
from generator.model.settings import PhotoSettings
from generator.plan.photos.variants import PhotoUse, finished_of, lead_files, portrait_crops

SETTINGS = PhotoSettings(widths=(480, 800), formats=("avif", "webp", "jpeg"))
PATHS = ("photos/flag.jpg", "photos/flag-4x3.jpg", "articles/e/ئاڵا.png", "photos/A flag, 3x2, at noon.jpg")


@pytest.mark.parametrize("path", PATHS)
def test_all_that_is_finished_of_a_picture_is_found(path: str, tmp_path: Path) -> None:
    picture = Picture(path, "d1", 2000, 1200)
    planned = [
        file
        for focus in (None, (0.1, 0.9))
        for made in (lead_files, portrait_crops)
        for file in made(PhotoUse(picture, focus, SETTINGS, "r"))
    ]
    names = [name_of(file.path) for file in planned]
    for name in (*names, "market-00ff00ff00ff-480.avif", "notes.txt", ".half.part"):
        (tmp_path / name).touch()
    slow = frozenset(name for name in names if name.endswith((".avif", ".webp")))
    assert finished_of(picture, finished(tmp_path)) == slow


def test_without_a_store_nothing_is_finished(tmp_path: Path) -> None:
    picture = Picture("photos/flag.jpg", "d1", 2000, 1200)
    assert finished_of(picture, finished(tmp_path / "photos")) == frozenset()


def test_a_build_that_makes_all_asks_of_nothing_whether_it_is_finished() -> None:
    assert finished_of(Picture("photos/flag.jpg", "d1", 2000, 1200), None) is None
