"""The views of pages on which an outlet gives account of itself: its corrections, its people,
its rules for comments, what it took back, and what others may republish; and the page on which
readers search.
The rules of `views` hold here, too."""

from __future__ import annotations

from typing import ClassVar

from generator.model.dataclass import dataclass
from generator.model.views import AuthorView, BodyView, CorrectionView, FigureView, Link, Moment


@dataclass(frozen=True, slots=True)
class CorrectedView:
    """A correction in the list of all of them, with a link to its article."""

    article: Link
    date: Moment
    text: str
    serious: bool


@dataclass(frozen=True, slots=True)
class CorrectionMonthView:
    title: str
    corrections: tuple[CorrectedView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionListView:
    """The corrections of an edition, newest first: its newest page (`number` 0), below what editors
    wrote on their page about corrections, or one of the older ones (1 is the oldest). `front` links
    to the newest, `feed` is the address of the feed."""

    NAME: ClassVar = "correction_list"

    title: str
    summary: str
    body: BodyView
    months: tuple[CorrectionMonthView, ...]
    number: int
    newer: str
    older: str
    front: Link
    feed: str
    lang: str = ""
    dir: str = ""
    unpublished: str = ""


@dataclass(frozen=True, slots=True)
class PeopleGroupView:
    """People of one group of the masthead; `title` is "" for those without one."""

    title: str
    people: tuple[AuthorView, ...]
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class MastheadView:
    """What editors wrote on the masthead, and below it the outlet's people."""

    NAME: ClassVar = "masthead"

    title: str
    summary: str
    body: BodyView
    groups: tuple[PeopleGroupView, ...]
    lang: str = ""
    dir: str = ""
    unpublished: str = ""


@dataclass(frozen=True, slots=True)
class PolicyVersionView:
    """A version of the comment policy, from `since` on; `until` is when the next one began, None for
    the version that stands."""

    body: BodyView
    since: Moment | None
    until: Moment | None


@dataclass(frozen=True, slots=True)
class PolicyPageView:
    """The comment policy with its earlier versions: the first stands, the oldest is last."""

    NAME: ClassVar = "policy"

    title: str
    versions: tuple[PolicyVersionView, ...]


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """What is left of an article that was withdrawn, or, if `expired`, whose time is over."""

    NAME: ClassVar = "withdrawal"

    title: str
    published: Moment
    notice: str
    expired: bool
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class RepublishView:
    """An article as others may republish it. `article` links to its page, `canonical` is the
    absolute address of that; `origin` is the address of the server, for links in the text.
    `conditions` are texts, each in its own language. `lead`, `body` and `gallery` have only pictures
    that may be taken along; `leaves_out` says that the page of the article has others."""

    NAME: ClassVar = "republish"

    title: str
    summary: str
    names: tuple[str, ...]
    published: Moment
    body: BodyView
    article: Link
    canonical: str
    origin: str
    licence: Link
    conditions: tuple[Link, ...]
    lead: FigureView | None = None
    gallery: tuple[FigureView, ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    leaves_out: bool = False
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The page on which readers search. `index` is the folder of its index, "" where there is none,
    as in a preview; `rules` are those of `search_words`, as JSON. `action` is the address of a search
    engine, or "": `parameter` has the words of the reader, `others` are pairs of further parameters
    and their values."""

    NAME: ClassVar = "search"

    index: str
    rules: str
    action: str
    parameter: str
    others: tuple[tuple[str, str], ...]
