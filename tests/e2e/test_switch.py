"""A site that is built ahead goes live in one step, at its time and not before, and nothing is lost by it."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from newsroom import AS_OF, Newsroom, a_newsroom, mtimes

from generator.commands.switch import sleep_until
from generator.engine.ahead import site_ahead
from generator.engine.switch import switch
from generator.model.dataclass import replace
from generator.publish.exchange import exchange

EVENING = datetime(2026, 11, 22, 18, tzinfo=UTC)
"""When the feast begins: twelve hours after the live site was built."""

FEAST = "kurdistan/2026/11/feast/index.html"


class Ahead(Newsroom):
    """The same newsroom, built for the evening, into another folder."""

    @property
    def output(self) -> Path:
        return self.folder / "next"

    def ready(self, instant: str = EVENING.isoformat(), *more: str) -> None:
        """Build it as `switch` expects it: by the same program, which this process is not."""
        said = self.build_py("--as-of", instant, "-q", *more)
        assert "error: this is a fault" not in said.stderr


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    newsroom = a_newsroom(tmp_path)
    newsroom.article("feast", "Everybody waited.", title="The feast begins", embargo="2026-11-22 21:00")
    newsroom.build()
    return newsroom


@pytest.fixture
def ahead(newsroom: Newsroom) -> Ahead:
    ahead = Ahead(newsroom.folder)
    ahead.ready()
    return ahead


def switched(newsroom: Newsroom, *more: str, folder: str = "next") -> subprocess.CompletedProcess[str]:
    """`build.py switch next`, in a newsroom's own folders."""
    command = [each for each in newsroom.arguments() if each != "--as-of" and each != AS_OF.isoformat()]
    return subprocess.run(
        [*command, "switch", folder, *more], cwd=newsroom.folder, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("how", [(), ("--in-waves",)])
def test_the_site_ahead_takes_the_place_of_the_live_one(newsroom: Newsroom, ahead: Ahead, how: tuple[str, ...]) -> None:
    before, times, expected = newsroom.published(), mtimes(newsroom.output), ahead.published()
    assert FEAST not in before
    told = json.loads(switched(newsroom, "--format=json", *how).stdout)
    assert newsroom.published() == expected
    assert told["added"] == [FEAST]
    assert set(told["changed"]) == {path for path in before if before[path] != expected[path]}
    assert [each["title"] for each in told["late"]] == ["The feast begins"]
    after = mtimes(newsroom.output)
    assert all(after[path] == times[path] for path in before if before[path] == expected[path])
    report = json.loads(newsroom.build_py("--as-of", EVENING.isoformat(), "--format=json").stdout)
    assert (report["added"], report["changed"], report["removed"], report["made"]) == ([], [], [], {})
    assert newsroom.build_py("due", "--as-of=2026-11-23 09:00").returncode == 0


def test_the_last_site_is_in_the_other_folder_and_can_be_built_upon(newsroom: Newsroom, ahead: Ahead) -> None:
    before, expected = newsroom.published(), ahead.published()
    said = switched(newsroom)
    assert said.returncode == 0
    if "In one step" not in said.stdout:
        pytest.skip("this disk cannot exchange folders")
    assert ahead.published() == before
    ahead.ready()
    assert ahead.published() == expected


def test_no_file_of_another_is_lost_or_published(newsroom: Newsroom, ahead: Ahead) -> None:
    (newsroom.output / "CNAME").write_text("courier.example")
    (ahead.output / "note.txt").write_text("not for readers")
    expected = ahead.published()
    said = switched(newsroom)
    assert "File by file, because" in said.stdout
    assert "CNAME, which Dateline did not write" in said.stdout
    assert newsroom.published() == {path: expected[path] for path in expected if path != "note.txt"} | {
        "CNAME": b"courier.example"
    }


def test_a_first_site_is_put_in_its_place(newsroom: Newsroom, ahead: Ahead) -> None:
    expected = ahead.published()
    newsroom.output.rename(newsroom.folder / "away")
    assert switched(newsroom).returncode == 0
    assert newsroom.published() == expected


def refusal(newsroom: Newsroom) -> str:
    """Why the switch was refused, and nothing changed."""
    before = newsroom.published()
    said = switched(newsroom)
    assert (said.returncode, said.stdout) == (2, "")
    assert newsroom.published() == before
    return said.stderr


def test_nothing_comes_out_early(newsroom: Newsroom) -> None:
    Ahead(newsroom.folder).ready("2099-01-01 09:00")
    assert "is that of 2099-01-01 09:00 UTC+03:00, and goes out then" in refusal(newsroom)


def test_an_edit_after_the_build_ahead_is_not_lost(newsroom: Newsroom, ahead: Ahead) -> None:
    newsroom.article("flood", "The river rose.", title="The river floods")
    newsroom.build()
    said = refusal(newsroom)
    assert "out of date: content/articles/flood.md changed since it was built" in said
    assert "python build.py --as-of" in said
    ahead.ready()
    assert switched(newsroom).returncode == 0
    assert "kurdistan/2026/11/flood/index.html" in newsroom.published()


def test_what_came_out_later_does_not_disappear(newsroom: Newsroom) -> None:
    newsroom.article("late", title="Later still", embargo="2026-11-22 21:30")
    Ahead(newsroom.folder).ready()
    newsroom.build(as_of=datetime(2026, 11, 22, 19, tzinfo=UTC))
    assert "has a later site" in refusal(newsroom)


def test_only_a_whole_site_without_errors_goes_live(newsroom: Newsroom) -> None:
    assert "There is no site in" in refusal(newsroom)
    ahead = Ahead(newsroom.folder)
    ahead.ready(EVENING.isoformat(), "--drafts")
    assert "is a preview" in refusal(newsroom)
    ahead.ready()
    (ahead.output / FEAST).write_text("touched")
    assert "files in it were changed" in refusal(newsroom)
    newsroom.article("broken", section="nowhere")
    ahead.ready(EVENING.isoformat(), "--keep-going")
    assert "built with errors" in refusal(newsroom)


def test_a_kill_before_the_moment_changes_nothing_and_one_after_it_is_mended(newsroom: Newsroom, ahead: Ahead) -> None:
    before, expected = newsroom.published(), ahead.published()

    def killed() -> float:
        raise KeyboardInterrupt

    ahead.build(as_of=EVENING)
    site = site_ahead(replace(newsroom.folders, output=ahead.output), 0)
    for in_waves in (False, True):
        with pytest.raises(KeyboardInterrupt):
            switch(site, newsroom.output, killed, in_waves=in_waves)
        assert newsroom.published() == before
    try:  # killed when the folders have changed places, and the ledgers have not
        exchange(str(newsroom.output), str(ahead.output))
    except OSError:
        pytest.skip("this disk cannot exchange folders")
    newsroom.build(as_of=EVENING)
    ahead.build(as_of=EVENING)
    assert newsroom.published() == ahead.published() == expected


def test_the_live_site_cannot_switch_with_itself(newsroom: Newsroom) -> None:
    assert "is the live site itself" in switched(newsroom, folder="public").stderr


def test_it_sleeps_until_the_moment_and_no_longer() -> None:
    now, naps = [1000.0], []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        now[0] += seconds

    assert sleep_until(1070.0, lambda: now[0], sleep) == 1070.0
    assert naps == [30.0, 30.0, 10.0]
    assert sleep_until(1000.0, lambda: now[0], sleep) == 1070.0
    assert len(naps) == 3
