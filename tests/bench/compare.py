"""Dateline beside its goals: builds made-up newspapers with it and with its peers and prints all in
one Markdown table.

    python -m tests.bench.compare --bench BENCH --work SCRATCH --hugo HUGO [--eleventy NODE FOLDER]
        [--generators dateline hugo hugo-full eleventy] [--articles 10000] [--runs 3]
        [--long-runs 1] [--repeats 3]
        [--scenarios cold noop edit title add remove template images images-warm big]
    python -m tests.bench.compare --work SCRATCH --table-only

BENCH is the folder with make_corpus.py (writes the same articles in each generator's layout) and
peers/ (the peers' sites). HUGO is its program; NODE is node's, and FOLDER the one whose
node_modules hold Eleventy. Dateline is built with the Python that runs this. A peer that is left
out is not measured, and stands in the table with what an earlier session measured. Every build is
recorded in SCRATCH/records.jsonl as it ends; --table-only prints the table from there.

The generators take turns, each build a whole process. A build during which other processes took
more than a tenth of its processor time is dropped and repeated, --repeats times at most. Machines
differ: quote the ratios.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.generators import Generator, dateline, eleventy, hugo, hugo_full
from tests.bench.measuring import Measuring, records_of
from tests.bench.records import read
from tests.bench.scenarios import SCENARIOS, measure
from tests.bench.table import table

GENERATORS = ("dateline", "hugo", "hugo-full", "eleventy")


def main() -> None:
    parser = _parser()
    options = parser.parse_args()
    work: Path = options.work.resolve()
    if not options.table_only:
        if not options.bench:
            parser.error("--bench is needed to measure")
        generators = _generators(options)
        if lacking := set(options.generators or ()) - {generator.key for generator in generators}:
            parser.error(f"where is the program of {', '.join(sorted(lacking))}?")
        work.mkdir(parents=True, exist_ok=True)
        measure(_measuring(options, work, generators), options.scenarios)
    print(table(read(records_of(work)), options.articles))


def _generators(options: argparse.Namespace) -> tuple[Generator, ...]:
    """Those asked for, or all whose programs are known."""
    known = [dateline()]
    if options.hugo:
        program = options.hugo.resolve()
        known += [hugo(program), hugo_full(program)]
    if options.eleventy:
        known.append(eleventy(*(path.resolve() for path in options.eleventy)))
    return tuple(generator for generator in known if generator.key in (options.generators or GENERATORS))


def _measuring(options: argparse.Namespace, work: Path, generators: tuple[Generator, ...]) -> Measuring:
    return Measuring(
        session=datetime.now(UTC).isoformat(timespec="seconds"),
        bench=options.bench.resolve(),
        work=work,
        generators=generators,
        articles=options.articles,
        runs=options.runs,
        long_runs=options.long_runs,
        repeats=options.repeats,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, help="make_corpus.py and peers/")
    parser.add_argument("--work", type=Path, required=True, help="a scratch folder, for several GiB")
    parser.add_argument("--hugo", type=Path, metavar="PROGRAM")
    parser.add_argument("--eleventy", type=Path, nargs=2, metavar=("NODE", "FOLDER"), help="for the photographs")
    parser.add_argument("--generators", nargs="+", choices=GENERATORS, help="default: all whose programs are given")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3, help="how often each is built (default: 3)")
    parser.add_argument("--long-runs", type=int, default=1, help="the same for what takes minutes (default: 1)")
    parser.add_argument("--repeats", type=int, default=3, help="how often a disturbed build is repeated (default: 3)")
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=SCENARIOS)
    parser.add_argument("--table-only", action="store_true", help="measure nothing; print what was recorded")
    return parser


if __name__ == "__main__":
    main()
