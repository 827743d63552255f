"""What only lite pages need: their links stay in the lite edition, and say how large a picture is
before it is asked for. Knows no layout."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.make.pages.vocabulary import digits
from generator.make.stored_photos import stored
from generator.model.lite import LITE, lite_href
from generator.model.page_views import PageView
from generator.model.photo_files import name_of
from generator.model.pictures import PictureView
from generator.model.regex import regex

_LINK = regex(r'(<a\s[^>]*?\bhref="|<meta http-equiv="refresh" content="0; url=)([^"]*)("[^>]*>)')
_TO_THE_FULL_PAGE = ' rel="alternate"'
"""What a layout writes behind the address of a link that leaves the lite edition."""
_WEIGHT = regex(r'<data value="([^"]+)"></data>')

LINKED, NAMED, SHOWN = "linked", "named", "shown"
"""How a lite page shows pictures, as its layouts are told: a link with the size; the words alone, in
a copy without pictures; or a small picture."""

LEAST_WIDTH = 480
"""Pixels: the least width in which a picture is offered, if it has a larger one."""


class PhotoSizes(NamedTuple):
    """The sizes of photographs. `published` is the output folder, `store` that of the photo store.
    Files in `altered` were changed by somebody in the output folder, and are being replaced.

    The name of a file determines its bytes, so both folders give the same size, and a page depends
    on nothing but its view. A new photograph is in the store before a page is made."""

    published: str
    store: Path
    altered: frozenset[str] = frozenset()

    def size(self, path: str) -> int:
        """Return the size of a photograph in bytes. Raises LookupError for one that is in neither
        folder."""
        if path not in self.altered:
            try:
                return os.stat(f"{self.published}/{path}").st_size  # noqa: PTH116 - as elsewhere: thousands of them
            except OSError:
                pass
        if photo := stored(self.store, name_of(path)):
            return len(photo.content)
        raise LookupError(f"there is no photograph {path}")


def kilobytes(size: int) -> int:
    """Return a size in units of 1,000 bytes, at least 1."""
    return max(1, round(size / 1000))


def lightest(picture: PictureView) -> str:
    """Return the address of the smallest file of a picture that is wide enough to see something, in
    the format that every browser knows."""
    files = [file.rsplit(" ", 1) for file in picture.srcset.split(", ")] if picture.srcset else []
    by_width = sorted((int(width.removesuffix("w")), url) for url, width in files)
    return next((url for width, url in by_width if width >= LEAST_WIDTH), picture.src)


def relinked(html: str, to: Callable[[str], str]) -> str:
    """Return a lite page with other addresses in its links: `to` gives the new one, or "" for a link
    that stays as it is. Links to the full page, and to other sites, stay."""

    def link(match: re.Match[str]) -> str:
        before, href, after = match.groups()
        if not href.startswith("/") or _TO_THE_FULL_PAGE in after:
            return match[0]
        end = min(at for at in (href.find("?"), href.find("#"), len(href)) if at >= 0)
        new = to(href[:end])
        return f"{before}{new}{href[end:]}{after}" if new else match[0]

    return _LINK.sub(link, html)


def in_lite_edition(html: str, page: PageView, sizes: PhotoSizes) -> str:
    """Return a finished lite page of a site: with links to other lite pages, and with the sizes of
    pictures. Raises LookupError for a picture without a file."""
    base = page.site.lite.removesuffix(LITE)
    fronts = [front.url for front in page.site.languages]
    known: dict[str, str] = {}

    def to(href: str) -> str:
        if href not in known:
            known[href] = lite_href(href, page.site.lite, fronts)
        return known[href]

    def weight(match: re.Match[str]) -> str:
        size = sizes.size(match[1].removeprefix(base).lstrip("/"))
        return digits(kilobytes(size), page)

    return _WEIGHT.sub(weight, relinked(html, to))


_SHOWN = regex(r'<img src="([^"]*)"')


def photos_in(html: str) -> list[str]:
    """Return the addresses of the pictures that a lite page shows."""
    return _SHOWN.findall(html)
