"""The chapters of a pack -> finished files, with addresses that are relative to one another. A link
to what is not in the pack leads to the site. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.make.assets import lite_sheet
from generator.make.opening import needed, opened
from generator.make.pages.layouts import Layouts
from generator.make.pages.lite import NAMED, SHOWN, photos_in
from generator.make.pages.render import rendered
from generator.make.withheld import withheld_in
from generator.model.dataclass import replace
from generator.model.lite import LITE_SHEET
from generator.model.outputs import Failed, Made
from generator.model.problems import DatelineError
from generator.model.regex import regex
from generator.model.web_addresses import path_of, server_of
from generator.pack.selection import Chapter, PackedPage

_ADDRESS = regex(r'(<(?:a|img)\s[^>]*?\b(?:href|src)=")(/(?!/)[^"]*)(")')
_FULL_PAGE = regex(r'(<a\s[^>]*?\bhref=")/[^"]*(" rel="alternate")')

PHOTO_FOLDER = "photos"


class PackedFile(NamedTuple):
    """A file of the pack; `path` is its place in it, `title` the headline of an article."""

    path: str
    content: bytes
    title: str = ""


class Bindery(NamedTuple):
    """What makes the pages: the layouts, the objects by their digests, and the `withheld` names.
    `site` is the address to which links lead that leave the pack; `style` is the style sheet.
    `photos` gives a photograph by its path in the site, None where the pack has no pictures."""

    layouts: Layouts
    objects: Callable[[Iterable[str]], Mapping[str, bytes]]
    withheld: tuple[str, ...]
    site: str
    style: bytes
    photos: Callable[[Sequence[str]], Mapping[str, bytes]] | None = None


def lite_style(assets: Path) -> bytes:
    """Return the style sheet of the lite edition. Raises DatelineError if there is none."""
    try:
        return lite_sheet((assets / LITE_SHEET).read_bytes())
    except OSError as fault:
        raise DatelineError(f"There is no file {LITE_SHEET} in {assets}: a pack needs it.") from fault


def packed_files(chapters: Sequence[Chapter], bindery: Bindery) -> Iterator[PackedFile]:
    """Yield the pages, the style sheet and the photographs. Raises DatelineError for a page that
    cannot be made."""
    yield PackedFile(LITE_SHEET, bindery.style)
    places = {
        page.output.url: f"{chapter.lang}/{page.name}"
        for chapter in chapters
        for page in (chapter.front, *chapter.articles)
    }
    photos: set[str] = set()
    for chapter in chapters:
        for page in (chapter.front, *chapter.articles):
            html, title = _page(page, bindery)
            if bindery.photos:
                photos.update(photos_in(html))
            yield PackedFile(places[page.output.url], _with_addresses(html, places, bindery).encode(), title)
    if bindery.photos:
        base = path_of(bindery.site)
        wanted = sorted(path.removeprefix(base).lstrip("/") for path in photos)
        for path, content in bindery.photos(wanted).items():
            yield PackedFile(path, content)


def _page(page: PackedPage, bindery: Bindery) -> tuple[str, str]:
    """Return a page, with the addresses that it has in the site, and its headline."""
    output = page.output
    view = opened(output, bindery.objects(needed(output)))
    view = replace(view, site=replace(view.site, assets={LITE_SHEET: f"../{LITE_SHEET}"}))
    made = rendered(bindery.layouts, output, view, pictures=SHOWN if bindery.photos else NAMED)
    if isinstance(made, Made):
        made = withheld_in(made, (*bindery.withheld, *output.withheld), output.origin)
    if isinstance(made, Failed):
        raise DatelineError(f"The page of {output.origin} could not be made: {made.message}.")
    return made.content.decode(), getattr(view.main, "title", "")


def _with_addresses(html: str, places: Mapping[str, str], bindery: Bindery) -> str:
    """Return a page with relative addresses for what is in the pack, and whole ones for the rest."""
    base = path_of(bindery.site)

    def address(match: re.Match[str]) -> str:
        before, href, after = match.groups()
        end = min(at for at in (href.find("?"), href.find("#"), len(href)) if at >= 0)
        inside, rest = href[:end].removeprefix(base), href[end:]
        if inside.startswith(f"/{PHOTO_FOLDER}/") and bindery.photos:
            return f"{before}..{inside}{after}"
        if place := places.get(inside):
            return f"{before}../{place}{rest}{after}"
        return f"{before}{bindery.site}{inside}{rest}{after}"

    whole = _FULL_PAGE.sub(lambda match: match[0].replace('href="/', f'href="{server_of(bindery.site)}/', 1), html)
    return _ADDRESS.sub(address, whole)
