"""Dateline beside its goals: builds made-up newspapers with it and with its peers and prints all in one Markdown table.

    python -m tests.bench.compare --bench BENCH --work SCRATCH --hugo HUGO [--eleventy NODE FOLDER]
        [--articles 10000] [--runs 3] [--long-runs 1] [--scenarios cold noop edit add template images big]
    python -m tests.bench.compare --work SCRATCH --table-only

BENCH is the folder with make_corpus.py (writes the same articles in each generator's layout) and peers/ (the peers' sites).
HUGO is its program; NODE is node's, and FOLDER the one whose node_modules hold Eleventy. A peer that is left out is not
measured, and stands in the table with what an earlier session measured. Every build is recorded in SCRATCH/records.jsonl
as it ends; --table-only prints the table from there.

The generators take turns, each build a whole process. Machines differ: quote the ratios.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.generators import dateline, eleventy, hugo
from tests.bench.records import read
from tests.bench.scenarios import SCENARIOS, Measuring, measure, records_of
from tests.bench.table import table


def main() -> None:
    options = _options()
    work: Path = options.work.resolve()
    if not options.table_only:
        work.mkdir(parents=True, exist_ok=True)
        measure(_measuring(options, work), options.scenarios)
    print(table(read(records_of(work)), options.articles))


def _measuring(options: argparse.Namespace, work: Path) -> Measuring:
    generators = [dateline()]
    if options.hugo:
        generators.append(hugo(options.hugo.resolve()))
    if options.eleventy:
        generators.append(eleventy(*(path.resolve() for path in options.eleventy)))
    session = datetime.now(UTC).isoformat(timespec="seconds")
    bench: Path = options.bench.resolve()
    return Measuring(session, bench, work, tuple(generators), options.articles, options.runs, options.long_runs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, help="make_corpus.py and peers/")
    parser.add_argument("--work", type=Path, required=True, help="a scratch folder, for several GiB")
    parser.add_argument("--hugo", type=Path, metavar="PROGRAM")
    parser.add_argument("--eleventy", type=Path, nargs=2, metavar=("NODE", "FOLDER"), help="for the photographs")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3, help="how often each is built (default: 3)")
    parser.add_argument("--long-runs", type=int, default=1, help="the same for what takes minutes (default: 1)")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=SCENARIOS)
    parser.add_argument("--table-only", action="store_true", help="measure nothing; print what was recorded")
    options = parser.parse_args()
    if not options.bench and not options.table_only:
        parser.error("--bench is needed to measure")
    return options


if __name__ == "__main__":
    main()
