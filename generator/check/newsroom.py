"""The newsroom as a whole -> problems of house style. Changes nothing. Unpublished articles are
checked, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from generator.model.documents import Author, in_language
from generator.model.headers import Status
from generator.model.letters import folded_name
from generator.model.problems import FieldLocation, Problem, error
from generator.model.rules import MISTYPED_YEAR, SECURITY_ENDS, TWO_OF_ONE_NAME, broken
from generator.model.settings import Settings
from generator.model.site import Newsroom
from generator.model.well_known import WARNED_BEFORE


def newsroom_problems(
    newsroom: Newsroom, settings: Settings, as_of: datetime, faulty: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Return the problems of the newsroom as a whole, as of an instant. `faulty` are the locations
    of documents that have errors."""
    return (*_distant(newsroom, as_of), *_without_policy(newsroom, settings, faulty), *_security(settings, as_of))


def namesakes(authors: Iterable[Author]) -> Iterator[Problem]:
    """Yield a problem for authors of one name in one language: an article that names one in full
    could mean the other."""
    known: dict[str, Author] = {}
    for author in authors:
        first = known.setdefault(folded_name(in_language(author.header.name, author.language)), author)
        if first.id != author.id:
            where = FieldLocation(f"content/{author.path}", "name")
            yield broken(TWO_OF_ONE_NAME, where, name=author.header.name, other=first.path)


_FAR = timedelta(days=731)


def _distant(newsroom: Newsroom, as_of: datetime) -> Iterator[Problem]:
    """Yield a problem for each article that would be published in years: 2062 is a mistyped 2026."""
    far = (as_of + _FAR).timestamp()
    for story in newsroom.stories:
        facts = story.facts
        if facts.status != Status.PUBLISHED or max(facts.date, facts.embargo or facts.date) < far:
            continue
        for key, moment in (("date", facts.date), ("embargo", facts.embargo)):
            if moment is None or moment < far:
                continue
            year = datetime.fromtimestamp(moment, UTC).year
            where = FieldLocation(f"content/{facts.path}", key)
            yield broken(MISTYPED_YEAR, where, key=key, year=year, this_year=as_of.year)


def _security(settings: Settings, as_of: datetime) -> Iterator[Problem]:
    """Yield a problem if security.txt ends soon. A day counts as reached when `as_of` equals it."""
    ends = settings.well_known.security_expires
    if ends and as_of >= ends - WARNED_BEFORE:
        where = FieldLocation("content/site.toml", "well_known.security_expires")
        yield broken(SECURITY_ENDS, where, ends="ended" if as_of >= ends else "ends", day=ends.date())


_POLICIES = "content/policies/"


def _without_policy(newsroom: Newsroom, settings: Settings, faulty: frozenset[str]) -> tuple[Problem, ...]:
    """Return a problem for each comment form without a policy. A policy with errors counts as
    existing: its own problems are reported."""
    faulty_policies = {
        location.removeprefix(_POLICIES).rpartition("/")[0] for location in faulty if location.startswith(_POLICIES)
    }
    there = faulty_policies.union(policy.language for policy in newsroom.policies)
    if "" in there:
        return ()
    forms = [("comments.form_url", settings.comments.form_url, "comments.md")]
    for language in settings.languages:
        if language.tag not in there:
            file = f"{language.tag}/comments.md"
            forms.append((f"languages.{language.tag}.form_url", language.settings.form_url, file))
    return tuple(
        error(
            "no-policy",
            "There is a comment form, but no comment policy.",
            FieldLocation("content/site.toml", key),
            f"Write content/policies/{file}: what must be met for a comment to be approved, and what is not tolerated.",
        )
        for key, form, file in forms
        if form
    )
