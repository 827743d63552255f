"""The settings of an outlet (content/site.toml), typed, with every default filled in. Reads no
file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.model.admin_settings import AdminSettings
from generator.model.check_settings import Checks, CheckSettings
from generator.model.dataclass import dataclass, replace
from generator.model.feed_settings import FeedSettings
from generator.model.headers import Sentences
from generator.model.hosting import HostingSettings
from generator.model.lite import LiteSettings
from generator.model.partner_settings import PartnerSettings, RepublishSettings
from generator.model.photo_files import FORMATS
from generator.model.problems import Problem, Severity
from generator.model.regex import regex
from generator.model.search_settings import PingSettings, SearchSettings
from generator.model.web_addresses import path_of
from generator.model.well_known import LicenceSettings, WellKnownSettings
from generator.model.withheld_settings import WithheldSettings

SHARE_SERVICES = ("mail", "whatsapp", "telegram", "facebook", "x")
"""The services through which a plain link can share an article."""

DIGITS = {"latn": "", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
"""The digits 0 to 9 of the numbering systems that settings may name, by CLDR's name; "" for ASCII
digits."""

REGION = regex(r"-([a-zA-Z]{2}|[0-9]{3})(?=-|$)")
"""The region subtag of a BCP 47 tag (RFC 5646, 2.2.4); digits name a region larger than a
country."""

_HOST = regex(r"[\w-]+(?:\.[\w-]+)*\.?")
"""Host names in any script, and IPv4 addresses."""
_IN_NO_ADDRESS = regex(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a site: http or https, a host, perhaps a folder; no query,
    no fragment."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:  # as for https://[courier, or a port that is not a number
        return False
    is_host = bool(_HOST.fullmatch(host)) or parts.netloc.startswith("[")
    is_bare = not (parts.query or parts.fragment or "@" in parts.netloc or _IN_NO_ADDRESS.search(text))
    return parts.scheme in ("http", "https") and is_host and is_bare


@dataclass(frozen=True, slots=True)
class Social:
    """An account of the outlet elsewhere: its name and its address."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of the whole site.

    `url` has no slash at its end; `language` is a BCP 47 tag. `theme` names a style sheet of
    assets/themes/ that is loaded after all others. An article says that it is old after
    `old_after_days`; 0 means never. `share` are the services of `SHARE_SERVICES` that
    readers are offered, in that order. `share_image` is the file of assets/ that social networks
    show for pages without a picture. `dateline_dash` is the sign between a dateline and the first
    sentence. `news_sitemap` says that news search engines get a sitemap of their own. `onion` is the
    address of the site as an onion service, or ""."""

    name: str
    url: str
    timezone: ZoneInfo
    description: str = ""
    language: str = "en"
    permalink: str = "/{section}/{year}/{month}/{slug}/"
    organisation: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    founded: str = ""
    copyright: str = ""
    social: tuple[Social, ...] = ()
    theme: str = ""
    old_after_days: int = 365
    share: tuple[str, ...] = SHARE_SERVICES
    share_image: str = ""
    dateline_dash: str = "-"
    news_sitemap: bool = True
    onion: str = ""

    @property
    def base_path(self) -> str:
        """The folder of `url`, as "/paper", or ""."""
        return path_of(self.url)


@dataclass(frozen=True, slots=True)
class CommentsSettings:
    """The comment form. `form_url` has the placeholders {id} {title} {url} {lang} {date}. No days:
    comments never close."""

    form_url: str = ""
    close_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """The columns of the comment form's export, each by its head, for `build.py comments`. A column
    that is not named here is never read.

    `article` has an id, an address or a headline; `id` and `reply_to` may be "". A row is approved
    if `approved` has one of the `approved_values`. `date_format` is a pattern of CLDR, "" for dates
    as in front matter; `timezone` is that of dates without an offset, "" for the site's."""

    name: str
    text: str
    date: str
    article: str
    approved: str
    reply_to: str = ""
    id: str = ""
    approved_values: tuple[str, ...] = ("approved", "yes", "true", "1", "x")
    date_format: str = ""
    timezone: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """The heads of the named columns, by the name of the setting."""
        wanted = {"name": self.name, "text": self.text, "date": self.date, "article": self.article}
        wanted |= {"approved": self.approved, "reply_to": self.reply_to, "id": self.id}
        return {key: head for key, head in wanted.items() if head}


SEARCH_WIDTH = 1200
"""Pixels: the least that search engines ask for, and the most that anyone shows."""

QualityByFormat = Annotated[tuple[tuple[str, int], ...], "quality"]
EffortByFormat = Annotated[tuple[tuple[str, int], ...], "effort"]
"""A number for each format; site.toml may have one number for all of them."""


@dataclass(frozen=True, slots=True)
class PhotoSettings:
    """How photographs are published.

    `widths` are in pixels, ascending; `quality` is by format, 1 to 100; `effort`, 0 (fastest) to
    10. Both have every format. A picture that is `old_after_days` older than its story counts as a
    file photo. `full_size` adds a variant in the picture's own width. `search_crops` adds crops of
    leads for search engines and social networks. `data_mining` comes from the licence: a word of the
    PLUS vocabulary (LDF 2.0.1) that is written into all files, or ""."""

    widths: tuple[int, ...] = (480, 800, 1200, 1600)
    formats: tuple[str, ...] = ("avif", "jpeg")
    quality: QualityByFormat = tuple(sorted((name, each.quality) for name, each in FORMATS.items()))
    effort: EffortByFormat = tuple(sorted((name, each.effort) for name, each in FORMATS.items()))
    old_after_days: int = 90
    full_size: bool = False
    search_crops: bool = True
    data_mining: str = ""

    @property
    def least_lead(self) -> int:
        """The least width of the lead of an article, in pixels."""
        return min(SEARCH_WIDTH, max(self.widths))

    def quality_of(self, image_format: str) -> int:
        return dict(self.quality)[image_format]

    def effort_of(self, image_format: str) -> int:
        return dict(self.effort)[image_format]


ATTACHMENT_KINDS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "tsv", "txt", "json", "geojson")
"""The file name extensions of attachments. The first bytes of each file are checked; none of these
kinds runs code by itself."""


@dataclass(frozen=True, slots=True)
class AttachmentSettings:
    """The `kinds` of files, of `ATTACHMENT_KINDS`, that are published where a link names them; none
    if it is empty."""

    kinds: tuple[str, ...] = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv")


@dataclass(frozen=True, slots=True)
class EditSettings:
    """How much of a published text may change without a word to readers, as spelling: at most
    `spelling_words`, each in at most `spelling_letters`. 0 letters allow other capitals, hyphens
    and spaces; 0 words allow nothing."""

    spelling_words: int = 5
    spelling_letters: int = 1


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """The settings of one language. "" means: as the site's settings say, or as CLDR has it.

    `name` is the outlet's name in the language, `label` the language's name for itself. `prefix` is
    the first folder of its addresses. `locale` is the tag of the language whose date patterns it
    uses, `hreflang` the tag for search engines. `date`, `month` and `time` are patterns of CLDR;
    `digits` is one of `DIGITS`; `direction` is "rtl" or "ltr"."""

    name: str = ""
    label: str = ""
    description: str = ""
    prefix: str = ""
    locale: str = ""
    hreflang: str = ""
    date: str = ""
    month: str = ""
    time: str = ""
    digits: str = ""
    direction: str = ""
    form_url: str = ""
    copyright: str = ""
    share_image: str = ""
    dateline_dash: str = ""
    republish_conditions: Sentences = ()


@dataclass(frozen=True, slots=True)
class Language:
    """A language under its BCP 47 tag, with its settings."""

    tag: str
    settings: LanguageSettings = LanguageSettings()

    @property
    def folder(self) -> str:
        """The first folder of its addresses, unless it is the site's own language: the tag in small
        letters, without a region."""
        return self.settings.prefix or REGION.sub("", self.tag.lower())

    @property
    def hreflang(self) -> str:
        """The language tag that search engines are given for its pages."""
        return self.settings.hreflang or self.tag


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    `checks` gives the severity of every editorial rule by its code; `checking` says where it is
    another one. `languages` are all languages
    of the outlet, the site's own first; empty where there is only one. `export` is that of the comment
    form. `keys` are those that the outlet adds to the front matter of articles, each with its kind, one of `OWN_KINDS`.
    Nobody may republish anything where `republish` is None.

    Each language has an edition, with fronts of its own. The settings of an edition are these, with
    those of its language in place of those of the site."""

    site: SiteSettings
    comments: CommentsSettings
    photos: PhotoSettings
    checks: Checks
    languages: tuple[Language, ...] = ()
    attachments: AttachmentSettings = AttachmentSettings()
    keys: tuple[tuple[str, str], ...] = ()
    export: ExportSettings | None = None
    edits: EditSettings = EditSettings()
    withheld: WithheldSettings = WithheldSettings()
    feeds: FeedSettings = FeedSettings()
    partners: PartnerSettings = PartnerSettings()
    republish: RepublishSettings | None = None
    search: SearchSettings = SearchSettings()
    ping: PingSettings = PingSettings()
    hosting: HostingSettings = HostingSettings()
    well_known: WellKnownSettings = WellKnownSettings()
    licence: LicenceSettings = LicenceSettings()
    lite: LiteSettings = LiteSettings()
    checking: CheckSettings = CheckSettings()
    admin: AdminSettings = AdminSettings()

    def severity(self, code: str) -> Severity:
        return dict(self.checks).get(code, Severity.ERROR)

    def told(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the problems without those of rules that are off everywhere."""
        off = self.checking.silent(self.checks)
        return tuple(problem for problem in problems if problem.code not in off)

    @property
    def own_language(self) -> str:
        """The tag of the site's own language. A document without a language is in this one."""
        return self.languages[0].tag if self.languages else self.site.language

    @property
    def editions(self) -> tuple[str, ...]:
        """The tags of the languages that may have an edition, the site's own first."""
        return tuple(language.tag for language in self.languages) or (self.site.language,)

    def language(self, tag: str) -> Language:
        """Return any language, with the outlet's settings for it."""
        return next((language for language in self.languages if language.tag == tag), None) or Language(tag)

    def edition(self, tag: str) -> str:
        """Return the edition of articles in a language: that of the language, or that of the site's
        own."""
        for language in self.languages:  # asked for every story: `any` takes twice the time
            if language.tag == tag:
                return tag
        return self.own_language

    def lookup_language(self, tag: str) -> str:
        """Return the language under which an article looks up its section and authors; "" for the
        site's own."""
        edition = self.edition(tag)
        return "" if edition == self.own_language else edition

    def prefix(self, edition: str) -> str:
        """Return the prefix of an edition's addresses: "/ckb", or "" for the site's own
        language."""
        return "" if edition == self.own_language else f"/{self.language(edition).folder}"

    def edition_at(self, url: str) -> str:
        """Return the edition of an address, which is given without the site's own path."""
        folders = {self.prefix(tag).strip("/"): tag for tag in self.editions}
        return folders.get(url.split("/", 2)[1], self.own_language)

    def language_of(self, text: str) -> str:
        """Return the language of a text of the outlet, for example of "name", in an edition's
        settings. It is the site's own language where the edition has no text of its own."""
        tag = self.site.language
        return tag if getattr(self.language(tag).settings, text, "") else self.own_language

    def of_edition(self, tag: str) -> Settings:
        """Return the settings of one edition."""
        own = self.language(tag).settings
        site = replace(
            self.site,
            language=tag,
            name=own.name or self.site.name,
            description=own.description or self.site.description,
            copyright=own.copyright or self.site.copyright,
            share_image=own.share_image or self.site.share_image,
            dateline_dash=own.dateline_dash or self.site.dateline_dash,
        )
        comments = replace(self.comments, form_url=own.form_url or self.comments.form_url)
        republish = self.republish
        if republish and own.republish_conditions:
            republish = replace(republish, conditions=own.republish_conditions)
        return replace(self, site=site, comments=comments, republish=republish)
