"""Records to Markdown: each goal beside what was measured, and whether it is met. Measures nothing.

A row holds medians. Its two sides are of one session where that session measured both, else each of its own last one,
which is then said: on machines that change from hour to hour only ratios of one session mean anything.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.bench.generators import DATELINE, ELEVENTY, HUGO, PHOTOS
from tests.bench.records import Record
from tests.bench.scenarios import BIG, SMALL, images_beside

OTHER_SESSION = "*"


@dataclass(frozen=True, slots=True)
class Row:
    """Dateline's figure beside that of a peer, or of Dateline itself with fewer articles.

    `ratio` is the goal for the ratio of the two, `limit` that for the figure alone; with neither the row only informs.
    """

    label: str
    scenario: str
    quantity: Quantity
    articles: int
    peer: str = HUGO
    peer_articles: int | None = None
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
    """All of the table, with the goals."""
    return (
        Row("cold build", "cold", WALL, articles, ratio=0.8),
        Row("nothing changed", "noop", WALL, articles, ratio=0.015),
        Row("one body edited", "edit", WALL, articles, ratio=0.04),
        Row("one article added", "add", WALL, articles, ratio=0.05),
        Row("one article added: files changed or new", "add", FILES, articles, limit=15),
        Row("the base layout edited", "template", WALL, articles, ratio=0.3),
        Row("largest process, cold", "cold", MEMORY, articles, ratio=0.4),
        Row(f"{PHOTOS} photographs, cold", images_beside(HUGO)[0], WALL, PHOTOS, ratio=0.2),
        Row(f"{PHOTOS} photographs, cold", images_beside(ELEVENTY)[0], WALL, PHOTOS, ELEVENTY, ratio=0.8),
        Row(f"{PHOTOS} photographs, from a warm store", images_beside(HUGO)[1], WALL, PHOTOS),
        Row(f"{PHOTOS} photographs, from a warm store", images_beside(ELEVENTY)[1], WALL, PHOTOS, ELEVENTY),
        Row(f"{BIG:,} articles, cold build", "big cold", WALL, BIG, DATELINE, SMALL, ratio=11),
        Row(f"{BIG:,} articles, nothing changed", "big noop", WALL, BIG, DATELINE, SMALL, ratio=9),
        Row(f"{BIG:,} articles, one body edited", "big edit", WALL, BIG, DATELINE, SMALL, ratio=9),
        Row(f"{BIG:,} articles, largest process, cold", "big cold", MEMORY, BIG, DATELINE, SMALL, limit=1.2 * 1024),
    )


def table(records: Sequence[Record], articles: int) -> str:
    """The goals, then how far the runs lie apart, then where a cold build's time goes."""
    compared = [_compared(row, records) for row in rows(articles)]
    told = {(row.scenario, number) for row in rows(articles) for number in (row.articles, row.peer_articles)}
    groups = _groups([record for record in records if (record.scenario, record.articles) in told])
    lines = [
        f"At {articles:,} articles, where nothing else is said; medians.",
        "",
        "| | Dateline | beside | ratio | goal | met |",
        "|---|---|---|---|---|---|",
        *compared,
        "",
    ]
    if any(f" {OTHER_SESSION} |" in line for line in compared):
        lines += [f"{OTHER_SESSION} measured at another time: the ratio is a guess.", ""]
    return "\n".join([*lines, *_spread(groups), *_stages(groups)])


def _compared(row: Row, records: Sequence[Record]) -> str:
    all_ours = _matching(records, DATELINE, row.scenario, row.articles)
    all_theirs = _matching(records, row.peer, row.scenario, row.peer_articles or row.articles)
    both = {record.session for record in all_ours} & {record.session for record in all_theirs}
    ours, theirs = _last_session(all_ours, both), _last_session(all_theirs, both)
    mine, other = _median(row.quantity, ours), _median(row.quantity, theirs)
    ratio = mine / other if mine is not None and other else None
    name = row.peer if row.peer != DATELINE else f"{row.peer_articles:,} articles:"
    beside = f"{name} {row.quantity.text(other)}{'' if both else ' ' + OTHER_SESSION}" if other is not None else "–"
    goal, met = "", ""
    if row.ratio is not None:
        goal, met = f"≤ {row.ratio:g}", _verdict(ratio, row.ratio)
    elif row.limit is not None:
        goal, met = f"≤ {row.quantity.text(row.limit)}", _verdict(mine, row.limit)
    return f"| {row.label} | {_median_text(row.quantity, ours)} | {beside} | {_ratio(ratio)} | {goal} | {met} |"


def _verdict(figure: float | None, goal: float) -> str:
    return "–" if figure is None else "yes" if figure <= goal else "**no**"


def _ratio(number: float | None) -> str:
    return "–" if number is None else f"{number:.{3 if number < 0.1 else 2}f}"


def _matching(records: Iterable[Record], generator: str, scenario: str, articles: int) -> list[Record]:
    return [r for r in records if (r.generator, r.scenario, r.articles) == (generator, scenario, articles)]


def _last_session(records: list[Record], among: set[str]) -> list[Record]:
    """Those of the last session of all, or of `among` if it names any."""
    last = max((record.session for record in records if not among or record.session in among), default="")
    return [record for record in records if record.session == last]


def _median(quantity: Quantity, records: list[Record]) -> float | None:
    numbers = [number for record in records if (number := quantity.of(record)) is not None]
    return statistics.median(numbers) if numbers else None


def _groups(records: Sequence[Record]) -> list[list[Record]]:
    """The last session of every kind of build, in the order in which they were first measured."""
    kinds = dict.fromkeys((record.generator, record.scenario, record.articles) for record in records)
    return [_last_session(_matching(records, *kind), set()) for kind in kinds]


def _spread(groups: list[list[Record]]) -> list[str]:
    """Wall clock from the least to the most; of the rest the median."""
    lines = [
        "| build | runs | wall clock | processor | largest process | changed or new |",
        "|---|---|---|---|---|---|",
    ]
    for group in groups:
        first, walls = group[0], [record.wall for record in group]
        cells = (
            f"{first.generator}, {first.articles:,} articles, {first.scenario}",
            str(len(group)),
            f"{seconds(min(walls))} to {seconds(max(walls))}" if len(walls) > 1 else seconds(walls[0]),
            *(_median_text(quantity, group) for quantity in (PROCESSOR, MEMORY, FILES)),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]


def _median_text(quantity: Quantity, records: list[Record]) -> str:
    number = _median(quantity, records)
    return "–" if number is None else quantity.text(number)


def _stages(groups: list[list[Record]]) -> list[str]:
    lines = []
    for group in groups:
        first = group[0]
        if first.stages:
            medians = {stage: statistics.median(record.stages[stage] for record in group) for stage in first.stages}
            told = ", ".join(f"{stage} {seconds(number)}" for stage, number in medians.items())
            lines += [f"Dateline, {first.articles:,} articles, {first.scenario}, by stage: {told}.", ""]
    return lines
