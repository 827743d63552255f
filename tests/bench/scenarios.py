"""The scenarios: what is built, in which state, how often. Takes turns among the generators.
Compares nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.bench.edits import (
    Edit,
    add_article,
    edit_body,
    edit_headline,
    edit_layout,
    everything_forgotten,
    nothing,
    output_lost,
    remove_article,
)
from tests.bench.generators import DATELINE, EFFORTS, ELEVENTY, PHOTOS, Generator, Newspaper, newspapers
from tests.bench.measuring import Measuring, build_once, compile_modules, timed

SMALL, BIG = 10_000, 100_000
VARIANTS = 8  # of every photograph: four widths in two formats
EDITS: dict[str, Edit] = {
    "noop": nothing,
    "edit": edit_body,
    "title": edit_headline,
    "add": add_article,
    "remove": remove_article,
    "template": edit_layout,
}
IMAGES, IMAGES_WARM = "images", "images-warm"
SCENARIOS = ("cold", *EDITS, IMAGES, IMAGES_WARM, "big")


def measure(measuring: Measuring, scenarios: Sequence[str]) -> None:
    """These scenarios, in the order of SCENARIOS."""
    compile_modules()
    wanted = [name for name in SCENARIOS if name in scenarios]
    if set(wanted) & {"cold", *EDITS}:
        generators = [generator for generator in measuring.generators if generator.name != ELEVENTY]
        sites = newspapers(measuring.bench, measuring.work, generators, measuring.articles)
        if "cold" in wanted:
            _cold(measuring, "cold", sites, measuring.runs)
        for name in wanted:
            if name in EDITS:
                _warm(measuring, name, EDITS[name], sites)
    for peer in measuring.generators:
        if peer.name in EFFORTS and {IMAGES, IMAGES_WARM} & set(wanted):
            _images_beside(measuring, peer, wanted)
    if "big" in wanted:
        _big(measuring)


def _cold(measuring: Measuring, scenario: str, sites: list[Newspaper], runs: int) -> None:
    for run in range(1, runs + 1):
        for site in sites:
            timed(measuring, scenario, site, run, everything_forgotten, counting=False, telling=True)


def _warm(measuring: Measuring, scenario: str, edit: Edit, sites: list[Newspaper]) -> None:
    """Each is built once untimed, so that only the edits are new."""
    for site in sites:
        build_once(site)
    for run in range(1, measuring.runs + 1):
        for site in sites:
            timed(measuring, scenario, site, run, edit, counting=True)


def images_beside(peer: str) -> tuple[str, str]:
    """The scenarios of photographs, cold and from a warm store."""
    return f"images beside {peer}", f"images warm beside {peer}"


def _images_beside(measuring: Measuring, peer: Generator, wanted: Sequence[str]) -> None:
    """With as much effort as this peer makes. One article a photograph, so that the pages weigh
    next to nothing."""
    cold, warm = images_beside(peer.name)
    pair = [each for each in measuring.generators if each.name in (DATELINE, peer.name)]
    sites = newspapers(measuring.bench, measuring.work, pair, PHOTOS, photos=True, effort=EFFORTS[peer.name])
    if IMAGES in wanted:
        _cold(measuring, cold, sites, measuring.long_runs)
    else:
        for site in sites:
            build_once(site)
    _all_variants_made(sites)
    if IMAGES_WARM in wanted:
        for run in range(1, measuring.runs + 1):
            for site in sites:
                timed(measuring, warm, site, run, output_lost, counting=False)
        _all_variants_made(sites)


def _all_variants_made(sites: list[Newspaper]) -> None:
    for site in sites:
        variants = sum(path.suffix in {".webp", ".jpg", ".jpeg"} for path in site.output.rglob("*"))
        if variants < PHOTOS * VARIANTS:
            sys.exit(
                f"{site.generator.name} made {variants} files of {PHOTOS} photographs, and not {VARIANTS} of each."
            )


def _big(measuring: Measuring) -> None:
    """Dateline beside itself."""
    ours = [generator for generator in measuring.generators if generator.name == DATELINE]
    sites = [site for articles in (SMALL, BIG) for site in newspapers(measuring.bench, measuring.work, ours, articles)]
    _cold(measuring, "big cold", sites, measuring.long_runs)
    for name in ("noop", "edit", "add"):
        _warm(measuring, f"big {name}", EDITS[name], sites)
