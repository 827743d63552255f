"""`python build.py` as an editor, a log and a program see it."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from newsroom import PLAIN, ROOT, Newsroom, a_newsroom
from reader import css_addresses, read_page

from generator.cache.lock import BuildLock

SHARED_AT = ("https://wa.me/", "https://t.me/", "https://www.facebook.com/", "https://x.com/")
SUMMARY = "The Courier: 3 articles, 2 photos, "


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return a_newsroom(tmp_path)


def test_a_build_says_what_it_did_in_plain_lines(newsroom: Newsroom) -> None:
    said = newsroom.build_py()
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(SUMMARY)
    assert ", in public.\n" in said.stdout, "the folder as seen from here"
    assert "\x1b" not in said.stdout, "no colours in a log"
    assert said.stdout.count("\n") == 1


def test_what_is_not_out_is_named_with_its_reason_and_the_next_instant(newsroom: Newsroom) -> None:
    newsroom.article("secret", title="The deal", embargo="2026-11-23 06:00")
    newsroom.article("later", title="The feast", date="2026-11-22 18:00")
    newsroom.article("next-week", title="The vote", date="2026-11-29 08:00")
    newsroom.article("gone", title="The sale", expires="2026-11-21 12:00")
    newsroom.article("taken-back", title="The error", status="withdrawn")
    for number in range(7):
        newsroom.article(f"draft-{number}", title=f"Draft {number}", status="draft", date=f"2026-11-1{number} 09:00")
    lines = newsroom.build_py().stdout.splitlines()
    first = lines.index("12 articles not out:")
    assert lines[first + 1 : first + 13] == [
        "    The feast — dated today 18:00, and not out before (content/articles/later.md)",
        "    The deal — embargo until tomorrow 06:00 (content/articles/secret.md)",
        "    The vote — dated 2026-11-29 08:00, and not out before (content/articles/next-week.md)",
        *(f"    Draft {number} — draft (content/articles/draft-{number}.md)" for number in (6, 5, 4, 3, 2)),
        "    The sale — expired since yesterday 12:00 (content/articles/gone.md)",
        "    The error — withdrawn (content/articles/taken-back.md)",
        "    and 2 more",
        "Build again at 2026-11-22 18:00 UTC+03:00: “The feast” comes out (content/articles/later.md).",
    ]
    told = json.loads(newsroom.build_py("--format", "json").stdout)["not_out"]
    assert told[1] == {
        "title": "The deal",
        "path": "articles/secret.md",
        "reason": "embargo",
        "until": "2026-11-23T06:00:00+03:00",
    }
    assert len(told) == 12


@pytest.mark.parametrize("year", ["2062", "2029"])
@pytest.mark.parametrize("key", ["date", "embargo"])
def test_a_year_that_looks_mistyped_is_told_with_its_line(key: str, year: str, newsroom: Newsroom) -> None:
    newsroom.article("far", **{key: f"{year}-11-20 14:30"})
    told = json.loads(newsroom.build_py("--format", "json").stdout)
    assert [(each["code"], each["severity"], each["file"]) for each in told["problems"]] == [
        ("mistyped-year", "warning", "content/articles/far.md")
    ]
    assert f"“{key}” is in the year {year}" in told["problems"][0]["message"]


def test_next_year_and_the_year_of_a_draft_are_meant_so(newsroom: Newsroom) -> None:
    newsroom.article("next-year", date="2027-12-31 09:00")
    newsroom.article("draft", date="2062-12-31 09:00", status="draft")
    assert newsroom.build().problems == ()


def test_many_problems_end_in_a_table_and_a_summary_is_that_alone(newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.article(f"story-{number:02}", titel="x", **({"autor": "y"} if number < 7 else {}))
    newsroom.write("notes.txt", "x")
    lines = newsroom.build_py().stdout.splitlines()
    table = lines[lines.index("By rule:") :]
    summary = newsroom.build_py("--summary").stdout.splitlines()
    assert summary == table
    heads = [line for line in table if line[:8].strip()]
    assert [head.split()[:2] for head in heads[1:4]] == [["60", "error:"], ["7", "error:"], ["1", "warning:"]]
    assert table[2].strip() == (", ".join(f"content/articles/story-{number:02}.md:5:1" for number in range(5)) + " …")
    assert table[-1].startswith("Nothing was published: 67 errors, 1 warning.")
    assert len(table) == 9


def test_quiet_says_nothing_but_errors(newsroom: Newsroom) -> None:
    said = newsroom.build_py("-q")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")
    newsroom.edit("articles/handover.md", "flag.jpg", "flagg.jpg")
    newsroom.write("notes.txt", "a stray file")
    said = newsroom.build_py("-q")
    assert said.returncode == 1
    assert ": error: " in said.stdout
    assert "notes.txt" not in said.stdout, "no warnings"


def test_verbose_names_every_file_and_every_stage(newsroom: Newsroom) -> None:
    newsroom.build()
    newsroom.edit("articles/handover.md", "at noon", "at one")
    newsroom.edit("articles/bazaar.md", '["markets"]', '["shops"]')
    lines = newsroom.build_py("-v").stdout.splitlines()
    assert "  tags/shops/index.html added" in lines
    assert "  kurdistan/2026/11/handover/index.html changed" in lines
    assert "  tags/markets/index.html removed" in lines
    stages = [line.split()[0] for line in lines if line.endswith(" s")]
    assert stages == ["scan", "read", "plan", "decide", "make", "publish", "remember"]


@pytest.mark.parametrize("options", ["--enable-optimizations", "--enable-shared"])
def test_verbose_says_once_that_python_is_not_optimised(newsroom: Newsroom, tmp_path: Path, options: str) -> None:
    known = sysconfig.get_config_vars() | {"CONFIG_ARGS": f"'--prefix=/opt' '{options}'"}
    (tmp_path / "built_with.py").write_text(f"build_time_vars = {known!r}\n", "utf-8")
    built_with = {"_PYTHON_SYSCONFIGDATA_NAME": "built_with", "PYTHONPATH": str(tmp_path)}
    is_slow = options == "--enable-shared" and sys.base_prefix != "/usr"
    assert newsroom.build_py("-v", **built_with).stdout.count("profile-guided optimisation") == is_slow
    assert "profile-guided optimisation" not in newsroom.build_py(**built_with).stdout


def test_json_is_one_object_that_a_program_can_read(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "title:", "titel:")
    said = newsroom.build_py("--format", "json", "--keep-going")
    assert said.returncode == 1
    told = json.loads(said.stdout)
    assert told["published"] is True
    assert told["errors"] == len(told["problems"]) == 1
    assert told["problems"][0] | {"message": "", "hint": ""} == {
        "code": "unknown-key", "severity": "error", "message": "", "hint": "",
        "file": "content/articles/handover.md", "line": 2, "column": 1,
    }  # fmt: skip
    assert told["counts"] == {"articles": 2, "unpublished": 0, "photos": 1, "pages": told["counts"]["pages"]}
    assert sorted(newsroom.published()) == told["added"]
    assert told["as_of"] == "2026-11-22T06:00:00+00:00"


def test_github_gets_annotations_beside_the_lines(newsroom: Newsroom) -> None:
    newsroom.edit("articles/handover.md", "title:", "titel:")
    newsroom.write("notes, 100%.txt", "a stray file")
    said = newsroom.build_py("--format", "github")
    assert said.returncode == 1
    lines = said.stdout.splitlines()
    assert lines[0].startswith("::error file=content/articles/handover.md,line=2,col=1::Dateline has no key “titel”.")
    assert lines[1].startswith("::warning file=content/notes%2C 100%25.txt::Nothing is made of notes, 100%25.txt.")


def test_a_log_in_an_old_encoding_takes_every_name(newsroom: Newsroom) -> None:
    newsroom.write("articles/هەواڵ.md", "no front matter")
    said = newsroom.build_py(PYTHONIOENCODING="ascii")
    assert said.returncode == 1
    assert "\\u0647" in said.stdout
    assert "Traceback" not in said.stderr


def test_line_100_is_told_as_a_number(newsroom: Newsroom) -> None:
    """And not as the sticker for a hundred points, which rich makes of “:100:”."""
    newsroom.article("long", "\n" * 94 + "[nowhere](nowhere.md)")
    said = newsroom.build_py()
    assert "articles/long.md:100:" in said.stdout


def test_the_help_names_every_option(newsroom: Newsroom) -> None:
    said = newsroom.build_py("--help")
    assert said.returncode == 0
    for option in (
        "--content", "--output", "--cache", "--layouts", "--assets", "--jobs", "--drafts", "--as-of", "--base-url",
        "--format", "--keep-going", "--quick", "-q", "-v", "serve",
    ):  # fmt: skip
        assert option in said.stdout
    assert "exit codes" in said.stdout


@pytest.fixture
def checkout(newsroom: Newsroom) -> Path:
    """The whole project as a newsroom clones it: everything in its place."""
    folder = newsroom.folder
    for name in ("layouts", "assets"):
        shutil.copytree(PLAIN / name, folder / name)
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", folder)
    return folder


def _in_checkout(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "build.py", "--as-of", "2026-11-22 09:00", *arguments]
    return subprocess.run(command, cwd=checkout, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_two_words_build_the_site(checkout: Path) -> None:
    said = _in_checkout(checkout)
    assert (said.returncode, said.stderr) == (0, "")
    assert (checkout / "public/index.html").exists()
    assert (checkout / ".cache/.gitignore").read_text("utf-8") == "*\n"
    assert not (checkout / ".preview").exists()


def test_drafts_do_not_go_to_public_by_themselves(checkout: Path, newsroom: Newsroom) -> None:
    newsroom.article("secret", title="Not yet", status="draft")
    assert _in_checkout(checkout).returncode == 0
    before = newsroom.published()
    said = _in_checkout(checkout, "--drafts")
    assert said.returncode == 0
    assert newsroom.published() == before
    assert read_page(checkout / ".preview/kurdistan/2026/11/secret/index.html").noindex
    said = _in_checkout(checkout, "--drafts", "--output", "elsewhere")
    assert said.returncode == 0
    assert (checkout / "elsewhere/kurdistan/2026/11/secret/index.html").exists()


def test_another_base_address_is_carried_by_every_address(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    newsroom.write(
        "pages/about.md", "---\ntitle: About us\naliases: [/who/]\n---\nSee [this](../articles/bazaar.md).\n"
    )
    said = newsroom.build_py("--base-url", "https://x.example/paper/")
    assert said.returncode == 0
    site = newsroom.published()
    pages = {path: read_page(content.decode()) for path, content in site.items() if path.endswith(".html")}
    for path, page in pages.items():
        assert page.addresses
        for key, address in page.addresses:
            ours = not address.startswith(("https://forms.example/", "mailto:", "#", *SHARED_AT))
            assert not ours or address.startswith(("/paper/", "https://x.example/paper/")), f"{key}={address} in {path}"
        assert page.canonical.startswith("https://x.example/paper/") or page.noindex
    assert pages["who/index.html"].refresh == "/paper/about/"
    assert "%2Fpaper%2F" in pages["kurdistan/2026/11/handover/index.html"].link("Post a comment")
    for path in ("feed.xml", "kurdistan/feed.xml", "sitemap.xml", "robots.txt"):
        text = site[path].decode()
        assert "https://x.example/paper/" in text
        assert re.sub(r"https://x.example/paper/|tag:x.example,2026:paper/", "", text).find("x.example") == -1
        assert "courier.example" not in text
    for path, content in site.items():
        if path.endswith(".css"):
            assert not [address for address in css_addresses(content.decode()) if address.startswith("/")]


@pytest.mark.parametrize("address", ["x.example", "ftp://x.example", "https://x.example/?a=b", "/paper"])
def test_a_base_address_that_is_none_is_refused(address: str, newsroom: Newsroom) -> None:
    said = newsroom.build_py("--base-url", address)
    assert said.returncode == 2
    assert f"“{address}” is no web address" in said.stderr
    assert not newsroom.output.exists()


INSTALL = "python -m pip install -c .ci/constraints.txt ."


def test_without_its_packages_the_program_says_what_installs_them() -> None:
    said = subprocess.run(
        [sys.executable, "-S", str(ROOT / "build.py")], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1, "one sentence"
    assert INSTALL in said.stderr


@pytest.mark.parametrize("package", ["babel", "jinja2", "livereload", "markdown", "nh3", "PIL", "pydantic", "yaml"])
def test_a_package_that_is_missing_is_named(package: str, newsroom: Newsroom) -> None:
    command = _command_without(package, newsroom, *(["serve", "--port", "1"] if package == "livereload" else []))
    said = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert said.returncode == 2
    assert said.stderr.startswith(f"error: the package “{package}")
    assert said.stderr.count("\n") == 1, "one sentence"
    assert INSTALL in said.stderr


def test_what_only_a_terminal_needs_is_named_when_there_is_one(newsroom: Newsroom) -> None:
    """Colours come from rich: a build that writes to a log does without it."""
    newsroom.edit("articles/handover.md", "flag.jpg", "flagg.jpg")
    command = _command_without("rich", newsroom)
    in_a_log = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert in_a_log.returncode == 1
    assert in_a_log.stderr == ""
    terminal, screen = pty.openpty()
    try:
        said = subprocess.run(command, stdout=screen, stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False)
    finally:
        os.close(screen)
        os.close(terminal)
    assert said.returncode == 2
    assert said.stderr.startswith("error: the package “rich")
    assert said.stderr.count("\n") == 1, "one sentence"
    assert INSTALL in said.stderr


def _command_without(package: str, newsroom: Newsroom, *more: str) -> list[str]:
    """That of a build on a machine on which a package is not installed."""
    program = (
        "import runpy, sys\n"
        f"sys.modules[{package!r}] = None\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        f"sys.argv[0] = {str(ROOT / 'build.py')!r}\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')\n"
    )
    return [sys.executable, "-c", program, *newsroom.arguments(*more)[2:]]


@pytest.mark.parametrize(
    "more", [(), ("--format", "json"), ("--format", "github"), ("--explain",), ("--help",), ("photos",)]
)
@pytest.mark.parametrize("is_broken", [False, True])
def test_whoever_reads_what_is_said_may_stop_reading(
    more: tuple[str, ...], is_broken: bool, newsroom: Newsroom
) -> None:
    """As `head` does; the exit code is that of a build that was read to its end."""
    if is_broken:
        newsroom.article("broken", titel="x")
        newsroom.edit("articles/handover.md", "flag.jpg", "flagg.jpg")
    expected = newsroom.build_py(*more).returncode
    with subprocess.Popen(newsroom.arguments(*more), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as build:
        assert build.stdout
        assert build.stderr
        build.stdout.close()
        said = build.stderr.read()
        assert (build.wait(), said) == (expected, b"")
    assert expected == (1 if is_broken and "--help" not in more else 0)


def test_of_a_page_nobody_needs_to_read_all(newsroom: Newsroom) -> None:
    newsroom.build()
    with subprocess.Popen(newsroom.arguments("why", "/"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked:
        assert asked.stdout
        assert asked.stderr
        asked.stdout.close()
        assert (asked.stderr.read(), asked.wait()) == (b"", 0)


def test_two_caches_and_one_output_folder_wait_for_each_other(newsroom: Newsroom, tmp_path: Path) -> None:
    """A folder is one, whatever it is called; here the other build calls it by a link."""
    newsroom.output.mkdir()
    (tmp_path / "link").symlink_to(newsroom.output)
    (tmp_path / "other").mkdir()
    with BuildLock(tmp_path / "other", tmp_path / "link", on_wait=print):
        build = subprocess.Popen(newsroom.arguments(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert build.stderr
        assert build.stderr.readline() == b"Another build is at work in this folder; waiting for it to end.\n"
    out, err = build.communicate(timeout=120)
    assert (build.returncode, err) == (0, b"")
    assert SUMMARY in out.decode()


def test_builds_with_caches_of_their_own_make_one_site_together(newsroom: Newsroom) -> None:
    arguments = [newsroom.arguments("--jobs", "1", "--cache", str(newsroom.folder / f"cache{n}")) for n in range(3)]
    builds = [subprocess.Popen(each, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for each in arguments]
    said = [build.communicate(timeout=120) for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0], said
    assert newsroom.build_py("--verify").returncode == 0


def test_what_differs_from_file_to_file_shares_a_row_of_the_table_and_keys_do_not(newsroom: Newsroom) -> None:
    for number in range(60):
        key = f"key_{number % 20}"
        newsroom.article(f"story-{number:02}", date=f"{number // 3 + 1}/5/2020", autor="x", **{key: "y"})
        newsroom.article(f"photo-{number:02}", photo=f"{number}.jpg")
    heads = [line for line in newsroom.build_py("--summary").stdout.splitlines() if line[:8].strip().isdigit()]
    for code in ("wrong-date", "missing-photo", "photo-alt"):
        assert [head.split()[0] for head in heads if head.endswith(f" … [{code}]")] == ["60"]
    assert sorted(int(head.split()[0]) for head in heads if "[unknown-key]" in head) == [*[3] * 20, 60]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("argument", ["build", "--version"])
def test_a_log_on_a_full_disk_is_told_in_one_line_and_the_site_is_out(argument: str, newsroom: Newsroom) -> None:
    with Path("/dev/full").open("wb") as full:
        said = subprocess.run(
            newsroom.arguments(argument),
            cwd=newsroom.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" not in said.stderr
    if argument == "build":
        assert said.returncode == 2
        assert said.stderr == "error: what this call had to say could not be written: No space left on device\n"
        assert (newsroom.output / "index.html").is_file()
