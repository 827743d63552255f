"""`python build.py check FILES`: what a whole check would say of these files, and what was not looked at."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import AS_OF, Newsroom, a_newsroom, mtimes, tree

from generator.engine.ask import answer
from generator.engine.understand import understand
from generator.executors.workshop import InlineExecutor, Workshop
from generator.file_check.checking import FilesReport, check_files
from generator.model.problems import Problem
from generator.model.report import Build

EDITS = {
    "a key that there is not": ("title:", "titel:"),
    "a section that there is not": ('"kurdistan"', "kurdstan"),
    "an author that there is not": ("title:", "author: dilan-exampel\ntitle:"),
    "a link that leads nowhere": ("bridge.md#piers", "brigde.md"),
    "a part that there is not": ("#piers", "#peers"),
    "an article that there is not": ("id:handover", "id:hand-over"),
    "an address that there is not": ("(bridge.md#piers)", "(/kurdistan/no/)"),
    "an address that there is": ("(bridge.md#piers)", "(/kurdistan/2026/11/bridge/)"),
    "a picture that there is not": ("title:", "photo: peir.jpg\nphoto_alt: x\nphoto_credit: A/B\ntitle:"),
    "a picture that there is, without words": ("title:", "photo: pier.jpg\ntitle:"),
    "an original that there is not": ("title:", "translation_of: handovr\ntitle:"),
    "the id of another article": ("title:", "id: bridge\ntitle:"),
    "an old address of another article": ("title:", "aliases: [/old/]\ntitle:"),
    "a tag that is alike": ("roads, Amedi", "roads, Amêdî"),
    "a year that was mistyped": ("2026-11-20", "2062-11-20"),
    "a draft that was out": ("title:", "status: draft\ntitle:"),
    "broken YAML": ("title:", "title: ["),
}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return a_newsroom(tmp_path)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """The newsroom after a build, with a record of its addresses: articles with a link, a picture, tags, an old address,
    and one for each of the `EDITS`."""
    newsroom = a_newsroom(tmp_path_factory.mktemp("base"))
    body = "See [the bridge](bridge.md#piers) and [the handover](id:handover)."
    for name in ("ferry", *map(named, EDITS)):
        newsroom.article(name, body, tags="roads, Amedi")
    newsroom.article(
        "bridge",
        "## Piers\n\nThe council met.",
        photo="pier.jpg",
        photo_alt="A pier",
        photo_caption="It.",
        photo_credit="A/B",
    )
    newsroom.article("a-bridge", tags="roads", aliases="/old/")
    newsroom.photo("articles/pier.jpg", 1200, 800)
    assert newsroom.build().published
    assert newsroom.build_py("record").returncode == 0
    return newsroom


@pytest.fixture
def built(base: Newsroom, tmp_path: Path) -> Newsroom:
    """A copy of it."""
    shutil.copytree(base.folder, tmp_path / "paper")
    return replace(base, folder=tmp_path / "paper")


def quick(newsroom: Newsroom, *names: str) -> FilesReport:
    return check_files(Build(newsroom.folders, AS_OF), names, newsroom.folder)


def whole(newsroom: Newsroom) -> tuple[Problem, ...]:
    build = Build(newsroom.folders, AS_OF)
    workshop = Workshop(InlineExecutor(), 1)
    return answer(build, workshop, lambda stage, done, total: None, lambda session: understand(session).report).problems


def named(what: str) -> str:
    """The name of the article for an edit."""
    return what.replace(" ", "-").replace(",", "").lower()


def test_it_says_of_each_file_what_a_whole_check_says(built: Newsroom) -> None:
    """Each edit is in an article of its own, and checked by itself; the whole check sees all of them."""
    for what, (old, new) in EDITS.items():
        built.edit(f"articles/{named(what)}.md", old, new)
    problems = whole(built)
    for what in EDITS:
        location = f"content/articles/{named(what)}.md"
        said = [each for each in problems if each.where and each.where.path == location]
        assert said or what == "an address that there is", what
        assert [*quick(built, location).problems] == said, what


def test_new_files_that_name_one_another_are_looked_at_together_and_apart(built: Newsroom) -> None:
    built.write("authors/new-one.md", "---\nname: New One\n---\n")
    built.photo("articles/new.jpg", 1200, 800)
    built.article("new", author="new-one", photo="new.jpg", photo_alt="x", photo_caption="It.", photo_credit="A/B")
    built.article("newer", "[new](new.md), [and again](id:new)", translation_of="new")
    assert quick(built, "content/articles/new.md", "content/authors/new-one.md").problems == ()
    assert [each.code for each in quick(built, "content/articles/newer.md").problems] == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("sections/kurdistan.md", {"unknown-section"}),
        ("articles/pier.jpg", {"missing-photo"}),
        ("articles/bridge.md", {"dead-link", "vanished-address"}),
    ],
)
def test_a_deleted_file_is_told_where_it_is_named(built: Newsroom, path: str, told: set[str]) -> None:
    (built.content / path).unlink()
    assert {each.code for each in quick(built, f"content/{path}").problems} == told


def test_a_renamed_article_that_leads_on_is_fine(built: Newsroom) -> None:
    (built.content / "articles/ferry.md").rename(built.content / "articles/boat.md")
    told = quick(built, "content/articles/ferry.md", "content/articles/boat.md").problems
    assert [each.code for each in told] == ["vanished-address"]
    assert "/kurdistan/2026/11/boat/" in told[0].message
    built.edit("articles/boat.md", "title:", "aliases: [/kurdistan/2026/11/ferry/]\ntitle:")
    assert quick(built, "content/articles/ferry.md", "content/articles/boat.md").problems == ()


def test_without_a_build_a_document_is_checked_by_itself_and_the_rest_is_named(newsroom: Newsroom) -> None:
    newsroom.article("ferry", "[a](bazar.md) and [b](/nowhere/)", section="kurdstan")
    report = quick(newsroom, "content/articles/ferry.md")
    assert [each.code for each in report.problems] == ["unknown-section", "dead-link"]
    assert "bazaar.md" in report.problems[1].hint
    assert "no build to compare with" in report.notes[0]
    newsroom.edit("site.toml", "url =", "uri =")
    report = quick(newsroom, "content/articles/ferry.md")
    assert {each.code for each in report.problems} == {"unknown-key"}


def test_a_file_is_found_by_every_name_of_it(built: Newsroom) -> None:
    built.edit("articles/ferry.md", '"kurdistan"', "kurdstan")
    (built.folder / "link.md").symlink_to(built.content / "articles/ferry.md")
    names = (
        "content/articles/ferry.md",
        "content\\articles\\ferry.md",
        "./content/../content/articles/ferry.md",
        str(built.content / "articles/ferry.md"),
        "link.md",
        "content/articles",
        "content",
    )
    for name in names:
        assert [each.code for each in quick(built, name).problems] == ["unknown-section"], name


def test_articles_that_are_checked_together_are_compared(newsroom: Newsroom) -> None:
    newsroom.article("one", aliases="/old/")
    newsroom.article("two", aliases="/old/, /kurdistan/2026/11/one/")
    newsroom.article("folder/one")
    told = [(each.code, each.where.path) for each in quick(newsroom, "content").problems if each.where]
    assert told == [
        ("duplicate-id", "content/articles/one.md"),
        ("same-address", "content/articles/two.md"),
        ("same-address", "content/articles/two.md"),
    ]


def test_a_link_out_of_the_folder_is_no_source(built: Newsroom) -> None:
    (built.folder / "secret.md").write_text("---\ntitle: A\n---\n")
    (built.content / "articles/link.md").symlink_to(built.folder / "secret.md")
    assert [each.code for each in quick(built, "content/articles/link.md").problems] == ["link-outside"]


def test_what_is_no_document_is_named_and_is_no_error(built: Newsroom) -> None:
    (built.folder / "notes.txt").write_text("x")
    built.write("README.md", "a guide")
    names = ("notes.txt", "content/README.md", "content/site.toml", "content/record/2026-11.txt", "gone.md")
    report = quick(built, *names)
    assert report.problems == ()
    assert report.checked == ("content/site.toml",)
    assert len(report.notes) == 6
    assert "There is no file gone.md." in report.notes
    assert quick(built, ".").checked == quick(built, "content").checked


def test_it_prints_what_programs_read_and_writes_nothing(built: Newsroom) -> None:
    built.edit("articles/ferry.md", '"kurdistan"', "kurdstan")
    before = tree(built.folder), mtimes(built.folder)
    said = built.build_py("check", "--format", "json", "content/articles/ferry.md")
    assert (said.returncode, said.stderr) == (1, "")
    told = json.loads(said.stdout)
    assert (told["files"], told["errors"]) == (["content/articles/ferry.md"], 1)
    assert told["problems"][0]["line"] == 4
    assert (
        "::error file=content/articles/ferry.md,line=4"
        in built.build_py("check", "--format=github", "content/articles/ferry.md").stdout
    )
    assert built.build_py("check", "-q", "content/articles/bridge.md").stdout == ""
    assert built.build_py("check", "--since=main", "content").returncode == 2
    assert (tree(built.folder), mtimes(built.folder)) == before
