"""Records to Markdown: each goal beside what was measured, and whether it is met. Measures nothing.

A row holds medians. Its two sides are of one session where that session measured both, else each of
its own last one, which is then said: on machines that change from hour to hour only ratios of one
session mean anything.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

from tests.bench.generators import DATELINE, HUGO_FULL
from tests.bench.goals import FILES, MEMORY, PROCESSOR, WALL, Quantity, Row, rows, seconds
from tests.bench.records import Record

OTHER_SESSION = "*"
DISTURBED = "†"
NOTES = {
    OTHER_SESSION: "measured at another time: the ratio is a guess.",
    DISTURBED: "in at least one run other processes took more than a tenth of the build's processor time.",
}
RELATED_SHARE = "of its time `.Related` takes 23 to 25 %"
"""Hugo looks for related stories among all articles, Dateline among the newest eight of each
tag."""


def table(records: Sequence[Record], articles: int) -> str:
    """The goals, then how far the runs lie apart, then where a cold build's time goes, then what it
    was measured with."""
    compared = [_compared(row, records) for row in rows(articles) if _tells(row, records)]
    told = {(row.scenario, number) for row in rows(articles) for number in (row.articles, row.peer_articles)}
    groups = _groups([record for record in records if (record.scenario, record.articles) in told])
    return "\n".join(
        [
            f"At {articles:,} articles, where nothing else is said; medians.",
            "",
            "| | Dateline | beside | ratio | goal | met |",
            "|---|---|---|---|---|---|",
            *compared,
            "",
            *_spread(groups),
            *(f"{mark} {note}\n" for mark, note in NOTES.items() if any(f" {mark} " in line for line in compared)),
            *_stages(groups),
            *_circumstances(groups),
        ]
    )


def _tells(row: Row, records: Sequence[Record]) -> bool:
    """A goal that nothing was measured for is told of; a peer that was not measured is left out."""
    goal = row.ratio is not None or row.limit is not None
    return goal or bool(_matching(records, row.peer, row.scenario, row.peer_articles))


def _compared(row: Row, records: Sequence[Record]) -> str:
    all_ours = _matching(records, DATELINE, row.scenario, row.articles)
    all_theirs = _matching(records, row.peer, row.scenario, row.peer_articles)
    both = {record.session for record in all_ours} & {record.session for record in all_theirs}
    ours, theirs = _last_session(all_ours, both), _last_session(all_theirs, both)
    mine, other = _median(row.quantity, ours), _median(row.quantity, theirs)
    ratio = mine / other if mine is not None and other else None
    name = _named(row.peer) if row.peer != DATELINE else f"{row.peer_articles:,} articles"
    beside = f"{name}: {_marked(row.quantity, theirs)}{'' if both else f' {OTHER_SESSION}'}" if theirs else "–"
    goal, met = "", ""
    if row.ratio is not None:
        goal, met = f"≤ {row.ratio:g}", _verdict(ratio, row.ratio)
    elif row.limit is not None:
        goal, met = f"≤ {row.quantity.text(row.limit)}", _verdict(mine, row.limit)
    return f"| {row.label} | {_marked(row.quantity, ours)} | {beside} | {_ratio(ratio)} | {goal} | {met} |"


def _named(generator: str) -> str:
    return f"{generator} ({RELATED_SHARE})" if generator == HUGO_FULL else generator


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


def _median_text(quantity: Quantity, records: list[Record]) -> str:
    number = _median(quantity, records)
    return "–" if number is None else quantity.text(number)


def _marked(quantity: Quantity, records: list[Record]) -> str:
    """Bytes and files are the same however slow the build was."""
    return f"{_median_text(quantity, records)}{_mark(records) if quantity in (WALL, PROCESSOR) else ''}"


def _mark(records: list[Record]) -> str:
    return f" {DISTURBED}" if any(record.disturbed for record in records) else ""


def _groups(records: Sequence[Record]) -> list[list[Record]]:
    """The last session of every kind of build, in the order in which they were first measured."""
    kinds = dict.fromkeys((record.generator, record.scenario, record.articles) for record in records)
    return [_last_session(_matching(records, *kind), set()) for kind in kinds]


def _spread(groups: list[list[Record]]) -> list[str]:
    """Wall clock from the least to the most, and the most that others took; of the rest the
    median."""
    lines = [
        "| build | runs | min | median | max | processor | other processes, at most | largest process | changed or new |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for group in groups:
        first, walls = group[0], [record.wall for record in group]
        others = [record.others for record in group if record.others is not None]
        cells = (
            f"{_named(first.generator)}, {first.articles:,} articles, {first.scenario}",
            str(len(group)),
            *(seconds(wall) for wall in (min(walls), statistics.median(walls), max(walls))),
            _median_text(PROCESSOR, group),
            f"{seconds(max(others))}{_mark(group)}" if others else "–",
            *(_median_text(quantity, group) for quantity in (MEMORY, FILES)),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]


def _stages(groups: list[list[Record]]) -> list[str]:
    lines = []
    for group in groups:
        first = group[0]
        if first.stages:
            medians = {stage: statistics.median(record.stages[stage] for record in group) for stage in first.stages}
            told = ", ".join(f"{stage} {seconds(number)}" for stage, number in medians.items())
            lines += [f"Dateline, {first.articles:,} articles, {first.scenario}, by stage: {told}.", ""]
    return lines


def _circumstances(groups: list[list[Record]]) -> list[str]:
    """Which Python, and whether it is known what else the machine did."""
    records = [record for group in groups for record in group]
    pythons = sorted({record.python for record in records if record.python})
    lines = [f"Dateline ran on {'; and on '.join(pythons)}.", ""] if pythons else []
    if any(record.others is None for record in records):
        lines += ["Where “–” stands for other processes, the system did not tell their time: it has no /proc/stat.", ""]
    return lines
