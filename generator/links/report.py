"""Links with their verdicts -> problems for editors: dead ones are errors, moved ones warnings. What
nobody could find out is a note: it may be right tomorrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.links.found import Link
from generator.links.judging import Verdict
from generator.links.memory import Remembered
from generator.model.problems import Problem, error, warning

DEAD, MOVED = "dead-outside-link", "moved-outside-link"
_LONGEST = 90


def link_problems(links: Iterable[Link], known: Mapping[str, Remembered]) -> Iterator[Problem]:
    """Yield the problems of links."""
    for link in links:
        found = known.get(link.address)
        if found is None:
            continue
        message = f"The link {_short(link.address)} {found.judged.why}."
        if found.judged.verdict is Verdict.DEAD:
            copy = f"An archived copy:  {found.copy}" if found.copy else ""
            yield error(DEAD, message, link.where, copy or "Correct it, link to something else, or leave the words.")
        elif found.judged.verdict is Verdict.MOVED:
            yield warning(MOVED, message, link.where, f"Write  {found.judged.to}")


def notes(known: Mapping[str, Remembered]) -> tuple[str, ...]:
    """Return a sentence for each link that could not be checked."""
    uncertain = sorted(each for each, found in known.items() if found.judged.verdict is Verdict.UNCERTAIN)
    return tuple(f"{_short(each)} {known[each].judged.why}." for each in uncertain)


def _short(address: str) -> str:
    return address if len(address) <= _LONGEST else f"{address[:_LONGEST]}…"
