"""What cost much to make is found again, whole, and for what it was made from, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.make.pages.compiled import load, store


def test_what_was_kept_is_recalled_for_what_it_was_made_from(tmp_path: Path) -> None:
    folder = str(tmp_path / "new" / "folder")
    assert load(folder, "a", b"source") is None
    store(folder, "a", b"source", b"content")
    assert load(folder, "a", b"source") == b"content"
    assert load(folder, "a", b"another source") is None
    assert load(folder, "b", b"source") is None


def test_the_next_version_takes_the_place_of_the_last(tmp_path: Path) -> None:
    store(str(tmp_path), "a", b"source", b"content")
    store(str(tmp_path), "a", b"new source", b"new content")
    assert load(str(tmp_path), "a", b"source") is None
    assert load(str(tmp_path), "a", b"new source") == b"new content"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[:10],
        lambda kept: kept[:-1],
        lambda kept: kept + b"\0",
        lambda kept: kept[:-1] + bytes([kept[-1] ^ 1]),
        lambda kept: bytes([kept[0] ^ 1]) + kept[1:],
    ],
    ids=["empty", "a part of the seal", "an end cut off", "an end put on", "another content", "another seal"],
)
def test_what_is_damaged_counts_as_absent(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    store(str(tmp_path), "a", b"source", b"content")
    (tmp_path / "a").write_bytes(damage((tmp_path / "a").read_bytes()))
    assert load(str(tmp_path), "a", b"source") is None


def test_a_folder_that_cannot_be_written_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store(str(tmp_path / "file"), "a", b"source", b"content")
    assert load(str(tmp_path / "file"), "a", b"source") is None


def test_a_name_that_is_taken_by_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    store(str(tmp_path), "a", b"source", b"content")
    assert load(str(tmp_path), "a", b"source") is None
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_many_at_once_read_all_or_nothing(tmp_path: Path) -> None:
    contents = [bytes([number]) * 100_000 for number in range(16)]

    def kept_and_read(content: bytes) -> bytes | None:
        store(str(tmp_path), "a", b"source", content)
        return load(str(tmp_path), "a", b"source")

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(kept_and_read, contents)) <= set(contents)
