"""`python build.py check`: tells what a build would tell, whether or not one is possible, and touches nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom, mtimes, tree

from generator.cache.lock import BuildLock


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return a_newsroom(tmp_path)


def test_what_is_right_ends_with_0_and_nothing_is_written(newsroom: Newsroom) -> None:
    said = newsroom.build_py("check")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("The Courier: 3 articles, 2 photos, ")
    assert said.stdout.endswith("Nothing holds back a build; there are no warnings.\n")
    assert not newsroom.output.exists()
    assert not newsroom.cache.exists()


def test_the_problems_are_those_of_a_build(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.edit("articles/bazaar.md", "bazaar.jpg", "bazar.jpg")
    before = tree(newsroom.folder), mtimes(newsroom.folder)
    checked = newsroom.build_py("check", "--format", "json")
    assert checked.returncode == 1
    assert (tree(newsroom.folder), mtimes(newsroom.folder)) == before
    built = newsroom.build_py("--format", "json")
    problems = json.loads(checked.stdout)["problems"]
    assert len(problems) == 2
    assert problems == json.loads(built.stdout)["problems"]


def test_a_warning_is_told_and_does_not_count_as_an_error(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", 'photo_credit: "A. Name/Agency"\n', "")
    newsroom.edit("site.toml", "[photos]", '[checks]\nphoto-credit = "warning"\n\n[photos]')
    said = newsroom.build_py("check")
    assert said.returncode == 0
    assert "[photo-credit]" in said.stdout
    assert said.stdout.endswith("Nothing holds back a build; there is 1 warning.\n")


def test_it_waits_for_no_build_and_asks_nothing_of_the_output_folder(newsroom: Newsroom) -> None:
    newsroom.output.mkdir()
    (newsroom.output / "index.html").write_text("Somebody else's site.", "utf-8")
    newsroom.cache.mkdir()
    with BuildLock(newsroom.cache, newsroom.output, on_wait=print):
        said = newsroom.build_py("check")
    assert (said.returncode, said.stderr) == (0, "")
    assert newsroom.build_py().returncode == 2


def test_a_ledger_that_is_damaged_or_of_other_settings_is_as_good_as_none(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.edit("site.toml", "[photos]", '[languages.ckb]\nname = "The Courier"\n\n[photos]')
    fresh = newsroom.build_py("check").stdout
    (ledger,) = newsroom.cache.glob("ledger-*.sqlite")
    ledger.write_bytes(ledger.read_bytes()[:5000])
    assert newsroom.build_py("check").stdout.partition("looked")[0] == fresh.partition("looked")[0]


def test_a_missing_folder_is_the_fault_of_the_call(newsroom: Newsroom) -> None:
    said = newsroom.build_py("check", "--content=nowhere")
    assert said.returncode == 2
    assert "There is no content folder" in said.stderr


def test_links_are_asked_for_alone(newsroom: Newsroom) -> None:
    newsroom.article("broken", "No link at all.", section="none")
    said = newsroom.build_py("check", "--links")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("0 files checked")
    assert newsroom.build_py("check", "--links", "--since", "main").returncode == 2
    newsroom.edit("site.toml", "[photos]", '[links]\narchive = "the archive"\n\n[photos]')
    assert "[wrong-value]" in newsroom.build_py("check").stdout
    assert newsroom.build_py("check", "--links").returncode == 2


def test_an_article_with_an_error_may_be_related_to_others(newsroom: Newsroom) -> None:
    """It is visible by its dates, and has no story."""
    newsroom.article("older", tags="roads, Amedi", section="none", date="2026-11-01 09:00")
    newsroom.article("newer", tags="roads, Amedi")
    said = newsroom.build_py("check")
    assert said.returncode == 1, said.stderr
    assert "[unknown-section]" in said.stdout
