"""What the table says of made-up records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.bench.records import Record, read, write
from tests.bench.table import table

OURS = Record("2026-01-01T06:00", "Dateline", "cold", 10_000, 1, 8.0, 16.0, 400.0, None, {"read": 5.0})
THEIRS = replace(OURS, generator="Hugo", wall=10.0, memory=1000.0, stages={})


def test_a_figure_is_the_median_beside_that_of_the_peer() -> None:
    slow, slower = replace(OURS, run=2, wall=9.0), replace(OURS, run=3, wall=90.0)
    assert (
        _row("cold build", slower, OURS, slow, THEIRS)
        == "| cold build | 9.00 s | Hugo 10.0 s | 0.90 | ≤ 0.8 | **no** |"
    )


def test_a_goal_is_met_at_its_limit_and_judged_before_rounding() -> None:
    assert _row("cold build", OURS, THEIRS).endswith("| 0.80 | ≤ 0.8 | yes |")
    assert _row("cold build", replace(OURS, wall=8.001), THEIRS).endswith("| 0.80 | ≤ 0.8 | **no** |")


def test_the_number_of_changed_files_is_a_goal_of_its_own() -> None:
    added = replace(OURS, scenario="add", files=16)
    assert _row("one article added: files", added).endswith("| 16 files | – | – | ≤ 15 files | **no** |")


def test_both_sides_are_of_one_session() -> None:
    later = replace(OURS, session="2026-01-02T06:00", wall=2.0)
    assert "| 2.00 s | Hugo 20.0 s |" in _row(
        "cold build", OURS, THEIRS, later, replace(THEIRS, session=later.session, wall=20.0)
    )
    assert "| 8.00 s | Hugo 10.0 s |" in _row("cold build", OURS, THEIRS, later), "Hugo was not measured that day"


def test_without_a_common_session_each_side_is_its_last_and_marked() -> None:
    earlier = replace(THEIRS, session="2025-01-01T06:00")
    printed = table((earlier, OURS), 10_000)
    assert "| cold build | 8.00 s | Hugo 10.0 s * | 0.80 |" in printed
    assert "\n* measured at another time" in printed


def test_dateline_is_beside_itself_with_fewer_articles() -> None:
    small, big = replace(OURS, scenario="big cold"), replace(OURS, scenario="big cold", articles=100_000, wall=80.0)
    assert "| 80.0 s | 10,000 articles: 8.00 s | 10.00 | ≤ 11 | yes |" in _row(
        "100,000 articles, cold build", small, big
    )


def test_what_was_not_measured_is_no_goal_missed() -> None:
    assert _row("nothing changed", OURS, THEIRS) == "| nothing changed | – | – | – | ≤ 0.015 | – |"


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    assert read(tmp_path / "none.jsonl") == ()
    for record in (OURS, THEIRS):
        write(tmp_path / "records.jsonl", record)
    assert read(tmp_path / "records.jsonl") == (OURS, THEIRS)


def _row(label: str, *records: Record) -> str:
    lines = [line for line in table(records, 10_000).splitlines() if line.startswith(f"| {label}")]
    assert len(lines) == 1
    return lines[0]


def test_builds_of_another_size_are_not_told_of() -> None:
    assert "1,000 articles" not in table((OURS, replace(OURS, articles=1_000)), 10_000)
