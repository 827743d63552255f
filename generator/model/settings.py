"""What an outlet sets in content/site.toml, typed and with every default filled in. Reads no file."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.model.problems import Severity

IMAGE_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
"""The formats that can be asked for, and their media types; order in settings is the order of preference."""

BETTER = ("avif", "webp")
"""Formats of small files that take long to make: by default half of the processor time of a photograph, and most of it at a
higher effort. A quick build leaves them for later."""

IMAGE_SUFFIXES = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}


def is_web_address(text: str) -> bool:
    """Whether a site can lie there: http or https, a host, perhaps a folder, and nothing behind."""
    try:
        parts = urlsplit(text)
    except ValueError:  # as for https://[courier
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.query and not parts.fragment


@dataclass(frozen=True, slots=True)
class Social:
    """An outlet's account elsewhere: what to call it, and where it is."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`url` has no slash at its end; `language` is a BCP 47 tag."""

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

    def quality_of(self, image_format: str) -> int:
        return dict(self.quality)[image_format]

    def effort_of(self, image_format: str) -> int:
        return dict(self.effort)[image_format]


@dataclass(frozen=True, slots=True)
class Settings:
    """`checks` gives the severity of each editorial rule by its code, complete."""

    site: SiteSettings
    comments: CommentsSettings
    photos: PhotoSettings
    checks: tuple[tuple[str, Severity], ...]

    def severity(self, code: str) -> Severity:
        return dict(self.checks).get(code, Severity.ERROR)
