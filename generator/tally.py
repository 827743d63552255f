"""Thousands of problems -> a table by rule, with counts and a few places each. Where the same is said many times, as of one key of
another program, that has a line of its own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from generator.model.problems import Problem

MANY = 50
"""So many problems are read one by one."""
PLACES = 5
_TWICE = 2


def tally_lines(problems: Sequence[Problem], place_of: Callable[[Problem], str]) -> Iterator[str]:
    """The most frequent first, errors before warnings. `place_of` gives the file and line of a problem, "" for none."""
    said = Counter((problem.code, problem.message) for problem in problems)
    groups: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        is_repeated = said[problem.code, problem.message] >= _TWICE
        groups[problem.severity, problem.code, problem.message if is_repeated else ""].append(problem)
    yield "By rule:"
    for (severity, code, message), found in sorted(
        groups.items(), key=lambda group: (group[0][0], -len(group[1]), group[0])
    ):
        yield f"{len(found):>8,}  {severity}: {message or f'{found[0].message} …'} [{code}]"
        places = [place for place in map(place_of, found[:PLACES]) if place]
        if places:
            yield f"{'':>10}{', '.join(places)}{' …' if len(found) > PLACES else ''}"
