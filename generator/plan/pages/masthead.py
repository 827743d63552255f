"""The masthead: the outlet's people, below what editors wrote in content/pages/masthead.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.dataclass import replace
from generator.model.documents import Author, StaticPage
from generator.model.headers import Status
from generator.model.outlet_views import MastheadView, PeopleGroupView
from generator.model.site import Site
from generator.model.views import AuthorView
from generator.plan.edition_context import EditionContext
from generator.plan.pages.page import Page
from generator.plan.pages.people import Person, person_in
from generator.plan.site.editions import order_of
from generator.plan.story.views import body_slot, language_of

LAYOUT = "masthead.html"


def masthead_page(page: StaticPage, site: Site, people: Mapping[str, Person], context: EditionContext) -> Page | None:
    """Return the masthead; None if it lists nobody. `people` are the authors by path."""
    groups = (*_groups(page, site, people, context),)
    if not groups:
        return None
    header = page.header
    language = language_of(header.lang, context)
    direction, unpublished = context.direction(language), "draft" if header.status is Status.DRAFT else ""
    body = body_slot(0, page.body, site.newsroom.references[page.path], context, language)
    return Page(
        layout=LAYOUT,
        url=context.addresses[page.path],
        main=MastheadView(header.title, header.summary, body, groups, language, direction, unpublished),
        origin=f"content/{page.path}",
        description=header.summary or page.body.opening,
        lang=language,
        noindex=bool(unpublished),
        bodies=(page.body.digest,),
    )


def _groups(
    page: StaticPage, site: Site, people: Mapping[str, Person], context: EditionContext
) -> Iterator[PeopleGroupView]:
    """Yield people by group. A group stands where the first of its people does by `order`; people
    of one order are in alphabetical order; those without a group come last. Whom the editors' text
    links to is named there already."""
    own = {author.id: author for author in site.newsroom.authors if not author.language}
    linked = {*site.newsroom.references[page.path].links.values()}
    named = {author.id for author in site.newsroom.authors if author.path in linked}
    groups: dict[str, list[Author]] = {}
    for author in sorted(site.authors, key=lambda author: order_of(author, own.get(author.id))):
        if author.id not in named:
            groups.setdefault(author.header.group, []).append(author)
    last = groups.pop("", [])
    for title, listed in (*groups.items(), *((("", last),) if last else ())):
        language = language_of(listed[0].header.lang, context)
        shown = tuple(_in_short(person_in(author, people, context).view) for author in listed)
        yield PeopleGroupView(title, shown, language, context.direction(language))


def _in_short(view: AuthorView) -> AuthorView:
    """Return a person without what only the own page says: editing that makes no masthead stale."""
    return replace(view, biography=(), opening="", profiles=(), portrait=None)
