"""Builds that run at the same time in one folder, and edits that are made while a build runs: in the end the site is that of
the content as it is."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import AS_OF

from generator.cache.ledger import ledger_of
from generator.engine.build import run
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.report import Build
from tests.laws.edits import (
    clone_afresh,
    delete_cache,
    delete_output,
    lay_out,
    rewrite,
    set_up,
    take_photo,
    translate,
    write,
)
from tests.laws.paper import Paper, a_paper


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    paper = a_paper(tmp_path)
    assert paper.build().problems == ()
    return paper


def nothing(_: Paper) -> None:
    pass


def an_article(paper: Paper) -> None:
    write(paper, "articles/f.md", "title", "The newest")


def everything(paper: Paper) -> None:
    lay_out(paper, "base.html", "<!-- one -->\n")
    rewrite(paper, "articles/2026/d.md", "The bridge is open.")
    set_up(paper, "site", "permalink", '"/{section}/{slug}/"')


def a_damaged_ledger(paper: Paper) -> None:
    ledger = ledger_of(paper.newsroom.output, paper.newsroom.cache)
    ledger.write_bytes(ledger.read_bytes()[:5000])
    rewrite(paper, "articles/a.md", "The council met.")


EVENTS = (nothing, clone_afresh, an_article, everything, a_damaged_ledger, delete_cache, delete_output)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_three_builds_at_once_all_end_well_and_make_one_site(event: Callable[[Paper], None], paper: Paper) -> None:
    event(paper)
    _, clean = paper.built_clean()
    arguments = paper.newsroom.arguments("--jobs", "2")
    builds = [subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(3)]
    said = [build.communicate(timeout=120)[1].decode() for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0], said
    assert paper.newsroom.published() == clean
    assert paper.newsroom.build().rebuilt == (), "and what was done is known"


def test_an_edit_between_two_builds_that_wait_for_each_other_is_published(paper: Paper) -> None:
    """The last to be asked for began after the edit: so it must show, whoever came first."""
    an_article(paper)
    arguments = paper.newsroom.arguments("--jobs", "1")
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as one:
        rewrite(paper, "articles/a.md", "The council met, and everybody came.")
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as other:
            pass
    assert (one.returncode, other.returncode) == (0, 0)
    _, clean = paper.built_clean()
    assert paper.newsroom.published() == clean


MEANWHILE: dict[str, Callable[[Paper], None]] = {
    "a body": lambda paper: rewrite(paper, "articles/a.md", "Another text."),
    "a title": lambda paper: write(paper, "articles/b.md", "title", "Another title"),
    "a new article": an_article,
    "a deleted article": lambda paper: paper.delete("articles/2026/d.md"),
    "an author": lambda paper: write(paper, "authors/dilan.md", "role", "Editor"),
    "a photo": lambda paper: take_photo(paper, "photos/flag.jpg", "another flag"),
    "a setting": lambda paper: set_up(paper, "site", "name", '"The Evening"'),
    "a layout": lambda paper: lay_out(paper, "base.html", "<!-- two -->\n"),
    "a catalogue": lambda paper: translate(paper, "locale/tr/LC_MESSAGES/dateline.po", "Comments", "Yorum"),
    "a style sheet": lambda paper: paper.put(paper.newsroom.assets / "css/90-more.css", b"a { color: blue }"),
    "a style sheet of the same size": lambda paper: paper.put(
        paper.newsroom.assets / "css/95-more.css", b"b { color: blue }"
    ),
    "an icon": lambda paper: paper.put(paper.newsroom.assets / "paper.svg", b"<svg />"),
}


@pytest.mark.parametrize("moment", ["Reading", "Pages", "Photos"])
@pytest.mark.parametrize("edit", MEANWHILE)
def test_what_is_edited_while_a_build_runs_is_seen_by_the_next(edit: str, moment: str, paper: Paper) -> None:
    """And the build that ran is not to be blamed for either choice, nor for stopping."""
    paper.put(paper.newsroom.assets / "css/95-more.css", b"i { color: blue }")
    write(paper, "articles/f.md", "lang", "tr")
    paper.put_photo("photos/more.jpg", "more")
    keys = {"photo": "more.jpg", "photo_alt": "More", "photo_caption": "More.", "photo_credit": "A. Name"}
    paper.put_text("articles/f.md", (paper.texts["articles/f.md"][0] | keys, "New."))
    waiting = [MEANWHILE[edit]]

    def answered_in_fork(stage: str, done: int, total: int) -> None:
        if stage == moment and waiting:
            paper.now = time.time_ns()
            waiting.pop()(paper)

    run(Build(paper.newsroom.folders, AS_OF, begun=time.time_ns()), Workshop(InlineExecutor(), 1), answered_in_fork)
    assert not waiting, "the moment came"
    paper.now = time.time_ns()
    report = paper.build()
    clean, site = paper.built_clean()
    assert (report.problems, report.published) == (clean.problems, clean.published)
    if clean.published:
        assert paper.newsroom.published() == site
