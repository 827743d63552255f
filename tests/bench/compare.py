"""Cold builds of made-up newspapers by Dateline and by Hugo, taking turns in one run, as a Markdown table.

    python -m tests.bench.compare --bench BENCH --work SCRATCH --hugo HUGO [--articles 1000 10000] [--runs 3]

BENCH is the folder with make_corpus.py (writes the same articles in each generator's layout) and peers/hugo (Hugo's site).
HUGO is its program. Each build is a whole process with no cache and no output; wall clock, processor time and the memory
of its largest process are the kernel's (wait4). Machines differ: quote the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall clock and of processor time, and the largest process in MiB; `stages` in seconds, by name."""

    wall: float
    cpu: float
    memory: float
    stages: dict[str, float]


def main() -> None:
    options = _options()
    for articles in options.articles:
        corpus = _corpus(options, articles)
        dateline, hugo = _dateline_site(corpus, options.work), _hugo_site(corpus, options)
        rows: dict[str, list[Measured]] = {"Dateline": [], "Hugo": []}
        for _ in range(options.runs):
            rows["Dateline"].append(_cold(dateline, options.work))
            rows["Hugo"].append(_cold([str(options.hugo), "--quiet", "--source", str(hugo), "-d", "out"], hugo))
        print(_table(articles, options.runs, rows))


def _cold(command: list[str], folder: Path) -> Measured:
    for left_over in ("out", "cache", "resources"):
        shutil.rmtree(folder / left_over, ignore_errors=True)
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder) as process:
        assert process.stdout
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}:\n{printed.decode()[-2000:]}")
    stages = json.loads(printed)["seconds"] if printed.startswith(b"{") else {}
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, stages)


def _table(articles: int, runs: int, rows: dict[str, list[Measured]]) -> str:
    medians = {name: _median(measured) for name, measured in rows.items()}
    ours, theirs = medians["Dateline"], medians["Hugo"]
    stages = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in ours.stages.items())
    lines = [
        f"### {articles:,} articles, cold, medians of {runs}",
        "",
        "| | wall | processor | largest process |",
        "|---|---|---|---|",
        *(f"| {name} | {m.wall:.1f} s | {m.cpu:.1f} s | {m.memory:.0f} MiB |" for name, m in medians.items()),
        f"| ratio | {ours.wall / theirs.wall:.2f} | {ours.cpu / theirs.cpu:.2f} | {ours.memory / theirs.memory:.2f} |",
        "",
        f"Dateline by stage: {stages}.",
        "",
    ]
    return "\n".join(lines)


def _median(measured: list[Measured]) -> Measured:
    stages = {stage: statistics.median(one.stages[stage] for one in measured) for stage in measured[0].stages}
    return Measured(
        statistics.median(one.wall for one in measured),
        statistics.median(one.cpu for one in measured),
        statistics.median(one.memory for one in measured),
        stages,
    )


def _corpus(options: argparse.Namespace, articles: int) -> Path:
    corpus: Path = options.work / f"corpus-{articles}"
    if not (corpus / "manifest.json").exists():
        maker = [sys.executable, str(options.bench / "make_corpus.py"), "--articles", str(articles)]
        subprocess.run([*maker, "--variants", "dateline,hugo", "--out", str(corpus)], check=True)
    return corpus


def _dateline_site(corpus: Path, work: Path) -> list[str]:
    content = corpus / "dateline" / "content"
    folders = ["--content", str(content), "--output", str(work / "out"), "--cache", str(work / "cache")]
    return [sys.executable, str(ROOT / "build.py"), *folders, "--format", "json"]


def _hugo_site(corpus: Path, options: argparse.Namespace) -> Path:
    site: Path = corpus / "hugo"
    shutil.copytree(options.bench / "peers" / "hugo", site, dirs_exist_ok=True)
    return site


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--hugo", type=Path, required=True)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for name in ("bench", "work", "hugo"):
        setattr(options, name, getattr(options, name).resolve())
    options.work.mkdir(parents=True, exist_ok=True)
    return options


if __name__ == "__main__":
    main()
