"""The views -> the tables at the end of layouts/README.md: every kind of page with what it may use, and every type with its fields.

    python -m tests.unit.layout_guide

writes them anew after a change of the views.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from generator.model import feed_views, outlet_views, page_views, pictures, surroundings, views
from generator.model.own_keys import OwnKeys

GUIDE = Path(__file__).resolve().parents[2] / "layouts" / "README.md"
BEGINS, ENDS = "<!-- made by tests/unit/layout_guide.py -->\n", "<!-- end -->\n"

_NEVER_SEEN = (views.BodySlot, views.ObjectId)
"""What is opened before a layout sees it."""

LAYOUTS: dict[str, type[page_views.MainView] | type[feed_views.FeedTextView]] = {
    "404.html": views.NotFoundView,
    "archive.html": views.ArchiveView,
    "article.html": views.ArticleView,
    "corrections.html": outlet_views.CorrectionListView,
    "feed_text.html": feed_views.FeedTextView,
    "home.html": views.FrontView,
    "listing.html": views.ListingView,
    "masthead.html": outlet_views.MastheadView,
    "month.html": views.MonthView,
    "page.html": views.StaticPageView,
    "policy.html": outlet_views.PolicyPageView,
    "people.html": views.PeopleView,
    "redirect.html": views.RedirectView,
    "republish.html": outlet_views.RepublishView,
    "search.html": outlet_views.SearchView,
    "withdrawal.html": outlet_views.WithdrawalView,
}
"""The layout of each kind of page, and the type of its main thing."""


def tables() -> str:
    """As they stand in the guide."""
    lines = ["| layout | its variable | what that is made of |", "|---|---|---|"]
    for layout, kind in LAYOUTS.items():
        parts = ", ".join(
            f"`{each.__name__}`" for each in sorted(_reached(kind) - {kind}, key=lambda each: each.__name__)
        )
        lines.append(f"| `{layout}` | `{kind.NAME}` (`{kind.__name__}`) | {parts or 'texts'} |")
    lines += ["", "| type | fields |", "|---|---|"]
    everything: set[type[Any]] = {
        page_views.PageView,
        page_views.SiteView,
        *(each for kind in LAYOUTS.values() for each in _reached(kind)),
    }
    for kind in sorted(everything, key=lambda each: each.__name__):
        lines.append(f"| `{kind.__name__}` | {_fields(kind)} |")
    return "".join(f"{line}\n" for line in lines)


def _fields(kind: type[Any]) -> str:
    if kind is OwnKeys:
        return "the keys of `[keys]` in site.toml"
    return ", ".join(f"`{field.name}`" for field in fields(kind))


def _reached(kind: type[Any]) -> set[type[Any]]:
    """A type and all that can be reached from it."""
    found, waiting = set[type[Any]](), [kind]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            hints = typing.get_type_hints(each, _names())
            waiting += [part for hint in hints.values() for part in _parts(hint)]
    return found


def _names() -> dict[str, Any]:
    return {
        name: each
        for module in (pictures, views, outlet_views, page_views, surroundings)
        for name, each in vars(module).items()
    }


def _parts(hint: Any) -> Iterator[type[Any]]:
    if is_dataclass(hint) and isinstance(hint, type) and hint not in _NEVER_SEEN:
        yield hint
    for part in typing.get_args(hint):
        yield from _parts(part)


def rewritten(guide: str) -> str:
    """The guide with its tables made anew."""
    before, _, rest = guide.partition(BEGINS)
    return before + BEGINS + "\n" + tables() + "\n" + ENDS + rest.partition(ENDS)[2]


if __name__ == "__main__":
    GUIDE.write_bytes(rewritten(GUIDE.read_bytes().decode()).encode())
