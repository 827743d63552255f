"""Problems -> those that no editor has excused: not by `allow` in an article, not by the baseline of
an archive. Only rules that may be switched off can be excused. An excuse for nothing is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.check_settings import BASELINE_FILE
from generator.model.dataclass import replace
from generator.model.documents import Article
from generator.model.problems import FieldLocation, Problem, SourceLocation
from generator.model.rules import RULES, STALE_BASELINE, UNUSED_ALLOW, broken, codes_named
from generator.model.settings import Settings

Baseline = tuple[tuple[str, str, int], ...]
"""See `CheckSettings`."""

_CONTENT = "content/"


def not_allowed(
    problems: Sequence[Problem], articles: Mapping[str, Article], silent: Iterable[str]
) -> Sequence[Problem]:
    """Return the problems that no article allows. `articles` are by the location of their file, and
    `silent` are the codes of rules that are off everywhere.

    Reading told each entry of `allow` as unused (`check/articles.py`): those of used entries are left
    out here, and those of rules that are off."""
    allowed = {
        location: {code for name, _ in article.header.allow for code in codes_named(name)}
        for location, article in articles.items()
        if article.header.allow
    }
    if not allowed:
        return problems
    used = {
        (each.where.path, each.code)
        for each in problems
        if each.where and each.code in allowed.get(each.where.path, ())
    }
    useful = {
        (location, name)
        for location in allowed
        for name, _ in articles[location].header.allow
        if any((location, code) in used or code in silent for code in codes_named(name))
    }
    return [each for each in problems if _place(each) not in used and _entry(each) not in useful]


def _place(problem: Problem) -> tuple[str, str] | None:
    return (problem.where.path, problem.code) if problem.where else None


def _entry(problem: Problem) -> tuple[str, str] | None:
    """Return the article and the rule as written there, of the problem of an unused entry."""
    if problem.code == UNUSED_ALLOW.code and isinstance(problem.where, FieldLocation):
        return problem.where.path, problem.where.key.partition(".")[2]
    return None


def not_in_baseline(problems: Sequence[Problem], baseline: Baseline, silent: Iterable[str]) -> list[Problem]:
    """Return the problems beyond the baseline, and one for all that it lists and that is mended.

    Where a file has more problems of a rule than the baseline says, nobody knows which are new: then
    all of them are told."""
    known = {(f"{_CONTENT}{path}", code): count for path, code, count in baseline}
    found = Counter(place for each in problems if (place := _place(each)) and each.code in RULES)
    left = [
        each for each in problems if not 0 < found[_place(each) or ("", "")] <= known.get(_place(each) or ("", ""), 0)
    ]
    return [*left, *_mended(known, found, frozenset(silent))]


def without_baseline(settings: Settings) -> Settings:
    return replace(settings, checking=replace(settings.checking, baseline=()))


def _mended(
    known: Mapping[tuple[str, str], int], found: Mapping[tuple[str, str], int], silent: frozenset[str]
) -> Iterator[Problem]:
    mended = {place: count - found[place] for place, count in known.items() if found[place] < count}
    listed = sorted(place for place in mended if place[1] not in silent)
    if listed:
        count, (location, code) = sum(mended[place] for place in listed), listed[0]
        problems = "problem that is" if count == 1 else "problems that are"
        where = SourceLocation(f"{_CONTENT}{BASELINE_FILE}")
        yield broken(
            STALE_BASELINE, where, count=count, problems=problems, code=code, path=location.removeprefix(_CONTENT)
        )
