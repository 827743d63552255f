"""The plan of a whole site -> the articles of the last days, by language, as outputs in the layouts of
the lite edition. Only what is published is in the plan. Makes no page."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.model.lite import LITE_LAYOUTS
from generator.model.outputs import Output, PageOutput
from generator.model.page_views import PageParts
from generator.model.settings import Settings
from generator.model.site import Site, StoryRecord
from generator.model.views import MonthView
from generator.plan.dates import day_name
from generator.plan.languages import direction, label
from generator.plan.pages.articles import ARTICLE
from generator.plan.pages.fronts import days_of

HOME_LAYOUT, PACK_LAYOUT = "home.html", "lite/pack.html"
_LONGEST = 60
"""Characters of the readable part of a file's name."""


class PackedPage(NamedTuple):
    """A page of the pack: its output, and the name of its file in the folder of its language."""

    output: PageOutput
    name: str


class Chapter(NamedTuple):
    """The articles of one language, newest first. `front` is the page that lists them; `title` are
    their days; `label` is the language's name for itself."""

    lang: str
    direction: str
    label: str
    name: str
    title: str
    front: PackedPage
    articles: tuple[PackedPage, ...]


def chapters(
    site: Site, outputs: tuple[Output, ...], settings: Settings, days: int, languages: Collection[str] = ()
) -> Iterator[Chapter]:
    """Yield the chapters of a pack, the site's own language first: articles that were published,
    updated or corrected in the last `days` before the instant of the site. `languages` are the tags
    of some languages; none means all."""
    since = site.as_of - timedelta(days=days)
    pages = {output.url: output for output in outputs if isinstance(output, PageOutput)}
    for tag in settings.editions:
        stories = tuple(story for story in site.stories if _is_in(story, tag, since, settings))
        front = pages.get(f"{settings.prefix(tag)}/")
        if not stories or front is None or (languages and tag not in languages):
            continue
        yield _chapter(tag, stories, pages, front, (since, site.as_of), settings)


def _is_in(story: StoryRecord, tag: str, since: datetime, settings: Settings) -> bool:
    changed = max(datetime.fromisoformat(story.published), datetime.fromisoformat(story.lastmod))
    is_recent = changed >= since or story.facts.first_out >= since.timestamp()
    return settings.edition(story.facts.lang) == tag and is_recent


def _chapter(
    tag: str,
    stories: tuple[StoryRecord, ...],
    pages: dict[str, PageOutput],
    front: PageOutput,
    period: tuple[datetime, datetime],
    settings: Settings,
) -> Chapter:
    own, language = settings.of_edition(tag), settings.language(tag)
    begin, end = (day_name(each.astimezone(settings.site.timezone).date(), language) for each in period)
    title = f"{begin} – {end}"
    parts = front.parts
    assert isinstance(parts, PageParts)
    listed = PageParts(
        main=MonthView(title, days_of(stories), None, None),
        url=parts.url,
        canonical=parts.canonical,
        description=parts.description,
        lang=parts.lang,
        dir=parts.dir,
        digits=parts.digits,
    )
    return Chapter(
        tag,
        direction(language),
        label(language),
        own.site.name,
        title,
        PackedPage(front._replace(parts=listed, layout=PACK_LAYOUT, bodies=()), "index.html"),
        tuple(
            PackedPage(pages[story.facts.url]._replace(layout=LITE_LAYOUTS[ARTICLE]), _name_of(story.facts.url))
            for story in stories
            if story.facts.url in pages
        ),
    )


def _name_of(url: str) -> str:
    """Return a file's name: the readable end of an address, and a digest of all of it."""
    readable = PurePosixPath(url).stem[:_LONGEST].strip("-.")
    digest = hashlib.blake2b(url.encode(), digest_size=4).hexdigest()
    return f"{readable}-{digest}.html" if readable.isascii() and readable else f"{digest}.html"
