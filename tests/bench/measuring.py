"""One build, edited before it, timed as a whole process, and recorded. Chooses no scenario and
compares nothing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.edits import Edit
from tests.bench.generators import DATELINE, ROOT, Generator, Newspaper
from tests.bench.interpreter import this_python
from tests.bench.records import Record, write


@dataclass(frozen=True, slots=True)
class Measuring:
    """One session of measuring.

    `long_runs` is how often what takes minutes is built: photographs, and 100,000 articles, without
    a cache. `repeats` is how often a build that other processes disturbed is built again.
    """

    session: str
    bench: Path
    work: Path
    generators: tuple[Generator, ...]
    articles: int
    runs: int
    long_runs: int
    repeats: int

    @property
    def records(self) -> Path:
        return records_of(self.work)


@dataclass(frozen=True, slots=True)
class Cost:
    """What the stopwatch tells of a build; see there."""

    exit: int
    wall: float
    processor: float
    memory: float
    others: float | None


def records_of(work: Path) -> Path:
    return work / "records.jsonl"


def timed(
    measuring: Measuring, scenario: str, site: Newspaper, run: int, edit: Edit, *, counting: bool, telling: bool = False
) -> None:
    """Edits, builds and records, again and again as long as other processes disturb it.

    `counting`: the files that are changed or new. `telling`: Dateline tells the seconds of its
    stages; not where a build is so short that telling would count. A build that did not do its work
    ends the program.
    """

    def build(attempt: int) -> Record:
        number = (run - 1) * (measuring.repeats + 1) + attempt
        before = _digests(site.output) if counting else {}
        evidence = edit(site, number)
        os.sync()
        cost, printed = build_once(site, *(("--format", "json") if telling and _is_dateline(site) else ()))
        if missing := [str(each) for each in evidence if each.missing]:
            sys.exit(f"{site.generator.name} did not do its work: there is {', and '.join(missing)}.")
        after = _digests(site.output) if counting else {}
        record = Record(
            session=measuring.session,
            generator=site.generator.name,
            scenario=scenario,
            articles=site.articles,
            run=run,
            wall=cost.wall,
            processor=cost.processor,
            memory=cost.memory,
            files=sum(before.get(path) != digest for path, digest in after.items()) if counting else None,
            stages=json.loads(printed)["seconds"] if printed.startswith("{") else {},
            others=cost.others,
            python=this_python() if _is_dateline(site) else "",
        )
        _tell(record)
        return record

    write(measuring.records, undisturbed(build, measuring.repeats))


def undisturbed(build: Callable[[int], Record], repeats: int) -> Record:
    """The first build that no other process disturbed, or else the last of `repeats` more. `build`
    gets 1, 2, 3 …"""
    record = build(1)
    for attempt in range(2, repeats + 2):
        if not record.disturbed:
            break
        record = build(attempt)
    return record


def build_once(site: Newspaper, *options: str) -> tuple[Cost, str]:
    """What a build cost, and what it printed."""
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
        cost = Cost(**json.loads(figures.read_text("utf-8")))
    if cost.exit:
        sys.exit(f"{site.generator.name} ended with {cost.exit} in {site.folder}:\n{printed[-2000:]}")
    return cost, printed


def compile_modules() -> None:
    """Ours and the installed ones, so that the first build compiles none. What cannot be written
    stays as it is."""
    folders = [str(ROOT / "generator"), sysconfig.get_path("purelib")]
    subprocess.run([sys.executable, "-m", "compileall", "-qq", *folders], env=_environment(), check=False)


def _is_dateline(site: Newspaper) -> bool:
    return site.generator.name == DATELINE


def _tell(record: Record) -> None:
    others = "" if record.others is None else f", others {record.others:.2f} s{' (disturbed)' * record.disturbed}"
    print(
        f"{record.generator}, {record.articles:,} articles, {record.scenario}, run {record.run}: "
        f"{record.wall:.2f} s, processor {record.processor:.2f} s{others}",
        file=sys.stderr,
    )


def _environment() -> dict[str, str]:
    """As on a newsroom's machine, where Python keeps the modules it has compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _digests(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }
