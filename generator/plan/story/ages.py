"""How old an article is -> what its readers are told of it, and when that changes. Time is an input; no clock is read.

An article is “more than two years old” from the midnight after its second anniversary on, in the site's time zone: so all that
turns on one day turns at once, and the site changes by itself once a day at most for the age of its articles.
"""

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
"""After which the notice changes: what is more than twenty years old is not counted more closely than in decades."""


class _Step(NamedTuple):
    """From an instant on, in seconds since the epoch, an article is of that age."""

    instant: float
    age: AgeView


def age_turns(published: datetime, site: SiteSettings, as_of: datetime) -> tuple[float, ...]:
    """The instants round `as_of` at which an article turns old, or older, ascending: the last and the next are among them."""
    return tuple(step.instant for step in _steps_of(published, site, as_of))


def age_of(published: datetime, site: SiteSettings, as_of: datetime) -> AgeView | None:
    """None while the article is not old."""
    reached = [step.age for step in _steps_of(published, site, as_of) if step.instant <= as_of.timestamp()]
    return reached[-1] if reached else None


def _steps_of(published: datetime, site: SiteSettings, as_of: datetime) -> tuple[_Step, ...]:
    day = published.astimezone(site.timezone).date()
    if not site.old_after_days or day.year + _YEARS[-1] >= MAXYEAR:
        return ()
    years = as_of.astimezone(site.timezone).year - day.year
    return _steps(day, site.timezone, min(site.old_after_days, _YEAR * _YEARS[-1]), years)


@lru_cache(maxsize=4096)  # to find midnights takes longer than all else, and what is of one day has the same
def _steps(day: date, timezone: ZoneInfo, days: int, years: int) -> tuple[_Step, ...]:
    """Those near an instant so many calendar years after the day. None of an age in months if the outlet calls nothing old
    before it is a year old."""
    begins = _midnight(day + timedelta(days=days), timezone)
    months = range(1, 12) if days < _YEAR and years <= 1 else ()
    place = bisect_right(_YEARS, years)
    steps = [_Step(_midnight(_after(day, 0, number), timezone), AgeView(0, number)) for number in months]
    for number in _YEARS[max(0, place - 2) : place + 1]:  # the last two may be reached, the third is not
        steps.append(_Step(_midnight(_after(day, number, 0), timezone), AgeView(number)))
    return (*_begun(steps, begins), *(step for step in steps if step.instant > begins))


def _begun(steps: Iterable[_Step], begins: float) -> list[_Step]:
    """The age that an article has when it turns old, if it has been of any for a while."""
    reached = [step for step in steps if step.instant <= begins]
    return [_Step(begins, reached[-1].age)] if reached else []


def _after(day: date, years: int, months: int) -> date:
    """The day after an anniversary; that of a day which there is not in every month or year is the month's last."""
    year, month = day.year + years + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    last = following - timedelta(days=1)
    return min(last, last.replace(day=min(day.day, last.day))) + timedelta(days=1)


def _midnight(day: date, timezone: ZoneInfo) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=timezone).timestamp()
