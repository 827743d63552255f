"""What an outlet sets in content/site.toml, typed and with every default filled in. Reads no file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.model.problems import Severity

IMAGE_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
"""The formats that can be asked for, and their media types; order in settings is the order of preference."""

BETTER = ("avif", "webp")
"""Formats of small files that take long to make: by default half of the processor time of a photograph, and most of it at a
higher effort. A quick build leaves them for later."""

SHARE_SERVICES = ("mail", "whatsapp", "telegram", "facebook", "x")
"""Through what an article can be passed on by a plain link."""

IMAGE_SUFFIXES = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}


DIGITS = {"latn": "", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
"""The digits that can be asked for, from nought to nine, under CLDR's names of the systems; nothing for those of ASCII."""

REGION = re.compile(r"-([a-zA-Z]{2}|[0-9]{3})(?=-|$)")
"""The region subtag of a BCP 47 tag (RFC 5646, 2.2.4); in digits where it is no country."""


_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
"""Names of machines in any script, and addresses of four numbers."""
_IN_NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")


def is_web_address(text: str) -> bool:
    """Whether a site can lie there: http or https, a host, perhaps a folder, and nothing behind."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:  # as for https://[courier, or a port that is no number
        return False
    is_host = bool(_HOST.fullmatch(host)) or parts.netloc.startswith("[")
    is_bare = not (parts.query or parts.fragment or "@" in parts.netloc or _IN_NO_ADDRESS.search(text))
    return parts.scheme in ("http", "https") and is_host and is_bare


@dataclass(frozen=True, slots=True)
class Social:
    """An outlet's account elsewhere: what to call it, and where it is."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`url` has no slash at its end; `language` is a BCP 47 tag. `theme` names a style sheet of assets/themes/ that
    is put behind all others. Articles say of themselves that they are old after so many
    days, never if there are none; `share` are those of `SHARE_SERVICES` that readers are offered, in that order;
    `share_image` is the file of assets/ that social networks show of pages without a picture of their own; `dateline_dash` is
    the sign between a dateline and the first sentence."""

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

    @property
    def base_path(self) -> str:
        """ "" for https://outlet.example, "/paper" for https://outlet.example/paper."""
        rest = self.url.split("://", 1)[-1]
        return "/" + rest.split("/", 1)[1] if "/" in rest else ""


@dataclass(frozen=True, slots=True)
class CommentsSettings:
    """`form_url` with placeholders {id} {title} {url} {lang} {date}; no days means that comments never close."""

    form_url: str = ""
    close_after_days: int | None = None


SEARCH_WIDTH = 1200
"""Pixels: search engines ask for no less, and nobody shows more."""


@dataclass(frozen=True, slots=True)
class PhotoSettings:
    """`widths` in pixels, ascending; `quality` by format, 1 to 100, and `effort`, 0 (fastest) to 10, with every format in
    each. `old_after_days` is how much older than its story a picture may be before it counts as a file photo; `full_size`
    publishes a picture in its own width too, and `search_crops` parts of leads for search engines and social networks. How the formats, qualities and efforts were chosen is told in RESULTS.md of
    tests/bench."""

    widths: tuple[int, ...] = (480, 800, 1200, 1600)
    formats: tuple[str, ...] = ("avif", "jpeg")
    quality: tuple[tuple[str, int], ...] = (("avif", 62), ("jpeg", 80), ("png", 90), ("webp", 80))
    effort: tuple[tuple[str, int], ...] = (("avif", 0), ("jpeg", 5), ("png", 10), ("webp", 6))
    old_after_days: int = 90
    full_size: bool = False
    search_crops: bool = True

    @property
    def least_lead(self) -> int:
        """How wide the lead of an article has to be, in pixels."""
        return min(SEARCH_WIDTH, max(self.widths))

    def quality_of(self, image_format: str) -> int:
        return dict(self.quality)[image_format]

    def effort_of(self, image_format: str) -> int:
        return dict(self.effort)[image_format]


ATTACHMENT_KINDS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "tsv", "txt", "json", "geojson")
"""What the names of files can end in that links publish: all of them are looked into, and nothing in them runs by itself."""


@dataclass(frozen=True, slots=True)
class AttachmentSettings:
    """The `kinds` of files that are published where a link names them, of `ATTACHMENT_KINDS`; none if there are none."""

    kinds: tuple[str, ...] = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv")


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """What an outlet sets for one of its languages. What is "" is taken from the site's settings, or is as CLDR has it.

    `name` is that of the outlet in it, `label` what the language calls itself; `prefix` the first folder of its addresses;
    `locale` is the tag of the language whose dates it borrows, `hreflang` the one that search engines know it by;
    `date`, `month` and `time` are patterns of CLDR; `digits` one of `DIGITS`; `direction` "rtl" or "ltr"."""

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


@dataclass(frozen=True, slots=True)
class Language:
    """A language under its BCP 47 tag, with what the outlet sets for it."""

    tag: str
    settings: LanguageSettings = LanguageSettings()

    @property
    def folder(self) -> str:
        """The first folder of its addresses, unless it is the site's own: the tag in small letters, without a region."""
        return self.settings.prefix or REGION.sub("", self.tag.lower())

    @property
    def hreflang(self) -> str:
        """What search engines are told that its pages are in."""
        return self.settings.hreflang or self.tag


@dataclass(frozen=True, slots=True)
class Settings:
    """`checks` gives the severity of each editorial rule by its code, complete. `languages` are all of the outlet's, the
    site's own first; none where there is no other. `keys` are those that the outlet adds to the front matter of articles,
    each with its kind, one of `OWN_KINDS`.

    Of each language there is an edition, with fronts of its own. The settings of one are these with what is set for its
    language in the place of what is set for the site."""

    site: SiteSettings
    comments: CommentsSettings
    photos: PhotoSettings
    checks: tuple[tuple[str, Severity], ...]
    languages: tuple[Language, ...] = ()
    attachments: AttachmentSettings = AttachmentSettings()
    keys: tuple[tuple[str, str], ...] = ()

    def severity(self, code: str) -> Severity:
        return dict(self.checks).get(code, Severity.ERROR)

    @property
    def own_language(self) -> str:
        """The tag of the site's own language: that of everything of which nothing else is said."""
        return self.languages[0].tag if self.languages else self.site.language

    @property
    def editions(self) -> tuple[str, ...]:
        """The tags of the languages that may have an edition, the site's own first."""
        return tuple(language.tag for language in self.languages) or (self.site.language,)

    def language(self, tag: str) -> Language:
        """Any language there is, with what the outlet sets for it."""
        return next((language for language in self.languages if language.tag == tag), None) or Language(tag)

    def edition(self, tag: str) -> str:
        """In which edition articles in a language stand: in that of the language, else in the site's own."""
        return tag if any(language.tag == tag for language in self.languages) else self.own_language

    def lookup_language(self, tag: str) -> str:
        """The language in which an article in a language asks for section and authors: "" for the site's own."""
        edition = self.edition(tag)
        return "" if edition == self.own_language else edition

    def prefix(self, edition: str) -> str:
        """What the addresses of an edition begin with: "/ckb"; nothing for the site's own language."""
        return "" if edition == self.own_language else f"/{self.language(edition).folder}"

    def edition_at(self, url: str) -> str:
        """In which edition an address is, without the path of the site before it."""
        folders = {self.prefix(tag).strip("/"): tag for tag in self.editions}
        return folders.get(url.split("/", 2)[1], self.own_language)

    def language_of(self, text: str) -> str:
        """The language of a text of the outlet, such as "name", in the settings of an edition: the site's own where the edition
        borrows it."""
        tag = self.site.language
        return tag if getattr(self.language(tag).settings, text, "") else self.own_language

    def of_edition(self, tag: str) -> Settings:
        """The settings of one edition."""
        asked = self.language(tag).settings
        site = replace(
            self.site,
            language=tag,
            name=asked.name or self.site.name,
            description=asked.description or self.site.description,
            copyright=asked.copyright or self.site.copyright,
            share_image=asked.share_image or self.site.share_image,
            dateline_dash=asked.dateline_dash or self.site.dateline_dash,
        )
        comments = replace(self.comments, form_url=asked.form_url or self.comments.form_url)
        return replace(self, site=site, comments=comments)
