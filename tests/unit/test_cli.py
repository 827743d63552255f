"""Arguments in, a build and an exit code out."""

from __future__ import annotations

import argparse
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import COMMANDS, main
from generator.commands.build import parser
from generator.commands.options import PREVIEW, PUBLIC, ROOT, build_of
from generator.executors.workshop import InlineExecutor, LocalExecutor, workshop
from generator.model.report import Build


def options(*arguments: str) -> argparse.Namespace:
    return parser().parse_args(arguments)


def build(*arguments: str) -> Build:
    given = options(*arguments)
    return build_of(given, preview=given.drafts, quick=given.quick)


def test_without_arguments_the_folders_of_the_checkout_are_built() -> None:
    folders = build().folders
    assert folders.content == ROOT / "content"
    assert folders.output == ROOT / PUBLIC
    assert folders.cache == ROOT / ".cache"
    assert folders.layouts == ROOT / "layouts"
    assert folders.assets == ROOT / "assets"


def test_drafts_have_a_folder_of_their_own_unless_one_is_named() -> None:
    assert build("--drafts").folders.output == ROOT / PREVIEW
    assert build("--drafts").preview
    assert build("--drafts", "--output", "/srv/preview").folders.output == Path("/srv/preview")


def test_folders_are_taken_from_where_the_editor_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert build("--content", "news", "--output", "site").folders.content == tmp_path / "news"


def test_a_build_waits_for_photographs_unless_it_is_told_not_to() -> None:
    assert [build(*each).quick for each in ([], ["--drafts"], ["--quick"])] == [False, False, True]


def test_what_a_quick_build_leaves_out_cannot_be_verified(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--quick", "--verify"])
    assert ended.value.code == 2
    assert "leave out --quick" in capsys.readouterr().err


def test_a_time_without_an_offset_is_left_for_the_site_to_say() -> None:
    assert build("--as-of", "2026-11-22 06:00").as_of == datetime(2026, 11, 22, 6)
    assert build("--as-of", "2026-11-22T06:00:00Z").as_of == datetime(2026, 11, 22, 6, tzinfo=UTC)


def test_without_a_time_it_is_now() -> None:
    before = datetime.now(UTC)
    assert before <= build().as_of <= datetime.now(UTC)


def test_a_build_knows_when_it_was_asked_for() -> None:
    """What is written at that moment may be written again unseen."""
    before = time.time_ns()
    assert before <= build().begun <= time.time_ns()


def test_one_process_works_here_and_more_in_a_pool() -> None:
    with workshop(1) as here:
        assert isinstance(here.executor, InlineExecutor)
    with workshop(2) as pool:
        assert isinstance(pool.executor, LocalExecutor)
        assert pool.workers == 2
    assert options().jobs == min(os.cpu_count() or 1, 61)
    assert options("--jobs", "3").jobs == 3


def test_the_inline_executor_hands_on_what_was_raised() -> None:
    with InlineExecutor() as here:
        assert here.submit(divmod, 7, 2).result() == (3, 1)
        assert isinstance(here.submit(divmod, 7, 0).exception(), ZeroDivisionError)


def test_without_a_cluster_none_is_looked_for() -> None:
    assert options().cluster == ""
    assert options("--cluster", "tcp://scheduler:8786").cluster == "tcp://scheduler:8786"


@pytest.mark.parametrize("option", ["--explain", "--verify", "--drafts", "--keep-going", "--quiet", "--verbose"])
def test_nothing_is_done_that_nobody_asked_for(option: str) -> None:
    name = option.removeprefix("--").replace("-", "_")
    assert not getattr(options(), name)
    assert getattr(options(option), name)


def test_what_is_built_is_what_was_asked_for() -> None:
    asked = build("--base-url", "https://x.example/paper", "--keep-going")
    assert (asked.base_url, asked.keep_going, asked.preview) == ("https://x.example/paper", True, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "tomorrow"], "“tomorrow” is no time"),
        (["--jobs", "0"], "“0” is no number of processes"),
        (["--jobs", "two"], "“two” is no number of processes"),
        (["--base-url", "outlet.example"], "“outlet.example” is no web address"),
        (["--format", "xml"], "invalid choice"),
        (["--keepgoing"], "unrecognized arguments"),
        (["why"], "ADDRESS"),
        (["build", "/x/"], "unrecognized arguments: /x/"),
        (["photos", "--format", "github"], "invalid choice"),
        (["serve", "--fix"], "unrecognized arguments: --fix"),
    ],
)
def test_a_wrong_argument_is_told_and_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_command_that_is_not_there_is_told_with_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sevre"]) == 2
    assert capsys.readouterr().err == "error: There is no command “sevre”: did you mean serve?\n"


def test_a_command_may_stand_behind_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"--output={tmp_path}", "--drafts", "--cache", str(tmp_path), "why", "/x/"]) == 2
    assert "Nothing is known of any page" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "--content" in capsys.readouterr().out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"python build.py {name}" not in said] == []


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Dateline {__version__}\n"


def test_nothing_is_known_of_a_page_before_the_first_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "/x/", f"--cache={tmp_path}", f"--output={tmp_path / 'public'}"]) == 2
    assert capsys.readouterr().err == "error: Nothing is known of any page: build the site first.\n"


def test_drafts_never_go_to_the_site_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--drafts", "--output", str(ROOT / PUBLIC)]) == 2
    assert "Drafts never go to public/" in capsys.readouterr().err


def test_a_fault_of_the_program_ends_with_2_and_is_not_blamed_on_the_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here: a layout folder that is one, but that nobody may list."""
    loop = tmp_path / "layouts"
    loop.symlink_to(loop)
    for name in ("content", "assets"):
        (tmp_path / name).mkdir()
    assert main([f"--{name}={tmp_path / name}" for name in ("content", "layouts", "assets", "output", "cache")]) == 2
    assert capsys.readouterr().err.startswith("error: ")
