"""Problems -> whether the build can publish, by the severities in the settings; and which documents
a build that keeps going leaves out. Builds nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from generator.check.withheld import CODES as WITHHELD_CODES
from generator.check.withheld import IN_NOTICE
from generator.engine.excuses import not_allowed, not_in_baseline
from generator.model.dataclass import replace
from generator.model.documents import Article, BrokenText, Document, StaticPage
from generator.model.headers import Status
from generator.model.problems import Problem, Severity
from generator.model.rules import RULES
from generator.model.settings import Settings
from generator.model.site import Unpublished
from generator.plan.site.lookup import may_have_id
from generator.plan.site.published import is_shown, why_unpublished
from generator.plan.urls import slug
from generator.record.states import VANISHED

_DISPENSABLE = tuple(
    f"content/{folder}/" for folder in ("articles", "authors", "comments", "sections", "pages", "photos", "fronts")
)
"""Folders whose documents a build that keeps going can leave out."""

_FOR_NOBODY = (Unpublished.DRAFT, Unpublished.WITHDRAWN, Unpublished.EXPIRED)

_OF_THE_SITE = frozenset({VANISHED, *WITHHELD_CODES})
"""Rules whose errors leaving out one document does not mend: the last page of one with a name that
is withheld now may have that name."""

_ALWAYS_GRAVE = frozenset({"same-address", "unsafe-address", IN_NOTICE})
"""Rules that stay errors even in drafts: even a preview that shows a draft cannot write two files
to one place. What is left of a withdrawn article may have no withheld name."""


def location_of(document: Document) -> str:
    return f"content/{document.path}"


def dependents(broken: frozenset[str], documents: Sequence[Document], settings: Settings) -> frozenset[str]:
    """Return articles without an error of their own whose section or author has one: they cannot be
    shown as they should be. An error in one language affects no article in another language that
    does not need that file."""
    paths = [location.removeprefix("content/") for location in broken]
    whole = frozenset(each.path for each in documents if location_of(each) not in broken)
    return frozenset(
        location_of(article)
        for article in documents
        if isinstance(article, Article)
        and any(
            _needs(article, path, "sections", article.header.section, whole, settings)
            or any(
                _needs(article, path, "authors", id, whole, settings)
                for name in article.header.author
                for id in (name, slug(name))  # an article may name an author by the full name, too
            )
            for path in paths
        )
    )


def _needs(article: Article, path: str, folder: str, id: str, whole: frozenset[str], settings: Settings) -> bool:
    """Whether an article needs the section or author of an id that a broken file may hold. `whole`
    are the paths of the files without errors."""
    if not id or not may_have_id(path, folder, id):
        return False
    looked_up = settings.lookup_language(article.header.lang or settings.own_language)
    language = next((tag for tag in settings.editions[1:] if path.startswith(f"{folder}/{tag}/")), "")
    return language == looked_up or (not language and f"{folder}/{looked_up}/{id}.md" not in whole)


def unpublished(documents: Iterable[Document], as_of: datetime, *, preview: bool) -> frozenset[str]:
    """Return articles and pages that say that they are not published, or whose date of publication
    cannot be read. None of their last pages stays, whatever else is wrong with them."""
    return frozenset(
        location_of(document)
        for document in documents
        if isinstance(document, Article | StaticPage | BrokenText) and not is_shown(document, as_of, preview=preview)
    )


def at_rest(documents: Iterable[Document], as_of: datetime) -> frozenset[str]:
    """Return articles and pages that nobody will see and that no date will publish: drafts,
    withdrawn and expired ones. Their errors stop nothing."""
    return frozenset(
        location_of(document)
        for document in documents
        if (isinstance(document, StaticPage) and document.header.status is not Status.PUBLISHED)
        or (isinstance(document, Article) and why_unpublished(document.header, as_of) in _FOR_NOBODY)
    )


def graded(
    problems: Sequence[Problem], settings: Settings, resting: frozenset[str], documents: Iterable[Document] = ()
) -> list[Problem]:
    """Return the problems with the severity that the outlet chose for each rule, without those of
    rules that are off, and without those that are excused. In documents that are `at_rest` an error
    is only a warning. `documents` are those with problems: their dates count, and what they allow."""
    by_place = {location_of(each): each for each in documents}
    articles = {location: each for location, each in by_place.items() if isinstance(each, Article)}
    days = {location: day for location, each in by_place.items() if (day := _day_of(each, settings))}
    silent = settings.checking.silent(settings.checks)
    chosen = [each for problem in problems if (each := _chosen(problem, settings, days)).severity is not Severity.OFF]
    left = not_allowed(chosen, articles, silent)
    if settings.checking.baseline:
        left = not_in_baseline(left, settings.checking.baseline, silent)
    return [
        replace(problem, severity=Severity.WARNING) if _is_harmless(problem, resting) else problem for problem in left
    ]


def _chosen(problem: Problem, settings: Settings, days: Mapping[str, date]) -> Problem:
    """Return a problem with the severity that the outlet chose for its rule in its file."""
    if problem.code not in RULES:
        return problem
    location = problem.where.path if problem.where else ""
    path, day = location.removeprefix("content/"), days.get(location)
    return replace(problem, severity=settings.checking.severity(settings.checks, problem.code, path, day))


def _day_of(document: Document, settings: Settings) -> date | None:
    """Return the day of an article in the site's time zone, as far as it can be read."""
    if isinstance(document, Article):
        return document.header.date.astimezone(settings.site.timezone).date()
    moment = document.standing.date if isinstance(document, BrokenText) and document.standing else None
    return moment.astimezone(settings.site.timezone).date() if moment else None


def _is_harmless(problem: Problem, resting: frozenset[str]) -> bool:
    return problem.where is not None and problem.where.path in resting and problem.code not in _ALWAYS_GRAVE


def blamed(problems: Sequence[Problem]) -> frozenset[str]:
    """Return the locations of the files that have errors. The problems must be graded."""
    return frozenset(problem.where.path for problem in problems if problem.where and problem.severity is Severity.ERROR)


def hold_back(problems: Sequence[Problem], keep_going: bool) -> bool:
    """Whether nothing can be published. A build that keeps going can leave out single documents,
    but not its settings, its layouts, or the comment policy, which every page shows."""
    errors = (problem for problem in problems if problem.severity is Severity.ERROR)
    if not keep_going:
        return any(errors)
    return any(
        problem.code in _OF_THE_SITE or not (problem.where and problem.where.path.startswith(_DISPENSABLE))
        for problem in errors
    )
