"""What the record costs a build, without the build: a made-up record of many lines, and every way to check it.

    python -m tests.bench.record --lines 100000

Prints milliseconds of processor time, the least of some runs each."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from generator.record.addresses import file_of, read_addresses, recorded_among, unserved
from generator.record.files import read_record, write_lines
from generator.record.lines import RecordLine
from generator.record.states import record_states

_FIRST = datetime(2006, 1, 1, 9, tzinfo=UTC)
_DAYS = 365 * 20
_RUNS = 15


def made_up(count: int) -> list[RecordLine]:
    """Articles of twenty years, as many each day."""
    lines = []
    for number in range(count):
        first = _FIRST + timedelta(days=number * _DAYS // count)
        name = f"council-opens-the-new-bridge-of-amedi-{number}"
        address = f"/kurdistan/{first:%Y/%m}/{name}/"
        file = f"articles/{first:%Y/%m}/{name}.md"
        lines.append(
            RecordLine(address, first, None, f"{number:016x}", file, f"شاری ئامێدی پردی نوێ دەکاتەوە {number}")
        )
    return lines


def milliseconds(what: Callable[[], object]) -> float:
    least = float("inf")
    for _ in range(_RUNS):
        start = time.process_time()
        what()
        least = min(least, time.process_time() - start)
    return least * 1000


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.record")
    parser.add_argument("--lines", type=int, default=100_000)
    lines = made_up(parser.parse_args().lines)
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder, "record")
        write_lines(record, read_record(record), lines)
        states = record_states(record)
        files = {file_of(line.address): None for line in lines}
        addresses = read_addresses(record, states)
        assert addresses.is_sound
        listed = list(addresses.all)
        assert unserved(listed, files) == []
        print(f"{len(listed):,} lines in {len(states)} files:")
        last, there = [max(states)], set(listed)
        for name, what in (
            ("a record that is as it was", lambda: record_states(record)),
            ("no record at all", lambda: record_states(record / "none")),
            ("a file of it changed", lambda: unserved(read_addresses(record, last).all, files)),
            ("an article leaves the site", lambda: recorded_among(record, states, {lines[-1].address})),
            (
                "all files changed, or no build knows them",
                lambda: [each for each in read_addresses(record, states).all if each not in there],
            ),
        ):
            print(f"  {milliseconds(what):8.2f} ms  {name}")


if __name__ == "__main__":
    main()
