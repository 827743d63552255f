"""`check --staged` and the hook: the files of a commit as git has them staged, whatever the working tree has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import ROOT, Newsroom, a_newsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A newsroom in a repository, with everything committed."""
    newsroom = a_newsroom(tmp_path)
    git(newsroom, "init", "-q")
    git(newsroom, "add", "content")
    git(newsroom, "commit", "-q", "-m", "All")
    return newsroom


def git(newsroom: Newsroom, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("git")
    assert program
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "A"}
    who |= {"GIT_COMMITTER_EMAIL": "a@x.example", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        [program, *arguments],
        cwd=newsroom.folder,
        env=os.environ | who,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_staged_counts_and_not_what_lies_in_the_folder(newsroom: Newsroom) -> None:
    newsroom.article("ferry", section="none")
    git(newsroom, "add", "content")
    newsroom.edit("articles/ferry.md", '"none"', "kurdistan")
    said = newsroom.build_py("check", "--staged")
    assert said.returncode == 1
    assert "content/articles/ferry.md:4:10: error: There is no section “none”." in said.stdout
    assert 'section: "none"' in said.stdout
    git(newsroom, "add", "content")
    newsroom.edit("articles/ferry.md", "kurdistan", "none")
    assert newsroom.build_py("check", "--staged").returncode == 0
    assert newsroom.build_py("check", "content/articles/ferry.md").returncode == 1


def test_other_files_and_deleted_ones_are_no_trouble(newsroom: Newsroom) -> None:
    (newsroom.folder / "notes.txt").write_text("x")
    git(newsroom, "add", "notes.txt")
    git(newsroom, "rm", "-q", "--cached", "content/articles/bazaar.md")
    said = newsroom.build_py("check", "--staged")
    assert said.returncode == 0, said.stdout + said.stderr
    assert "notes.txt" not in said.stdout
    assert newsroom.build_py("check", "--staged", "content").returncode == 2


def test_outside_of_a_repository_it_says_so(tmp_path: Path) -> None:
    said = a_newsroom(tmp_path).build_py("check", "--staged", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert said.returncode == 2
    assert "Git could not say what is staged" in said.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the path of Python is that of sh there")
def test_the_hook_stops_a_commit_with_an_error(newsroom: Newsroom) -> None:
    shutil.copytree(ROOT / ".githooks", newsroom.folder / ".githooks")
    door = newsroom.arguments()[2:]
    (newsroom.folder / "build.py").write_text(
        f"import subprocess, sys\nsys.exit(subprocess.call([sys.executable, {str(ROOT / 'build.py')!r}, *{door!r}, *sys.argv[1:]]))\n"
    )
    python = newsroom.folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    git(newsroom, "config", "core.hooksPath", ".githooks")
    newsroom.article("ferry", section="none")
    git(newsroom, "add", "content")
    stopped = git(newsroom, "commit", "-m", "Ferry")
    assert stopped.returncode == 1
    assert "There is no section" in stopped.stdout + stopped.stderr
    newsroom.edit("articles/ferry.md", '"none"', "kurdistan")
    git(newsroom, "add", "content")
    assert git(newsroom, "commit", "-m", "Ferry").returncode == 0
