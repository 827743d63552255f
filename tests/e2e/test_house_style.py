"""How an outlet governs the rules: what an archive may keep, where rules are other ones, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom, codes

BASELINE = "baseline.txt"
HEAD = "# "


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """An archive with two faults, and one that nothing can switch off."""
    made = a_newsroom(tmp_path)
    made.article("old", title="The council met.", date="2019-05-01 10:00")
    made.article("older", date="2018-05-01 10:00", dateline="Erbil")
    return made


def lines(newsroom: Newsroom) -> Iterator[str]:
    text = (newsroom.content / BASELINE).read_text("utf-8")
    return (line for line in text.splitlines() if not line.startswith(HEAD))


def test_an_archive_keeps_its_faults_and_no_new_one_is_kept(newsroom: Newsroom) -> None:
    assert codes(newsroom.build()) == ["headline-full-stop", "dateline-capitals"]
    said = newsroom.build_py("check", "--write-baseline")
    assert (said.returncode, said.stdout) == (
        0,
        "content/baseline.txt: 2 problems in 2 files will not be told any more.\n",
    )
    assert [*lines(newsroom)] == ["articles/old.md headline-full-stop 1", "articles/older.md dateline-capitals 1"]
    silent = newsroom.build()
    assert (codes(silent), silent.rebuilt) == ([], ())
    newsroom.edit("articles/old.md", 'The council met."', 'The council sat."')
    newsroom.article("new", title="It is new.")
    assert [str(each.where and each.where.path) for each in newsroom.build().problems] == ["content/articles/new.md"]
    newsroom.edit("articles/old.md", "sat.", "sat")
    newsroom.edit("articles/new.md", 'new."', 'new"')
    assert codes(newsroom.build()) == ["stale-baseline"]
    newsroom.build_py("check", "--write-baseline")
    assert [*lines(newsroom)] == ["articles/older.md dateline-capitals 1"]
    (newsroom.content / "articles" / "older.md").unlink()
    assert codes(newsroom.build()) == ["stale-baseline"]
    (newsroom.content / BASELINE).unlink()
    assert codes(newsroom.build()) == []


def test_what_nothing_can_switch_off_is_in_no_baseline(newsroom: Newsroom) -> None:
    newsroom.edit("articles/old.md", "kurdistan", "kurdistn")
    newsroom.build_py("check", "--write-baseline")
    assert [*lines(newsroom)] == ["articles/old.md headline-full-stop 1", "articles/older.md dateline-capitals 1"]
    assert codes(newsroom.build()) == ["unknown-section"]


def test_a_baseline_counts_what_is_found_before_and_in_the_plan_together(newsroom: Newsroom) -> None:
    """A build that keeps going leaves out what has one fault too many, wherever each was found."""
    newsroom.article("links", "See [one][here] and [two](nowhere.md).", title="Two dead links")
    newsroom.write(BASELINE, "articles/links.md dead-link 1\n")
    report = newsroom.build(keep_going=True)
    assert report.published and not (newsroom.output / "kurdistan/2026/11/links").exists()
    newsroom.write(BASELINE, "articles/links.md dead-link 2\n")
    assert "dead-link" not in codes(newsroom.build())
    assert (newsroom.output / "kurdistan/2026/11/links").exists()


def test_a_rule_that_is_asked_for_reads_again_and_makes_nothing(newsroom: Newsroom) -> None:
    newsroom.article("spaces", "It  rained.", title="Rain")
    before = codes(newsroom.build())
    newsroom.edit("site.toml", "[photos]", '[checks]\nN1 = "warning"\n\n[photos]')
    asked = newsroom.build()
    assert sorted(codes(asked)) == sorted([*before, "doubled-spaces"])
    assert asked.rebuilt == ()
    newsroom.edit("site.toml", 'N1 = "warning"', 'N1 = "error"\n\n[[checks.where]]\nbefore = 2027-01-01\nN1 = "off"')
    loosened = newsroom.build()
    assert (codes(loosened), loosened.rebuilt, loosened.published) == (before, (), True)


def test_what_an_article_allows_is_silent_until_it_is_mended(newsroom: Newsroom) -> None:
    newsroom.edit("articles/old.md", "title:", "allow: {H1: it is quoted}\ntitle:")
    newsroom.edit("articles/older.md", "title:", "allow: {dateline-capitals: it is old}\ntitle:")
    assert codes(newsroom.build()) == []
    newsroom.edit("articles/older.md", "Erbil", "ERBIL")
    assert codes(newsroom.build()) == ["unused-allow"]
    newsroom.edit("articles/older.md", "allow: {dateline-capitals: it is old}\n", "")
    assert codes(newsroom.build()) == []
