"""`python build.py new newsroom`: a clean newsroom in any of the five languages, and a sample that is never lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import ROOT, Newsroom, in_print, tree

from generator.new_newsroom.sample import LIST, NEW, UNFINISHED, list_of
from generator.read.settings import read_settings

NAME = 'The "Valley" Courier: №1 <*_#>'
FORM = "https://forms.example/post?article={id}&title={title}&url={url}"
GIVEN = ("--name", NAME, "--url", "https://valley.example/paper", "--timezone", "Asia/Baghdad", "--form", FORM)


def call(folder: Path, *arguments: str, answers: str | None = None) -> subprocess.CompletedProcess[str]:
    """In a checkout whose content folder lies in `folder`."""
    command = [sys.executable, str(ROOT / "build.py"), "new", "newsroom"]
    folders = ["--content", str(folder / "content"), "--cache", str(folder / "cache")]
    return subprocess.run(
        [*command, *folders, *arguments],
        input=answers or "",
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """With a sample of a few files, a guide and what an editor's program leaves behind."""
    newsroom = Newsroom(tmp_path)
    newsroom.write("site.toml", '[site]\nname = "The Herald"\n')
    newsroom.write("articles/2026/a.md", "---\ntitle: A\n---\nOne.\n")
    newsroom.write("articles/2026/11/b.md", "---\ntitle: B\n---\nTwo.\n")
    newsroom.write("sections/news.md", "---\ntitle: News\n---\n")
    newsroom.write("fronts/home.toml", 'lead = "a"\n')
    newsroom.photo("photos/x.jpg", 64, 48)
    (newsroom.content / LIST).write_text(list_of(newsroom.content), "utf-8")
    newsroom.write("README.md", "The guide.")
    newsroom.write("photos/.DS_Store", "x")
    return tmp_path


@pytest.mark.parametrize(
    "languages", ["en", "ckb", "ku", "ar-IQ", "tr", "en-GB", "kmr", "ar", "en,ckb,ku,ar-IQ,tr", "ckb,en", "tr,ar,kmr"]
)
def test_a_new_newsroom_builds_without_a_warning_in_any_choice_of_languages(languages: str, tmp_path: Path) -> None:
    said = call(tmp_path, *GIVEN, "--languages", languages)
    assert (said.returncode, said.stderr) == (0, "")
    newsroom = in_print(tmp_path)
    built = newsroom.build_py("--as-of", "2030-01-01T00:00:00Z")
    assert built.returncode == 0, built.stdout
    assert "warning" not in built.stdout
    tags = languages.split(",")
    assert f"{len(tags)} article" in built.stdout
    fronts = ["index.html", *(f"{tag.partition('-')[0]}/index.html" for tag in tags[1:])]
    for front in fronts:
        assert "The &#34;Valley&#34; Courier: №1 &lt;*_#&gt;" in newsroom.page(front)


def test_nothing_of_the_sample_is_in_the_new_site(tmp_path: Path, sample: Path) -> None:
    """But what the program itself has for everybody: its layouts and icons."""
    shutil.copytree(sample, tmp_path / "content")
    assert call(tmp_path, *GIVEN, "--languages", "en,ckb,ku,ar-IQ,tr").returncode == 0
    newsroom = in_print(tmp_path)
    assert newsroom.build_py("--as-of", "2030-01-01T00:00:00Z").returncode == 0
    for path, content in (newsroom.published() | tree(newsroom.content)).items():
        text = content.decode("utf-8", "replace").lower()
        for word in ("safeen", "sefîn", "سەفین", "سفين", "gulan", "cc by-nc"):
            assert word not in text, path


def test_each_answer_is_looked_at_as_soon_as_it_is_given(tmp_path: Path) -> None:
    answers = (
        "",
        "The Courier",
        "http://[x",
        "courier.example",
        "fr",
        "en, ckb",
        "دەنگ",
        "Mars/Base",
        "UTC",
        "x:y",
        "",
    )
    said = call(tmp_path, answers="\n".join(answers) + "\n")
    assert said.returncode == 0
    assert [line.split(".")[0] for line in said.stderr.splitlines()] == [
        "A paper needs a name",
        "“http://[x” is no web address",
        "There are no words for “fr” yet, only for en, ckb, ku, ar-IQ, tr",
        "“timezone”: “Mars/Base” is not a time zone",
        "The comment form is no web or mail address",
    ]
    settings = read_settings(tmp_path / "content").value
    assert settings
    assert (settings.site.name, settings.site.url) == ("The Courier", "https://courier.example")
    assert settings.of_edition("ckb").site.name == "دەنگ"
    assert (settings.editions, settings.comments.form_url) == (("en", "ckb"), "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--name", "", "--url", "x.example"), "--name: A paper needs a name."),
        (("--name", "X", "--languages", "en,fr"), "--languages: There are no words for “fr” yet"),
        (("--languages", "en", "--name-in", "ckb=X"), "--name-in ckb=… names no other language"),
        (("--name-in", "ckb"), "--name-in ckb: write the language, = and the name"),
        (("--languages", "en,ar,ar-IQ"), "--languages: "),
        (("--timezone", "../etc/passwd"), "--timezone: "),
        (("--form", "https://x.example/{who}"), "unknown placeholder {who}"),
    ],
)
def test_a_wrong_option_ends_the_call_with_nothing_touched(
    arguments: tuple[str, ...], said: str, checkout: Path
) -> None:
    before = tree(checkout / "content")
    answer = call(checkout, *GIVEN, "--languages", "en", *arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert "Traceback" not in answer.stderr
    assert tree(checkout / "content") == before


def test_an_own_policy_stands_alone_and_no_translation_of_ours_promises_something_else(tmp_path: Path) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_bytes("\ufeffBe kind: we read all.\r\n\r\nNo names {of} others.".encode())
    assert call(tmp_path, *GIVEN, "--languages", "en,ckb", "--policy", str(policy)).returncode == 0
    text = (tmp_path / "content/policies/comments.md").read_text("utf-8")
    assert text.endswith("---\nBe kind: we read all.\n\nNo names {of} others.\n")
    assert not (tmp_path / "content/policies/ckb").exists()


def test_with_nobody_to_ask_the_option_is_named(checkout: Path) -> None:
    before = tree(checkout)
    said = call(checkout, "--name", "X", "--url", "https://x.example")
    assert said.returncode == 2
    assert "Say it as an option:  --languages" in said.stderr
    assert {path: text for path, text in tree(checkout).items() if path in before} == before


def test_the_sample_moves_whole_and_what_is_not_its_own_stays(checkout: Path) -> None:
    before = tree(checkout / "content")
    said = call(checkout, *GIVEN, "--languages", "en")
    assert (said.returncode, said.stderr) == (0, "")
    after = tree(checkout / "content")
    assert tree(checkout / "tests/sample") == {
        path: text for path, text in before.items() if path not in ("README.md", "photos/.DS_Store")
    }
    assert (after["README.md"], after["photos/.DS_Store"]) == (b"The guide.", b"x")
    assert not {*before} & {*after} - {"README.md", "photos/.DS_Store", "site.toml", "sections/news.md"}
    assert not (checkout / "content/fronts").exists()
    assert not list((checkout / "content").glob(f"{NEW}*"))


def test_a_record_of_the_samples_addresses_goes_with_the_sample(checkout: Path) -> None:
    record = checkout / "content/record/2026-11.txt"
    record.parent.mkdir()
    record.write_text("/news/2026/11/b/\n", "utf-8")
    assert call(checkout, *GIVEN, "--languages", "en").returncode == 0
    assert not record.parent.exists()
    assert (checkout / "tests/sample/record/2026-11.txt").read_text("utf-8") == "/news/2026/11/b/\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("articles/mine.md", "---\ntitle: Mine\n---\n"),
        ("articles/2026/a.md", "---\ntitle: A\n---\nOne, and more.\n"),
        ("site.toml", '[site]\nname = "Mine"\n'),
        ("notes.txt", "x"),
    ],
)
def test_what_an_owner_wrote_is_named_and_nothing_is_touched(path: str, text: str, checkout: Path) -> None:
    Newsroom(checkout).write(path, text)
    before = tree(checkout / "content")
    said = call(checkout, *GIVEN, "--languages", "en")
    assert said.returncode == 2
    assert f"is no longer the sample as it came: {path}. Nothing was touched." in said.stderr
    assert tree(checkout / "content") == before
    assert not (checkout / "tests").exists()


def test_a_link_in_the_place_of_a_file_is_the_owners(checkout: Path) -> None:
    file = checkout / "content/articles/2026/a.md"
    shutil.move(file, checkout / "elsewhere.md")
    file.symlink_to(checkout / "elsewhere.md")
    assert call(checkout, *GIVEN, "--languages", "en").returncode == 2
    assert file.is_symlink()


def test_a_sample_of_which_an_owner_deleted_most_may_go(checkout: Path) -> None:
    shutil.rmtree(checkout / "content/articles")
    assert call(checkout, *GIVEN, "--languages", "en").returncode == 0
    assert (checkout / "tests/sample/site.toml").is_file()


def test_lines_that_git_ended_as_windows_does_are_no_change(checkout: Path) -> None:
    for path in (checkout / "content").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert call(checkout, *GIVEN, "--languages", "en").returncode == 0


def test_something_else_in_the_samples_new_place_is_not_overwritten(checkout: Path) -> None:
    (checkout / "tests/sample").mkdir(parents=True)
    (checkout / "tests/sample/site.toml").write_text("mine", "utf-8")
    before = tree(checkout)
    said = call(checkout, *GIVEN, "--languages", "en")
    assert said.returncode == 2
    assert "there is something else: site.toml" in said.stderr
    assert {path: text for path, text in tree(checkout).items() if not path.startswith("cache")} == before


def test_twice_is_once(checkout: Path) -> None:
    assert call(checkout, *GIVEN, "--languages", "en").returncode == 0
    before = tree(checkout)
    said = call(checkout, *GIVEN, "--languages", "tr")
    assert said.returncode == 2
    assert "holds a newsroom already: articles/20" in said.stderr
    assert tree(checkout) == before


def test_what_came_while_the_call_was_dead_is_not_overwritten(checkout: Path) -> None:
    """Here: the new site.toml is still to come, and an owner has written another."""
    assert call(checkout, *GIVEN, "--languages", "en").returncode == 0
    content = checkout / "content"
    (content / NEW).mkdir()
    shutil.move(content / "site.toml", content / NEW / "site.toml")
    (content / "site.toml").write_text("mine", "utf-8")
    said = call(checkout, *GIVEN, "--languages", "en")
    assert said.returncode == 2
    assert "site.toml came meanwhile, and is not overwritten" in said.stderr
    (content / "site.toml").unlink()
    assert "was begun here before" in call(checkout).stdout
    assert not (content / NEW).exists()


def test_half_a_newsroom_of_a_call_that_died_is_written_again(checkout: Path) -> None:
    (checkout / "content" / UNFINISHED).mkdir()
    (checkout / "content" / UNFINISHED / "site.toml").write_text("[si", "utf-8")
    assert call(checkout, *GIVEN, "--languages", "en").returncode == 0
    assert read_settings(checkout / "content").problems == ()
