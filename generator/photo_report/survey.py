"""The content folder -> the photo report. Reads as a build does, by the first half of the engine,
and changes nothing. Prints nothing."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from generator.engine.ask import answer
from generator.engine.session import Session
from generator.engine.snapshot import Snapshot
from generator.engine.understand import content_of, documents_read
from generator.executors.workshop import Workshop
from generator.model.dataclass import dataclass, replace
from generator.model.documents import BrokenPicture, Picture, TextDocument
from generator.model.problems import DatelineError, Location, Problem, Severity, warning
from generator.model.report import Build
from generator.photo_report.findings import Collection, Finding, findings
from generator.photo_report.uses import uses
from generator.read.locate import located

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """The photo report. `pictures` counts the pictures that were looked at, `used` the uses of each
    by path. `unread` are the locations of documents that have errors. `originals` are the files of
    the readable pictures by path, and `measured` the pictures themselves."""

    name: str
    as_of: datetime
    pictures: int
    used: Mapping[str, int]
    findings: tuple[Finding, ...]
    unread: tuple[str, ...]
    originals: Mapping[str, str]
    measured: Mapping[str, Picture]

    @property
    def uses(self) -> int:
        return sum(self.used.values())

    @property
    def is_grave(self) -> bool:
        """Whether a picture that readers are to see is broken or missing."""
        return any(finding.is_grave for finding in self.findings)


def survey(build: Build, workshop: Workshop, progress: Progress) -> PhotoReport:
    """Return the report as of an instant. Raises DatelineError when the settings cannot be read, or
    when there is no content folder."""
    return answer(build, workshop, lambda _, done, total: progress(done, total), _report)


def _report(session: Session) -> PhotoReport:
    content = content_of(session)
    if content is None:
        raise DatelineError("content/site.toml has errors; python build.py check says which.")
    build, settings, found = session.build, content.settings, documents_read(session, content)
    site, files, documents = settings.site, session.snapshot.of("content"), found.everything()
    as_of = build.instant(site.timezone)
    pictures = {each.path: each for each in documents if isinstance(each, Picture | BrokenPicture)}
    texts = [each for each in documents if isinstance(each, TextDocument)]
    faulty = _faulty(found.problems)
    unread = tuple(sorted(faulty - {f"content/{text.path}" for text in texts}))
    named = uses(texts, pictures, as_of, site.timezone)
    unused = pictures.keys() - {use.picture for use in named}
    collection = Collection(
        pictures,
        {path: file.size for path, file in files.items() if path in pictures},
        named,
        _doubtful(faulty, unused, session.snapshot),
        settings.photos,
        as_of,
    )
    return PhotoReport(
        site.name,
        as_of.astimezone(site.timezone),
        len(pictures),
        Counter(use.picture for use in named if use.picture),
        _placed(findings(collection), build),
        unread,
        {path: file.disk_path for path, file in files.items() if path in pictures},
        {picture.path: picture for picture in collection.whole()},
    )


def _faulty(problems: Iterable[Problem]) -> frozenset[str]:
    """Return the locations of texts that have errors."""
    locations = {each.where.path for each in problems if each.where and each.severity is Severity.ERROR}
    return frozenset(location for location in locations if location.endswith(".md"))


def _doubtful(faulty: Iterable[str], pictures: Iterable[str], snapshot: Snapshot) -> frozenset[str]:
    """Return pictures without a use whose names are in texts that have errors."""
    texts = []
    for location in sorted(faulty):
        with suppress(OSError, KeyError):
            texts.append(unquote(Path(snapshot.files[location].disk_path).read_bytes().decode(errors="replace")))
    return frozenset(path for path in pictures if any(posixpath.basename(path) in text for text in texts))


def _placed(found: Iterable[Finding], build: Build) -> tuple[Finding, ...]:
    """Return findings with the lines of all uses."""
    known: dict[Location, Location | None] = {}

    def line(location: Location) -> Location:
        if location not in known:
            known[location] = located(warning("place", "", location), build.folders.sources).where
        return known[location] or location

    return tuple(replace(each, uses=tuple(replace(use, where=line(use.where)) for use in each.uses)) for each in found)
