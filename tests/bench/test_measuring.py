"""A build that other processes disturbed is built again, but not for ever."""

from __future__ import annotations

from dataclasses import replace

from tests.bench.measuring import undisturbed
from tests.bench.records import Record

QUIET = Record("2026-01-01T06:00", "Dateline", "cold", 10_000, 1, 8.0, 10.0, 400.0, None, {}, others=0.2)
DISTURBED = replace(QUIET, others=2.0)


def test_a_quiet_build_is_not_repeated() -> None:
    assert _built([QUIET, DISTURBED], repeats=3) == (QUIET, [1])


def test_a_disturbed_build_is_repeated_until_one_is_quiet() -> None:
    assert _built([DISTURBED, DISTURBED, QUIET, DISTURBED], repeats=3) == (QUIET, [1, 2, 3])


def test_the_last_repeat_is_kept_even_if_it_is_disturbed() -> None:
    last = replace(DISTURBED, others=3.0)
    kept, attempts = _built([DISTURBED, DISTURBED, last, QUIET], repeats=2)
    assert (kept, attempts) == (last, [1, 2, 3])
    assert kept.disturbed


def _built(records: list[Record], repeats: int) -> tuple[Record, list[int]]:
    """The kept record, and the numbers of all attempts."""
    attempts = []

    def build(attempt: int) -> Record:
        attempts.append(attempt)
        return records[attempt - 1]

    return undisturbed(build, repeats), attempts
