"""A newsroom under git: a real repository, for the tests of what changed since a commit."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom, document

from generator.cli import main

STORY = "articles/harvest.md"


@dataclass(frozen=True, slots=True)
class Repository:
    """A newsroom under git, with one commit, and what the command says of it."""

    newsroom: Newsroom
    capsys: pytest.CaptureFixture[str]

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=A. Name", "-c", "user.email=desk@courier.example", "-c", "commit.gpgsign=false"]
        command = ["git", *who, "-c", "init.defaultBranch=main", *arguments]
        return subprocess.run(command, cwd=self.newsroom.folder, capture_output=True, text=True, check=True).stdout

    def commit(self) -> None:
        self.git("add", "content")
        self.git("commit", "-qm", "An edit")

    def command(self, name: str, *more: str) -> tuple[int, str]:
        self.capsys.readouterr()
        code = main([*self.newsroom.arguments(name)[2:], *more])
        said = self.capsys.readouterr()
        return code, said.out + said.err

    def check(self, since: str = "HEAD", *more: str) -> tuple[int, str]:
        return self.command("check", "--since", since, *more)

    def story(self, text: str, **keys: object) -> None:
        """Write the article about the harvest again."""
        header: dict[str, object] = {
            "title": "Farmers bring in the wheat",
            "date": "2026-10-03 08:00",
            "section": "kurdistan",
        }
        header |= {"author": "dilan-example", "tags": ["farming"]}
        self.newsroom.write(STORY, document(text, header | keys))


def a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Repository:
    """An article that is out, one under embargo, and a draft."""
    newsroom = a_newsroom(tmp_path)
    repository = Repository(newsroom, capsys)
    repository.story("Farmers of the plain brought in 40,000 tonnes of wheat.\n\nIt had rained late in the spring.")
    newsroom.article("secret", "Nobody knows yet.", embargo="2026-11-23 06:00")
    newsroom.article("draft", "Half a story.", status="draft")
    repository.git("init", "-q")
    repository.commit()
    return repository
