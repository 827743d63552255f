"""Arguments in, a build and an exit code out."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import PREVIEW, PUBLIC, ROOT, InlineExecutor, build_of, executor, main, parser
from generator.engine import Build


def build(*arguments: str) -> Build:
    options = parser().parse_args(arguments)
    return build_of(options, preview=options.drafts)


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


def test_a_time_without_an_offset_is_left_for_the_site_to_say() -> None:
    assert build("--as-of", "2026-11-22 06:00").as_of == datetime(2026, 11, 22, 6)
    assert build("--as-of", "2026-11-22T06:00:00Z").as_of == datetime(2026, 11, 22, 6, tzinfo=UTC)


def test_without_a_time_it_is_now() -> None:
    before = datetime.now(UTC)
    assert before <= build().as_of <= datetime.now(UTC)


def test_one_process_works_here_and_more_in_a_pool() -> None:
    assert isinstance(executor(1), InlineExecutor)
    with executor(2) as pool:
        assert isinstance(pool, ProcessPoolExecutor)
    assert build().workers == (os.cpu_count() or 1)
    assert build("--jobs", "3").workers == 3


def test_the_inline_executor_hands_on_what_was_raised() -> None:
    with InlineExecutor() as here:
        assert here.submit(divmod, 7, 2).result() == (3, 1)
        assert isinstance(here.submit(divmod, 7, 0).exception(), ZeroDivisionError)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "tomorrow"], "“tomorrow” is no time"),
        (["--jobs", "0"], "“0” is no number of processes"),
        (["--jobs", "two"], "“two” is no number of processes"),
        (["--base-url", "outlet.example"], "“outlet.example” is no web address"),
        (["--format", "xml"], "invalid choice"),
        (["--keepgoing"], "unrecognized arguments"),
        (["sevre"], "invalid choice"),
    ],
)
def test_a_wrong_argument_is_told_and_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Dateline {__version__}\n"


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
