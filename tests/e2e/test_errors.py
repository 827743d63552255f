"""While something is wrong nothing is published, and the last good site stays; what is not ours is never touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from newsroom import PLAIN, ROOT, Newsroom, a_newsroom, codes, mtimes, tree

from generator.model.problems import DatelineError
from generator.publish.manifest import MANIFEST


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    assert newsroom.build().problems == ()
    return newsroom


def test_an_error_leaves_the_last_site_as_it_was(newsroom: Newsroom) -> None:
    before, times = newsroom.published(), mtimes(newsroom.output)
    newsroom.article("council", title="The council meets")
    newsroom.edit("articles/handover.md", "section:", "sektion:")
    newsroom.edit("articles/bazaar.md", "The shops open at eight.", "The shops open at nine.")
    report = newsroom.build()
    assert not report.published
    assert codes(report) == ["unknown-key"]
    assert newsroom.published() == before
    assert mtimes(newsroom.output) == times


def test_a_first_build_with_an_error_publishes_nothing(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.edit("articles/handover.md", "flag.jpg", "flagg.jpg")
    assert not newsroom.build().published
    assert not newsroom.output.exists()


def test_a_broken_layout_leaves_the_last_site_as_it_was(newsroom: Newsroom, tmp_path: Path) -> None:
    layouts = tmp_path / "layouts"
    for path, content in tree(PLAIN / "layouts").items():
        (layouts / path).parent.mkdir(parents=True, exist_ok=True)
        (layouts / path).write_bytes(content)
    (layouts / "article.html").write_text("<h1>{{ article.headline }}</h1>\n", "utf-8")
    before = newsroom.published()
    report = Newsroom(tmp_path, layouts).build()
    assert codes(report) == ["layout"], "told once, not once a page"
    assert "headline" in report.problems[0].message
    assert newsroom.published() == before
    said = Newsroom(tmp_path, layouts).build_py("--keep-going")
    assert said.returncode == 1
    assert "layouts/article.html:1: error: " in said.stdout
    assert newsroom.published() == before


def test_the_exit_code_tells_right_from_wrong(newsroom: Newsroom) -> None:
    assert newsroom.build_py().returncode == 0
    newsroom.edit("site.toml", "[photos]", '[checks]\nphoto-credit = "warning"\n\n[photos]')
    newsroom.edit("articles/handover.md", 'photo_credit: "A. Name/Agency"\n', "")
    said = newsroom.build_py()
    assert (said.returncode, ": warning: " in said.stdout) == (0, True)
    newsroom.edit("articles/handover.md", "flag.jpg", "flagg.jpg")
    said = newsroom.build_py()
    assert (said.returncode, ": error: " in said.stdout) == (1, True)
    assert newsroom.build_py("--content", str(newsroom.folder / "nowhere")).returncode == 2
    assert newsroom.build_py("--jobs", "0").returncode == 2
    assert newsroom.build_py("--sideways").returncode == 2


def _refused(newsroom: Newsroom, **places: Path) -> str:
    """What is said of an output folder (or cache), after making sure that no source was touched."""
    before = tree(newsroom.content)
    arguments = [f"--{name}={folder}" for name, folder in places.items()]
    said = newsroom.build_py(*arguments)
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr.startswith("error: ")
    assert said.stderr.count("\n") == 1, "one sentence"
    assert tree(newsroom.content) == before
    return said.stderr


def test_the_output_folder_cannot_be_the_content_folder_or_lie_in_it(newsroom: Newsroom) -> None:
    assert "source folder" in _refused(newsroom, output=newsroom.content)
    assert "lies in the source folder" in _refused(newsroom, output=newsroom.content / "public")
    assert not (newsroom.content / "public").exists()


def test_the_output_folder_cannot_contain_the_content_folder(newsroom: Newsroom) -> None:
    assert "contains the source folder" in _refused(newsroom, output=newsroom.folder)


def test_a_link_to_the_content_folder_is_no_way_round(newsroom: Newsroom) -> None:
    (newsroom.folder / "elsewhere").symlink_to(newsroom.content)
    assert "source folder" in _refused(newsroom, output=newsroom.folder / "elsewhere")


def test_the_output_folder_cannot_be_the_program(newsroom: Newsroom) -> None:
    assert "choose another" in _refused(newsroom, output=ROOT / "generator")
    assert "choose another" in _refused(newsroom, output=ROOT)


def test_a_folder_with_files_of_others_is_refused_and_left_as_it_is(newsroom: Newsroom) -> None:
    thesis = newsroom.folder / "documents/thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("Chapter 1", "utf-8")
    assert "thesis.txt" in _refused(newsroom, output=thesis.parent)
    assert tree(thesis.parent) == {"thesis.txt": b"Chapter 1"}


def test_a_folder_that_holds_only_dotfiles_is_taken(newsroom: Newsroom) -> None:
    checkout = newsroom.folder / "gh-pages"
    (checkout / ".git").mkdir(parents=True)
    (checkout / ".git/HEAD").write_text("ref: refs/heads/gh-pages\n", "utf-8")
    assert newsroom.build_py("--output", str(checkout)).returncode == 0
    assert (checkout / ".git/HEAD").exists()
    assert (checkout / "index.html").exists()


def test_a_site_whose_manifest_is_lost_is_not_overwritten(newsroom: Newsroom) -> None:
    (newsroom.output / MANIFEST).unlink()
    before = newsroom.published()
    with pytest.raises(DatelineError, match="did not write"):
        newsroom.build()
    assert newsroom.published() == before


def test_a_page_in_the_place_of_a_foreign_file_is_not_published(newsroom: Newsroom) -> None:
    before = newsroom.published()
    newsroom.article("council", title="The council meets")
    foreign = newsroom.output / "kurdistan/2026/11/council/index.html"
    foreign.parent.mkdir()
    foreign.write_text("by hand", "utf-8")
    with pytest.raises(DatelineError, match=r"council/index\.html is a file that Dateline did not write"):
        newsroom.build()
    assert newsroom.published() == before | {"kurdistan/2026/11/council/index.html": b"by hand"}


def test_a_source_folder_that_is_missing_is_named(newsroom: Newsroom) -> None:
    for name in ("content", "layouts", "assets"):
        said = newsroom.build_py(f"--{name}", str(newsroom.folder / "nowhere"))
        assert said.returncode == 2
        assert said.stderr == f"error: There is no {name} folder {newsroom.folder / 'nowhere'}.\n"


def test_a_cache_folder_that_cannot_be_made_is_named(newsroom: Newsroom) -> None:
    blocked = newsroom.folder / "file"
    blocked.write_text("", "utf-8")
    said = newsroom.build_py("--cache", str(blocked / "cache"))
    assert said.returncode == 2
    assert str(blocked) in said.stderr
    assert said.stderr.count("\n") == 1


def test_a_folder_of_sources_never_becomes_a_cache(newsroom: Newsroom) -> None:
    """The cache folder ignores itself for git: the newsroom's files would be gone from the next commit."""
    newsroom.build_py("--cache", str(newsroom.content))
    assert not (newsroom.content / ".gitignore").exists()


def test_an_output_folder_may_have_any_name(newsroom: Newsroom) -> None:
    output = newsroom.folder / "بڵاوکراوە و تاقیکردنەوە 'x' #1"
    said = newsroom.build_py("--output", str(output))
    assert said.returncode == 0, said.stderr
    assert tree(output) == newsroom.published()
    assert os.path.relpath(output, newsroom.folder) in said.stdout
