"""The page on which readers search, and what its index has. make/search makes the index."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from generator.model.outlet_views import SearchView
from generator.model.outputs import SearchEntry, SearchIndexOutput
from generator.model.site import Site
from generator.model.views import ArticleView, BodySlot
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.pages.page import Page

LAYOUT = "search.html"
ENTRY = "pagefind-entry.json"
"""The file of an index that names all others."""


def search_page(site: Site, context: EditionContext) -> Iterator[Page]:
    """Yield the page, if the outlet wants one."""
    search = context.settings.search
    if not search.is_on:
        return
    from generator.model.search_words import search_rules  # noqa: PLC0415 - few sites have such a page

    base, _, query = search.site_search.partition("?")
    host = urlsplit(context.settings.site.url).netloc
    pairs = [(name, value.replace("{host}", host)) for name, value in parse_qsl(query)]
    yield Page(
        layout=LAYOUT,
        url=context.at(urls.SEARCH),
        main=SearchView(
            index=context.address.href(context.at(urls.SEARCH_INDEX)) if _has_index(site, context) else "",
            rules=search_rules() if _has_index(site, context) else "",
            action=base.replace("{host}", host),
            parameter=next((name for name, value in pairs if value == "{query}"), "q"),
            others=tuple(pair for pair in pairs if pair[1] != "{query}"),
        ),
        origin="content/site.toml",
        noindex=True,
    )


def search_index(site: Site, context: EditionContext) -> Iterator[SearchIndexOutput]:
    """Yield the index of an edition: its articles, oldest first, so that a new one comes last. A
    preview has none: it would be made after every keystroke."""
    if not _has_index(site, context):
        return
    entries = (
        SearchEntry(
            context.address.href(story.facts.url),
            story.card,
            story.bodies[0],
            story.published,
            (*story.facts.withheld, *story.creators),
            story.searched,
        )
        for story in reversed(site.stories)
    )
    path = urls.output_path(context.at(urls.SEARCH_INDEX)).removesuffix("index.html") + ENTRY
    yield SearchIndexOutput(path, context.language, tuple(entries))


def words_around(view: ArticleView) -> tuple[str, ...]:
    """Return the words of an article besides those of its card and its body: the key points, and the
    captions of pictures that are shown, in reading order."""
    of_text = view.body.figures if isinstance(view.body, BodySlot) else ()
    figures = filter(None, (view.lead, *of_text, *view.gallery))
    return (*view.key_points, *(figure.caption for figure in figures if figure.caption))


def _has_index(site: Site, context: EditionContext) -> bool:
    return context.settings.search.pagefind and bool(site.stories) and not context.preview
