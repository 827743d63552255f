"""From a save to the screen: the previews of Dateline, Hugo and Eleventy, on the same made-up newspaper, in one run.

    python -m tests.bench.preview --bench BENCH --work SCRATCH --hugo HUGO --eleventy NODE FOLDER --articles 1000

All servers run at once and save in turns, each with a page of its own in one Chromium. A save is a file written in place. It
is on the screen when the page has its new words, which the page itself is asked at each frame. Of a body, the page of the
article is open; of a title, the front, whose lead it is. Prints the median of the saves, and the ratio to the better peer."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Error, Page, sync_playwright

from tests.bench.edits import Edit, edit_body, edit_headline
from tests.bench.generators import DATELINE, Newspaper, dateline, eleventy, hugo, newspapers

EDITS: dict[str, Edit] = {"body": edit_body, "title": edit_headline}
FIRST_PORT = 5600
PATIENCE = 1_800_000
"""Milliseconds for a save to be shown."""


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.preview", description=__doc__)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--hugo", type=Path)
    parser.add_argument("--eleventy", type=Path, nargs=2, metavar=("NODE", "FOLDER"))
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--edits", nargs="+", choices=sorted(EDITS), default=sorted(EDITS))
    parser.add_argument("--eleventy-saves", type=int, default=20, help="fewer, where each takes a minute")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    generators = [dateline()]
    generators += [hugo(options.hugo.absolute())] if options.hugo else []
    generators += [eleventy(*(each.absolute() for each in options.eleventy))] if options.eleventy else []
    sites = newspapers(options.bench.absolute(), options.work.absolute(), generators, options.articles)
    with ExitStack() as open_servers:
        bases = [open_servers.enter_context(_served(site, FIRST_PORT + place)) for place, site in enumerate(sites)]
        driver = open_servers.enter_context(sync_playwright())
        browser = driver.chromium.launch(executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{options.articles:,} articles; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        for name in options.edits:
            edit, pages = EDITS[name], [browser.new_page() for _ in sites]
            for page in pages:
                page.set_default_timeout(PATIENCE)  # Eleventy answers nobody while it builds
            seconds = _seconds(sites, bases, pages, edit, options.saves, options.eleventy_saves)
            _tell(name, [site.generator.name for site in sites], seconds)
            for page in pages:
                page.close()
        browser.close()


def _seconds(
    sites: Sequence[Newspaper], bases: Sequence[str], pages: Sequence[Page], edit: Edit, saves: int, few: int
) -> list[list[float]]:
    """Return the seconds of each save by site; the first save of each is not counted."""
    seconds: list[list[float]] = [[] for _ in sites]
    for number in range(saves + 1):
        for place, (site, base, page) in enumerate(zip(sites, bases, pages, strict=True)):
            if site.generator.key == "eleventy" and number > few:
                continue
            took = _save(site, base, page, edit, number + 1)
            if number:
                seconds[place].append(took)
            print(f"  {site.generator.name} {number}: {took:.3f} s", file=sys.stderr)
    return seconds


def _save(site: Newspaper, base: str, page: Page, edit: Edit, number: int) -> float:
    """Save, and return the seconds until the page shows it."""
    begun = time.perf_counter()
    (evidence, *_) = edit(site, number)
    if number == 1:  # it is not counted: no page is open yet, and a peer tells a page nothing that it missed
        address = base + evidence.file.relative_to(site.output).as_posix().removesuffix("index.html")
        while evidence.text not in _shown(page, address):
            time.sleep(1)
    page.wait_for_function("text => document.body.innerText.includes(text)", arg=evidence.text, timeout=PATIENCE)
    return time.perf_counter() - begun


def _shown(page: Page, address: str) -> str:
    with suppress(Error):  # the page that was open before was told to load itself anew at this moment
        page.goto(address, timeout=10_000)
        return page.inner_text("body")
    return ""


@contextmanager
def _served(site: Newspaper, port: int) -> Iterator[str]:
    """Start the server of a generator, as its users do; yield its address when it answers."""
    program, key = site.generator.command, site.generator.key
    more = {"hugo": ("server", "--port", str(port), "--bind", "127.0.0.1"), "eleventy": ("--serve", f"--port={port}")}
    command = (
        [*program[:1], *more["hugo"]] if key == "hugo" else [*program, *more.get(key, ("serve", "--port", str(port)))]
    )
    environment = {**os.environ, **site.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    base = f"http://{'127.0.0.1' if site.generator.name == DATELINE else 'localhost'}:{port}/"
    with (site.folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=site.folder, env=environment, stdout=log, stderr=log)
        try:
            while not _answers(base):
                if server.poll() is not None:
                    sys.exit(f"{site.generator.name} ended: see {log.name}")
                time.sleep(0.5)
            yield base
        finally:
            server.terminate()
            server.wait()


def _answers(base: str) -> bool:
    try:
        with urlopen(base) as answer:
            return b"under way" not in answer.read()
    except (URLError, OSError):
        return False


def _tell(name: str, names: Sequence[str], seconds: Sequence[Sequence[float]]) -> None:
    medians = [median(each) for each in seconds]
    better = min(medians[1:], default=0.0)
    for generator, each, middle in zip(names, seconds, medians, strict=True):
        ratio = f", {middle / better:.2f} of the better peer" if better and generator == names[0] else ""
        print(
            f"{name}: {generator}: {middle:.3f} s (of {len(each)}: {min(each):.3f} to {max(each):.3f}){ratio}",
            flush=True,
        )


if __name__ == "__main__":
    main()
