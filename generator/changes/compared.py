"""Two builds of a newsroom -> what readers would see otherwise: the pages, the words of changed
articles, the problems."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import NamedTuple

from generator.cache.ledger import Ledger, ledger_of
from generator.engine.changed_texts import ChangedText, changed_texts
from generator.model.published_file import PublishedFile
from generator.model.report import Build, BuildReport
from generator.model.schedule import DueChange
from generator.model.settings import Settings
from generator.plan.site.published import why_unpublished
from generator.plan.urls import article_url
from generator.publish.manifest import owned
from generator.read.settings import read_settings
from generator.record.edits import version_of
from generator.record.revisions import Revisions
from generator.record.word_changes import WordChange, word_changes

NEW, CHANGED, GONE = "new", "changed", "gone"


class FileChange(NamedTuple):
    """A file of the site that differs. `path` is in the output folder; `what` is “new”, “changed”
    or “gone”; `layout` is that of a page, else ""; `origin` is the source file of an article."""

    path: str
    what: str
    layout: str
    origin: str


class TextChange(NamedTuple):
    """An article whose file differs. `headline` and `text` have the changes of an article that was
    there before; `words` counts those of the text now, or as it last was. `state` says why readers do
    not see it yet, "" if they do. `url` is from the site's root."""

    path: str
    what: str
    title: str
    language: str
    url: str
    words: int
    state: str
    out: datetime
    headline: tuple[WordChange, ...] = ()
    text: tuple[WordChange, ...] = ()
    old_url: str = ""


class SiteChanges(NamedTuple):
    """What differs between the site of a revision and that of today. `due` is what comes next by
    itself. `report` is that of the site of today."""

    revision: str
    files: tuple[FileChange, ...]
    texts: tuple[TextChange, ...]
    due: tuple[DueChange, ...]
    report: BuildReport


def site_changes(
    before: Build, now: Build, revision: str, report: BuildReport, due: tuple[DueChange, ...]
) -> SiteChanges:
    """Compare two builds that were published. Raises DatelineError where git cannot answer."""
    return SiteChanges(revision, tuple(_files(before, now)), tuple(_texts(now, revision)), due, report)


def _files(before: Build, now: Build) -> Iterator[FileChange]:
    old, new = owned(before.folders.output), owned(now.folders.output)
    differing = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    today, former = _published(now, differing), _published(before, differing)
    for path in sorted(differing):
        what = GONE if path not in new else NEW if path not in old else CHANGED
        known = (former if what == GONE else today).get(path)
        yield FileChange(path, what, known.layout if known else "", known.origin if known else "")


def _published(build: Build, paths: set[str]) -> dict[str, PublishedFile]:
    with closing(Ledger(ledger_of(build.folders.output, build.folders.cache))) as ledger:
        return ledger.outputs_at(paths)


def _texts(build: Build, revision: str) -> Iterator[TextChange]:
    settings = read_settings(build.folders.content).value
    if settings is None:  # its problems are in the report
        return
    revisions = Revisions(build.folders.content)
    for change in changed_texts(build, revisions, revisions.commit(revision), settings):
        if change.new or (change.old and not change.file.now):  # else it cannot be read: the report says why
            yield _text(change, settings, build.instant(settings.site.timezone))


def _text(change: ChangedText, settings: Settings, as_of: datetime) -> TextChange:
    then, now = (version_of(each.article, each.parts, settings, as_of) if each else None for each in change[1:])
    shown, version = change.new or change.old, now or then
    assert shown
    assert version
    header = shown.article.header
    said = TextChange(
        path=change.file.now or change.file.before,
        what=CHANGED if then and now else NEW if now else GONE,
        title=version.headline,
        language=version.language,
        url=article_url(shown.article, settings),
        words=len(version.text.split()),
        state=(why_unpublished(header, as_of) or "") if now else "",
        out=max(filter(None, (header.date, header.embargo))),
    )
    if not (then and now):
        return said
    return said._replace(
        headline=tuple(word_changes(then.headline, now.headline)),
        text=tuple(word_changes(then.text, now.text)),
        old_url=then.address if then.address != now.address else "",
    )
