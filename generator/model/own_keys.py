"""The keys that an outlet adds to the front matter of its articles, in `[keys]` of site.toml, and
their values for layouts. Knows none of our own keys."""

from __future__ import annotations

from datetime import datetime

from generator.model.dataclass import dataclass
from generator.model.headers import DayOrTime, Prose

OWN_KINDS: dict[str, tuple[object, object]] = {
    "text": (Prose, ""),
    "date": (DayOrTime | None, None),
    "flag": (bool, False),
    "list": (tuple[Prose, ...], ()),
}
"""The kinds of keys that can be declared: the type of a value, and the value of a key that an
article does not have."""

OwnValue = str | datetime | bool | tuple[str, ...] | None
"""The value of one key in an article. A date is an instant: a day without a time is its midnight in
the site's time zone."""


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """The outlet's own keys in layouts, as `own.kicker`. A value is a text, a flag, a list of
    texts, or a `Moment`, whose `time` is "" for a day without a time. A key that an article does
    not have is false in a condition. A key that is not declared raises KeyError: the layout
    fails."""

    _pairs: tuple[tuple[str, object], ...] = ()

    def __getitem__(self, key: str) -> object:
        return dict(self._pairs)[key]


NO_OWN_KEYS = OwnKeys()
