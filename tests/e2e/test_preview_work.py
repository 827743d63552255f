"""What the preview shows after each save is what a clean build would make, however the file was saved, though only what the
system gave notice of is looked at."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from newsroom import AS_OF, Newsroom, a_newsroom

from generator.engine.session import Progress
from generator.executors.workshop import Workshop, workshop
from generator.model.dataclass import replace
from generator.model.report import Build, BuildReport
from generator.preview.builder import Order, Outcome
from generator.preview.work import PreviewWork
from generator.publish.manifest import owned
from tests.compiled import cache_with_layouts

ANOTHER = "---\ntitle: Another\ndate: 2026-11-21 10:00\nsection: kurdistan\n---\nThe council met again.\n"


@contextmanager
def at_work(build: Build) -> Iterator[tuple[Workshop, Progress]]:
    with workshop(1) as workers:
        yield workers, lambda stage, done, total: None


def preview_of(newsroom: Newsroom, output: str) -> tuple[PreviewWork, Path]:
    folders = replace(newsroom.folders, output=newsroom.folder / output, cache=newsroom.folder / f"cache-{output}")
    cache_with_layouts(folders.cache, newsroom.layouts)
    build = Build(folders, AS_OF, "http://localhost:5500", preview=True, keep_going=True, quick=True)
    work = PreviewWork(build, lambda build: replace(build, begun=time.time_ns()), at_work, lambda report: None)
    return work, folders.output


def outcome(work: PreviewWork, *touched: Path) -> Outcome:
    order = Order(frozenset(map(str, touched)) if touched else None)
    (found,) = [answer for answer in work(order) if isinstance(answer, Outcome)]
    return found


def report(work: PreviewWork, *touched: Path) -> BuildReport:
    found = outcome(work, *touched).report
    assert found is not None
    return found


def in_place(newsroom: Newsroom) -> list[Path]:
    newsroom.edit("articles/bazaar.md", "at eight", "at nine")
    return [newsroom.content / "articles/bazaar.md"]


def by_another_file(newsroom: Newsroom) -> list[Path]:
    file = newsroom.content / "articles/bazaar.md"
    new = file.with_name("bazaar.md~tmp")
    new.write_text(file.read_text("utf-8").replace("title: ", "title: New "), "utf-8")
    new.replace(file)
    return [new, file]


def a_new_one(newsroom: Newsroom) -> list[Path]:
    newsroom.write("articles/another.md", ANOTHER)
    return [newsroom.content / "articles/another.md"]


def a_folder_that_moves(newsroom: Newsroom) -> list[Path]:
    newsroom.write("articles/2026/another.md", ANOTHER)
    (newsroom.content / "articles/2026").rename(newsroom.content / "articles/2027")
    return [newsroom.content / "articles/2026", newsroom.content / "articles/2027"]


def a_deleted_folder(newsroom: Newsroom) -> list[Path]:
    shutil.rmtree(newsroom.content / "articles/2027")
    return [newsroom.content / "articles/2027"]


def a_name_in_kurdish(newsroom: Newsroom) -> list[Path]:
    newsroom.write("articles/هەواڵ.md", ANOTHER.replace("Another", "هەواڵێک"))
    return [newsroom.content / "articles/هەواڵ.md"]


def an_error(newsroom: Newsroom) -> list[Path]:
    newsroom.edit("articles/another.md", "section:", "sektion:")
    return [newsroom.content / "articles/another.md"]


def beside_an_error(newsroom: Newsroom) -> list[Path]:
    newsroom.edit("articles/bazaar.md", "at nine", "at ten")
    return [newsroom.content / "articles/bazaar.md"]


def mended(newsroom: Newsroom) -> list[Path]:
    newsroom.edit("articles/another.md", "sektion:", "section:")
    return [newsroom.content / "articles/another.md"]


def a_setting(newsroom: Newsroom) -> list[Path]:
    newsroom.edit("site.toml", "The Courier", "The New Courier")
    return [newsroom.content / "site.toml"]


def deleted(newsroom: Newsroom) -> list[Path]:
    (newsroom.content / "articles/another.md").unlink()
    return [newsroom.content / "articles/another.md"]


SAVES: tuple[Callable[[Newsroom], list[Path]], ...] = (
    *(in_place, by_another_file, a_new_one, a_folder_that_moves, a_deleted_folder, a_name_in_kurdish),
    *(an_error, beside_an_error, mended, a_setting, deleted),
)


def files_in(output: Path) -> dict[str, bytes]:
    return {path: (output / path).read_bytes() for path in owned(output)}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return a_newsroom(tmp_path)


def test_each_save_makes_the_preview_what_a_clean_build_would_be(newsroom: Newsroom) -> None:
    work, output = preview_of(newsroom, "preview")
    report(work)
    for number, save in enumerate(SAVES):
        touched = save(newsroom)
        told = report(work, *touched)
        if told.errors or save is beside_an_error:
            assert told.published, "the rest of the site goes on"
            continue  # a clean build has no last page of what is broken
        clean, expected = preview_of(newsroom, f"clean-{number}")
        report(clean)
        assert files_in(output) == files_in(expected), save.__name__


def test_what_no_build_reads_makes_none_and_a_lost_notice_is_made_up_for(newsroom: Newsroom) -> None:
    work, output = preview_of(newsroom, "preview")
    report(work)
    newsroom.write("articles/.bazaar.md.swp", "swap")
    newsroom.write("articles/README.md", "For us.")
    nothing = outcome(work, newsroom.content / "articles/.bazaar.md.swp", newsroom.content / "articles/README.md")
    assert nothing == Outcome()
    assert outcome(work) == Outcome(), "nor does a look at everything"
    newsroom.edit("articles/bazaar.md", "at eight", "at nine")  # and nobody gives notice
    assert report(work).changed
    page = output / "culture/2026/11/bazaar/index.html"
    page.unlink()
    assert report(work).added == ("culture/2026/11/bazaar/index.html",)
    os.utime(newsroom.content / "articles/bazaar.md", (1, 1))
    assert outcome(work, newsroom.content / "articles/bazaar.md") == Outcome()


def test_what_is_undone_is_shown_as_it_was(newsroom: Newsroom) -> None:
    work, _ = preview_of(newsroom, "preview")
    report(work)
    newsroom.edit("site.toml", "Asia/Baghdad", "Mars/Base")
    assert not report(work, newsroom.content / "site.toml").published
    newsroom.edit("site.toml", "Mars/Base", "Asia/Baghdad")
    assert report(work, newsroom.content / "site.toml").published


def test_what_was_saved_last_is_told_with_its_address(newsroom: Newsroom) -> None:
    work, _ = preview_of(newsroom, "preview")
    report(work)
    file = newsroom.content / "articles/bazaar.md"
    newsroom.edit("articles/bazaar.md", "at eight", "at nine")
    assert outcome(work, file).saved == "/culture/2026/11/bazaar/"
