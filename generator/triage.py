"""Problems -> what becomes of the build: with the severity the outlet chose, is there an error; and if the build keeps
going all the same, which documents are left out. Builds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.model.documents import Article, Document
from generator.model.problems import Problem, Severity
from generator.model.rules import RULES
from generator.model.settings import Settings
from generator.model.site import Site
from generator.plan.published import is_shown

_DISPENSABLE = tuple(f"content/{folder}/" for folder in ("articles", "authors", "sections", "pages", "photos"))
"""What a build that keeps going can leave out."""


def location_of(document: Document) -> str:
    return f"content/{document.path}"


def leaning_on(broken: frozenset[str], documents: Iterable[Document]) -> frozenset[str]:
    """Articles without a fault of their own whose section or author has one: they cannot be shown as they should be."""
    return frozenset(
        location_of(article)
        for article in documents
        if isinstance(article, Article)
        and not broken.isdisjoint(
            f"content/{path}.md"
            for path in (
                f"sections/{article.header.section}",
                *(f"authors/{name}" for name in article.header.author),
            )
        )
    )


def taken_back(documents: Iterable[Document], site: Site) -> frozenset[str]:
    """Articles that say themselves that they are not out: whatever else is wrong with them, nothing of them stays."""
    return frozenset(
        location_of(article)
        for article in documents
        if isinstance(article, Article) and not is_shown(article.header, site.as_of, preview=site.preview)
    )


def graded(problems: Sequence[Problem], settings: Settings) -> list[Problem]:
    """Each with the severity the outlet chose for its rule; those whose rule is off are gone."""
    return [problem for ungraded in problems if (problem := _with_severity(ungraded, settings))]


def _with_severity(problem: Problem, settings: Settings) -> Problem | None:
    """None when the rule is off. What is a warning although its rule is an error (in a draft) stays one."""
    if problem.code not in RULES:
        return problem
    chosen = settings.severity(problem.code)
    if chosen is Severity.OFF:
        return None
    return problem if problem.severity is not RULES[problem.code] else replace(problem, severity=chosen)


def blamed(problems: Sequence[Problem], settings: Settings) -> frozenset[str]:
    """The locations of the files that have errors."""
    return frozenset(
        problem.where.path
        for problem in graded(problems, settings)
        if problem.where and problem.severity is Severity.ERROR
    )


def hold_back(problems: Sequence[Problem], keep_going: bool) -> bool:
    """Whether nothing can be published. A build that keeps going can do without single documents, but not without its
    settings, its layouts or the comment policy that stands on every page."""
    errors = (problem for problem in problems if problem.severity is Severity.ERROR)
    if not keep_going:
        return any(errors)
    return any(not (problem.where and problem.where.path.startswith(_DISPENSABLE)) for problem in errors)
