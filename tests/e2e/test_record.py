"""`python build.py record`: remembers what was published; from then on no build loses an address in silence."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from newsroom import AS_OF, Newsroom, Preview, a_newsroom, codes, document, mtimes, tree

from generator.cli import main

HARVEST = "/kurdistan/2026/10/harvest/"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@dataclass(frozen=True, slots=True)
class Desk:
    """A newsroom, and what the command has said."""

    newsroom: Newsroom
    capsys: pytest.CaptureFixture[str]

    def record(self, *more: str, as_of: str = "") -> tuple[int, str]:
        """The exit code of `build.py record`, and what it prints."""
        self.capsys.readouterr()
        options = [f"--as-of={as_of}"] if as_of else []
        code = main([*self.newsroom.arguments("record")[2:], *options, *more])
        said = self.capsys.readouterr()
        return code, said.out + said.err

    @property
    def folder(self) -> Path:
        return self.newsroom.content / "record"

    def lines(self) -> list[list[str]]:
        """The fields of all lines, in the order of files and lines."""
        texts = (file.read_text("utf-8") for file in sorted(self.folder.glob("*.txt")))
        return [line.split("\t") for text in texts for line in text.splitlines()]

    def addresses(self) -> list[str]:
        return sorted(line[0] for line in self.lines())

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=A. Name", "-c", "user.email=desk@courier.example", "-c", "commit.gpgsign=false"]
        command = ["git", *who, "-c", "init.defaultBranch=main", *arguments]
        return subprocess.run(command, cwd=self.newsroom.folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    newsroom = a_newsroom(tmp_path)
    newsroom.write("pages/about.md", document("We are the Courier.", {"title": "About us"}))
    newsroom.article("secret", title="Hush", embargo="2026-11-23 06:00", aliases=["/old/secret/"])
    newsroom.article("draft", title="Half a story", status="draft")
    newsroom.build()
    yield Desk(newsroom, capsys)


@pytest.fixture
def recorded(desk: Desk) -> Desk:
    assert desk.record()[0] == 0
    return desk


def test_published_addresses_are_recorded_by_the_month_and_nothing_that_is_not_out(desk: Desk) -> None:
    before = tree(desk.newsroom.output)
    code, said = desk.record()
    assert code == 0
    assert said.startswith("4 addresses are new in the record:\n  /about/  About us\n")
    assert sorted(file.name for file in desk.folder.iterdir()) == ["2026-10.txt", "2026-11.txt"]
    address, first, changed, digest, file, headline = desk.lines()[0]
    assert (address, first, changed) == (HARVEST, "2026-10-03T08:00+03:00", "-")
    assert (len(digest), file, headline) == (16, "articles/harvest.md", "Farmers bring in the wheat")
    assert desk.addresses() == [
        "/about/",
        "/culture/2026/11/bazaar/",
        "/kurdistan/2026/10/harvest/",
        "/kurdistan/2026/11/handover/",
    ]
    assert desk.newsroom.build().errors == 0
    assert tree(desk.newsroom.output) == before
    assert not [path for path in before if "record" in path]


def test_what_is_recorded_already_is_not_written_again(recorded: Desk) -> None:
    before = mtimes(recorded.folder)
    assert recorded.record() == (0, "Nothing is new: the record has 4 addresses.\n")
    recorded.newsroom.article("later", title="Later", date="2026-11-21 09:00", aliases=["/old/later/"])
    recorded.newsroom.build()
    assert mtimes(recorded.folder) == before
    code, said = recorded.record("--check")
    assert code == 1
    assert "2 addresses are not in the record yet:" in said
    assert mtimes(recorded.folder) == before
    assert recorded.record()[0] == 0
    assert recorded.addresses()[-2:] == ["/kurdistan/2026/11/later/", "/old/later/"]
    assert mtimes(recorded.folder)["2026-10.txt"] == before["2026-10.txt"]


def test_a_change_that_readers_are_told_of_renews_a_line_and_a_silent_one_does_not(recorded: Desk) -> None:
    before = recorded.lines()[0]
    recorded.newsroom.edit("articles/harvest.md", "The wheat is in.", "The barley is in.")
    recorded.newsroom.build()
    recorded.record()
    assert recorded.lines()[0] == before
    recorded.newsroom.edit("articles/harvest.md", "section:", 'updated: "2026-11-21 10:00"\nsection:')
    recorded.newsroom.build()
    recorded.record()
    after = recorded.lines()[0]
    assert after[:3] == [HARVEST, "2026-10-03T08:00+03:00", "2026-11-21T10:00+03:00"]
    assert after[3] != before[3]


def test_a_static_page_is_renewed_by_other_words_and_not_by_a_later_build(recorded: Desk) -> None:
    newsroom, before = recorded.newsroom, recorded.lines()
    newsroom.build(as_of=AS_OF + timedelta(hours=3))
    later = "2026-11-25 09:00"
    assert recorded.record(as_of=later) == (0, "Nothing is new: the record has 4 addresses.\n")
    newsroom.edit("pages/about.md", "We are", "We were")
    newsroom.build(as_of=AS_OF + timedelta(hours=6))
    code, said = recorded.record("--check", as_of=later)
    assert (code, said.partition(" is no longer")[0]) == (1, "1 address")
    assert "  /about/  About us\n" in said
    recorded.record(as_of=later)
    after = {line[0]: line for line in recorded.lines()}
    assert [line for line in before if line != after[line[0]]] == [
        next(each for each in before if each[0] == "/about/")
    ]
    assert recorded.record("--check", as_of=later)[0] == 0


def test_the_digest_is_that_of_the_words_and_of_nothing_else(recorded: Desk) -> None:
    before = recorded.lines()[0][3]
    for text in ("The *wheat*\nis in!", "The wheat  is -- in."):
        recorded.newsroom.edit("articles/harvest.md", "\n---\n", f'\nupdated: "2026-11-21 10:{len(text)}"\n---\n')
        file = recorded.newsroom.content / "articles/harvest.md"
        recorded.newsroom.write(
            "articles/harvest.md", file.read_text("utf-8").rpartition("---\n")[0] + f"---\n{text}\n"
        )
        assert recorded.newsroom.build().errors == 0
        recorded.record()
        assert recorded.lines()[0][3] == before
        recorded.newsroom.edit("articles/harvest.md", f'\nupdated: "2026-11-21 10:{len(text)}"', "")


def test_no_preview_no_time_to_come_and_no_failed_build_is_recorded(desk: Desk) -> None:
    newsroom = desk.newsroom
    newsroom.build(as_of=AS_OF + timedelta(days=2))
    code, said = desk.record()
    assert code == 2
    assert "which is still to come" in said
    newsroom.build()
    newsroom.edit("articles/harvest.md", "section:", "sektion:")
    newsroom.build()
    code, said = desk.record()
    assert code == 2
    assert "The last build did not publish" in said
    preview = Preview(newsroom.folder)
    newsroom.edit("articles/harvest.md", "sektion:", "section:")
    preview.build(preview=True)
    code, said = desk.record(f"--output={preview.output}")
    assert code == 2
    assert "a preview" in said
    assert not desk.folder.exists()


def test_without_a_build_there_is_nothing_to_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = Desk(a_newsroom(tmp_path), capsys).record()
    assert (code, said) == (2, "error: Nothing is known of any page: build the site first.\n")


def test_a_deleted_article_stops_the_build_and_the_site_stays(recorded: Desk) -> None:
    newsroom = recorded.newsroom
    before = tree(newsroom.output)
    (newsroom.content / "articles/harvest.md").unlink()
    report = newsroom.build()
    assert codes(report) == ["vanished-address"]
    assert codes(newsroom.build(keep_going=True)) == ["vanished-address"]
    assert tree(newsroom.output) == before
    shutil.rmtree(newsroom.cache)
    shutil.rmtree(newsroom.output)
    clone = newsroom.build()
    assert clone.problems == report.problems
    assert not newsroom.output.exists()


@pytest.mark.parametrize("way", ["alias", "withdrawn", "restored", "accepted"])
def test_each_way_out_lets_the_build_go_on(way: str, recorded: Desk) -> None:
    newsroom, file = recorded.newsroom, recorded.newsroom.content / "articles/harvest.md"
    text = file.read_text("utf-8")
    file.unlink()
    assert newsroom.build().errors == 1
    match way:
        case "alias":
            newsroom.edit("articles/bazaar.md", "section:", f'aliases: ["{HARVEST}"]\nsection:')
        case "withdrawn":
            newsroom.write(
                "articles/harvest.md", text.replace("section:", "status: withdrawn\nnotice: Wrong.\nsection:")
            )
        case "restored":
            newsroom.write("articles/harvest.md", text)
        case "accepted":
            code, said = recorded.record("--accept", f"https://courier.example{HARVEST.rstrip('/')}")
            assert code == 0
            assert said.startswith(f"1 address is gone for good from now on:\n  {HARVEST}  Farmers")
            assert recorded.lines()[0][2] == "gone 2026-11-22"
    assert newsroom.build().errors == 0
    assert newsroom.build().errors == 0


def test_only_what_would_vanish_can_be_accepted(recorded: Desk) -> None:
    before = mtimes(recorded.folder)
    assert recorded.record("--accept", HARVEST)[0] == 2
    assert "has no address /nowhere/" in recorded.record("--accept", "/nowhere/")[1]
    assert recorded.record("--accept") == (0, "Nothing is new: the record has 4 addresses.\n")
    (recorded.newsroom.content / "articles/harvest.md").unlink()
    assert recorded.record("--accept", "--check")[0] == 1
    assert mtimes(recorded.folder) == before


def test_an_article_under_embargo_again_is_accepted_as_gone_by_name_alone(recorded: Desk) -> None:
    newsroom = recorded.newsroom
    newsroom.edit("articles/harvest.md", "section:", 'embargo: "2026-11-29 06:00"\nsection:')
    (newsroom.content / "articles/bazaar.md").unlink()
    for options in (["--check"], [], ["--quiet"]):
        code, said = recorded.record("--accept", *options)
        assert code == 1
        assert "1 address is not accepted as gone: its article is under embargo or dated in the future" in said
        assert f"  {HARVEST}  Farmers bring in the wheat (content/articles/harvest.md)\n" in said
        assert ("Nothing was written." in said) == (options == ["--check"])
        assert ("Nothing is new" in said) is False
    assert json.loads(recorded.record("--accept", "--format=json")[1])["kept"] == [HARVEST]
    gone = [line[0] for line in recorded.lines() if line[2].startswith("gone")]
    assert gone == ["/culture/2026/11/bazaar/"]
    assert codes(newsroom.build()) == ["vanished-address"]
    assert recorded.record("--accept", HARVEST)[0] == 0
    assert newsroom.build().errors == 0


def test_an_address_that_was_given_up_and_comes_back_is_recorded_again(recorded: Desk) -> None:
    newsroom = recorded.newsroom
    before = recorded.lines()
    newsroom.edit("articles/harvest.md", "section:", "status: draft\nsection:")
    assert recorded.record("--accept")[0] == 0
    assert newsroom.build().errors == 0
    newsroom.edit("articles/harvest.md", "status: draft\n", "")
    assert newsroom.build().errors == 0
    assert recorded.record()[0] == 0
    assert recorded.lines() == before


def test_a_withdrawn_article_whose_file_is_deleted_later_is_missed(recorded: Desk) -> None:
    newsroom = recorded.newsroom
    newsroom.edit("articles/harvest.md", "section:", "status: withdrawn\nsection:")
    assert newsroom.build().errors == 0
    newsroom.article("later", title="Later", date="2026-11-21 09:00")
    assert newsroom.build().errors == 0
    (newsroom.content / "articles/harvest.md").unlink()
    assert codes(newsroom.build()) == ["vanished-address"]


def test_a_change_of_the_record_makes_nothing_stale_and_is_checked(recorded: Desk) -> None:
    newsroom = recorded.newsroom
    assert newsroom.build().errors == 0
    before = mtimes(newsroom.output)
    file = recorded.folder / "2026-11.txt"
    text = file.read_text("utf-8")
    other = "\t".join(["/other/", "2026-11-20T09:00+03:00", "-", "-", "articles/other.md", "Other"])
    file.write_text(f"{text}{other}\n", "utf-8")
    report = newsroom.build()
    assert codes(report) == ["vanished-address"]
    file.write_text(text.replace("/about/", "/culture/2026/11/bazaar/", 1), "utf-8")
    assert codes(newsroom.build()) == ["record-twice"]
    assert codes(newsroom.build()) == ["record-twice"]
    file.write_text(text, "utf-8")
    report = newsroom.build()
    assert (report.problems, report.rebuilt) == ((), ())
    assert mtimes(newsroom.output) == before


def test_an_edit_beside_a_changed_record_is_checked_against_it(recorded: Desk) -> None:
    newsroom, file = recorded.newsroom, recorded.folder / "2026-11.txt"
    assert newsroom.build().errors == 0
    other = "\t".join(["/other/", "2026-11-20T09:00+03:00", "-", "-", "articles/other.md", "Other"])
    file.write_text(f"{file.read_text('utf-8')}{other}\n", "utf-8")
    newsroom.edit("articles/harvest.md", "The wheat is in.", "The wheat is in, and it rained.")
    assert codes(newsroom.build()) == ["vanished-address"]


def test_a_conflict_and_repeated_lines_are_mended_and_no_address_is_lost(recorded: Desk) -> None:
    file = recorded.folder / "2026-11.txt"
    text = file.read_text("utf-8")
    first, *others = text.splitlines(keepends=True)
    file.write_text("".join(["<<<<<<< HEAD\n", *others, "=======\n", first, others[0], ">>>>>>> desk\n"]), "utf-8")
    assert codes(recorded.newsroom.build()) == ["record-conflict"]
    code, said = recorded.record()
    assert (code, "Written: content/record/2026-11.txt." in said) == (0, True)
    assert file.read_text("utf-8") == text
    assert recorded.newsroom.build().errors == 0


def test_a_file_with_a_line_that_cannot_be_read_is_not_written(recorded: Desk) -> None:
    file = recorded.folder / "2026-11.txt"
    file.write_text(file.read_text("utf-8") + "/half/a/line\n", "utf-8")
    before = tree(recorded.folder)
    code, said = recorded.record()
    assert code == 1
    assert "content/record/2026-11.txt:4: error: This line of the record cannot be understood" in said
    assert tree(recorded.folder) == before


@needs_git
def test_git_says_when_a_file_was_deleted_and_what_it_is_called_now(recorded: Desk) -> None:
    newsroom = recorded.newsroom
    recorded.git("init")
    recorded.git("add", "content")
    recorded.git("commit", "-m", "One")
    (newsroom.content / "articles/harvest.md").unlink()
    (problem,) = newsroom.build().problems
    assert "the file was deleted, and that is not committed yet" in problem.message
    assert "git checkout HEAD -- content/articles/harvest.md" in problem.hint
    recorded.git("commit", "-am", "Two")
    commit = recorded.git("log", "-1", "--format=%h").strip()
    (problem,) = newsroom.build().problems
    assert f"the file was deleted in commit {commit} of 20" in problem.message
    assert f"git checkout {commit}~ -- content/articles/harvest.md" in problem.hint
    recorded.git("revert", "--no-edit", "HEAD")
    recorded.git("mv", "content/articles/harvest.md", "content/articles/wheat.md")
    newsroom.edit("articles/wheat.md", "Farmers bring in", "Farmers have")
    recorded.git("commit", "-am", "Three")
    (problem,) = newsroom.build().problems
    assert problem.where
    assert problem.where.path == "content/articles/wheat.md"
    assert f"aliases: [{HARVEST}]" in problem.hint


@needs_git
def test_two_branches_that_publish_different_articles_merge(recorded: Desk) -> None:
    newsroom = recorded.newsroom
    attributes = Path(__file__).parents[2] / ".gitattributes"
    shutil.copy(attributes, newsroom.folder)
    recorded.git("init")
    recorded.git("add", ".gitattributes", "content")
    recorded.git("commit", "-m", "One")
    for branch in ("east", "west"):
        recorded.git("switch", "-c", branch, "main")
        for number in range(3):
            newsroom.article(f"{branch}-{number}", title=f"{branch} {number}", date=f"2026-11-2{number} 08:00")
            newsroom.article(f"{branch}-{number}-june", title=f"June {branch} {number}", date="2026-06-02 08:00")
        newsroom.build()
        recorded.record()
        recorded.git("add", "content")
        recorded.git("commit", "-m", branch)
    recorded.git("merge", "--no-edit", "east")
    assert newsroom.build().problems == ()
    assert len(recorded.addresses()) == 4 + 12
    assert recorded.record()[1] == "Nothing is new: the record has 16 addresses.\n"
