"""Documents -> `Newsroom`: every cross-reference is resolved, or reported at its place. All sorting
happens here. Unpublished articles are joined and checked like all others: their faults show when
they are made, not when the embargo ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, TypeVar

from generator.check.newsroom import namesakes
from generator.check.tags import tags_of_one_page
from generator.model.dataclass import replace
from generator.model.documents import (
    Article,
    Attachment,
    Author,
    BrokenPicture,
    Document,
    Picture,
    Policy,
    Section,
    StaticPage,
    TextDocument,
)
from generator.model.problems import Checked, FieldLocation, Problem, error, warning
from generator.model.regex import regex
from generator.model.site import Guest, Newsroom, Story, StoryRecord, Tag
from generator.model.tags import tag_id
from generator.plan.site.comment_folders import NO_COMMENTS, CommentFolders
from generator.plan.site.lookup import COMMENTS, Lookup, author_names
from generator.plan.site.references import references_of
from generator.plan.site.unknown_names import unknown_article, unknown_in_language

D = TypeVar("D", Author, Section, StaticPage, Policy)
_AN_ID = regex(r"[a-z0-9][a-z0-9_-]*")
_TRANSLATED = " If one is the translation of the other, it says so with  translation_of:  and the other's id."


def lookup_of(
    documents: Iterable[Document],
    unreadable: frozenset[str] = frozenset(),
    unreadable_ids: frozenset[str] = frozenset(),
    comments: CommentFolders = NO_COMMENTS,
) -> Checked[Lookup]:
    """Return a lookup of all documents except articles; `with_articles` adds those. `unreadable`
    are the paths of files that could not be read, `unreadable_ids` the ids of articles among them:
    references to them are not reported."""
    listed = sorted(documents, key=lambda document: document.path)
    problems: list[Problem] = []
    sections = _by_id(((each.name, each) for each in listed if isinstance(each, Section)), problems)
    authors = _by_id(((each.name, each) for each in listed if isinstance(each, Author)), problems)
    problems += namesakes(authors.values())
    return Checked(
        Lookup(
            sections=sections,
            authors=authors,
            by_name=dict(reversed([*author_names(authors.values())])),
            pictures={document.path: document for document in listed if isinstance(document, Picture | BrokenPicture)},
            attachments={document.path: document for document in listed if isinstance(document, Attachment)},
            comments=comments,
            paths=frozenset(document.path for document in listed),
            unreadable=unreadable,
            unreadable_ids=unreadable_ids,
        ),
        tuple(problems),
    )


def with_articles(lookup: Lookup, articles: Iterable[tuple[str, str, bool]]) -> Checked[Lookup]:
    """Return the lookup with articles: path, id, and whether their status is “published”."""
    by_standing = sorted(articles, key=lambda article: (not article[2], article[0]))
    problems: list[Problem] = []
    named = _by_id(((id, _Path(path)) for path, id, _ in by_standing), problems)
    paths = lookup.paths.union(path for path, _, _ in by_standing)
    known = replace(lookup, articles={id: article.path for id, article in named.items()}, paths=paths)
    return Checked(known, tuple(problems))


class _Named(Protocol):
    @property
    def path(self) -> str: ...


N = TypeVar("N", bound=_Named)


class _Path(NamedTuple):
    path: str


def newsroom_of(stories: Iterable[StoryRecord], documents: Iterable[Document], lookup: Lookup) -> Checked[Newsroom]:
    """Return the newsroom. `documents` are all except articles."""
    listed = sorted(documents, key=lambda document: document.path)
    problems: list[Problem] = []
    sections, authors = _of(listed, Section), _of(listed, Author)
    pages, policies = _of(listed, StaticPage), _of(listed, Policy)
    others: tuple[TextDocument, ...] = (*sections, *authors, *pages, *policies)
    references = {document.path: references_of(document, lookup, problems) for document in others}
    return Checked(
        Newsroom(
            newest_first(stories),
            tuple(sorted(sections, key=lambda section: (section.header.order, section.id))),
            tuple(sorted(authors, key=lambda author: (author.header.name, author.id))),
            tuple(sorted(pages, key=lambda page: (page.header.order, page.path))),
            tuple(policy for policy in policies if policy.id == COMMENTS),
            references,
        ),
        tuple(problems),
    )


def newest_first(stories: Iterable[StoryRecord]) -> tuple[StoryRecord, ...]:
    return tuple(sorted(stories, key=lambda story: (-story.facts.date, story.facts.path)))


def _of(documents: list[Document], kind: type[D]) -> list[D]:
    return [document for document in documents if isinstance(document, kind)]


def _by_id(named: Iterable[tuple[str, N]], problems: list[Problem]) -> dict[str, N]:
    """Return documents by id. Of two with one id, the later gets a problem."""
    found: dict[str, N] = {}
    for id, document in named:
        if id in found:
            problems.append(
                error(
                    "duplicate-id",
                    f"This has the same id, “{id}”, as content/{found[id].path}.",
                    FieldLocation(f"content/{document.path}", "id"),
                    "Rename the file that was published later, or give it an  id:  of its own."
                    + (_TRANSLATED if document.path.startswith("articles/") else ""),
                )
            )
        found.setdefault(id, document)
    return found


def story_of(article: Article, lookup: Lookup, language: str = "", written_in: str = "") -> Checked[Story | None]:
    """Return the story of an article, or None when its section is missing. `language` is "" in the
    edition of the site's own language; `written_in` is the tag of the article's own language, ""
    where it does not matter."""
    header = article.header
    problems = [*story_problems(article, lookup, language)]
    section = lookup.section(header.section, language)
    byline = tuple(lookup.author(name, language) or Guest(name) for name in header.author)
    references = references_of(article, lookup, problems)
    problems += tags_of_one_page(header.tags, written_in, f"content/{article.path}")
    tags, comments = tags_of(header.tags, written_in), lookup.comments.get(article.id, ())
    story = Story(article, section, byline, tags, references, comments) if section else None
    return Checked(story, tuple(problems))


def story_problems(article: Article, lookup: Lookup, language: str) -> Iterator[Problem]:
    """Yield problems of names in an article's header that do not exist, and of tags that can have
    no page. The section may be "" only for an article that cannot be read."""
    header, location = article.header, f"content/{article.path}"
    name, where = header.section, FieldLocation(location, "section")
    if name and not lookup.section(name, language) and not lookup.may_be("sections", name):
        yield unknown_in_language("section", name, lookup.sections, language, where)
    original = header.translation_of
    if original and original not in lookup.articles and not lookup.may_be("articles", original):
        yield unknown_article(original, lookup, FieldLocation(location, "translation_of"))
    for number, name in enumerate(header.author):
        if not lookup.author(name, language) and _is_an_id(name) and not lookup.may_be("authors", name):
            where = FieldLocation(location, f"author.{number}")
            yield unknown_in_language("author", name, lookup.authors, language, where)
    yield from _tag_problems(header.tags, location)


def tags_of(names: Iterable[str], language: str = "") -> tuple[Tag, ...]:
    """Return each tag once, in its first spelling."""
    tags: dict[str, Tag] = {}
    for name in names:
        if id := tag_id(name, language):
            tags.setdefault(id, Tag(id, name))
    return tuple(tags.values())


def _tag_problems(names: Iterable[str], location: str) -> Iterator[Problem]:
    for number, name in enumerate(names):
        if not tag_id(name):
            message = f"The tag “{name}” has no letter and no digit, so it can have no page and is left out."
            yield warning("tag-without-letters", message, FieldLocation(location, f"tags.{number}"), "Write a word.")


def _is_an_id(author: str) -> bool:
    """Whether a byline is the id of a file: a plain name has a capital letter, a space, or another
    script. The full name of an author with a file means that file."""
    return bool(_AN_ID.fullmatch(author))
