"""When nothing has changed, nothing is made, written or even loaded; and whenever something has, that is seen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from newsroom import ROOT, Newsroom, a_newsroom, mtimes

from tests.laws.edits import (
    alter_published,
    ask_for,
    clone_afresh,
    delete_published,
    save_without_change,
    write,
)
from tests.laws.paper import SECOND, Paper, a_paper, assert_built_as_from_nothing

HEAVY = frozenset(
    ["PIL", "asyncio", "babel", "distributed", "frontmatter", "jinja2", "livereload", "markdown", "multiprocessing",
     "nh3", "pydantic", "yaml"]
)  # fmt: skip


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """Built by the program, as an editor runs it."""
    newsroom = a_newsroom(tmp_path)
    said = newsroom.build_py()
    assert (said.returncode, said.stderr) == (0, "")
    return newsroom


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Built an hour after it was last edited. It has no news sitemap, which another day changes."""
    paper = a_paper(tmp_path)
    paper.site["site"]["news_sitemap"] = "false"
    paper.put_site()
    paper.now += 3600 * SECOND
    assert paper.build().problems == ()
    return paper


def _loaded(newsroom: Newsroom, *more: str) -> set[str]:
    """The packages that a build loads, which has to end well."""
    program, *arguments = newsroom.arguments(*more)
    said = subprocess.run(
        [program, "-X", "importtime", *arguments], capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert said.returncode == 0, said.stderr
    return {name.split(".")[0] for name in re.findall(r"^import time:.*\|\s*(\S+)$", said.stderr, re.MULTILINE)}


def test_a_build_with_nothing_to_do_loads_none_of_what_makes_pages(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    loaded = _loaded(newsroom)
    assert "generator" in loaded, "the list is one"
    assert loaded & HEAVY == set()
    assert mtimes(newsroom.output) == before


def test_nor_does_one_whose_sources_were_all_saved_without_a_change(newsroom: Newsroom) -> None:
    for file in newsroom.content.rglob("*.*"):
        os.utime(file, ns=(1, 1))
    before = mtimes(newsroom.output)
    assert _loaded(newsroom) & HEAVY == set()
    assert mtimes(newsroom.output) == before


def test_what_a_build_that_has_something_to_do_loads_is_found(newsroom: Newsroom) -> None:
    """Or the two tests above would say nothing."""
    newsroom.edit("articles/handover.md", "noon", "one")
    assert _loaded(newsroom) & HEAVY >= {"jinja2"}


def nothing(_: Paper) -> None:
    pass


def a_later_instant(paper: Paper) -> None:
    paper.as_of += timedelta(days=1)


@pytest.mark.parametrize(
    "event", [nothing, save_without_change, clone_afresh, a_later_instant], ids=lambda event: event.__name__
)
def test_nothing_is_made_and_nothing_written(event: Callable[[Paper], None], paper: Paper) -> None:
    output = paper.newsroom.output
    everything = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    first = paper.build()
    event(paper)
    report = paper.build()
    assert (report.rebuilt, report.added, report.changed, report.removed) == ((), (), (), ())
    assert (report.published, report.unchanged) == (True, len(paper.newsroom.published()))
    assert (report.name, report.counts, report.problems) == (first.name, first.counts, first.problems)
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == everything


def test_problems_are_told_again_when_there_is_nothing_to_do(paper: Paper) -> None:
    write(paper, "articles/b.md", "photo_caption", "")
    first = paper.build()
    assert [problem.code for problem in first.problems] == ["photo-caption"]
    assert paper.build().problems == first.problems
    assert "photo-caption" in paper.newsroom.build_py().stdout


def test_what_errors_held_back_is_held_back_again(paper: Paper) -> None:
    write(paper, "articles/b.md", "section", "nowhere")
    first = paper.build()
    assert (first.published, first.errors) == (False, 1)
    again = paper.build()
    assert (again.published, again.problems) == (False, first.problems)


TURNS = {
    "embargo": "2026-11-23 06:00",
    "date": "2026-11-23 06:00",
    "expires": "2026-11-23 06:00",
    "updated": "2026-11-23 06:00",
    "corrections": [{"date": "2026-11-23 06:00", "text": "It was two, and not three."}],
}


@pytest.mark.parametrize("key", TURNS)
@pytest.mark.parametrize("how", ["published", "draft in a preview", "under embargo in a preview"])
def test_the_instant_that_a_key_names_is_met_and_not_a_moment_before(key: str, how: str, paper: Paper) -> None:
    if how == "draft in a preview":
        write(paper, "articles/a.md", "status", "draft")
    elif how == "under embargo in a preview":
        write(paper, "articles/a.md", "embargo", "2026-12-31 06:00")
    ask_for(paper, "preview", how != "published")
    write(paper, "articles/a.md", key, TURNS[key])
    assert paper.build().published
    then = paper.as_of.replace(hour=3) + timedelta(days=1)
    for instant in (then - timedelta(microseconds=1), then, then + timedelta(microseconds=1)):
        before = paper.newsroom.published()
        paper.as_of = instant
        report = paper.build()
        assert_built_as_from_nothing(paper, before, report)


def test_comments_close_at_their_instant(paper: Paper) -> None:
    paper.site["comments"]["close_after_days"] = 3
    paper.put_site()
    assert paper.build().published
    pages = ["kurdistan/2026/11/a/index.html", "kurdistan/2026/11/d/index.html"]
    then = paper.as_of.replace(day=23, hour=11, minute=30)
    paper.as_of = then - timedelta(microseconds=1)
    assert paper.build().rebuilt == ()
    paper.as_of = then
    assert [each.path for each in paper.build().rebuilt] == pages
    assert all(b"Post a comment" not in paper.newsroom.published()[page] for page in pages)


def test_an_earlier_instant_takes_back_what_was_not_out_then(paper: Paper) -> None:
    page = "kurdistan/2026/11/a/index.html"
    assert page in paper.newsroom.published()
    paper.as_of -= timedelta(days=3)
    paper.build()
    assert page not in paper.newsroom.published()


@pytest.mark.parametrize("how", ["deleted", "longer", "same size", "replaced"])
def test_every_file_of_the_site_that_somebody_touched_is_made_good(how: str, paper: Paper) -> None:
    clean = paper.newsroom.published()
    for number in range(len(clean)):
        if how == "deleted":
            delete_published(paper, number)
        else:
            alter_published(paper, number, how)
        assert paper.newsroom.published() != clean
        report = paper.build()
        assert paper.newsroom.published() == clean
        assert len(report.added) + len(report.changed) == 1
        assert len(report.rebuilt) == 1, "only what was touched is made"


OPTIONS = ({"preview": True}, {"base_url": "https://preview.example/x"})


@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: next(iter(options)))
def test_other_options_make_another_site_and_back(options: dict[str, object], paper: Paper) -> None:
    clean = paper.newsroom.published()
    write(paper, "articles/f.md", "status", "draft")
    for name, value in options.items():
        ask_for(paper, name, value)
    before, report = paper.newsroom.published(), paper.build()
    assert report.changed
    assert_built_as_from_nothing(paper, before, report)
    paper.options.clear()
    assert paper.build().changed
    assert paper.newsroom.published() == clean


def test_options_on_the_command_line_are_no_reason_to_do_nothing(newsroom: Newsroom) -> None:
    newsroom.article("secret", status="draft", title="Not yet")
    assert newsroom.build_py("--drafts").returncode == 0
    assert "kurdistan/2026/11/secret/index.html" in newsroom.published()
    assert newsroom.build_py("--base-url", "https://elsewhere.example").returncode == 0
    assert "https://elsewhere.example/" in newsroom.page("index.html")
    assert "kurdistan/2026/11/secret/index.html" not in newsroom.published()


def test_a_copy_of_the_program_with_another_line_in_it_makes_everything_anew(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """Nobody is asked to clean anything after an update."""
    copy = tmp_path / "program"
    shutil.copytree(ROOT / "generator", copy / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", copy / "build.py")
    arguments = [*newsroom.arguments("--explain")]
    arguments[1] = str(copy / "build.py")

    def told() -> str:
        said = subprocess.run(arguments, capture_output=True, encoding="utf-8", timeout=120, check=False)
        assert said.returncode == 0, said.stderr
        return said.stdout

    assert "because" not in told(), "the same program in another place is the same program"
    module = copy / "generator/plan/dates.py"
    module.write_text(module.read_text("utf-8") + "\n", "utf-8")
    assert "the program or one of its libraries changed" in told()
