"""The pictures and links of a document -> the files that they mean, or problems at their places."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable

from generator.check.photos import is_outside
from generator.model.documents import Article, BrokenPicture, Picture, TextDocument
from generator.model.headers import PhotoReference
from generator.model.photo_places import photos_of
from generator.model.problems import Location, PhraseLocation, Problem, error
from generator.model.rules import DEAD_ARTICLE, DEAD_LINK, LINK_TO_PICTURE, broken
from generator.model.site import Photograph, References, photograph
from generator.model.withheld import without_names
from generator.plan.attachments import add_attachment, is_for_attachment, missing_file
from generator.plan.site.lookup import Lookup, is_picture_name, link_candidates, linked_id, photo_candidates
from generator.plan.site.unknown_names import closest, unknown_article
from generator.plan.urls import linked

_COPY = "Copy the picture beside the article or into content/photos/, and write its name alone."


def references_of(document: TextDocument, lookup: Lookup, problems: list[Problem]) -> References:
    """Return the references of a document, and add the problems of the others to `problems`."""
    references = References()
    withheld = document.header.withheld if isinstance(document, Article) else ()
    for photo in photos_of(document):
        _add_picture(references, photo.reference, document.path, photo.where, lookup, problems)
    if withheld:
        references.pictures.update({name: without_names(each, withheld) for name, each in references.pictures.items()})
    for target in document.body.links:
        _add_link(references, target, document.path, lookup, problems)
    return references


def photograph_of(
    reference: PhotoReference | None, path: str, lookup: Lookup, withheld: tuple[str, ...]
) -> Photograph | None:
    """Return the picture that the document at `path` names, as `references_of` resolves it; None
    also for one with a problem. `withheld` are the names that the document withholds."""
    if reference is None or is_outside(reference.photo):
        return None
    found = _first_picture(photo_candidates(reference, path), lookup)
    return photograph(without_names(found, withheld), reference) if isinstance(found, Picture) else None


def _first_picture(candidates: Iterable[str], lookup: Lookup) -> Picture | BrokenPicture | None:
    return next((lookup.pictures[path] for path in candidates if path in lookup.pictures), None)


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
        hint = _COPY
        if isinstance(where, PhraseLocation):
            hint = f"Copy the picture beside the article, and write  {_as_picture(reference.alt, src)}"
        problems.append(error("photo-outside", f"“{src}” is not in the content folder.", where, hint))
        return
    candidates = photo_candidates(reference, path)
    found = _first_picture(candidates, lookup)
    if isinstance(found, Picture):
        references.pictures[reference.photo] = found
    elif found:
        problems.append(
            error("broken-photo", f"The photo {found.path} cannot be used: {found.fault}", where, found.hint)
        )
    elif not lookup.unreadable.intersection(candidates):
        problems.append(_missing_photo(src, path, where, lookup))


def _missing_photo(src: str, path: str, where: Location, lookup: Lookup) -> Problem:
    if posixpath.normpath(posixpath.join(posixpath.dirname(path), src.replace("\\", "/"))).startswith(".."):
        return error("photo-outside", f"“{src}” leads out of the content folder.", where, _COPY)
    name, files = posixpath.basename(src), _by_name(lookup.pictures)
    close = closest(name, files, cutoff=0.75)
    if name in files:
        hint = f"One of that name is content/{files[name]}: write  {files[name]}  or copy it into content/photos/."
    elif close:
        hint = f"Did you mean “{close}”?{' Capitals count.' if close.lower() == name.lower() else ''}"
    else:
        hint = "Copy it there, or correct the name."
    message = f"There is no photo “{src}”, neither beside this file nor in content/photos/."
    return error("missing-photo", message, where, hint)


def _by_name(paths: Iterable[str]) -> dict[str, str]:
    """Return paths by the name of their file; of two with one name, the first in the alphabet."""
    return {posixpath.basename(path): path for path in sorted(paths, reverse=True)}


def _as_picture(alt: str, src: str) -> str:
    """Return a picture as Markdown."""
    name = posixpath.basename(src.split("?", 1)[0].replace("\\", "/"))
    return f"![{alt or 'What can be seen'}]({name if ' ' not in name else f'<{name}>'})"


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
        problems.append(_dead_link(target, candidates, path, where, lookup))


def _dead_link(target: str, candidates: list[str], path: str, where: PhraseLocation, lookup: Lookup) -> Problem:
    """Return the problem of a link in the document at `path` that leads to none of its
    `candidates`."""
    if picture := _first_picture(candidates, lookup):
        return broken(LINK_TO_PICTURE, where, path=picture.path, shown=_as_picture("", target))
    name, folder = posixpath.basename(candidates[-1]), posixpath.dirname(path)
    if is_for_attachment(candidates[-1]):
        files = _by_name(lookup.attachments)
        near = files.get(closest(name, files, cutoff=0.7), "")
        return missing_file(target, where, near and posixpath.relpath(near, folder))
    hint = "Write the path of its file, ending in .md, or id: and its id; an outside address begins with https://."
    files = _by_name(each for each in lookup.paths if each.endswith(".md"))
    if is_picture_name(candidates[-1]):
        hint = f"A picture is shown, not linked to. Put it beside this file, and write  {_as_picture('', target)}"
    elif close := files.get(closest(name, files, cutoff=0.8)):
        hint = f"Did you mean “{posixpath.relpath(close, folder)}”?"
    return broken(DEAD_LINK, where, target=target, hint=hint)
