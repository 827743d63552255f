"""What the table says of made-up records."""

from __future__ import annotations

from dataclasses import replace

from tests.bench.records import Record
from tests.bench.table import table

OURS = Record("2026-01-01T06:00", "Dateline", "cold", 10_000, 1, 8.0, 16.0, 400.0, None, {"read": 5.0}, others=0.1)
THEIRS = replace(OURS, generator="Hugo, equal work", wall=10.0, memory=1000.0, stages={})
BARE = replace(THEIRS, generator="Hugo", wall=5.0)
NAME = "Hugo, equal work (of its time `.Related` takes 23 to 25 %)"


def test_a_figure_is_the_median_beside_that_of_the_peer() -> None:
    slow, slower = replace(OURS, run=2, wall=9.0), replace(OURS, run=3, wall=90.0)
    assert (
        _row("cold build", slower, OURS, slow, THEIRS)
        == f"| cold build | 9.00 s | {NAME}: 10.0 s | 0.90 | ≤ 0.7 | **no** |"
    )


def test_the_bare_hugo_stands_below_hugo_at_equal_work_without_a_goal() -> None:
    lines = table((OURS, THEIRS, BARE), 10_000).splitlines()
    below = lines.index(_row("cold build", OURS, THEIRS, BARE)) + 1
    assert lines[below] == "|  | 8.00 s | Hugo: 5.00 s | 1.60 |  |  |"


def test_hugo_at_equal_work_is_nowhere_named_without_the_share_of_its_related_stories() -> None:
    printed = table((OURS, THEIRS, BARE), 10_000)
    assert printed.count("Hugo, equal work") == printed.count(NAME) == 4  # wall, processor, memory; spread


def test_a_goal_is_met_at_its_limit_and_judged_before_rounding() -> None:
    assert _row("cold build", replace(OURS, wall=7.0), THEIRS).endswith("| 0.70 | ≤ 0.7 | yes |")
    assert _row("cold build", replace(OURS, wall=7.001), THEIRS).endswith("| 0.70 | ≤ 0.7 | **no** |")


def test_the_number_of_changed_files_is_a_goal_of_its_own() -> None:
    added = replace(OURS, scenario="add", files=16)
    row = _row("one article added: files changed or new", added)
    assert row.endswith("| 16 files | – | – | ≤ 15 files | **no** |")


def test_both_sides_are_of_one_session() -> None:
    later = replace(OURS, session="2026-01-02T06:00", wall=2.0)
    assert f"| 2.00 s | {NAME}: 20.0 s |" in _row(
        "cold build", OURS, THEIRS, later, replace(THEIRS, session=later.session, wall=20.0)
    )
    assert f"| 8.00 s | {NAME}: 10.0 s |" in _row("cold build", OURS, THEIRS, later), "Hugo was not measured that day"


def test_without_a_common_session_each_side_is_its_last_and_marked() -> None:
    earlier = replace(THEIRS, session="2025-01-01T06:00")
    printed = table((earlier, OURS), 10_000)
    assert f"| cold build | 8.00 s | {NAME}: 10.0 s * | 0.80 |" in printed
    assert "\n* measured at another time" in printed
    assert "\n* measured" not in table((THEIRS, OURS), 10_000)


def test_a_figure_with_a_disturbed_run_is_marked_and_explained() -> None:
    disturbed = replace(THEIRS, run=2, others=5.0)
    row = _row("cold build", OURS, THEIRS, disturbed)
    assert f"| 8.00 s | {NAME}: 10.0 s † |" in row
    printed = table((OURS, THEIRS, disturbed), 10_000)
    assert "\n† in at least one run other processes took more than a tenth" in printed
    assert "†" not in table((OURS, THEIRS), 10_000)


def test_the_runs_are_told_from_the_least_to_the_most() -> None:
    runs = (replace(OURS, wall=9.0), replace(OURS, wall=12.0, others=1.5), OURS)
    line = next(line for line in table(runs, 10_000).splitlines() if line.startswith("| Dateline, 10,000"))
    assert line.startswith("| Dateline, 10,000 articles, cold | 3 | 8.00 s | 9.00 s | 12.0 s | 16.0 s | 1.50 s |")


def test_other_processes_that_could_not_be_counted_are_owned_up_to() -> None:
    assert "no /proc/stat" in table((replace(OURS, others=None),), 10_000)
    assert "no /proc/stat" not in table((OURS,), 10_000)


def test_the_python_is_named() -> None:
    assert "Dateline ran on CPython 3.14.0, built well." in table(
        (replace(OURS, python="CPython 3.14.0, built well"),), 10_000
    )


def test_dateline_is_beside_itself_with_fewer_articles() -> None:
    small, big = replace(OURS, scenario="big cold"), replace(OURS, scenario="big cold", articles=100_000, wall=80.0)
    assert "| 80.0 s | 10,000 articles: 8.00 s | 10.00 | ≤ 10 | yes |" in _row(
        "100,000 articles, cold build", small, big
    )


def test_a_peer_that_was_not_measured_is_left_out_where_there_is_no_goal() -> None:
    told = [line for line in table((OURS, THEIRS), 10_000).splitlines() if line.startswith("|  |")]
    assert told == []


def test_what_was_not_measured_is_no_goal_missed() -> None:
    assert _row("nothing changed", OURS, THEIRS) == "| nothing changed | – | – | – | ≤ 0.008 | – |"


def test_builds_of_another_size_are_not_told_of() -> None:
    assert "1,000 articles" not in table((OURS, replace(OURS, articles=1_000)), 10_000)


def _row(label: str, *records: Record) -> str:
    lines = [line for line in table(records, 10_000).splitlines() if line.startswith(f"| {label} |")]
    assert len(lines) == 1
    return lines[0]
