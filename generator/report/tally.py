"""Thousands of problems -> a table by rule, with counts and a few places each. What is said many times, as of one key of
another program, has a line of its own; what differs in a name or a date from file to file shares one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from generator.model.problems import Problem

MANY = 50
"""So many problems are read one by one."""
PLACES = 5
_OFTEN = 10
"""The same words said so many times are one thing to mend; fewer may be the same by chance, as two dates of one day."""
_TWICE = 2
"""So often is enough for a key, which is one thing to rename wherever it stands."""


def tally_lines(problems: Sequence[Problem], place_of: Callable[[Problem], str]) -> Iterator[str]:
    """The most frequent first, errors before warnings. `place_of` gives the file and line of a problem, "" for none."""
    said = Counter((problem.code, problem.message) for problem in problems)
    groups: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        is_frequent = said[problem.code, problem.message] >= (_TWICE if problem.code == "unknown-key" else _OFTEN)
        groups[problem.severity, problem.code, problem.message if is_frequent else ""].append(problem)
    yield "By rule:"
    for (severity, code, _), found in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]), group[0])):
        others = " …" if any(problem.message != found[0].message for problem in found) else ""
        yield f"{len(found):>8,}  {severity}: {found[0].message}{others} [{code}]"
        places = [place for place in map(place_of, found[:PLACES]) if place]
        if places:
            yield f"{'':>10}{', '.join(places)}{' …' if len(found) > PLACES else ''}"
