"""The scenarios: what is built, in which state, how often. Takes turns among the generators and records every build.

Every timed build is a whole process, begun when the disk has nothing left to write of the builds before it, and must show
that it did its work. Compares nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.edits import Evidence, add_article, edit_body, edit_layout, no_edit
from tests.bench.generators import (
    DATELINE,
    EFFORTS,
    ELEVENTY,
    PHOTOS,
    Generator,
    Newspaper,
    forget_all,
    forget_output,
    newspapers,
)
from tests.bench.records import Record, write

SMALL, BIG = 10_000, 100_000
VARIANTS = 8  # of every photograph: four widths in two formats
EDITS: dict[str, Callable[[Newspaper, int], Evidence]] = {
    "noop": no_edit,
    "edit": edit_body,
    "add": add_article,
    "template": edit_layout,
}
SCENARIOS = ("cold", *EDITS, "images", "big")


@dataclass(frozen=True, slots=True)
class Measuring:
    """One session of measuring. `long_runs` is how often what takes minutes is built: photographs, and 100,000 articles
    without a cache."""

    session: str
    bench: Path
    work: Path
    generators: tuple[Generator, ...]
    articles: int
    runs: int
    long_runs: int

    @property
    def records(self) -> Path:
        return records_of(self.work)


def records_of(work: Path) -> Path:
    return work / "records.jsonl"


def measure(measuring: Measuring, scenarios: Sequence[str]) -> None:
    """These scenarios, in the order of SCENARIOS."""
    wanted = [name for name in SCENARIOS if name in scenarios]
    if set(wanted) - {"images", "big"}:
        generators = [generator for generator in measuring.generators if generator.name != ELEVENTY]
        sites = newspapers(measuring.bench, measuring.work, generators, measuring.articles)
        if "cold" in wanted:
            _cold(measuring, "cold", sites, measuring.runs)
        for name in wanted:
            if name in EDITS:
                _warm(measuring, name, EDITS[name], sites)
    if "images" in wanted:
        _images(measuring)
    if "big" in wanted:
        _big(measuring)


def _cold(measuring: Measuring, scenario: str, sites: list[Newspaper], runs: int) -> None:
    for run in range(1, runs + 1):
        for site in sites:
            forget_all(site)
            _timed(measuring, scenario, site, run, no_edit)


def _warm(
    measuring: Measuring, scenario: str, edit: Callable[[Newspaper, int], Evidence], sites: list[Newspaper]
) -> None:
    """Each is built once untimed, so that only the edits are new."""
    for site in sites:
        _built(site)
    files = {site.folder: _digests(site.output) for site in sites}
    for run in range(1, measuring.runs + 1):
        for site in sites:
            files[site.folder] = _timed(measuring, scenario, site, run, edit, files[site.folder])


def _images(measuring: Measuring) -> None:
    """Beside each peer, with as much effort as it makes. One article a photograph, so that the pages weigh next to nothing."""
    for peer in measuring.generators:
        if peer.name in EFFORTS:
            _images_beside(measuring, peer)


def images_beside(peer: str) -> tuple[str, str]:
    """The scenarios of photographs, cold and from a warm store."""
    return f"images beside {peer}", f"images warm beside {peer}"


def _images_beside(measuring: Measuring, peer: Generator) -> None:
    cold, warm = images_beside(peer.name)
    pair = [each for each in measuring.generators if each.name in (DATELINE, peer.name)]
    sites = newspapers(measuring.bench, measuring.work, pair, PHOTOS, photos=True, effort=EFFORTS[peer.name])
    _cold(measuring, cold, sites, measuring.long_runs)
    for site in sites:
        variants = sum(path.suffix in {".webp", ".jpg", ".jpeg"} for path in site.output.rglob("*"))
        if variants < PHOTOS * VARIANTS:
            sys.exit(
                f"{site.generator.name} made {variants} files of {PHOTOS} photographs, and not {VARIANTS} of each."
            )
    for run in range(1, measuring.long_runs + 1):
        for site in sites:
            forget_output(site)
            _timed(measuring, warm, site, run, no_edit)


def _big(measuring: Measuring) -> None:
    """Dateline beside itself."""
    ours = [generator for generator in measuring.generators if generator.name == DATELINE]
    sites = [site for articles in (SMALL, BIG) for site in newspapers(measuring.bench, measuring.work, ours, articles)]
    _cold(measuring, "big cold", sites, measuring.long_runs)
    for name in ("noop", "edit"):
        _warm(measuring, f"big {name}", EDITS[name], sites)


def _timed(
    measuring: Measuring,
    scenario: str,
    site: Newspaper,
    run: int,
    edit: Callable[[Newspaper, int], Evidence],
    before: dict[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Edit, build, record; gives the digests of the output if those `before` are known."""
    evidence = edit(site, run)
    os.sync()
    figures, printed = _built(site, *_stage_option(site, scenario))
    if not evidence.file.exists() or evidence.text not in evidence.file.read_text("utf-8"):
        sys.exit(f"{site.generator.name} did not do its work: there is no “{evidence.text}” in {evidence.file}.")
    after = {} if before is None else _digests(site.output)
    record = Record(
        session=measuring.session,
        generator=site.generator.name,
        scenario=scenario,
        articles=site.articles,
        run=run,
        wall=figures["wall"],
        processor=figures["processor"],
        memory=figures["memory"],
        files=None if before is None else sum(before.get(path) != digest for path, digest in after.items()),
        stages=json.loads(printed)["seconds"] if printed.startswith("{") else {},
    )
    write(measuring.records, record)
    print(
        f"{record.generator}, {site.articles:,} articles, {scenario}, run {run}: {record.wall:.2f} s", file=sys.stderr
    )
    return after


def _stage_option(site: Newspaper, scenario: str) -> tuple[str, ...]:
    """Dateline tells the seconds of its stages in JSON. Not where a build is so short that telling would count."""
    long = {"cold", "big cold", *(images_beside(peer)[0] for peer in EFFORTS)}
    return ("--format", "json") if site.generator.name == DATELINE and scenario in long else ()


def _built(site: Newspaper, *options: str) -> tuple[dict[str, float], str]:
    """What the build cost, and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        stopwatch = [sys.executable, "-I", "-S", str(Path(__file__).with_name("stopwatch.py")), str(figures)]
        printed = subprocess.run(
            [*stopwatch, *site.generator.command, *options],
            cwd=site.folder,
            env=_environment() | site.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        cost: dict[str, float] = json.loads(figures.read_text("utf-8"))
    if cost["exit"]:
        sys.exit(f"{site.generator.name} ended with {cost['exit']:.0f} in {site.folder}:\n{printed[-2000:]}")
    return cost, printed


def _environment() -> dict[str, str]:
    """As on a newsroom's machine, where Python keeps the modules it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _digests(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }
