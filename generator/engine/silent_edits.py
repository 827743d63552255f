"""What changed in published articles since a revision of git, or since the record, and was not told
to readers. Plans nothing and publishes nothing.

Since a revision, only the files that differ from it are read, in both versions and by the readers
of every build: so other markup is no change. The record has digests; where git has the text with a
recorded digest, that is compared, else only the change as such is known."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from generator.engine.ask import answer
from generator.engine.changed_texts import Text, bytes_now, changed_texts, text_of
from generator.engine.excuses import without_baseline
from generator.engine.session import Progress, Session
from generator.engine.severity import graded
from generator.engine.understand import content_of, documents_read
from generator.executors.workshop import Workshop
from generator.model.dataclass import replace
from generator.model.documents import Article, BodyPart
from generator.model.problems import DatelineError, Problem
from generator.model.report import Build
from generator.model.settings import Settings
from generator.model.site import Unpublished
from generator.plan.site.published import why_unpublished
from generator.plan.urls import alias_url
from generator.read.documents import Reading
from generator.read.front_matter.parse import decoded
from generator.read.locate import located
from generator.read.settings import read_settings
from generator.record.edits import (
    Version,
    address_problems,
    gone_problem,
    headline_problem,
    silent_edits,
    unknown_problem,
    version_of,
)
from generator.record.files import read_record
from generator.record.lines import RecordLine
from generator.record.revisions import Revisions
from generator.record.states import FOLDER
from generator.record.words import digest_of_words

RECORD = "record"
"""The name that stands for the record in place of a revision. The record has a digest of headline
and text: what else readers see is not compared with it."""

_AT_ONCE = 500
_SHORT = 12
"""Digits of a commit's hash in a command."""
_MOST_SEARCHED = 50
"""Texts whose recorded version is looked for in git."""


class Compared(NamedTuple):
    """The result: the problems, graded and with their lines, and how many texts were compared."""

    problems: tuple[Problem, ...]
    texts: int


def edits_since(build: Build, revision: str, workshop: Workshop, progress: Progress) -> Compared:
    """Return what changed since a revision, or since the record. Raises DatelineError where git is
    needed and cannot answer, or without a record."""
    settings = read_settings(build.folders.content)
    if settings.value is None:
        return Compared(_told(settings.problems, build), 0)
    if revision == RECORD:
        found = answer(build, workshop, progress, _since_record)
    else:
        found = _since_revision(build, revision, settings.value)
    problems = graded(found.problems, without_baseline(settings.value), frozenset())
    return Compared(_told(problems, build), found.texts)


def _told(problems: Iterable[Problem], build: Build) -> tuple[Problem, ...]:
    placed = dict.fromkeys(located(problem, build.folders.sources) for problem in problems)
    return tuple(sorted(placed, key=lambda problem: (problem.where.path if problem.where else "", problem.message)))


def _since_revision(build: Build, revision: str, settings: Settings) -> Compared:
    as_of = build.instant(settings.site.timezone)
    revisions = Revisions(build.folders.content)
    commit = revisions.commit(revision)
    changed = changed_texts(build, revisions, commit, settings)
    problems: list[Problem] = []
    gone: list[tuple[Version, str, Unpublished | None]] = []
    count = 0
    for pair, old, new in changed:
        if not old or not _is_out(old.article, as_of) or (pair.now and not new):  # a build tells what is wrong in it
            continue
        then = version_of(old.article, old.parts, settings, as_of)
        reason = why_unpublished(new.article.header, as_of) if new else None
        if new and not reason:
            count += 1
            today = version_of(new.article, new.parts, settings, as_of)
            problems += silent_edits(then, today, pair.now, new.source, settings)
        elif reason not in _TAKEN_BACK:
            gone.append((then, pair.now or pair.before, reason))
    if gone:
        now = [each.new.article for each in changed if each.new]
        led = {alias for article in now if _is_out(article, as_of) for alias in article.header.aliases}
        aliases = {alias_url(alias, settings.site) for alias in led}
        record = read_record(build.folders.content / FOLDER).lines
        for then, path, reason in gone:
            line = record.get(then.address)
            if then.address not in aliases and not (line and line.gone):
                count += 1
                problems.append(gone_problem(then, path, reason, commit[:_SHORT]))
    return Compared(tuple(problems), count)


_TAKEN_BACK = (Unpublished.WITHDRAWN, Unpublished.EXPIRED)


def _is_out(article: Article, as_of: datetime) -> bool:
    return why_unpublished(article.header, as_of) is None


def _since_record(session: Session) -> Compared:
    build, content = session.build, content_of(session)
    record = read_record(build.folders.content / FOLDER)
    if not record.lines:
        raise DatelineError("There is no record yet:  python build.py record  begins one after a build.")
    if content is None:  # its problems were told before
        return Compared((), 0)
    settings, documents = content.settings, documents_read(session, content)
    as_of = build.instant(settings.site.timezone)
    by_file: dict[str, list[RecordLine]] = {}
    for line in record.lines.values():
        if line.text and not line.gone and line.file in documents.articles:
            by_file.setdefault(line.file, []).append(line)
    paths = sorted(by_file)
    problems: list[Problem] = []
    count, search = 0, _Search(build, content.reading, settings, as_of)
    for start in range(0, len(paths), _AT_ONCE):
        articles = documents.articles_at(paths[start : start + _AT_ONCE])
        bodies = session.ledger.objects({each.body.digest for each in articles.values()} - {""})
        for path in paths[start : start + _AT_ONCE]:
            article = articles.get(path)
            if article is None or not _is_out(article, as_of):
                continue
            count += 1
            body, parts = bodies.get(article.body.digest), tuple[BodyPart, ...]()
            if body:
                parts = pickle.loads(body)
            elif article.body.digest and (text := search.text_now(path)):  # not known to the last build
                parts = text.parts
            problems += _compared(article, parts, by_file[path], search, settings)
    return Compared(tuple(problems), count)


class _Search:
    """The search for recorded texts in git. Without git, none is found."""

    def __init__(self, build: Build, reading: Reading, settings: Settings, as_of: datetime) -> None:
        self._build, self._reading, self._left = build, reading, _MOST_SEARCHED
        self._settings, self._as_of = settings, as_of

    def version(self, article: Article, parts: tuple[BodyPart, ...]) -> Version:
        return version_of(article, parts, self._settings, self._as_of)

    def text_with(self, path: str, digest: str) -> Text | None:
        """Return the version of a file with the digest of its words."""
        self._left -= 1
        if self._left < 0:
            return None
        try:
            versions = Revisions(self._build.folders.content).versions(path)
        except DatelineError:
            return None
        texts = (text_of(path, content, self._reading) for content in versions)
        return next((text for text in texts if text and _digest(text.article, text.parts) == digest), None)

    def text_now(self, path: str) -> Text | None:
        return text_of(path, bytes_now(self._build, path), self._reading)

    def source(self, path: str) -> str:
        return decoded(bytes_now(self._build, path) or b"", path).value or ""


def _digest(article: Article, parts: tuple[BodyPart, ...]) -> str:
    return digest_of_words(article.header.title or article.id, parts)


def _compared(
    article: Article, parts: tuple[BodyPart, ...], lines: list[RecordLine], search: _Search, settings: Settings
) -> Iterator[Problem]:
    """Yield what changed in an article since it was recorded. Of several addresses that it had,
    the one that it has now counts."""
    now, path = search.version(article, parts), article.path
    line = next((each for each in lines if each.address == now.address), lines[0])
    if _digest(article, parts) == line.text or now.declared > line.declared:
        yield from address_problems(line.address, now, path)
        return
    old = search.text_with(path, line.text)
    if old:
        before = search.version(old.article, old.parts)
        before = replace(before, address=line.address, declared=max(before.declared, line.declared))
        yield from silent_edits(before, now, path, search.source(path), settings)
        return
    yield from address_problems(line.address, now, path)
    if digest_of_words(line.headline, parts) == line.text:
        yield headline_problem(line.headline, path)
    else:
        yield unknown_problem(path, f"{line.declared:%Y-%m-%d}")
