"""What is written about a build, and when other processes disturbed it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from tests.bench.records import Record, read, write

RECORD = Record(
    "2026-01-01T06:00", "Dateline", "cold", 10_000, 1, 8.0, 16.0, 400.0, None, {"read": 5.0}, 0.4, "CPython"
)


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    assert read(file) == ()
    records = (RECORD, replace(RECORD, generator="Hugo", others=None))
    for record in records:
        write(file, record)
    assert read(file) == records


def test_records_of_before_others_were_counted_are_read(tmp_path: Path) -> None:
    fields = asdict(RECORD)
    del fields["others"], fields["python"]
    (tmp_path / "records.jsonl").write_text(json.dumps(fields) + "\n", "utf-8")
    assert read(tmp_path / "records.jsonl") == (replace(RECORD, others=None, python=""),)


@pytest.mark.parametrize(
    ("processor", "others", "disturbed"),
    [(16.0, 1.6, False), (16.0, 1.7, True), (0.1, 0.03, False), (0.1, 0.05, True), (0.1, None, False)],
    ids=["a tenth", "more than a tenth", "a short build and a few ticks", "a short build and more", "not known"],
)
def test_a_build_is_disturbed_when_others_took_more_than_a_tenth_of_its_time(
    processor: float, others: float | None, disturbed: bool
) -> None:
    assert replace(RECORD, processor=processor, others=others).disturbed is disturbed
