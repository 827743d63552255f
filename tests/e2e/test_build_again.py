"""Edit, build, edit, build again: only what had to change is changed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import AS_OF, ROOT, Newsroom, a_newsroom, jpeg, mtimes, photo_keys, tree

from generator.engine.build import run
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.report import Build
from generator.publish.manifest import MANIFEST

HANDOVER = "kurdistan/2026/11/handover/index.html"
TITLE = "Coalition formally ends its combat mission"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    assert newsroom.build().problems == ()
    return newsroom


def _places(newsroom: Newsroom, text: str) -> tuple[str, ...]:
    """The published files a text stands in."""
    return tuple(path for path, content in newsroom.published().items() if text.encode() in content)


def test_nothing_edited_nothing_touched(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    manifest = (newsroom.output / MANIFEST).stat().st_mtime_ns
    report = newsroom.build()
    assert (report.added, report.changed, report.removed, report.unchanged) == ((), (), (), len(before))
    assert mtimes(newsroom.output) == before
    assert (newsroom.output / MANIFEST).stat().st_mtime_ns == manifest


def test_saving_a_file_without_a_change_changes_nothing(newsroom: Newsroom) -> None:
    for file in newsroom.content.rglob("*.*"):
        os.utime(file, ns=(1, 1))
    report = newsroom.build()
    assert (report.added, report.changed, report.removed) == ((), (), ())


def test_a_changed_body_changes_one_page(newsroom: Newsroom) -> None:
    before = mtimes(newsroom.output)
    newsroom.edit("articles/handover.md", "The flag came down at noon.", "The flag came down at one.")
    report = newsroom.build()
    assert (report.added, report.changed, report.removed) == ((), (HANDOVER,), ())
    after = mtimes(newsroom.output)
    assert {path for path in before if before[path] != after[path]} == {HANDOVER}


def test_a_heading_that_somebody_links_to_is_missed_and_any_other_change_of_headings_changes_one_page(
    newsroom: Newsroom,
) -> None:
    newsroom.edit(
        "articles/handover.md", "The flag came down at noon.", "The flag came down.\n\n## The flag\n\n## The base"
    )
    newsroom.article("after", "See [what happened](handover.md#the-flag).")
    assert newsroom.build().errors == 0
    newsroom.edit("articles/handover.md", "## The base", "## The old base")
    assert newsroom.build().changed == (HANDOVER,)
    newsroom.edit("articles/handover.md", "## The flag", "## The flags")
    report = newsroom.build()
    (problem,) = report.problems
    assert (problem.code, problem.hint) == ("dead-link", "Did you mean #the-flags?")
    assert (problem.where and problem.where.path, report.changed) == ("content/articles/after.md", ())
    newsroom.edit("articles/after.md", "#the-flag", "#the-flags")
    assert newsroom.build().changed == ("kurdistan/2026/11/after/index.html", HANDOVER)


def test_a_changed_opening_of_an_article_without_summary_changes_one_page(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "Iraq announced", "Baghdad announced")
    assert newsroom.build().changed == (HANDOVER,)


def test_a_changed_title_changes_the_page_and_the_pages_with_its_card(newsroom: Newsroom) -> None:
    before, places = mtimes(newsroom.output), _places(newsroom, TITLE)
    assert set(places) >= {
        HANDOVER, "index.html", "kurdistan/index.html", "authors/dilan-example/index.html", "tags/security/index.html",
        "archive/2026/11/index.html", "404.html", "feed.xml", "kurdistan/feed.xml",
    }  # fmt: skip
    newsroom.edit("articles/handover.md", TITLE, "Coalition ends its combat mission")
    report = newsroom.build()
    assert (report.added, report.changed, report.removed) == ((), places, ())
    after = mtimes(newsroom.output)
    assert {path for path in before if before[path] != after[path]} == set(places)


def test_a_changed_policy_changes_the_articles_and_nothing_else(newsroom: Newsroom) -> None:
    newsroom.edit("policies/comments.md", "never edit", "do not edit")
    assert newsroom.build().changed == (
        "culture/2026/11/bazaar/index.html",
        "kurdistan/2026/10/harvest/index.html",
        HANDOVER,
    )


def test_a_changed_biography_changes_the_author_and_her_articles(newsroom: Newsroom) -> None:
    newsroom = Newsroom(newsroom.folder, ROOT / "layouts", ROOT / "assets")
    newsroom.build()
    newsroom.edit("authors/hevi-example.md", "covers culture", "covers culture and the markets")
    assert newsroom.build().changed == (
        "authors/hevi-example/index.html",
        "authors/index.html",
        "culture/2026/11/bazaar/index.html",
    )


def test_a_new_article_leaves_the_others_alone(newsroom: Newsroom) -> None:
    newsroom.article("council", title="The council meets", date="2026-11-21 10:00", author="hevi-example")
    report = newsroom.build()
    assert report.added == ("kurdistan/2026/11/council/index.html",)
    assert report.removed == ()
    untouched = {
        "culture/2026/11/bazaar/index.html",
        "culture/index.html",
        "culture/feed.xml",
        "archive/2026/10/index.html",
    }
    assert not untouched.intersection(report.changed)
    assert HANDOVER in report.changed, "it is related to fewer than four older ones"


def test_a_new_photo_under_the_old_name_gets_a_new_address(newsroom: Newsroom) -> None:
    old = _places(newsroom, "photos/flag-")
    (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("another flag"))
    report = newsroom.build()
    assert report.changed == old
    assert len(report.added) == len(report.removed) == 7, "two widths in two formats, and three crops"
    assert not set(report.added).intersection(report.removed)


def test_a_changed_alt_text_makes_no_photo_again(newsroom: Newsroom) -> None:
    stored = mtimes(newsroom.cache / "photos")
    newsroom.edit("articles/handover.md", "What flag shows", "Soldiers lower a flag")
    report = newsroom.build()
    assert (report.added, report.removed) == ((), ())
    assert mtimes(newsroom.cache / "photos") == stored


def test_a_removed_article_goes_with_all_that_was_only_its_own(newsroom: Newsroom) -> None:
    (newsroom.content / "articles/bazaar.md").unlink()
    report = newsroom.build()
    photos = [path for path in report.removed if path.startswith("photos/bazaar-")]
    assert report.removed == ("culture/2026/11/bazaar/index.html", *photos, "tags/markets/index.html")
    assert len(photos) == 7
    assert not (newsroom.output / "culture/2026").exists(), "no empty folder stays"
    assert _places(newsroom, "The bazaar opens again") == ()


def test_a_renamed_article_moves(newsroom: Newsroom) -> None:
    articles = newsroom.content / "articles"
    (articles / "harvest.md").rename(articles / "wheat.md")
    report = newsroom.build()
    assert report.added == ("kurdistan/2026/10/wheat/index.html",)
    assert report.removed == ("kurdistan/2026/10/harvest/index.html",)


def test_files_of_others_stay_whatever_is_built(newsroom: Newsroom) -> None:
    others = {"CNAME": "courier.example", "kurdistan/2026/11/handover/note.txt": "keep", ".well-known/key": "k"}
    for path, text in others.items():
        file = newsroom.output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (newsroom.content / "articles/handover.md").unlink()
    assert HANDOVER in newsroom.build().removed
    assert {path: (newsroom.output / path).read_text("utf-8") for path in others} == others


@pytest.fixture
def own_design(newsroom: Newsroom, tmp_path: Path) -> Newsroom:
    """With layouts and assets that a test may edit."""
    for name, folder in (("layouts", newsroom.layouts), ("assets", newsroom.assets)):
        shutil.copytree(folder, tmp_path / name)
    (tmp_path / "assets/css").mkdir(exist_ok=True)
    (tmp_path / "assets/css/all.css").write_text("body { color: black }\n", "utf-8")
    return Newsroom(newsroom.folder, tmp_path / "layouts", tmp_path / "assets")


def _another_name(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "The Courier", "The Evening Courier")


def _another_colour(newsroom: Newsroom) -> None:
    (newsroom.assets / "css/all.css").write_text("body { color: red }\n", "utf-8")


def _another_layout(newsroom: Newsroom) -> None:
    layout = newsroom.layouts / "base.html"
    layout.write_text(layout.read_text("utf-8") + "<!-- edited -->\n", "utf-8")


def _another_title(newsroom: Newsroom) -> None:
    newsroom.edit("articles/bazaar.md", "The bazaar opens again", "The bazaar opens")


def _another_article(newsroom: Newsroom) -> None:
    newsroom.article("council", title="The council meets")


def _one_article_less(newsroom: Newsroom) -> None:
    (newsroom.content / "articles/harvest.md").unlink()


def _another_flag(newsroom: Newsroom) -> None:
    (newsroom.content / "photos/flag.jpg").write_bytes(jpeg("another flag"))


DURING = (
    _another_name, _another_colour, _another_layout, _another_title, _another_article, _one_article_less, _another_flag,
)  # fmt: skip


@pytest.mark.parametrize("stage", ["Reading", "Pages"])
@pytest.mark.parametrize("edit", DURING, ids=lambda edit: edit.__name__.strip("_"))
def test_what_is_edited_while_a_build_is_at_work_is_seen_by_the_next(
    edit: Callable[[Newsroom], None], stage: str, own_design: Newsroom, tmp_path: Path
) -> None:
    """Whoever saves a file twice in a row sees the second version, too."""
    newsroom = own_design
    newsroom.edit("articles/handover.md", TITLE, "Coalition ends its combat mission")
    _another_colour(newsroom)
    newsroom.edit("site.toml", "widths = [320, 640]", "widths = [320, 600]")
    edited: list[str] = []

    def answered_in_fork(told: str, done: int, total: int) -> None:
        if told == stage and not edited:
            edited.append(told)
            edit(newsroom)

    run(Build(newsroom.folders, AS_OF, begun=time.time_ns()), Workshop(InlineExecutor(), 1), answered_in_fork)
    assert edited, "there was something to do"
    assert newsroom.build().published
    anew = Newsroom(tmp_path / "anew", newsroom.layouts, newsroom.assets)
    anew.folder.mkdir()
    anew.content.symlink_to(newsroom.content)
    assert anew.build().published
    assert newsroom.published() == anew.published()


def test_an_article_that_was_copied_and_then_deleted_is_not_half_forgotten(newsroom: Newsroom) -> None:
    """For a while two files want to be one article, and only one of them goes."""
    shutil.copytree(newsroom.content / "articles", newsroom.content / "articles/2026")
    assert not newsroom.build().published
    for name in ("handover", "bazaar", "harvest"):
        (newsroom.content / f"articles/{name}.md").unlink()
    assert newsroom.build().rebuilt == ()
    newsroom.edit("articles/2026/bazaar.md", "The bazaar opens again", "The bazaar opens")
    report = newsroom.build()
    assert {reason for file in report.rebuilt for reason in file.reasons} == {"what it shows changed"}


def _and_back(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", TITLE, "Coalition ends its combat mission")
    newsroom.build()
    newsroom.edit("articles/handover.md", "Coalition ends its combat mission", TITLE)


def _through_an_error(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.build(keep_going=True)
    newsroom.edit("articles/handover.md", "sektion:", "section:")
    newsroom.edit("articles/bazaar.md", "The shops open at eight.", "The shops open at nine.")


def _another_address(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "https://courier.example", "https://courier.example/paper")


def _another_permalink(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "timezone =", 'permalink = "/{id}.html"\ntimezone =')


def _a_page_becomes_a_folder(newsroom: Newsroom) -> None:
    newsroom.edit("site.toml", "timezone =", 'permalink = "/{id}.html"\ntimezone =')
    newsroom.build()
    newsroom.edit("site.toml", '"/{id}.html"', '"/{id}.html/story/"')


def _lost_cache(newsroom: Newsroom) -> None:
    for file in newsroom.cache.rglob("*"):
        if file.is_file():
            file.write_bytes(b"")
    newsroom.article("council", title="The council meets", **photo_keys("flag"))


def _a_preview_in_between(newsroom: Newsroom) -> None:
    newsroom.article("secret", title="Not yet", status="draft")
    newsroom.build(preview=True)


EDITS = (
    _and_back, _through_an_error, _another_address, _another_permalink, _a_page_becomes_a_folder, _lost_cache,
    _a_preview_in_between,
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_building_again_equals_building_anew(
    edit: Callable[[Newsroom], None], newsroom: Newsroom, tmp_path: Path
) -> None:
    edit(newsroom)
    assert newsroom.build().published
    anew = Newsroom(tmp_path / "anew")
    anew.folder.mkdir()
    anew.content.symlink_to(newsroom.content)
    assert anew.build().published
    assert tree(newsroom.output) == tree(anew.output)
