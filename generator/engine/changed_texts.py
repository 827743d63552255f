"""The texts of articles that changed since a revision of git: each as it was and as it is, read by
the readers of every build. Only files that differ are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.model.documents import Article, BodyPart
from generator.model.report import Build
from generator.model.settings import Settings
from generator.read.documents import Reading, article_of, reading_of
from generator.read.front_matter.parse import decoded
from generator.record.revisions import ChangedFile, Revisions

_ARTICLES = "articles"


class Text(NamedTuple):
    """An article with its text, and its file as it stands."""

    article: Article
    parts: tuple[BodyPart, ...]
    source: str


class ChangedText(NamedTuple):
    """A file of an article that differs: its two paths, and its two texts. None is a version that is
    not there, or that cannot be read."""

    file: ChangedFile
    old: Text | None
    new: Text | None


def text_of(path: str, content: bytes | None, reading: Reading) -> Text | None:
    """Return the article in a file; None if it cannot be read, which a build reports."""
    found = article_of(path, content, reading) if content is not None else None
    source = decoded(content, path).value if content is not None else None
    return Text(*found, source or "") if found else None


def bytes_now(build: Build, path: str) -> bytes | None:
    try:
        return (build.folders.content / path).read_bytes()
    except OSError:
        return None


def changed_texts(build: Build, revisions: Revisions, commit: str, settings: Settings) -> list[ChangedText]:
    """Return the articles that changed since a commit, those not committed included: changed ones
    with their old text, then new ones, then those that are gone. Raises DatelineError where git
    cannot answer."""
    reading = reading_of(settings)
    changed = [*_sources(build, revisions.changed(commit, _ARTICLES))]
    before = {
        path: text
        for path, bytes_then in revisions.contents(commit, {each.before for each in changed} - {""}).items()
        if (text := text_of(path, bytes_then, reading))
    }
    now = {
        path: text
        for path in sorted({each.now for each in changed} - {""})
        if (text := text_of(path, bytes_now(build, path), reading))
    }
    return [ChangedText(each, before.get(each.before), now.get(each.now)) for each in _pairs(changed, before, now)]


def _sources(build: Build, changed: Iterable[ChangedFile]) -> Iterator[ChangedFile]:
    """Yield the files that are articles in one version. One that git no longer tracks, or ignores,
    is there all the same."""
    for each in changed:
        before, now = (path if _is_source(path) else "" for path in each)
        if before and not now and bytes_now(build, before) is not None:
            now = before
        if before or now:
            yield ChangedFile(before, now)


def _is_source(path: str) -> bool:
    parts = path.split("/")
    return path.endswith(".md") and parts[-1] != "README.md" and not any(part.startswith(".") for part in parts)


def _pairs(changed: Iterable[ChangedFile], before: dict[str, Text], now: dict[str, Text]) -> Iterator[ChangedFile]:
    """Yield all files, each with what it is now. A file that git takes for another one, because
    little of it stayed, is found by the article's id and language."""
    gone = {}
    for each in changed:
        if each.before and each.now:
            yield each
        elif each.before in before:
            gone[_name(before[each.before])] = each.before
    for each in changed:
        if not each.before:
            old = gone.pop(_name(now[each.now]), "") if each.now in now else ""
            yield ChangedFile(old, each.now)
    yield from (ChangedFile(path, "") for path in gone.values())


def _name(text: Text) -> tuple[str, str]:
    return text.article.id, text.article.header.lang
