"""The age of an article -> the notice for its readers, and when that changes. Time is an input; no
clock is read.

An article is “more than two years old” from the midnight after its second anniversary, in the
site's time zone. So all changes of one day happen at once, and the site changes for the age of its
articles once a day at most."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.model.settings import SiteSettings
from generator.model.surroundings import AgeView

_YEAR = 365
_YEARS = (*range(1, 20), *range(20, 101, 10))
"""The ages at which the notice changes: from twenty years on, only decades."""


class _Step(NamedTuple):
    """An article has this age from an instant on, in seconds since the epoch."""

    instant: float
    age: AgeView


def age_turns(published: datetime, site: SiteSettings, as_of: datetime) -> tuple[float, ...]:
    """Return the times around `as_of` at which the notice changes, ascending; the last and the next
    are among them."""
    return tuple(step.instant for step in _steps_of(published, site, as_of))


def age_of(published: datetime, site: SiteSettings, as_of: datetime) -> AgeView | None:
    """Return the age of an article; None while it is not old."""
    reached = [step.age for step in _steps_of(published, site, as_of) if step.instant <= as_of.timestamp()]
    return reached[-1] if reached else None


def _steps_of(published: datetime, site: SiteSettings, as_of: datetime) -> tuple[_Step, ...]:
    day = published.astimezone(site.timezone).date()
    if not site.old_after_days or day.year + _YEARS[-1] >= MAXYEAR:
        return ()
    years = as_of.astimezone(site.timezone).year - day.year
    return _steps(day, site.timezone, min(site.old_after_days, _YEAR * _YEARS[-1]), years)


@lru_cache(maxsize=4096)  # finding midnights takes most of the time, and articles of one day share them
def _steps(day: date, timezone: ZoneInfo, days: int, years: int) -> tuple[_Step, ...]:
    """Return the steps near an instant so many calendar years after the day. There are no ages in
    months if the outlet calls articles old only after a year."""
    begins = _midnight(day + timedelta(days=days), timezone)
    months = range(1, 12) if days < _YEAR and years <= 1 else ()
    place = bisect_right(_YEARS, years)
    steps = [_Step(_midnight(_after(day, 0, number), timezone), AgeView(0, number)) for number in months]
    for number in _YEARS[max(0, place - 2) : place + 1]:  # the last two may be reached, the third is not
        steps.append(_Step(_midnight(_after(day, number, 0), timezone), AgeView(number)))
    return (*_begun(steps, begins), *(step for step in steps if step.instant > begins))


def _begun(steps: Iterable[_Step], begins: float) -> list[_Step]:
    """Return the steps with the age that the article has on the day it becomes old."""
    reached = [step for step in steps if step.instant <= begins]
    return [_Step(begins, reached[-1].age)] if reached else []


def _after(day: date, years: int, months: int) -> date:
    """Return the day after an anniversary. Where the month has no such day, the anniversary is the
    last day of the month."""
    year, month = day.year + years + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    last = following - timedelta(days=1)
    return min(last, last.replace(day=min(day.day, last.day))) + timedelta(days=1)


def _midnight(day: date, timezone: ZoneInfo) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=timezone).timestamp()
