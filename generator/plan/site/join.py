"""Documents -> `Newsroom`: every cross-reference is resolved, or reported at its place. All sorting
happens here. Unpublished articles are joined and checked like all others: their faults show when
they are made, not when the embargo ends."""

from __future__ import annotations

import difflib
import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeVar

from generator.check.newsroom import namesakes
from generator.check.photos import is_outside
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
from generator.model.headers import PhotoReference
from generator.model.letters import folded, searched
from generator.model.photo_places import photos_of
from generator.model.problems import Checked, FieldLocation, Location, PhraseLocation, Problem, error, warning
from generator.model.regex import regex
from generator.model.rules import DEAD_ARTICLE, DEAD_LINK, LINK_TO_PICTURE, broken
from generator.model.site import Guest, Newsroom, Photograph, References, Story, StoryRecord, Tag
from generator.model.tags import tag_id
from generator.plan.attachments import add_attachment, is_for_attachment, missing_file
from generator.plan.site.lookup import (
    COMMENTS,
    Lookup,
    author_names,
    is_picture_name,
    link_candidates,
    linked_id,
    photo_candidates,
)
from generator.plan.urls import linked

D = TypeVar("D", Author, Section, StaticPage, Policy)
_AN_ID = regex(r"[a-z0-9][a-z0-9_-]*")
_A_FILE_NAME = regex(r"\w[\w.-]*")


_LOOKS_ALIKE = (
    " It is typed with other letters that look alike, or with other capitals: copy it from the name of the file."
)
_TRANSLATED = " If one is the translation of the other, it says so with  translation_of:  and the other's id."


def lookup_of(
    documents: Iterable[Document],
    unreadable: frozenset[str] = frozenset(),
    unreadable_ids: frozenset[str] = frozenset(),
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
    story = Story(article, section, byline, tags_of(header.tags, written_in), references) if section else None
    return Checked(story, tuple(problems))


def story_problems(article: Article, lookup: Lookup, language: str) -> Iterator[Problem]:
    """Yield problems of names in an article's header that do not exist, and of tags that can have
    no page. The section may be "" only for an article that cannot be read."""
    header, location = article.header, f"content/{article.path}"
    name, where = header.section, FieldLocation(location, "section")
    if name and not lookup.section(name, language) and not lookup.may_be("sections", name):
        yield _unknown_here("section", name, lookup.sections, language, where)
    original = header.translation_of
    if original and original not in lookup.articles and not lookup.may_be("articles", original):
        yield _unknown("article", original, lookup.articles, FieldLocation(location, "translation_of"))
    for number, name in enumerate(header.author):
        if not lookup.author(name, language) and _is_an_id(name) and not lookup.may_be("authors", name):
            where = FieldLocation(location, f"author.{number}")
            yield _unknown_here("author", name, lookup.authors, language, where)
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
            yield warning(
                "tag-without-letters",
                f"The tag “{name}” has no letter and no digit, so it can have no page and is left out.",
                FieldLocation(location, f"tags.{number}"),
                "Write a word.",
            )


def _is_an_id(author: str) -> bool:
    """Whether a byline is the id of a file: a plain name has a capital letter, a space, or another
    script. The full name of an author with a file means that file."""
    return bool(_AN_ID.fullmatch(author))


def _unknown_here(
    kind: str, name: str, known: Mapping[str, Section | Author], language: str, where: Location
) -> Problem:
    """Return the problem of a section or author that an article in this language cannot use.
    `known` are those of all languages."""
    there = {each.id for each in known.values() if each.language in ("", language)}
    elsewhere = next((each for _, each in sorted(known.items()) if each.id == name), None)
    if elsewhere is None:
        return _unknown(kind, name, there, where)
    message = f"The {kind} “{name}” is there in “{elsewhere.language}” only."
    hint = f"Write content/{kind}s/{name}.md, in the site's own language: all others take from it what they lack."
    return error(f"unknown-{kind}", message, where, hint)


def _unknown(kind: str, name: str, known: Iterable[str], where: Location) -> Problem:
    ids = sorted(known)
    last = posixpath.basename(name.rstrip("/")).removesuffix(".md")  # the byline may be a file or an address
    close = last if last in ids else _closest(name, ids, cutoff=0.6)
    if name.lower() in ("no", "yes", "true", "false", "null", "on", "off"):
        hint = f"Write the name of the {kind}: {', '.join(ids[:12])}."
    elif close:
        hint = f"Did you mean “{close}”?{_LOOKS_ALIKE if folded(close) == folded(name) else ''}"
    elif kind == "article":
        hint = "Write the id of an article: its file's name without .md."
    else:
        listed = f"There are: {', '.join(ids[:12])}{' …' if len(ids) > 12 else ''}. " if ids else ""
        file = name if _A_FILE_NAME.fullmatch(name) else "NAME"
        hint = f"{listed}A new one is a file content/{kind}s/{file}.md."
    return error(f"unknown-{kind}", f"There is no {kind} “{name}”.", where, hint)


def unknown_article(name: str, lookup: Lookup, where: Location) -> Problem:
    return _unknown("article", name, lookup.articles, where)


def _closest(word: str, known: Iterable[str], *, cutoff: float) -> str:
    """Return the most similar known word, without regard to capitals and accents; "" when none is
    similar enough. `cutoff` is that of difflib, 0 to 1."""
    by_sound = {searched(each): each for each in sorted(known)}
    return next(
        (by_sound[close] for close in difflib.get_close_matches(searched(word), by_sound, n=1, cutoff=cutoff)), ""
    )


def references_of(document: TextDocument, lookup: Lookup, problems: list[Problem]) -> References:
    references = References()
    for photo in photos_of(document):
        _add_picture(references, photo.reference, document.path, photo.where, lookup, problems)
    for target in document.body.links:
        _add_link(references, target, document.path, lookup, problems)
    return references


def _add_picture(
    references: References,
    reference: PhotoReference,
    path: str,
    where: Location,
    lookup: Lookup,
    problems: list[Problem],
) -> None:
    """Resolve a picture: it lies beside the document, or in content/photos/, or is named from the
    content folder."""
    src = unicodedata.normalize("NFC", reference.photo)
    if is_outside(src):
        hint = "Copy the picture beside the article or into content/photos/, and write its name alone."
        if isinstance(where, PhraseLocation):
            hint = f"Copy the picture beside the article, and write  {as_picture(reference.alt, src)}"
        problems.append(error("photo-outside", f"“{src}” is not in the content folder.", where, hint))
        return
    candidates = photo_candidates(reference, path)
    for candidate in candidates:
        if candidate in lookup.pictures:
            _shelve(references, reference.photo, lookup.pictures[candidate], where, problems)
            return
    if lookup.unreadable.intersection(candidates):
        return
    if posixpath.normpath(posixpath.join(posixpath.dirname(path), src.replace("\\", "/"))).startswith(".."):
        problems.append(
            error("photo-outside", f"“{src}” leads out of the content folder.", where,
                  "Copy the picture beside the article or into content/photos/, and write its name alone.")
        )  # fmt: skip
        return
    message = f"There is no photo “{src}”, neither beside this file nor in content/photos/."
    problems.append(error("missing-photo", message, where, _near_photo(posixpath.basename(src), lookup)))


def _near_photo(name: str, lookup: Lookup) -> str:
    files = {posixpath.basename(each): each for each in sorted(lookup.pictures, reverse=True)}
    if name in files:
        return f"One of that name is content/{files[name]}: write  {files[name]}  or copy it into content/photos/."
    close = _closest(name, files, cutoff=0.75)
    if not close:
        return "Copy it there, or correct the name."
    return f"Did you mean “{close}”?{' Capitals count.' if close.lower() == name.lower() else ''}"


def as_picture(alt: str, src: str) -> str:
    """Return a picture as Markdown."""
    name = posixpath.basename(src.split("?", 1)[0].replace("\\", "/"))
    return f"![{alt or 'What can be seen'}]({name if ' ' not in name else f'<{name}>'})"


def photograph_of(reference: PhotoReference | None, path: str, lookup: Lookup) -> Photograph | None:
    """Return the picture that the document at `path` names, as `references_of` resolves it; None
    also for one with a problem."""
    if reference is None or is_outside(reference.photo):
        return None
    named = (lookup.pictures[each] for each in photo_candidates(reference, path) if each in lookup.pictures)
    found = next(named, None)
    return Photograph(found, reference) if isinstance(found, Picture) else None


def _shelve(
    references: References, src: str, picture: Picture | BrokenPicture, where: Location, problems: list[Problem]
) -> None:
    if isinstance(picture, BrokenPicture):
        problems.append(
            error("broken-photo", f"The photo {picture.path} cannot be used: {picture.fault}", where, picture.hint)
        )
    else:
        references.pictures[src] = picture


def _add_link(references: References, target: str, path: str, lookup: Lookup, problems: list[Problem]) -> None:
    """Resolve a link: `id:x`, a path to a Markdown file or attachment (from here or the content
    folder), or an address of this site."""
    where = PhraseLocation(f"content/{path}", target)
    if target.startswith("/"):
        references.links[target], _ = linked(target)
        return
    if id := linked_id(target):
        if article := lookup.articles.get(id):
            references.links[target] = article
        elif not lookup.may_be("articles", id):
            problems.append(broken(DEAD_ARTICLE, where, id=id, hint=unknown_article(id, lookup, where).hint))
        return
    candidates = link_candidates(target, path)
    found = next((candidate for candidate in candidates if candidate in lookup.paths), None)
    if found and found.endswith(".md"):
        references.links[target] = found
    elif found and found in lookup.attachments:
        add_attachment(references, target, lookup.attachments[found], where, problems)
    elif not lookup.unreadable.intersection(candidates):
        if picture := next((lookup.pictures[each] for each in candidates if each in lookup.pictures), None):
            shown = as_picture("", target)
            problems.append(broken(LINK_TO_PICTURE, where, path=picture.path, shown=shown))
            return
        if is_for_attachment(candidates[-1]):
            files = {posixpath.basename(each): each for each in sorted(lookup.attachments, reverse=True)}
            near = files.get(_closest(posixpath.basename(candidates[-1]), files, cutoff=0.7), "")
            near = near and posixpath.relpath(near, posixpath.dirname(path))
            problems.append(missing_file(target, where, near))
            return
        hint = "Write the path of its file, ending in .md, or id: and its id; an outside address begins with https://."
        files = {posixpath.basename(each): each for each in sorted(lookup.paths, reverse=True) if each.endswith(".md")}
        if is_picture_name(candidates[-1]):
            hint = f"A picture is shown, not linked to. Put it beside this file, and write  {as_picture('', target)}"
        elif close := files.get(_closest(posixpath.basename(candidates[-1]), files, cutoff=0.8)):
            hint = f"Did you mean “{posixpath.relpath(close, posixpath.dirname(path))}”?"
        problems.append(broken(DEAD_LINK, where, target=target, hint=hint))
