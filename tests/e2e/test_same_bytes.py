"""The same content makes the same bytes: in one process or many, however they are started, under any hash seed."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom, photo_keys


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Enough of everything that an order could be lost: tags, authors, sections, older pages, problems."""
    newsroom = a_newsroom(tmp_path_factory.mktemp("many"))
    newsroom.edit("site.toml", "[photos]", '[checks]\nphoto-credit = "warning"\n\n[photos]')
    for number in range(65):
        author = [f"Guest {number % 7}", "hevi-example"]
        tags = [f"tag {number % 5}", f"Tag {number % 5}", "everything"]
        newsroom.article(f"story-{number}", title=f"Story {number}", author=author, tags=tags)
    newsroom.photo("photos/crowd.jpg")
    newsroom.article("crowd", title="A crowd", **(photo_keys("crowd") | {"photo_credit": ""}))
    newsroom.write("notes.txt", "a stray file")
    assert newsroom.build().published
    return newsroom


@pytest.fixture(scope="module")
def inline(newsroom: Newsroom) -> dict[str, bytes]:
    return newsroom.published()


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_a_pool_makes_what_one_process_makes(
    start: str, newsroom: Newsroom, inline: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "content").symlink_to(newsroom.content)
    other = Newsroom(tmp_path)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(start)) as pool:
        report = other.build(pool, workers=2)
    assert other.published() == inline
    assert report.problems == newsroom.build().problems


@pytest.mark.parametrize("seed", ["1", "2"])
def test_no_hash_seed_shows(seed: str, newsroom: Newsroom, inline: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "content").symlink_to(newsroom.content)
    other = Newsroom(tmp_path)
    said = other.build_py(PYTHONHASHSEED=seed)
    assert said.returncode == 0, said.stderr
    assert other.published() == inline


def test_no_clock_and_no_time_zone_of_the_machine_shows(
    newsroom: Newsroom, inline: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "content").symlink_to(newsroom.content)
    other = Newsroom(tmp_path)
    said = other.build_py(TZ="America/St_Johns", LC_ALL="C")
    assert said.returncode == 0, said.stderr
    assert other.published() == inline
