"""python -m tests.browser.lighthouse [PAGE …]: what Lighthouse measures of a page on a slow phone. Prints a table.

The phone and its network are simulated from what the page loads ("--throttling-method=simulate"), not waited for: each of ten
runs on a machine with all cores taken by others gave a hundred."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.browser.sample import FLAGS, INSTALL, LIGHTHOUSE, PAGES, build_sample, chromium, served

SHOWN = ("home", "sorani-home", "section", "arabic-section", "article", "sorani-every-part")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NOT_ASKED = "--skip-audits=robots-txt"
"""It does not know the line “License:” of RSL 1.0, and RFC 9309 allows lines of others. tests/e2e compares robots.txt as a whole."""


USUAL_SLOWDOWN = 4.0
PHONE = 440.0
"""The benchmark index of a mid-tier phone: what a desktop of 1,500 to 2,000 has, four times as slow. Lighthouse's
docs/throttling.md has both, and asks that slower machines be calibrated: theirs times four is no phone that is sold."""


@dataclass(frozen=True, slots=True)
class Report:
    """`scores` are of a hundred, by category; times in milliseconds, `bytes` as they came over the wire. `short` are the audits
    that count towards a score and have not all of it. `index` is the machine's speed at that moment, as Lighthouse measures it."""

    scores: dict[str, int]
    first_paint: float
    largest_paint: float
    blocked: float
    shift: float
    bytes: int
    short: tuple[str, ...]
    index: float

    @property
    def slowdown(self) -> float:
        """How much slower a phone is than this machine was: never below 1."""
        return max(1.0, self.index / PHONE)


def lacking() -> str:
    """What must be installed before Lighthouse runs, or ""."""
    if not shutil.which("node"):
        return "There is no Node.js here, which Lighthouse needs."
    if not LIGHTHOUSE.is_file():
        return f"There is no Lighthouse at {LIGHTHOUSE}; for instance:  {INSTALL}"
    return "" if chromium() else "There is no Chromium here; on Debian:  apt-get install chromium"


def measure(address: str, slowdown: float = USUAL_SLOWDOWN) -> Report:
    """Measure a page on a phone that is so many times slower than this machine. Raises RuntimeError where Lighthouse could not
    open the page."""
    options = (
        "--quiet",
        "--output=json",
        "--throttling-method=simulate",
        f"--throttling.cpuSlowdownMultiplier={slowdown:.2f}",
        "--no-enable-error-reporting",
        NOT_ASKED,
    )
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    ran = subprocess.run(
        ["node", LIGHTHOUSE, address, *options, flags],
        env={**os.environ, "CHROME_PATH": chromium()},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    told = json.loads(ran.stdout)
    if "runtimeError" in told:
        raise RuntimeError(told["runtimeError"]["message"])
    audits = told["audits"]
    counted = [one["id"] for of in told["categories"].values() for one in of["auditRefs"] if one["weight"]]
    return Report(
        scores={name: round(100 * told["categories"][name]["score"]) for name in CATEGORIES},
        first_paint=audits["first-contentful-paint"]["numericValue"],
        largest_paint=audits["largest-contentful-paint"]["numericValue"],
        blocked=audits["total-blocking-time"]["numericValue"],
        shift=audits["cumulative-layout-shift"]["numericValue"],
        bytes=audits["total-byte-weight"]["numericValue"],
        short=tuple(
            sorted({f"{name}: {audits[name]['title']}" for name in counted if audits[name]["score"] not in (1, None)})
        ),
        index=told["environment"]["benchmarkIndex"],
    )


def row(name: str, of: Report) -> str:
    scores = "  ".join(f"{of.scores[category]:>5}" for category in CATEGORIES)
    times = f"{of.first_paint:>6.0f} ms {of.largest_paint:>6.0f} ms {of.blocked:>4.0f} ms"
    return f"{name:20}{scores} {times} {of.shift:>6.3f} {of.bytes / 1000:>6.0f} kB"


def main(arguments: list[str]) -> int:
    if not set(arguments) <= PAGES.keys():
        print(__doc__, f"Pages: {', '.join(PAGES)}", sep="\n", file=sys.stderr)
        return 2
    if wanted := lacking():
        print(wanted, file=sys.stderr)
        return 2
    print(f"{'page':20} perf   acc.  best p.  SEO   first      largest  blocked shift   bytes")
    with tempfile.TemporaryDirectory() as folder, served(build_sample(Path(folder))) as address:
        for name in arguments or SHOWN:
            found = measure(address + PAGES[name])
            print(row(name, found), *(f"    {short}" for short in found.short), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
