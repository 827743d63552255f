"""Whoever begins a newsroom may be killed at any instant: no file is lost, no half of it can be built, and the next call ends it."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from generator.new_newsroom.files import Answers, newsroom_files
from generator.new_newsroom.sample import LIST, check, is_begun, list_of, move_in, prepare
from tests.laws.mortal import work_dies_at
from tests.laws.paper import a_paper

FILES = newsroom_files(
    Answers("The Courier", "https://courier.example", ("en", "ckb"), "UTC"), datetime(2026, 11, 22, 9)
)


def begin(content: Path) -> None:
    if not is_begun(content):
        check(content)
        prepare(content, FILES)
    move_in(content)


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_call_that_is_killed_anywhere_loses_nothing_and_is_ended_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    sample = a_paper(tmp_path / "paper").newsroom.content
    (sample / LIST).write_text(list_of(sample), "utf-8")
    (sample / "README.md").write_text("The guide.", "utf-8")
    was, settings = texts(sample), (sample / "site.toml").read_bytes()
    for number in range(10_000):
        content = tmp_path / str(number) / "content"
        shutil.copytree(sample, content)
        is_dead = work_dies_at(number, lambda content=content: begin(content))  # type: ignore[misc]
        home = content.parent / "tests/sample"
        found = {*texts(content.parent).values()}
        assert found >= {*was.values()}
        if (content / "site.toml").is_file():  # a build would take what lies here for a newsroom
            now = {path: text for path, text in texts(content).items() if not path.startswith(".new")}
            is_old = now["site.toml"] == settings
            assert now.keys() == was.keys() if is_old else now.keys() == FILES.keys() | {"README.md"}
        if (content / "site.toml").is_file() and not is_begun(content) and not (content / LIST).is_file():
            assert {path: text.decode() for path, text in texts(content).items()} == FILES | {"README.md": "The guide."}
        else:
            begin(content)
        assert {path: text.decode() for path, text in texts(content).items()} == FILES | {"README.md": "The guide."}
        assert texts(home) == {path: text for path, text in was.items() if path != "README.md"}
        shutil.rmtree(content.parent)
        if not is_dead:
            assert number > 50
            return
