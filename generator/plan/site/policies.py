"""The versions of the comment policy -> those that stand or stood at an instant, and those to come.
Time is an input; no clock is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from generator.model.documents import Policy
from generator.model.problems import FieldLocation, Problem, error
from generator.model.rules import COMING_POLICY, broken
from generator.model.schedule import ChangeKind, DueChange


def versions(policies: Iterable[Policy], as_of: datetime) -> dict[str, tuple[Policy, ...]]:
    """Return the versions that are out at an instant by the name of their policy. The first stands,
    the others stood before it, the oldest last. A version without `since` always stood."""
    found: dict[str, list[Policy]] = {}
    for policy in sorted(policies, key=_since, reverse=True):
        if policy.header.since is None or policy.header.since <= as_of:
            found.setdefault(policy.name, []).append(policy)
    return {name: tuple(listed) for name, listed in sorted(found.items())}


def _since(policy: Policy) -> tuple[float, str]:
    since = policy.header.since
    return since.timestamp() if since else float("-inf"), policy.path


def has_page(listed: Collection[Policy]) -> bool:
    """Whether versions have a page: one says since when it stands."""
    return any(policy.header.since for policy in listed)


def policy_changes(policies: Iterable[Policy], languages: Collection[str], instant: float) -> Iterator[DueChange]:
    """Yield a change for each version that is not out at an instant. `languages` are those of the
    editions, "" for the site's own."""
    for policy in policies:
        since = policy.header.since
        if since and since.timestamp() > instant and policy.language in languages:
            yield DueChange(since.timestamp(), ChangeKind.POLICY.value, policy.header.title or policy.id, policy.path)


def policy_problems(policies: Collection[Policy], as_of: datetime) -> Iterator[Problem]:
    """Yield a problem for each version that does not say since when it stands, and for those that
    begin at one instant. A policy of which no version stands yet is a problem, too. In another
    language, that of the site's own stands in for it."""
    standing = versions(policies, as_of)
    found: dict[str, list[Policy]] = {}
    for policy in sorted(policies, key=_since):
        found.setdefault(policy.name, []).append(policy)
    for name, listed in found.items():
        first = listed[0]
        if first.header.since and not {name, first.id} & standing.keys():
            where, day = FieldLocation(f"content/{first.path}", "since"), first.header.since.date().isoformat()
            yield broken(COMING_POLICY, where, day=day, folder=f"policies/{name}/")
        if len(listed) < 2:
            continue
        for policy in listed:
            if policy.header.since is None:
                message = "The comment policy has several versions, and this one does not say since when it stands."
                hint = "Write the day from which it stands:  since: 2026-12-01"
                yield error("missing-key", message, FieldLocation(f"content/{policy.path}", "since"), hint)
        for first, second in pairwise(listed):
            if first.header.since and first.header.since == second.header.since:
                message = f"This version of the comment policy begins at the same time as content/{first.path}."
                where = FieldLocation(f"content/{second.path}", "since")
                yield error("wrong-value", message, where, "Correct  since:  in one of them, or delete that file.")
