"""Nothing shows of who did the work and in what order: how many processes and how they were started, the seed of Python's
hashes, the order in which a file system lists its files. Not in a first build, and not in one that builds on others."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from newsroom import Newsroom

from generator.executors.workshop import LocalExecutor
from tests.laws.edits import delete, rename, rewrite, set_up, take_photo, write
from tests.laws.paper import Paper, a_paper

STARTS = [start for start in ("fork", "spawn") if start in multiprocessing.get_all_start_methods()]


def first(paper: Paper) -> None:
    """Enough for every worker: what is sorted, counted, spelled in two ways, wrong."""
    paper.site["checks"]["photo-credit"] = '"warning"'
    paper.put_site()
    for number in range(70):
        keys = {
            "title": f"Story {number}",
            "date": "2026-11-20 14:30",
            "section": ("kurdistan", "culture")[number % 2],
            "author": [f"Guest {number % 7}", "hevi"],
            "tags": [f"tag {number % 5}", f"Tag {number % 5}", "everything"],
        }
        paper.put_text(f"articles/story-{number}.md", (keys, f"See [another](story-{(number + 1) % 70}.md)."))
    for number in range(3):
        paper.put_photo(f"photos/crowd-{number}.jpg", f"crowd {number}")
        keys = {"photo": f"crowd-{number}.jpg", "photo_alt": "A crowd", "title": "A crowd"}
        paper.put_text(f"articles/crowd-{number}.md", (paper.texts["articles/a.md"][0] | keys, "They came."))


def second(paper: Paper) -> None:
    """Some of everything."""
    for number in range(0, 70, 9):
        rewrite(paper, f"articles/story-{number}.md", "Another text.")
    write(paper, "articles/story-5.md", "title", "Another title")
    write(paper, "sections/culture.md", "title", "Arts")
    take_photo(paper, "photos/crowd-1.jpg", "another crowd")
    rename(paper, "articles/crowd-2.md", "articles/people.md")
    delete(paper, "articles/crowd-0.md")
    set_up(paper, "site", "name", '"The Evening"')


@pytest.fixture(scope="module")
def inline(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The sites of the first build and of the second, made in one process, each from nothing."""
    paper = a_paper(tmp_path_factory.mktemp("inline"))
    first(paper)
    _, one = paper.built_clean()
    second(paper)
    _, two = paper.built_clean()
    assert one != two
    return one, two


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    paper = a_paper(tmp_path)
    first(paper)
    return paper


@pytest.mark.parametrize(("start", "workers"), [(start, workers) for start in STARTS for workers in (2, 3)])
def test_processes_make_what_one_makes_build_upon_build(
    start: str, workers: int, paper: Paper, inline: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    newsroom = paper.newsroom
    one, two = inline
    with _processes(workers, start) as executor:
        first_report = newsroom.build(executor, workers)
        assert newsroom.published() == one
        second(paper)
        report = newsroom.build(executor, workers)
    assert newsroom.published() == two
    clean, _ = paper.built_clean()
    assert report.problems == clean.problems
    assert [problem.code for problem in first_report.problems] == ["photo-caption", "photo-credit"] * 3


@contextmanager
def _processes(workers: int, start: str) -> Iterator[LocalExecutor]:
    """Asked to help from the first task on."""
    executor = LocalExecutor(workers, multiprocessing.get_context(start), patience=0)
    try:
        yield executor
    finally:
        executor.shutdown()


def test_no_hash_seed_shows_build_upon_build(paper: Paper, inline: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    newsroom = paper.newsroom
    for seed, edit, site in (("1", None, inline[0]), ("2", second, inline[1]), ("3", None, inline[1])):
        if edit:
            edit(paper)
        said = newsroom.build_py("--jobs", "2", PYTHONHASHSEED=seed)
        assert said.returncode == 0, said.stderr
        assert newsroom.published() == site


class _Listing:
    """What `os.scandir` gives, in another order."""

    def __init__(self, entries: list[os.DirEntry[str]]) -> None:
        self._entries = iter(entries)

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)

    def __enter__(self) -> _Listing:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        pass


def backwards(names: list[os.DirEntry[str]]) -> None:
    names.sort(key=lambda entry: entry.name, reverse=True)


def shuffled(names: list[os.DirEntry[str]]) -> None:
    names.sort(key=lambda entry: entry.name)
    random.Random(len(names)).shuffle(names)


@pytest.mark.parametrize("order", [backwards, shuffled], ids=lambda order: order.__name__)
def test_the_order_in_which_a_disk_lists_its_files_does_not_show(
    order: Callable[[list[os.DirEntry[str]]], None],
    paper: Paper,
    inline: tuple[dict[str, bytes], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newsroom = paper.newsroom
    in_order = newsroom.build().problems
    newsroom_anew = Newsroom(paper.scratch, newsroom.layouts, newsroom.assets)
    newsroom_anew.folder.mkdir()
    newsroom_anew.content.symlink_to(newsroom.content)
    scandir, listdir = os.scandir, os.listdir

    def listed(path: str) -> _Listing:
        with scandir(path) as listing:
            entries = list(listing)
        order(entries)
        return _Listing(entries)

    monkeypatch.setattr(os, "scandir", listed)
    monkeypatch.setattr(os, "listdir", lambda path: sorted(listdir(path), reverse=True))
    report = newsroom_anew.build()
    assert newsroom_anew.published() == inline[0]
    assert report.problems == in_order
    assert newsroom.build().rebuilt == (), "another order is no change"
    second(paper)
    newsroom.build()
    assert newsroom.published() == inline[1]
