"""Thousands of problems -> a table by rule, with counts and a few places each. A message that
occurs many times, such as that of a key of another program, has a line of its own. Messages that
differ in a name or a date share one line for their rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from generator.model.problems import Problem

MANY = 50
"""Up to so many problems are listed one by one."""
PLACES = 5
_OFTEN = 10
"""A message with so many occurrences has one cause; fewer may be chance, such as two dates of one
day."""
_TWICE = 2
"""The same for a message about a key: a key is renamed everywhere at once."""


def tally_lines(problems: Sequence[Problem], place_of: Callable[[Problem], str]) -> Iterator[str]:
    """Yield the most frequent first, errors before warnings. `place_of` gives the file and line of
    a problem, "" for none."""
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
