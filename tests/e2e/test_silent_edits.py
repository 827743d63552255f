"""`python build.py check --since REV`: what readers of published articles were not told, in real repositories of git."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from newsroom import a_newsroom, document
from repository import STORY, Repository, a_repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Repository:
    return a_repository(tmp_path, capsys)


NOTHING = "1 published article compared with HEAD: readers were told of every change.\n"
OLD = "Farmers of the plain brought in 40,000 tonnes of wheat.\n\nIt had rained late in the spring."
NEW = OLD.replace("40,000", "14,000")


def test_changed_words_are_told_with_their_line(repository: Repository) -> None:
    repository.story(NEW)
    code, said = repository.check()
    assert code == 0
    assert "content/articles/harvest.md:8:33: warning: Readers saw another text" in said
    assert "“40,000” is now “14,000” (“the plain brought in 14,000 tonnes of wheat. It”)" in said
    assert said.endswith("1 published article compared with HEAD: 1 changed in silence.\n")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (NEW, {"updated": "2026-11-21 10:00"}),
        (NEW, {"corrections": [{"date": "2026-11-21 10:00", "text": "It was 14,000 tonnes."}]}),
        (
            "Farmers of the *plain* brought in\n40,000 tonnes of [wheat](handover.md).\n\nIt had rained – late – in the spring.",
            {},
        ),
        (OLD.replace("rained", "rayned").replace("spring", "Spring"), {}),
        (NEW, {"status": "withdrawn", "notice": "It was wrong."}),
        (NEW, {"expires": "2026-11-20 10:00"}),
        (OLD, {"title": "Farmers bring in the wheet", "tags": ["wheat"]}),
        (OLD, {"slug": "x"}),
    ],
    ids=["updated", "corrected", "markup", "spelling", "withdrawn", "expired", "headline", "a file with a fault"],
)
def test_nothing_is_told_of_what_readers_know(text: str, keys: dict[str, object], repository: Repository) -> None:
    repository.story(text, **keys)
    code, said = repository.check()
    assert code == 0
    assert said.endswith("compared with HEAD: readers were told of every change.\n")
    assert said.count("\n") == 1


def test_what_was_never_out_may_change(repository: Repository) -> None:
    repository.newsroom.article("secret", "Everybody knows.", embargo="2026-11-23 06:00")
    repository.newsroom.article("draft", "The whole story.")
    repository.newsroom.article("new", "A new one.")
    code, said = repository.check()
    assert (code, said) == (0, NOTHING.replace("1 published article", "0 published articles"))


def test_an_update_of_before_does_not_count(repository: Repository) -> None:
    repository.story(OLD, updated="2026-11-01 10:00")
    repository.commit()
    repository.story(NEW, updated="2026-11-01 10:00")
    assert "1 changed in silence" in repository.check()[1]


@pytest.mark.parametrize(
    "keys",
    [
        {"updated": "2026-11-29 10:00"},
        {"corrections": [{"date": "2026-11-29 10:00", "text": "It was 14,000 tonnes."}]},
    ],
    ids=["updated", "corrected"],
)
@pytest.mark.parametrize("since", ["HEAD", "record"])
def test_what_is_dated_in_the_future_tells_nobody_yet(
    keys: dict[str, object], since: str, repository: Repository
) -> None:
    if since == "record":
        recorded(repository)
    repository.story(NEW, **keys)
    assert "“40,000” is now “14,000”" in repository.check(since)[1]
    _, said = repository.check(since, "--as-of=2026-11-29T10:00")
    assert "silent-edit" not in said
    repository.story(OLD, **keys)
    repository.commit()
    repository.story(OLD)
    assert "is no longer there" not in repository.check()[1]


def test_headlines_addresses_and_corrections_are_watched_too(repository: Repository) -> None:
    repository.story(OLD, corrections=[{"date": "2026-11-01 10:00", "text": "It was wheat."}])
    repository.commit()
    repository.story(OLD, title="Farmers burn the wheat", section="culture")
    _, said = repository.check()
    assert (
        "Readers saw another headline, and are told of no change: “Farmers bring in the wheat”. [silent-edit]" in said
    )
    assert "The correction of 2026-11-01 is no longer there" in said
    assert "at /kurdistan/2026/10/harvest/; its address would be /culture/2026/10/harvest/. [changed-address]" in said
    repository.story(OLD, section="culture", aliases=["/kurdistan/2026/10/harvest/"], updated="2026-11-02 10:00")
    assert "changed-address" not in repository.check()[1]
    repository.story(OLD, corrections=[{"date": "2026-11-01 10:00", "text": "It was wheat."}], section="culture")
    assert repository.check()[1].endswith("1 published article compared with HEAD: 1 at another address.\n")


@pytest.mark.parametrize(
    ("keys", "happened"),
    [
        ({"status": "draft"}, ":7:9: warning: Readers know this article at {}; it is a draft again."),
        (
            {"embargo": "2026-11-23 06:00"},
            ":7:10: warning: Readers know this article at {}; it is under embargo again.",
        ),
        (
            {"date": "2026-11-23 08:00"},
            ":3:7: warning: Readers know this article at {}; it is dated in the future now.",
        ),
        ({}, ": warning: Readers know this article at {}; its file was deleted."),
        (None, ": warning: Readers know this article at {}; its file was deleted."),
    ],
    ids=["draft", "embargo", "future", "no article any more", "deleted"],
)
def test_an_article_that_is_no_longer_out_is_told(
    keys: dict[str, object] | None, happened: str, repository: Repository
) -> None:
    file = repository.newsroom.content / STORY
    if keys:
        repository.story(OLD, **keys)
    elif keys is None:
        file.unlink()
    else:
        file.rename(file.with_suffix(".txt"))
        repository.git("add", "-A", "content")
    code, said = repository.check()
    assert code == 0
    assert f"content/{STORY}{happened.format('/kurdistan/2026/10/harvest/')} [gone-article]" in said
    assert said.endswith("1 published article compared with HEAD: 1 no longer out.\n")


@pytest.mark.parametrize("way", ["alias", "accepted", "never out", "ignored by git"])
def test_an_article_may_go_by_the_rules_of_the_record(way: str, repository: Repository) -> None:
    newsroom, file = repository.newsroom, repository.newsroom.content / STORY
    if way == "accepted":
        recorded(repository)
        file.unlink()
        assert repository.command("record", "--accept", "/kurdistan/2026/10/harvest/")[0] == 0
    elif way == "alias":
        file.unlink()
        newsroom.article("bread", "It was of wheat.", aliases=["/kurdistan/2026/10/harvest/"])
    elif way == "never out":
        for name in ("secret", "draft"):
            (newsroom.content / f"articles/{name}.md").unlink()
    else:
        repository.git("rm", "-q", "--cached", f"content/{STORY}")
        newsroom.write("../.gitignore", "harvest.md\n")
    assert "gone-article" not in repository.check()[1]


def test_a_renamed_file_is_compared_with_what_it_was(repository: Repository) -> None:
    folder = repository.newsroom.content / "articles"
    repository.story(NEW)
    (folder / "harvest.md").rename(folder / "wheat.md")
    repository.git("add", "-A", "content")
    _, said = repository.check()
    assert "content/articles/wheat.md:8:33: warning: Readers saw another text" in said
    assert "[changed-address]" in said


def test_a_file_that_was_moved_and_written_anew_is_found_by_its_id(repository: Repository) -> None:
    (repository.newsroom.content / STORY).unlink()
    keys = {
        "title": "Rain",
        "date": "2026-10-03 08:00",
        "section": "kurdistan",
        "id": "harvest",
        "author": "hevi-example",
    }
    repository.newsroom.write("articles/2026/rain.md", document("Quite another story about the weather.", keys))
    _, said = repository.check()
    assert "content/articles/2026/rain.md" in said
    assert "Readers saw another headline" in said


def test_the_severity_is_that_of_the_settings_and_decides_the_exit_code(repository: Repository) -> None:
    repository.story(NEW)
    settings = (repository.newsroom.content / "site.toml").read_text("utf-8")
    for severity, code in (("error", 1), ("off", 0)):
        repository.newsroom.write("site.toml", f'{settings}\n[checks]\nsilent-edit = "{severity}"\n')
        assert repository.check()[0] == code
    repository.newsroom.write("site.toml", f"{settings}\n[edits]\nspelling_words = 0\n")
    repository.story(OLD.replace("rained", "rayned"))
    assert "“rained” is now “rayned”" in repository.check()[1]


def test_the_report_is_for_programs_and_for_pull_requests_too(repository: Repository) -> None:
    repository.story(NEW)
    read = json.loads(repository.check("HEAD", "--format=json")[1])
    assert (read["since"], read["texts"], read["warnings"], read["errors"]) == ("HEAD", 1, 1, 0)
    assert read["problems"][0]["code"] == "silent-edit"
    line, _ = repository.check("HEAD", "--format=github")[1].splitlines()
    assert line.startswith("::warning file=")
    assert ",line=8,col=33::Readers saw another text" in line


@pytest.mark.parametrize("revision", ["nowhere", "", "--help", "HEAD:content"])
def test_a_revision_that_is_none_is_an_error_of_use(revision: str, repository: Repository) -> None:
    code, said = repository.command("check", f"--since={revision}")
    assert code == 2
    assert "Git knows no commit" in said


def test_it_can_be_asked_in_a_hook_of_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.story(NEW)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert "1 changed in silence" in repository.check()[1]


def test_without_a_repository_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = Repository(a_newsroom(tmp_path), capsys).check()
    assert code == 2
    assert "in no repository" in said


def recorded(repository: Repository) -> None:
    repository.newsroom.build()
    assert repository.command("record")[0] == 0


def test_since_the_record_words_are_told_where_git_has_them(repository: Repository) -> None:
    recorded(repository)
    repository.commit()
    all_told = (
        "3 published articles compared with record in headline, text and address alone: readers were told of every such "
        "change.\n"
    )
    assert repository.check("record")[1] == all_told
    repository.story(OLD, summary="What the record has no words of.")
    assert repository.check("record")[1] == all_told
    repository.story(OLD.replace("late", "early"))
    repository.commit()
    repository.story(NEW)
    _, said = repository.check("record")
    assert "“40,000” is now “14,000”" in said
    repository.story(NEW, updated="2026-11-21 10:00")
    assert repository.check("record")[1] == all_told


def test_since_the_record_a_change_is_told_without_words_where_git_has_none(repository: Repository) -> None:
    repository.story("What nobody committed.")
    recorded(repository)
    repository.story(OLD)
    _, said = repository.check("record")
    assert "The text is not the one of 2026-10-03 that the record knows" in said
    repository.story("What nobody committed.", title="Another headline")
    _, said = repository.check("record")
    assert "Readers saw another headline, and are told of no change: “Farmers bring in the wheat”." in said


def test_without_a_record_it_says_how_to_begin_one(repository: Repository) -> None:
    code, said = repository.check("record")
    assert code == 2
    assert "There is no record yet" in said
