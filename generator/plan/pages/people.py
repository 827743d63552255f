"""Authors as pages show them, and the page of all authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.dataclass import dataclass
from generator.model.documents import Author, in_language
from generator.model.site import Site
from generator.model.views import AuthorView, PeopleView
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.pages.page import Page
from generator.plan.story.views import with_body

_AUTHORS = "content/authors"


@dataclass(frozen=True, slots=True)
class Person:
    """An author as pages show them; `body` is the digest of the biography, "" without one."""

    view: AuthorView
    body: str


def person_in(author: Author, people: Mapping[str, Person], context: EditionContext) -> Person:
    """Return an author as the edition shows them."""
    return people[in_language(author.path, context.lookup_language)]


def people_page(site: Site, people: Mapping[str, Person], context: EditionContext) -> Iterator[Page]:
    shown = [person_in(author, people, context) for author in site.authors]
    view = PeopleView(tuple(with_body(person.view, number) for number, person in enumerate(shown)))
    bodies = tuple(person.body for person in shown)
    yield Page(layout="people.html", url=context.at(urls.PEOPLE), main=view, origin=_AUTHORS, bodies=bodies)
