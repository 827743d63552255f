"""A build that is killed, at whatever instant: every link of the site works, and the next build makes of it what a clean
one would."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from generator.publish.manifest import STAGING
from tests.laws.edits import delete, delete_output, lay_out, rename, rewrite, set_up, take_photo, write
from tests.laws.mortal import dies_at
from tests.laws.paper import Paper, a_paper, dead_links, reachable


def first_build(paper: Paper) -> None:
    delete_output(paper)


def a_day_of_news(paper: Paper) -> None:
    """A new article in a new section, with a new author, tag, photo and month; and an older article leads to it."""
    write(paper, "sections/sport.md", "title", "Sport")
    write(paper, "authors/rojin.md", "name", "Rojin Example")
    paper.put_photo("photos/race.jpg", "a race")
    keys = {
        "title": "The race",
        "date": "2026-11-22 08:00",
        "section": "sport",
        "author": ["rojin"],
        "tags": ["running"],
    }
    paper.put_text(
        "articles/race.md", (keys, 'They ran.\n\n![Runners on a road](race.jpg "They ran."){credit="A. Name"}')
    )
    rewrite(paper, "articles/a.md", "The council met before [the race](race.md).")
    write(paper, "articles/b.md", "tags", ["running"])


def a_bad_day(paper: Paper) -> None:
    """Articles, a photo, a section, an author and a page that go, and whatever led to them."""
    rewrite(paper, "articles/a.md", "The council met.")
    rewrite(paper, "articles/c.md", "The wheat is in.")
    rewrite(paper, "articles/2026/d.md", "The bridge is open.")
    rewrite(paper, "authors/hevi.md", "Hevi covers everything.")
    for path in ("articles/b.md", "sections/culture.md", "pages/about.md", "photos/bazaar.jpg", "photos/flag.jpg"):
        delete(paper, path)


def a_move(paper: Paper) -> None:
    """Articles go to other addresses and other sections, and a photograph is replaced."""
    rename(paper, "articles/2026/d.md", "articles/e/index.md")
    write(paper, "articles/e/index.md", "aliases", [])
    rewrite(paper, "articles/e/index.md", "The bridge is [open](../c.md).")
    write(paper, "articles/a.md", "section", "culture")
    take_photo(paper, "photos/flag.jpg", "another flag")
    set_up(paper, "site", "permalink", '"/{section}/{slug}/"')


def a_redesign(paper: Paper) -> None:
    lay_out(paper, "base.html", "<!-- one -->\n")
    paper.put(paper.newsroom.assets / "css/90-more.css", b"a { color: red }")
    set_up(paper, "site", "name", '"The Evening"')


DAYS = (first_build, a_day_of_news, a_bad_day, a_move, a_redesign)


@pytest.fixture
def built(tmp_path: Path) -> Paper:
    paper = a_paper(tmp_path / "paper")
    assert paper.build().problems == ()
    return paper


def _deaths(paper: Paper) -> Iterator[int]:
    """Every way for the next build to die, one after the other, each beginning from the same state."""
    folders = (paper.newsroom.output, paper.newsroom.cache)
    kept = paper.newsroom.folder / "kept"
    for folder in folders:
        if folder.exists():
            shutil.copytree(folder, kept / folder.name)
    for number in count():
        if not dies_at(number, paper):
            assert number > 20, "enough happens in a build"
            return
        yield number
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
            if (kept / folder.name).exists():
                shutil.copytree(kept / folder.name, folder)


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.__name__)
def test_a_site_whose_build_was_killed_is_whole_for_readers_and_made_good_by_the_next_build(
    day: Callable[[Paper], None], built: Paper
) -> None:
    """Every link works for whoever comes from the front page, or from any page that was there before and stays."""
    before = built.newsroom.published()
    day(built)
    report, clean = built.built_clean()
    assert report.problems == ()
    entrances = {"index.html"} | (before.keys() & clean.keys() if built.newsroom.output.exists() else set())
    dead: dict[str, int] = {}
    for number in _deaths(built):
        site = {path: file for path, file in built.newsroom.published().items() if not path.startswith(STAGING)}
        for link in dead_links(reachable(site, built, entrances), site, built):
            dead.setdefault(link, number)
        assert built.build().problems == (), f"killed at call {number}"
        assert built.newsroom.published() == clean, f"killed at call {number}"
    assert dead == {}, "a dead link, and the call at which the build was killed"


def test_a_page_that_becomes_a_folder_survives_a_killed_build(built: Paper) -> None:
    """There is an instant in which neither is there; the next build makes that good, too."""
    rewrite(built, "articles/2026/d.md", "The bridge is open.")
    set_up(built, "site", "permalink", '"/{id}.html"')
    assert built.build().published
    set_up(built, "site", "permalink", '"/{id}.html/story/"')
    _, clean = built.built_clean()
    for number in _deaths(built):
        assert built.build().problems == (), f"killed at call {number}"
        assert built.newsroom.published() == clean, f"killed at call {number}"
