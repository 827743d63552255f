"""The views: all that the main part of a page can show. Strings, URLs and numbers; nothing to look
up. `layouts/README.md` explains them; `page_views` has the view of the whole page.

A page sees only its view (law). So a view has all dependencies of its page, and equal views make
equal pages. URLs are ready to print, relative to the server's root (with the site's base path),
unless they are called `canonical`. Languages are BCP 47 tags; `dir` is "rtl" or ""."""

from __future__ import annotations

from typing import ClassVar

from generator.model.dataclass import dataclass
from generator.model.own_keys import NO_OWN_KEYS, OwnKeys
from generator.model.pictures import PictureView
from generator.model.surroundings import AgeView, RelatedView, SeriesView, ShareView


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `lang` and `dir` are those of its text. `hreflang` is the language of its target,
    where that is another."""

    text: str
    url: str
    lang: str = ""
    dir: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the site's time zone: `iso` for programs, `date` ("November 19, 2026") and
    `time` ("09:20") for readers."""

    iso: str
    date: str
    time: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A picture with its caption and credit.
    `picture` is None once the right to show it has ended; then all else is empty. `taken` is the
    day of a file photo, if it is known and the caption does not give it (its `time` is "").
    `generated` is "made" or "edited" by artificial intelligence, or "". `drawing` is
    "illustration", "graphic", "chart" or "map" for pictures that are not photographs; the `credit`
    is then without that word. `lang` and `dir` are set only where the caption is in another
    language than its page."""

    picture: PictureView | None
    caption: str = ""
    credit: str = ""
    file_photo: bool = False
    taken: Moment | None = None
    generated: str = ""
    drawing: str = ""
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture for search engines and social networks: its absolute address and its size in
    pixels."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class BodyPartView:
    """A part of a body: `html`, ready to print, or a `figure`, or, at the beginning, a
    `dateline`."""

    html: str = ""
    figure: FigureView | None = None
    dateline: str = ""


@dataclass(frozen=True, slots=True)
class BodySlot:
    """The place of a body, which is inserted when the page is made. Layouts never see it.
    `number` counts the bodies of the page. `links` are the href attributes of its links, "" for a
    link that is not printed as one. `figures` are its pictures, None for one that is not shown.
    Both are in reading order."""

    number: int
    links: tuple[str, ...] = ()
    figures: tuple[FigureView | None, ...] = ()
    dateline: str = ""


BodyView = tuple[BodyPartView, ...] | BodySlot


class ObjectId(str):
    """The digest of an object that is inserted when the page is made. Layouts never see it. Equal
    digests mean equal values. It is a kind of string, because the lists of a site name hundreds of
    thousands of them."""

    __slots__ = ()

    @property
    def digest(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author. `url` is "" for a guest, who has no page. `biography` is set on pages about
    people. `opening` is the beginning of its plain text, some 200 characters; articles show no
    more. `profiles` link to the person's accounts elsewhere; `hreflang` is as in a `Link`."""

    name: str
    url: str
    role: str = ""
    email: str = ""
    biography: BodyView = ()
    opening: str = ""
    profiles: tuple[Link, ...] = ()
    portrait: FigureView | None = None
    lang: str = ""
    dir: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An article as other pages show it. They cannot depend on anything else of it: never on the
    body. `unpublished` is "" or, only in previews, "draft", "embargo" or "future". `type` is as in
    an `ArticleView`."""

    url: str
    title: str
    summary: str
    section: Link
    byline: tuple[Link, ...]
    published: Moment
    picture: PictureView | None
    lang: str
    dir: str
    unpublished: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    date: Moment
    text: str
    serious: bool


@dataclass(frozen=True, slots=True)
class CommentView:
    """An approved comment. `anchor` is its id on the page. `html` is what the reader wrote, ready to
    print: escaped, in paragraphs, with links. `level` is 0, or 1 or 2 for a reply, which follows the
    comment that it answers; `answers` is the name below that one, its `url` the anchor. The `time`
    of `date` is "" where only the day is known. `lang` is "" where it is not known."""

    anchor: str
    name: str
    date: Moment
    html: str
    level: int = 0
    answers: Link | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class OriginalView:
    """The article that a translation was made from, and that was corrected since: a link to it, and
    the day of the correction."""

    article: Link
    corrected: Moment


@dataclass(frozen=True, slots=True)
class CommentsView:
    """The comment block. When `open`, it has the policy and the link to the form. `closes` is the
    time at which they close or closed; None if they never close, or if an editor closed them.
    `lang` and `dir` are those of the policy. `since` is the day from which this version of it
    stands, and `versions` the address of the page with the earlier ones; None and "" where there
    are no versions. `approved` are the comments of readers, in their order."""

    open: bool
    policy_title: str
    policy: BodyView
    post_url: str
    closes: Moment | None
    lang: str = ""
    dir: str = ""
    since: Moment | None = None
    versions: str = ""
    approved: tuple[CommentView, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`updated` is the time of the last update or correction. `original` is set while the article
    that this one translates has a serious correction that nobody compared this one with. `type` is
    "" for a report, else "opinion", "analysis", "review", "background", "reportage" or "sponsored";
    `sponsor` is who paid for it. `ninjs_url` is the address of the file for partners' programs,
    `republish_url` that of the page from which others may copy it; "" where there is none."""

    NAME: ClassVar = "article"
    id: str
    url: str
    title: str
    summary: str
    section: Link
    authors: tuple[AuthorView, ...]
    published: Moment
    updated: Moment | None
    lead: FigureView | None
    body: BodyView
    corrections: tuple[CorrectionView, ...]
    tags: tuple[Link, ...]
    comments: CommentsView | None
    words: int
    lang: str
    dir: str
    unpublished: str = ""
    gallery: tuple[FigureView, ...] = ()
    translations: tuple[Link, ...] = ()
    minutes: int = 0
    age: AgeView | None = None
    key_points: tuple[str, ...] = ()
    series: SeriesView | None = None
    related: tuple[RelatedView, ...] = ()
    share: tuple[ShareView, ...] = ()
    own: OwnKeys = NO_OWN_KEYS
    original: OriginalView | None = None
    type: str = ""
    sponsor: str = ""
    ninjs_url: str = ""
    republish_url: str = ""


CardView = Card | ObjectId


@dataclass(frozen=True, slots=True)
class Strip:
    section: Link
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """Articles of one day, newest first."""

    date: Moment
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """The home front. No article is on it twice. `lead` is None only when nothing was ever
    published; `top` are the stories that editors chose. The latest of the others are `newest`, with
    pictures, as far as there is room, and then `latest`."""

    NAME: ClassVar = "front"

    lead: CardView | None
    top: tuple[CardView, ...]
    newest: tuple[CardView, ...]
    latest: tuple[DayView, ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A front of a section, author or tag (`number` 0, the newest articles), or one of its older
    pages (1 is the oldest). `kind` is "section", "author" or "tag"; `author` is set only for an
    author."""

    NAME: ClassVar = "listing"

    kind: str
    title: str
    description: str
    cards: tuple[CardView, ...]
    number: int
    newer: str
    older: str
    front: Link
    author: AuthorView | None = None
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class MonthView:
    """Everything that was published in one month, newest day first. `title` is "November 2026"."""

    NAME: ClassVar = "month"

    title: str
    days: tuple[DayView, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class YearView:
    title: str
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    NAME: ClassVar = "archive"
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    NAME: ClassVar = "people"
    authors: tuple[AuthorView, ...]


@dataclass(frozen=True, slots=True)
class StaticPageView:
    """`unpublished` is "" or, only in previews, "draft"."""

    NAME: ClassVar = "static_page"

    title: str
    summary: str
    body: BodyView
    lang: str = ""
    dir: str = ""
    unpublished: str = ""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page that a server shows for an address that does not exist."""

    NAME: ClassVar = "not_found"

    latest: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that only redirects to `target`. `canonical` is the same address, absolute."""

    NAME: ClassVar = "redirect"

    target: str
    canonical: str
