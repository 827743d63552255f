"""Quick builds leave out what takes long, and nothing else: they make no file in a better format, name none that is not there,
and the next build that has the time makes the site as if there had never been a quick one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsroom import Preview

from generator.model.report import BuildReport
from tests.laws import edits
from tests.laws.edits import SESSIONS, Edit, Session
from tests.laws.paper import SECOND, Paper, a_paper, assert_built_as_from_nothing, dead_links

EXAMPLES = max(1, settings().max_examples // 20)

QUICK, FULL = True, False


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """Never built, and last edited an hour ago."""
    paper = a_paper(tmp_path)
    paper.now += 3600 * SECOND
    return paper


def _build(paper: Paper, *, quick: bool) -> BuildReport:
    paper.options["quick"] = quick
    return paper.build()


def _better(folder: Path) -> set[str]:
    return {file.name for suffix in ("avif", "webp") for file in folder.rglob(f"*.{suffix}")}


def _assert_each_build_keeps_the_law(paper: Paper, builds: Sequence[tuple[Session, bool]]) -> None:
    store, copy = paper.newsroom.cache / "photos", paper.scratch.with_name("store")
    for session, quick in builds:
        session.make(paper)
        before = paper.newsroom.published()
        shutil.rmtree(copy, ignore_errors=True)
        if store.exists():
            shutil.copytree(store, copy)
        finished = _better(copy)
        report = _build(paper, quick=quick)
        assert_built_as_from_nothing(paper, before, report, copy if quick else None)
        if quick:
            assert _better(store) == finished, "it made none"
        elif report.published:
            assert report.waiting == 0
        if report.published and not report.errors:
            site = paper.newsroom.published()
            if not paper.site.get("checks", {}).get("dead-link"):
                assert dead_links(site, site, paper) == [], "with all in srcset"
            assert _build(paper, quick=quick).rebuilt == (), "once more there is nothing to do"
            if not quick:
                assert _build(paper, quick=True).rebuilt == (), "nor is there for a quick one"


@given(st.lists(st.tuples(SESSIONS, st.booleans()), min_size=1, max_size=8))
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_is_edited_quick_builds_leave_no_trace(builds: Sequence[tuple[Session, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _assert_each_build_keeps_the_law(a_paper(Path(folder)), builds)


def _later(*what: Edit) -> Session:
    return Session(what)


NOTHING = _later()
TEXT = _later(Edit(edits.add, ("articles/a.md", "More was said.")))
ANOTHER_FLAG = _later(Edit(edits.take_photo, ("photos/flag.jpg", "another flag")))
THE_FLAG_OF_BEFORE = _later(Edit(edits.take_photo, ("photos/flag.jpg", "photos/flag.jpg")))

HISTORIES: dict[str, Sequence[tuple[Session, bool]]] = {
    "a quick build of what was never built": ((NOTHING, QUICK), (NOTHING, QUICK), (NOTHING, FULL), (NOTHING, QUICK)),
    "a picture that goes and comes back": (
        (NOTHING, FULL),
        (ANOTHER_FLAG, QUICK),
        (THE_FLAG_OF_BEFORE, QUICK),
        (ANOTHER_FLAG, QUICK),
        (NOTHING, FULL),
    ),
    "a text that is edited while pictures wait": ((NOTHING, QUICK), (TEXT, QUICK), (TEXT, FULL), (TEXT, QUICK)),
    "a portrait that waits": (
        (NOTHING, FULL),
        (_later(Edit(edits.photograph, ("authors/dilan.md", "flag.jpg"))), QUICK),
        (TEXT, QUICK),
        (NOTHING, FULL),
    ),
    "a focus, of which the crops wait and the picture does not": (
        (NOTHING, FULL),
        (_later(Edit(edits.write, ("articles/b.md", "photo_focus", [0.1, 0.9]))), QUICK),
        (NOTHING, FULL),
        (_later(Edit(edits.write, ("articles/b.md", "photo_focus", ""))), QUICK),
    ),
    "other widths and back": (
        (NOTHING, FULL),
        (_later(Edit(edits.set_up, ("photos", "widths", "[30, 640]"))), QUICK),
        (_later(Edit(edits.set_up, ("photos", "widths", "[20, 640]"))), QUICK),
    ),
    "another format between two": (
        (NOTHING, FULL),
        (_later(Edit(edits.set_up, ("photos", "formats", '["avif", "webp", "jpeg"]'))), QUICK),
        (TEXT, QUICK),
        (NOTHING, FULL),
        (_later(Edit(edits.set_up, ("photos", "formats", ""))), QUICK),
    ),
    "a store that is lost": ((NOTHING, FULL), (_later(Edit(edits.delete_cache)), QUICK), (TEXT, QUICK), (TEXT, FULL)),
    "a full build that is held back while pictures wait": (
        (NOTHING, QUICK),
        (_later(Edit(edits.break_off, ("articles/a.md",))), FULL),
        (NOTHING, QUICK),
        (_later(Edit(edits.mend, ("articles/a.md",))), QUICK),
        (NOTHING, FULL),
    ),
}


@pytest.mark.parametrize("history", HISTORIES)
def test_each_build_of_a_history_keeps_the_law(history: str, paper: Paper) -> None:
    _assert_each_build_keeps_the_law(paper, HISTORIES[history])


def test_a_story_goes_out_with_a_picture_in_the_plain_format_and_the_others_keep_what_they_have(paper: Paper) -> None:
    _build(paper, quick=FULL)
    before = _better(paper.newsroom.output)
    edits.photograph(paper, "articles/f.md", "crowd.jpg")
    paper.put_photo("photos/crowd.jpg", "a crowd")
    assert _build(paper, quick=QUICK).waiting == 1
    page = paper.newsroom.page("kurdistan/2026/11/f/index.html")
    assert ".jpg" in page
    assert ".avif" not in page
    assert _better(paper.newsroom.output) == before


def test_the_next_full_build_makes_only_the_pages_that_show_what_waited(paper: Paper) -> None:
    _build(paper, quick=FULL)
    edits.photograph(paper, "articles/f.md", "crowd.jpg")
    paper.put_photo("photos/crowd.jpg", "a crowd")
    waiting = _build(paper, quick=QUICK)
    report = _build(paper, quick=FULL)
    assert (waiting.waiting, report.waiting) == (1, 0)
    assert report.removed == ()
    assert all(path.endswith(".avif") for path in report.added)
    assert "kurdistan/2026/11/f/index.html" in report.changed
    assert not {"culture/2026/11/b/index.html", "feed.xml"} & set(report.changed), (
        "a and c show it, as a story related to them"
    )


def test_what_a_full_build_finished_for_the_site_is_shown_in_a_quick_preview(paper: Paper) -> None:
    _build(paper, quick=FULL)
    site = paper.newsroom.published()
    shutil.rmtree(paper.newsroom.output)
    edits.lose_ledger(paper)
    assert _build(paper, quick=QUICK).waiting == 0
    assert paper.newsroom.published() == site


@pytest.mark.parametrize(
    "edit", [Edit(edits.add, ("articles/b.md", "More was said.")), Edit(edits.write, ("articles/a.md", "title", "Two"))]
)
def test_a_quick_preview_shows_what_the_site_finished_meanwhile_once_there_is_something_to_plan(
    paper: Paper, edit: Edit
) -> None:
    newsroom = paper.newsroom
    preview = replace(paper, newsroom=Preview(newsroom.folder, newsroom.layouts, newsroom.assets), options={})
    assert _build(preview, quick=QUICK).waiting == 2
    _build(paper, quick=FULL)
    assert preview.build().waiting == 2, "nobody looks at the store while there is nothing to do"
    Session((edit,)).make(preview)
    assert preview.build().waiting == 0
    assert _better(preview.newsroom.output) == _better(newsroom.output) != set()


def test_an_edited_text_costs_no_plan_though_its_picture_waits(paper: Paper) -> None:
    _build(paper, quick=QUICK)
    _later(Edit(edits.add, ("articles/b.md", "More was said."))).make(paper)
    report = paper.build()
    assert report.changed == ("culture/2026/11/b/index.html",)
    assert "plan" not in dict(report.seconds)
    assert report.waiting == 2


def test_a_picture_that_is_wanted_in_a_better_format_only_is_made_at_once(paper: Paper) -> None:
    edits.set_up(paper, "photos", "formats", '["avif"]')
    assert _build(paper, quick=QUICK).waiting == 0
    site = paper.newsroom.published()
    assert _better(paper.newsroom.output)
    assert dead_links(site, site, paper) == []
    assert _build(paper, quick=FULL).rebuilt == ()
