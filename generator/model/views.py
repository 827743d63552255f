"""What a page sees: strings, URLs and numbers, nothing to look up. `layouts/README.md` describes it to designers.

A page can only see its view (a law): so its view is all its dependencies, and equal views make equal pages. URLs are
ready to print, relative to the server's root (they carry the base path of the site), unless called `canonical`.
Languages are BCP 47 tags; `dir` is "rtl" or "".
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.own_keys import NO_OWN_KEYS, OwnKeys
from generator.model.pictures import PictureView
from generator.model.surroundings import AgeView, RelatedView, SeriesView, ShareView


@dataclass(frozen=True, slots=True)
class Link:
    """`lang` and `dir` are those of the text. `hreflang` is the language of the page that it leads to, where that is another."""

    text: str
    url: str
    lang: str = ""
    dir: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class LanguageView:
    """The language of a part of a page."""

    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the site's time zone: `iso` for machines, `date` ("November 19, 2026") and `time` ("09:20") for readers."""

    iso: str
    date: str
    time: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A picture and what its readers are told of it. `picture` is None once the right to show it has ended: then there is
    nothing else. `taken` is the day (its `time` is ""), only of a file photo of which it is known, and not where the caption
    gives it; `generated` is "made" or "edited" by artificial intelligence, or ""; `drawing` is "illustration", "graphic", "chart"
    or "map" of what is no photograph, whose `credit` is then without that word. `lang` and `dir` are there only where the caption
    is in another language than its page."""

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
    """A picture for machines: its absolute address and its size in pixels."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class BodyPartView:
    """Either `html`, ready to print, or `figure`, or, where the text begins, `dateline`."""

    html: str = ""
    figure: FigureView | None = None
    dateline: str = ""


@dataclass(frozen=True, slots=True)
class BodySlot:
    """Where a body is set in when the page is made; no layout sees it. `number` counts the bodies of the page; `links`
    are the href attributes of its links, with "" for one that loses its address, and `figures` its pictures, None for
    one that is not shown; both in reading order."""

    number: int
    links: tuple[str, ...] = ()
    figures: tuple[FigureView | None, ...] = ()
    dateline: str = ""


BodyView = tuple[BodyPartView, ...] | BodySlot


class ObjectId(str):
    """The digest of a value that lies apart, and is put in when the page is made; no layout sees it. Equal digests, equal
    values. A kind of string, because the lists of a site name hundreds of thousands of them."""

    __slots__ = ()

    @property
    def digest(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class AuthorView:
    """`url` is "" for a guest, who has no page. `biography` is there on pages about people; `opening` is how its plain text
    begins, some 200 characters, which is all that articles show. `profiles` lead to the person's accounts elsewhere; `hreflang`
    is as in a `Link`."""

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
    """An article as other pages show it. What is not here, they cannot depend on: never the body.
    `unpublished` is "" or why it is not out: "draft", "embargo" or "future" (only in previews)."""

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


@dataclass(frozen=True, slots=True)
class CorrectionView:
    date: Moment
    text: str
    serious: bool


@dataclass(frozen=True, slots=True)
class CommentsView:
    """The comment block. When `open`: the policy, and the link to the form. `closes` is when they close, or closed;
    None if they never do, or were closed by an editor. `lang` and `dir` are those of the policy."""

    open: bool
    policy_title: str
    policy: BodyView
    post_url: str
    closes: Moment | None
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
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
    """The home front, no article twice. `lead` is None only when nothing was ever published; `top` is what editors put there.
    The latest of all others are `newest`, with pictures, where there is room for these, and then `latest`."""

    lead: CardView | None
    top: tuple[CardView, ...]
    newest: tuple[CardView, ...]
    latest: tuple[DayView, ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A section, author or tag front (`number` 0, the newest articles) or one of its older pages (1 is the oldest).
    `kind` is "section", "author" or "tag"; `author` is there only for an author."""

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
    """Everything published in one month, newest day first. `title` is "November 2026"."""

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
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    authors: tuple[AuthorView, ...]


@dataclass(frozen=True, slots=True)
class StaticPageView:
    """`unpublished` is "" or, only in previews, "draft"."""

    title: str
    summary: str
    body: BodyView
    lang: str = ""
    dir: str = ""
    unpublished: str = ""


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page a server shows for an address that does not exist."""

    latest: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that only sends the reader on to `target`; `canonical` is the same with the site's address."""

    target: str
    canonical: str


MainView = (
    ArticleView
    | FrontView
    | ListingView
    | MonthView
    | ArchiveView
    | PeopleView
    | StaticPageView
    | NotFoundView
    | RedirectView
)


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page of an edition shows of the site. `languages` lead to the fronts of all editions, each called what its
    language calls itself; none where there is only one. `assets` maps the name of a file in assets/ to its URL;
    `theme` names the style sheet in assets/themes/ that the outlet chose, or is ""; `image` stands for pages that have no picture,
    on social networks; `dateline_end` is what stands between a dateline and the first sentence. `name_language` and the like are those
    of texts that an edition may borrow from the site."""

    name: str
    description: str
    url: str
    lang: str
    dir: str
    home: str
    archive: str
    people: str
    feed: str
    sections: tuple[Link, ...]
    pages: tuple[Link, ...]
    organisation: str
    email: str
    phone: str
    address: str
    founded: str
    copyright: str
    social: tuple[Link, ...]
    assets: dict[str, str]
    languages: tuple[Link, ...] = ()
    theme: str = ""
    image: ImageView | None = None
    dateline_end: str = " - "
    name_language: LanguageView = LanguageView("", "")
    description_language: LanguageView = LanguageView("", "")
    address_language: LanguageView = LanguageView("", "")
    copyright_language: LanguageView = LanguageView("", "")


@dataclass(frozen=True, slots=True)
class PageParts:
    """All of a page but what the site puts round every page. `description` and `preload` feed the head; a `preload` that lies
    apart is the picture of the card with that digest. `feeds` are offered in the head; `image` is the absolute address of a
    picture for social networks, or ""; `noindex` is true for pages that search engines should leave out. `images` are an
    article's, in the shapes 16:9, 4:3 and 1:1, or the first of these of the lead of the home front; `metadata` is JSON-LD, in
    which every sign is escaped that could end the element it is printed in, or "".

    `counterparts` lead to this page in other languages. `alternates` say under which absolute address a search engine finds
    the page in which language (`lang`, or "x-default"), itself included; none where it is in no other. `digits` are those of
    the language from nought to nine, "" for 0123456789. `locales` are the language of the page and those of its translations
    as Open Graph writes them: language and territory."""

    main: MainView
    url: str
    canonical: str
    description: str
    lang: str
    dir: str
    breadcrumb: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    preload: PictureView | ObjectId | None = None
    image: str = ""
    noindex: bool = False
    images: tuple[ImageView, ...] = ()
    metadata: str = ""
    counterparts: tuple[Link, ...] = ()
    alternates: tuple[Link, ...] = ()
    digits: str = ""
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView(PageParts):
    """One HTML page, whole: its parts, in which nothing lies apart any more, and the `site`, whose `lang` is that of the page's
    own edition. `languages` lead to this page in each language of the outlet, or to the front of those that do not have it."""

    site: SiteView
    languages: tuple[Link, ...] = ()
