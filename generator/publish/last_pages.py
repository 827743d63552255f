"""The files of the last site that stay although they are not planned: the pages of broken
documents, with their photos and style sheets. Deletes and writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.model.published_file import PublishedFile
from generator.model.regex import regex
from generator.publish.manifest import owned

_NAME = regex(r"[\w.%~-]+")


def last_pages(
    output: Path,
    before: Iterable[PublishedFile],
    origins: Collection[str],
    planned: Collection[str],
    taken_back: Collection[str] = (),
) -> tuple[PublishedFile, ...]:
    """Return the last build's entries from `origins`, and the files they name whose names have a
    digest.

    A page that names such a file needs exactly that one. A file that cannot be read needs nothing.
    A list does not stay if it names a page that is neither `planned` nor stays itself: that page
    may have been withdrawn. No page stays that names something of `taken_back`: addresses of
    articles, and names of their pictures. It would show these, among its related stories for
    instance."""
    entries = tuple(before)
    found = {entry.path: entry for entry in entries if entry.origin in origins}
    gone = ["/" + path.removesuffix("index.html") for path in _pages(entries) - found.keys() - set(planned)]
    for path, page in (*found.items(),):
        names = (*taken_back, *(gone if _is_list(page) else ()))
        text = unquote(_text(output / path)) if names else ""
        if any(name in text for name in names):
            del found[path]
    by_name = {PurePosixPath(entry.path).name: entry for entry in entries if not entry.fingerprint.code}
    waiting = list(found)
    while waiting:
        for name in _names_in(output / waiting.pop()):
            entry = by_name.get(name)
            if entry and entry.path not in found:
                found[entry.path] = entry
                waiting.append(entry.path)
    return tuple(found[path] for path in sorted(found))


def forgotten(output: Path, before: Iterable[PublishedFile], planned: Collection[str]) -> tuple[str, ...]:
    """Return our files whose origin is unknown and that no plan makes again."""
    return tuple(sorted(owned(output).keys() - {entry.path for entry in before} - set(planned)))


def _pages(entries: Iterable[PublishedFile]) -> set[str]:
    return {entry.path for entry in entries if entry.fingerprint.layout}


def _is_list(entry: PublishedFile) -> bool:
    """Whether the file shows more documents than its origin: fronts of sections, authors and tags,
    and feeds."""
    return not entry.origin.startswith(("content/articles/", "content/pages/")) or entry.path.startswith("tags/")


def _names_in(file: Path) -> set[str]:
    return {unquote(name) for name in _NAME.findall(_text(file))} if file.suffix in (".html", ".css") else set()


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError):
        return ""
