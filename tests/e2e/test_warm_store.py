"""A machine that has the finished photographs, and no site: a build in CI with a restored cache. What is published is whole,
and the store stays as it is."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from newsroom import Newsroom, a_newsroom, tree
from PIL import Image

from generator.executors.workshop import InlineExecutor
from generator.make.photos.variants import make_photo

MEMORY = Path("/dev/shm")
"""A file system of its own on every Linux."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    newsroom.build()
    return newsroom


class _Witness(InlineExecutor):
    """Remembers of which photographs files were made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        if fn is make_photo:
            self.made += [variant.path for variant in args[0].variants]
        return super().submit(fn, *args, **kwargs)


def _store(newsroom: Newsroom) -> dict[str, bytes]:
    return tree(newsroom.cache / "photos")


def test_a_site_comes_back_from_the_store_and_no_photograph_is_made(newsroom: Newsroom) -> None:
    before, store = newsroom.published(), _store(newsroom)
    shutil.rmtree(newsroom.output)
    witness = _Witness()
    newsroom.build(witness)
    assert (newsroom.published(), _store(newsroom), witness.made) == (before, store, [])


def _with_one_bit_changed(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a bit of the picture": lambda kept: _with_one_bit_changed(kept, len(kept) // 2),
    "the first bit": lambda kept: _with_one_bit_changed(kept, 0),
    "a bit of the digest": lambda kept: _with_one_bit_changed(kept, -12),
    "a bit of the checksum": lambda kept: _with_one_bit_changed(kept, -1),
    "cut off": lambda kept: kept[:-1],
    "longer": lambda kept: kept + b"\0",
    "zeros": lambda kept: bytes(len(kept)),
    "a zero": lambda kept: b"\0",
    "empty": lambda kept: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_photograph_alone_is_made_again(damage: str, newsroom: Newsroom) -> None:
    before, store = newsroom.published(), _store(newsroom)
    name = sorted(store)[1]
    (newsroom.cache / "photos" / name).write_bytes(DAMAGES[damage](store[name]))
    shutil.rmtree(newsroom.output)
    witness = _Witness()
    newsroom.build(witness)
    assert newsroom.published() == before
    assert _store(newsroom) == store
    assert witness.made == [f"photos/{name}"]


def test_workers_find_what_is_damaged_and_what_is_gone(newsroom: Newsroom) -> None:
    before, store = newsroom.published(), _store(newsroom)
    damaged, gone, *_ = sorted(store)
    (newsroom.cache / "photos" / damaged).write_bytes(store[damaged][:1000])
    (newsroom.cache / "photos" / gone).unlink()
    shutil.rmtree(newsroom.output)
    assert newsroom.build_py("--jobs", "2").returncode == 0
    assert newsroom.published() == before
    assert _store(newsroom) == store


def test_an_edit_of_a_published_photograph_does_not_reach_the_store(newsroom: Newsroom) -> None:
    before, store = newsroom.published(), _store(newsroom)
    shutil.rmtree(newsroom.output)
    newsroom.build()
    for photo in (newsroom.output / "photos").iterdir():
        with photo.open("r+b") as opened:  # in its place, as some programs save
            opened.write(b"somebody's edit")
    assert _store(newsroom) == store
    newsroom.build()
    assert newsroom.published() == before


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    if not MEMORY.is_dir():
        pytest.skip("there is no /dev/shm here")
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def test_the_store_may_lie_on_another_disk(newsroom: Newsroom, elsewhere: Path) -> None:
    before = newsroom.published()
    shutil.rmtree(newsroom.output)
    shutil.copytree(newsroom.cache / "photos", elsewhere / "photos")
    assert newsroom.build_py("--cache", str(elsewhere)).returncode == 0
    assert newsroom.published() == before
    shutil.rmtree(newsroom.output)
    assert newsroom.build_py("--cache", str(elsewhere)).returncode == 0
    assert newsroom.published() == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_photograph_that_finds_no_room_in_the_site_is_not_published_by_halves(jobs: str, newsroom: Newsroom) -> None:
    """No file may be larger than half a megabyte: what a full disk is, for a test without one."""
    newsroom.edit("site.toml", "widths = [320, 640]", "widths = [320, 1600]")
    Image.effect_noise((1600, 1066), 100).save(newsroom.content / "photos/flag.jpg", quality=95)
    newsroom.build()
    before, store = newsroom.published(), _store(newsroom)
    assert max(map(len, store.values())) > 600_000
    shutil.rmtree(newsroom.output)
    said = subprocess.run(
        newsroom.arguments("--jobs", jobs),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)),  # no threads here
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert said.returncode == 2
    assert said.stderr.startswith(f"error: Nothing was published to {newsroom.output}: ")
    assert not newsroom.output.exists()
    assert _store(newsroom) == store
    newsroom.build()
    assert newsroom.published() == before
