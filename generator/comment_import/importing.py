"""The form's export -> files of approved comments, and what became of each row. A comment is written
once: neither another row nor another run changes a file that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from generator.comment_import.articles import Articles
from generator.comment_import.known import KnownComments, write
from generator.comment_import.rows import Candidate, LeftOutError, Reading, candidate, file_of, is_approved, reading_of
from generator.comment_import.table import Row, rows
from generator.engine.session import Session
from generator.engine.understand import content_of, documents_read
from generator.model.outputs import COMMENT_ANCHOR
from generator.model.problems import DatelineError
from generator.model.settings import ExportSettings
from generator.read.comments import FOLDER


class Outcome(NamedTuple):
    """What became of one row. `path` is the file of the comment in the content folder, or "";
    `told` is what an editor should know of it, a sentence without its end and its first capital."""

    row: int
    path: str = ""
    told: str = ""


class Imported(NamedTuple):
    """What became of an export. Comments are `new`; `known` were there, `deleted` were there once.
    Rows are `unapproved`, or `left_out` for a fault. `notes` are on new comments, and on files that
    their row no longer agrees with."""

    new: tuple[Outcome, ...]
    known: int
    deleted: int
    unapproved: int
    left_out: tuple[Outcome, ...]
    notes: tuple[Outcome, ...]


_NO_EXPORT = """\
content/site.toml does not say which column of the export is what. Write for instance:
  [comments.export]
  name = "Your name"
  text = "Your comment"
  date = "Timestamp"
  article = "Article"
  approved = "Approved"\
"""


class Outlet(NamedTuple):
    """The outlet that comments are imported for: its articles, and what its settings say; and the
    instant of the import."""

    articles: Articles
    export: ExportSettings
    timezone: ZoneInfo
    now: datetime


_AT_ONCE = 500
"""Articles that are loaded together."""


def outlet(session: Session) -> Outlet | None:
    """Return the outlet; None where its settings have errors. Raises DatelineError where they say
    nothing of an export."""
    content = content_of(session)
    if content is None:
        return None
    export = content.settings.export
    if export is None:
        raise DatelineError(_NO_EXPORT)
    now = session.build.instant(content.settings.site.timezone)
    documents, articles = documents_read(session, content), Articles(content.settings, now)
    paths = sorted(documents.articles)
    for start in range(0, len(paths), _AT_ONCE):
        articles.add(documents.articles_at(paths[start : start + _AT_ONCE]).values())
    return Outlet(articles, export, content.settings.site.timezone, now)


def imported(outlet: Outlet, content: Path, file: Path, encoding: str = "", *, is_trial: bool = False) -> Imported:
    """Import a file into a content folder; in a trial, write nothing. Raises DatelineError before
    anything is written, or if the folder cannot be written to."""
    reading = reading_of(outlet.export, outlet.timezone, outlet.now)
    work = _Import(outlet.articles, KnownComments(content, outlet.timezone), reading)
    work.take(rows(file, outlet.export.columns, encoding))
    files = [*work.files()]
    imported_now = work.known.imported | work.there | work.candidates.keys()
    if not is_trial and imported_now != work.known.imported:
        write(content, files, imported_now)
    return work.outcome()


_NO_LONGER = "it is no longer approved: delete the file if readers are to see it no more"
_OTHER_TEXT = "its text is another one in the file, which stays as it is: comments are never edited"


class _Import:
    """The state of one import. `candidates` are the new comments by digest, in the order of rows;
    `there` are the digests of those that have a file."""

    def __init__(self, articles: Articles, known: KnownComments, reading: Reading) -> None:
        self._articles, self.known, self._reading = articles, known, reading
        self.candidates: dict[str, Candidate] = {}
        self.there: set[str] = set()
        self._counts = dict.fromkeys(("known", "deleted", "unapproved"), 0)
        self._left_out: list[Outcome] = []
        self._notes: list[Outcome] = []
        self._unapproved: dict[str, Outcome] = {}

    def take(self, listed: Iterable[Row]) -> None:
        for row in listed:
            if not is_approved(row, self._reading):
                self._counts["unapproved"] += 1
                self._look_for_unapproved(row)
                continue
            try:
                self._add(candidate(row, self._articles, self._reading))
            except LeftOutError as fault:
                self._left_out.append(Outcome(row.number, told=str(fault)))

    def _look_for_unapproved(self, row: Row) -> None:
        """Note a row whose comment has a file. No row is at fault that was never approved."""
        try:
            found = candidate(row, self._articles, self._reading)
        except LeftOutError:
            return
        if name := self.known.file_of(found.article.id, found.digest):
            path = f"{FOLDER}/{found.article.id}/{name}"
            self._unapproved[found.digest] = Outcome(row.number, path, _NO_LONGER)

    def _add(self, new: Candidate) -> None:
        if name := self.known.file_of(new.article.id, new.digest):
            self._counts["known"] += 1
            self.there.add(new.digest)
            there_now = self.known.on(new.article.id).get(new.id) if new.id else None
            if there_now and there_now.text != new.text:
                self._notes.append(Outcome(new.row, f"{FOLDER}/{new.article.id}/{name}", _OTHER_TEXT))
        elif new.digest in self.known.imported:
            self._counts["deleted"] += 1
        elif new.digest in self.candidates:
            raise LeftOutError(f"it is the same as row {self.candidates[new.digest].row}")
        elif there := self._other_version(new):
            raise LeftOutError(
                f"{there} has the same name and the same second, and another text; comments are never edited"
            )
        elif there := self._on_another_article(new):
            raise LeftOutError(
                f"{there} is the same comment on another article; if this one is right, delete that file"
            )
        else:
            self.candidates[new.digest] = new

    def _other_version(self, new: Candidate) -> str:
        """Return the file of a comment that was imported with another text, or that has its id."""
        for each in self.known.on(new.article.id).values():
            is_same_form = new.date.second and each.header.date == new.date and each.header.name == new.name
            if is_same_form or (new.id and each.id == new.id):
                return f"content/{each.path}"
        return ""

    def _on_another_article(self, new: Candidate) -> str:
        """Return the file of the same comment on another article. Two forms may count alike, and a
        name and a day be those of many: two of the id, the text and the second must agree."""
        second = new.date.second > 0
        for each in self.known.of_day(f"{new.date:%Y%m%d}") if new.id or second else ():
            is_same = (each.header.date, each.header.name) == (new.date, new.name)
            if is_same and (new.id != "" and each.id == new.id) + (each.text == new.text) + second >= 2:
                return f"content/{each.path}"
        return ""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of each new file. A comment that a build would not read is left out."""
        ids = {(each.article.id, each.id) for each in self.candidates.values() if each.id}
        for new in [*self.candidates.values()]:
            reply_to = self._answered(new, ids) if new.answered else ""
            try:
                content = file_of(new, reply_to, self._reading.timezone)
            except LeftOutError as fault:
                del self.candidates[new.digest]
                self._left_out.append(Outcome(new.row, told=str(fault)))
                continue
            if new.answered and not reply_to:
                self._notes.append(
                    Outcome(new.row, new.path, "it answers a comment that is not there, and stands by itself")
                )
            if new.article.unseen:
                told = f"readers do not see it, because its article {new.article.unseen}"
                self._notes.append(Outcome(new.row, new.path, told))
            if new.date.timestamp() < new.article.date:
                self._notes.append(Outcome(new.row, new.path, "it is older than its article: is the time zone right?"))
            yield new.path, content

    def _answered(self, new: Candidate, ids: set[tuple[str, str]]) -> str:
        """Return the id of the comment that a new one answers; "" if it is not there. It may be
        written as the address of that comment."""
        _, mark, part = new.answered.rpartition("#")
        id = unquote(part).removeprefix(COMMENT_ANCHOR) if mark else new.answered.removeprefix(COMMENT_ANCHOR)
        return id if id != new.id and (id in self.known.on(new.article.id) or (new.article.id, id) in ids) else ""

    def outcome(self) -> Imported:
        new = tuple(Outcome(each.row, each.path) for each in self.candidates.values())
        left_out = tuple(sorted(self._left_out))
        # One who sent it twice has two rows, and one of them may be approved.
        withdrawn = (told for digest, told in self._unapproved.items() if digest not in self.there)
        return Imported(new, **self._counts, left_out=left_out, notes=tuple(sorted((*self._notes, *withdrawn))))
