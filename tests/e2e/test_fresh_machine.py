"""A machine that has nothing but a clone and the folders that .github/workflows/publish.yml keeps from build to build."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from newsroom import ROOT, Newsroom, a_newsroom, mtimes


def _kept_folders() -> list[str]:
    """The folders that the workflow restores before it builds."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    (cache,) = [step for step in workflow["jobs"]["build"]["steps"] if "cache@" in step.get("uses", "")]
    return list(cache["with"]["path"].split())


def _cloned(newsroom: Newsroom, folder: Path) -> Newsroom:
    """The same sources, cache and output on another disk: every file has another inode and another time."""
    clone = Newsroom(folder, newsroom.layouts, newsroom.assets)
    folders = {".cache": clone.cache, "public": clone.output}
    before = {".cache": newsroom.cache, "public": newsroom.output}
    shutil.copytree(newsroom.content, clone.content, copy_function=shutil.copyfile)
    for name in _kept_folders():
        shutil.copytree(before[name], folders[name], copy_function=shutil.copyfile)
    return clone


def test_a_clone_with_restored_folders_makes_and_writes_nothing(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path / "monday")
    first = newsroom.build()
    assert first.added
    clone = _cloned(newsroom, tmp_path / "tuesday")
    before = mtimes(clone.output)
    report = clone.build()
    assert (report.added, report.changed, report.removed, report.rebuilt) == ((), (), (), ())
    assert report.unchanged == len(first.added)
    assert mtimes(clone.output) == before


def test_a_clone_with_restored_folders_and_one_edit_makes_one_page(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path / "monday")
    newsroom.build()
    clone = _cloned(newsroom, tmp_path / "tuesday")
    clone.edit("articles/handover.md", "The flag came down at noon.", "The flag came down at one.")
    report = clone.build()
    page = "kurdistan/2026/11/handover/index.html"
    assert (report.added, report.changed, report.removed) == ((), (page,), ())
    assert [rebuilt.path for rebuilt in report.rebuilt] == [page]


def test_a_restored_page_that_was_damaged_on_the_way_is_made_anew(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path / "monday")
    newsroom.build()
    clone = _cloned(newsroom, tmp_path / "tuesday")
    page = clone.output / "kurdistan/2026/11/handover/index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:100])
    clone.build()
    assert page.read_bytes() == whole
