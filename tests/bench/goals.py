"""The rows of the table: what of Dateline is compared with what of whom, and the goals. Measures
nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.generators import DATELINE, ELEVENTY, HUGO, HUGO_FULL, PHOTOS
from tests.bench.records import Record
from tests.bench.scenarios import BIG, SMALL, images_beside


@dataclass(frozen=True, slots=True)
class Row:
    """Dateline's figure beside that of a peer, or of Dateline itself with fewer articles.

    `ratio` is the goal for the ratio of the two, `limit` that for the figure alone; with neither
    the row only informs.
    """

    label: str
    scenario: str
    quantity: Quantity
    articles: int
    peer: str
    peer_articles: int
    ratio: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    of: Callable[[Record], float | None]
    text: Callable[[float], str]


def seconds(number: float) -> str:
    return f"{number:.{2 if number < 10 else 1 if number < 100 else 0}f} s"


def memory(number: float) -> str:
    return f"{number:.0f} MiB" if number < 1024 else f"{number / 1024:.2f} GiB"


def files(number: float) -> str:
    return f"{number:.0f} {'file' if number == 1 else 'files'}"


WALL = Quantity(lambda record: record.wall, seconds)
PROCESSOR = Quantity(lambda record: record.processor, seconds)
MEMORY = Quantity(lambda record: record.memory, memory)
FILES = Quantity(lambda record: record.files, files)


def rows(articles: int) -> tuple[Row, ...]:
    """All of the table: the goals are of Hugo at equal work, the bare Hugo stands below it."""
    return (
        *_beside_hugo("cold build", "cold", WALL, articles, ratio=0.7),
        *_beside_hugo("cold build, processor", "cold", PROCESSOR, articles),
        *_beside_hugo("nothing changed", "noop", WALL, articles, ratio=0.008),
        *_beside_hugo("one body edited", "edit", WALL, articles, ratio=0.025),
        *_beside_hugo("the lead's headline changed", "title", WALL, articles, ratio=0.045),
        *_beside_hugo("one article added", "add", WALL, articles, ratio=0.035),
        *_beside_hugo("one article added: files changed or new", "add", FILES, articles, limit=15),
        *_beside_hugo("one article removed", "remove", WALL, articles),
        *_beside_hugo("the base layout edited", "template", WALL, articles, ratio=0.35),
        *_beside_hugo("largest process, cold", "cold", MEMORY, articles, ratio=0.15),
        _of_photographs(HUGO, 0.12),
        _of_photographs(ELEVENTY, 0.8),
        _of_photographs(HUGO, 1, warm=True),
        _of_photographs(ELEVENTY, None, warm=True),
        _of_growth("cold build", "big cold", WALL, ratio=10),
        _of_growth("nothing changed", "big noop", WALL, ratio=6),
        _of_growth("one body edited", "big edit", WALL, ratio=4),
        _of_growth("one article added", "big add", WALL, ratio=3),
        _of_growth("largest process, cold", "big cold", MEMORY, limit=1.2 * 1024),
    )


def _beside_hugo(
    label: str,
    scenario: str,
    quantity: Quantity,
    articles: int,
    *,
    ratio: float | None = None,
    limit: float | None = None,
) -> tuple[Row, Row]:
    return (
        Row(label, scenario, quantity, articles, HUGO_FULL, articles, ratio, limit),
        Row("", scenario, quantity, articles, HUGO, articles),
    )


def _of_photographs(peer: str, goal: float | None, *, warm: bool = False) -> Row:
    scenario, state = images_beside(peer)[warm], "from a warm store, no output" if warm else "cold"
    return Row(f"{PHOTOS} photographs, {state}", scenario, WALL, PHOTOS, peer, PHOTOS, goal)


def _of_growth(
    label: str, scenario: str, quantity: Quantity, *, ratio: float | None = None, limit: float | None = None
) -> Row:
    return Row(f"{BIG:,} articles, {label}", scenario, quantity, BIG, DATELINE, SMALL, ratio, limit)
