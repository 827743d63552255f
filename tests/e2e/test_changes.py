"""`python build.py changes REV`: what a pull request changes for readers, in a real repository of git."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from newsroom import ROOT
from repository import Repository, a_repository

from tests.browser.sample import chromium

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


WORKFLOW = ROOT / ".github" / "workflows" / "review.yml"


@pytest.fixture
def repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Repository:
    return a_repository(tmp_path, capsys)


def test_words_pages_and_what_comes_next_are_told(repository: Repository) -> None:
    repository.story("Farmers of the plain brought in 30,000 tonnes of wheat.\n\nIt had rained late in the spring.")
    repository.newsroom.article("storm", "A *storm* is near, says @weather.", title="Storm #1 <b>near</b>")
    (repository.newsroom.content / "articles/draft.md").unlink()
    code, said = repository.command("changes", "HEAD", "--format", "json")
    assert code == 0, said
    found = json.loads(said[said.index("{") :])
    articles = {each["path"]: each for each in found["articles"]}
    assert {path: each["what"] for path, each in articles.items()} == {
        "content/articles/harvest.md": "changed",
        "content/articles/storm.md": "new",
        "content/articles/draft.md": "gone",
    }
    assert articles["content/articles/harvest.md"]["changes"] == [{"in": "text", "old": "40,000", "new": "30,000"}]
    files = {each["path"]: each["what"] for each in found["files"]}
    assert files["index.html"] == "changed"
    assert [path for path, what in files.items() if what == "new" and "storm" in path]
    assert [path for path, what in files.items() if what == "gone" and "draft" in path]
    assert not [path for path in files if "about" in path]
    assert [(each["what"], each["path"]) for each in found["due"]] == [("out", "articles/secret.md")]
    assert "noindex" in (repository.newsroom.output / "index.html").read_text("utf-8"), "it is a preview"

    code, said = repository.command("changes", "HEAD", "--format", "markdown")
    assert code == 0
    assert "brought in <del>40,000</del> <ins>30,000</ins> tonnes of" in said
    assert r"2026\-11\-23 06:00: “A headline of secret” comes out" in said, "in the time of the site"
    assert r"Storm \#1 \<b\>near\</b\>" in said


def test_nothing_changed_and_errors_are_said(repository: Repository) -> None:
    code, said = repository.command("changes", "HEAD")
    assert (code, "No page and no file of the site differs" in said) == (0, True)
    repository.story("The text has an author whom nobody knows.", section="nowhere")
    code, said = repository.command("changes", "HEAD")
    assert code == 1
    assert "1 error" in said
    code, said = repository.command("changes", "nobody-knows")
    assert code == 2
    assert "Git knows no commit" in said


def test_what_the_workflow_runs_runs_here(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All its commands of the program, as they stand there, with pictures of what is new by a real Chromium."""
    repository.newsroom.article("storm", "A storm is near.", title="باران")
    repository.commit()
    monkeypatch.chdir(tmp_path)
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["review"]["steps"]
    lines = [part for step in steps for part in step.get("run", "").split(" && ") if "build.py" in part]
    assert len(lines) == 3
    for line in lines:
        words = shlex.split(line.partition(" >")[0])[2:]
        if "--screenshots" in words and not chromium():
            continue
        code, said = repository.command(words[0], *words[1:])
        assert code == 0, said
    if chromium():
        names = sorted(path.name for path in (tmp_path / ".review" / "screenshots").iterdir())
        assert len(names) == 2
        assert all(name in said for name in names)
