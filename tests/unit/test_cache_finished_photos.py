"""What lies finished in the store, told to the pictures it is of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.cache.finished_photos import finished, with_finished
from generator.model.documents import BrokenPicture, Document, Picture
from generator.model.settings import PhotoSettings
from generator.plan.photos.variants import all_files, name_of

SETTINGS = PhotoSettings(widths=(480, 800), formats=("avif", "webp", "jpeg"))
PATHS = ("photos/flag.jpg", "photos/flag-4x3.jpg", "articles/e/ئاڵا.png", "photos/A flag, 3x2, at noon.jpg")


@pytest.mark.parametrize("path", PATHS)
def test_a_picture_is_told_of_all_that_is_finished_of_it(path: str, tmp_path: Path) -> None:
    picture = Picture(path, "d1", 2000, 1200)
    names = [name_of(file.path) for file in all_files(picture, [(None, ""), ((0.1, 0.9), "")], SETTINGS, "r")]
    for name in (*names, "market-00ff00ff00ff-480.avif", "notes.txt", ".half.part"):
        (tmp_path / name).touch()
    assert with_finished([picture], finished(tmp_path)) == [
        replace(picture, finished=frozenset(name for name in names if name.endswith((".avif", ".webp"))))
    ]


def test_without_a_store_nothing_is_finished(tmp_path: Path) -> None:
    picture = Picture("photos/flag.jpg", "d1", 2000, 1200)
    assert with_finished([picture], finished(tmp_path / "photos")) == [replace(picture, finished=frozenset())]


def test_a_build_that_makes_all_tells_nothing_and_no_other_document_is_touched(tmp_path: Path) -> None:
    documents: list[Document] = [
        Picture("photos/flag.jpg", "d1", 2000, 1200),
        BrokenPicture("photos/a.jpg", "It is cut off."),
    ]
    assert with_finished(documents, None) == documents
    assert with_finished(documents, finished(tmp_path))[1] is documents[1]
