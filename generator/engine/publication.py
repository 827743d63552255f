"""What the last build published -> the lines that the record has not yet, and those of texts that
were updated or corrected since. Only published pages count: so no draft, nothing under embargo and
no preview gets into the record. Writes nothing."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.cache.ledger import Ledger
from generator.cache.packing import unpacked_story
from generator.engine.last_build import ledger_of_last_build
from generator.engine.record_check import may_be_recorded
from generator.engine.snapshot import last_options
from generator.model.dataclass import dataclass
from generator.model.documents import StaticPage
from generator.model.problems import DatelineError
from generator.model.published_file import PublishedFile
from generator.model.report import BuildReport, Folders
from generator.model.site import StoryRecord
from generator.plan.pages.articles import ARTICLE
from generator.record.addresses import address_of
from generator.record.lines import RecordLine
from generator.record.words import digest_of_words

_AT_ONCE = 500
"""Texts in memory."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The lines to write: of `new` addresses, and `renewed` ones."""

    new: tuple[RecordLine, ...]
    renewed: tuple[RecordLine, ...]


class _Published(NamedTuple):
    """A published address, as a line without its digest. `body` is the digest of the parts of the
    text; `has_text` is false for an address that leads to another."""

    line: RecordLine
    body: str
    has_text: bool


def publication(folders: Folders, record: Mapping[str, RecordLine], now: datetime) -> Publication:
    """Return the lines that are missing in a record. Raises DatelineError when there is no finished
    build, or when it shows drafts or a time to come. `now` without an offset is in the site's time
    zone."""
    with ledger_of_last_build(folders) as ledger:
        return _publication(ledger, record, now)


def _publication(ledger: Ledger, record: Mapping[str, RecordLine], now: datetime) -> Publication:
    meta = ledger.meta("report", "options", "timezone")
    report: BuildReport | None = meta.get("report")
    if report is None:
        raise DatelineError("The last build did not publish: only what is published is recorded. Build the site first.")
    options = last_options(meta)
    if options.preview:
        raise DatelineError("The last build was a preview, which may show drafts. Build the site itself first.")
    if options.mirror:
        raise DatelineError(
            "The last build there was that of a mirror: record the site itself, which has the same pages."
        )
    timezone = ZoneInfo(meta["timezone"])
    if report.as_of > (now if now.tzinfo else now.replace(tzinfo=timezone)):
        raise DatelineError(
            f"The last build shows the site of {report.as_of:%Y-%m-%d %H:%M}, which is still to come. "
            "Build the site of today first, without --as-of."
        )
    new, renewed = [], []
    for each in _published(ledger, report.as_of.astimezone(timezone)):
        old = record.get(each.line.address)
        if old is None or old.gone:
            new.append(each._replace(line=each.line._replace(first=old.first)) if old else each)
        elif each.has_text and (not old.text or each.line.declared > old.declared):
            # A static page declares no change, so each build is later: its digest decides.
            renewed.append(each._replace(line=each.line._replace(first=old.first)))
        elif each.line.file != old.file:
            renewed.append(_Published(old._replace(file=each.line.file), "", has_text=False))
    lines = (line for line in _with_digests(renewed, ledger) if line != record[line.address])
    return Publication((*_with_digests(new, ledger),), (*lines,))


def _published(ledger: Ledger, as_of: datetime) -> Iterator[_Published]:
    """Yield the published pages of articles and static pages, and the old addresses that lead to
    them."""
    files = [file for file in ledger.outputs().values() if may_be_recorded(file)]
    stories = {path: unpacked_story(content).record for path, content in ledger.stories()}
    pages = ledger.documents_at(path for file in files if (path := _source(file)).startswith("pages/"))
    for file in files:
        path, address = _source(file), address_of(file.path)
        if (story := stories.get(path)) and address in (story.facts.url, *story.facts.aliases):
            has_text = file.layout == ARTICLE and address == story.facts.url
            yield _Published(_line(address, story, as_of), story.bodies[0] if has_text else "", has_text)
        elif isinstance(page := pages.get(path), StaticPage):
            has_text = file.layout != "redirect.html"
            line = RecordLine(address, as_of, None, "", path, page.header.title)
            yield _Published(line, page.body.digest if has_text else "", has_text)


def _source(file: PublishedFile) -> str:
    return file.origin.removeprefix("content/")


def _line(address: str, story: StoryRecord, as_of: datetime) -> RecordLine:
    facts = story.facts
    first = datetime.fromtimestamp(max(facts.date, facts.embargo or facts.date), as_of.tzinfo)
    changed = datetime.fromisoformat(story.lastmod).astimezone(as_of.tzinfo)
    return RecordLine(address, first, changed if changed > first else None, "", facts.path, facts.title or facts.id)


def _with_digests(published: list[_Published], ledger: Ledger) -> Iterator[RecordLine]:
    for start in range(0, len(published), _AT_ONCE):
        some = published[start : start + _AT_ONCE]
        bodies = ledger.objects(each.body for each in some if each.body)
        for line, body, has_text in some:
            parts = pickle.loads(bodies[body]) if body in bodies else ()
            yield line._replace(text=digest_of_words(line.headline, parts)) if has_text else line
