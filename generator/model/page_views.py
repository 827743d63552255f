"""The view of a whole page: its own parts, and the parts of the site that every page of an edition
shows (the chrome). `views` and `outlet_views` have the main part of each kind of page; `views` has
the rules for all views."""

from __future__ import annotations

from generator.model.dataclass import dataclass
from generator.model.outlet_views import (
    CorrectionListView,
    MastheadView,
    PolicyPageView,
    RepublishView,
    SearchView,
    WithdrawalView,
)
from generator.model.pictures import PictureView
from generator.model.views import (
    ArchiveView,
    ArticleView,
    FrontView,
    ImageView,
    Link,
    ListingView,
    MonthView,
    NotFoundView,
    ObjectId,
    PeopleView,
    RedirectView,
    StaticPageView,
)

MainView = (
    ArticleView
    | FrontView
    | ListingView
    | MonthView
    | ArchiveView
    | PeopleView
    | StaticPageView
    | CorrectionListView
    | MastheadView
    | PolicyPageView
    | NotFoundView
    | RedirectView
    | SearchView
    | WithdrawalView
    | RepublishView
)
"""The main view of a page, one type for each kind of page. Its name in layouts is `NAME`."""


@dataclass(frozen=True, slots=True)
class LanguageView:
    """The language of a part of a page."""

    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The parts of the site that every page of an edition shows (the chrome).
    `languages` link to the fronts of all editions, each in its own language's name; empty where
    there is only one. `assets` maps the name of a file in assets/ to its URL. `theme` names the
    chosen style sheet of assets/themes/, or is "". `image` is for social networks, on pages without
    a picture. `dateline_end` is the sign between a dateline and the first sentence. `name_language`
    and similar fields are the languages of texts that an edition may take from the site. `search` is
    the address of the page on which readers search, or ""; `manifest` that of the web app manifest.
    `lite` is the address of the folder of the lite edition, without a slash at its end; "" where there
    is none. `onion` is the address of the site as an onion service, or ""."""

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
    search: str = ""
    manifest: str = ""
    lite: str = ""
    onion: str = ""


@dataclass(frozen=True, slots=True)
class PageParts:
    """All of a page except what the site puts around every page (the chrome).
    `description` and `preload` are for the head; a `preload` that is an `ObjectId` is the picture
    of the card with that digest. `feeds` are announced in the head. `image` is the absolute address
    of a picture for social networks, or "". `noindex` is true for pages that search engines should
    not list. `images` are an article's, in the shapes 16:9, 4:3 and 1:1; on the home front, the
    first of these of the lead. `metadata` is JSON-LD, with every sign escaped that could end its
    element, or "".
    `counterparts` link to this page in other languages. `alternates` are links for search engines:
    `lang` (or "x-default") and absolute address, this page included; empty where the page is in one
    language. `digits` are those of the language from 0 to 9, "" for ASCII. `locales` are the page's
    language and those of its translations in the form of Open Graph: language and territory."""

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
    """One whole HTML page: its parts, with all objects inserted, and the `site`, whose `lang` is
    that of the page's edition. `languages` link to this page in each language of the outlet, or to
    the front of those that do not have it. `lite` is the address of its lite page, "" for none."""

    site: SiteView
    languages: tuple[Link, ...] = ()
    lite: str = ""
