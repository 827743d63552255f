"""A row of the form's export -> an approved comment as it will be written, or why it is left out. No
message repeats what a reader wrote: it may be an e-mail address."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.comment_import.articles import Articles, KnownArticle, UnknownArticleError
from generator.comment_import.dates import DateError, reader
from generator.comment_import.table import Row
from generator.model.digests import blake2b
from generator.model.regex import regex
from generator.model.settings import ExportSettings
from generator.read.comments import FOLDER, ID, LONGEST_NAME, LONGEST_TEXT, has_email, is_seen, plain, read_comment
from generator.read.encoding import mended, misread

_CONTROLS = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LARGE = 100_000
"""Characters; a cell of more is not looked at."""


class LeftOutError(ValueError):
    """A row is not imported. The message is a sentence without its end and its first capital."""


class Reading(NamedTuple):
    """How rows are read: what says that one is approved, in small letters; its date; the site's time
    zone; and the instant of the import."""

    approved: frozenset[str]
    date: Callable[[str], datetime]
    timezone: ZoneInfo
    now: datetime


def reading_of(export: ExportSettings, timezone: ZoneInfo, now: datetime) -> Reading:
    approved = frozenset(_one_line(value).casefold() for value in export.approved_values)
    zone = ZoneInfo(export.timezone) if export.timezone else timezone
    return Reading(approved, reader(export.date_format, zone), timezone, now)


class Candidate(NamedTuple):
    """An approved comment of a row. `digest` is that by which it is known again; `answered` is what
    its row says of the comment that it answers."""

    row: int
    digest: str
    article: KnownArticle
    id: str
    name: str
    date: datetime
    text: str
    answered: str

    @property
    def path(self) -> str:
        """The path of its file in the content folder."""
        return f"{FOLDER}/{self.article.id}/{self.date:%Y%m%d}-{self.digest}.md"


def is_approved(row: Row, reading: Reading) -> bool:
    return _one_line(row.cells["approved"][:_LARGE]).casefold() in reading.approved


def candidate(row: Row, articles: Articles, reading: Reading) -> Candidate:
    """Return the comment of an approved row. Raises LeftOutError."""
    cells = row.cells
    large = next((key for key, cell in cells.items() if len(cell) > _LARGE), "")
    if large:
        raise LeftOutError(f"its {large} has {len(cells[large]):,} characters")
    name, text = _one_line(_clean(cells["name"])), plain(_clean(cells["text"]))
    _refuse(name, text)
    try:
        article, date = articles.named(_clean(cells["article"])), reading.date(cells["date"])
    except (UnknownArticleError, DateError) as fault:
        raise LeftOutError(str(fault)) from None
    if date > reading.now:
        raise LeftOutError(
            "its date is to come: does date_format say whether the day or the month is first? Is the time zone right?"
        )
    date = date.astimezone(reading.timezone)
    id = _one_line(_clean(cells.get("id", "")))
    id = id if ID.fullmatch(id) else ""  # an e-mail address is none, and would be guessed from its digest
    return Candidate(
        row.number,
        _digest(*((article.id, "", id) if id else (article.id, name, date.isoformat(), text))),
        article,
        id,
        name,
        date,
        text,
        _one_line(_clean(cells.get("reply_to", ""))),
    )


def _refuse(name: str, text: str) -> None:
    """Raise LeftOutError for what no page can show, and what none may."""
    if not is_seen(name):
        raise LeftOutError("it has no name")
    if not is_seen(text):
        raise LeftOutError("it has no text")
    if has_email(name):
        raise LeftOutError("an e-mail address stands in its name, and these are never published")
    if has_email(text):
        raise LeftOutError("an e-mail address stands in its text, and these are never published")
    if len(name) > LONGEST_NAME:
        raise LeftOutError(f"its name has {len(name):,} characters; {LONGEST_NAME} are the most")
    if len(text) > LONGEST_TEXT:
        raise LeftOutError(f"its text has {len(text):,} characters; {LONGEST_TEXT:,} are the most")


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(errors="replace"), digest_size=6).hexdigest()


def _clean(text: str) -> str:
    """Return a cell without signs that no reader sees, with words in a wrong encoding repaired."""
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))
    words = tuple(word for word in misread(text) if word.is_known)
    return unicodedata.normalize("NFC", mended(text, words))


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def file_of(comment: Candidate, reply_to: str, timezone: ZoneInfo) -> bytes:
    """Return the file of a comment. Raises LeftOutError unless a build reads it as it was meant."""
    is_day = comment.date.time() == time()
    lines = {
        "name": json.dumps(comment.name, ensure_ascii=False),
        "date": f"{comment.date:%Y-%m-%d}" if is_day else comment.date.isoformat(" ", "seconds"),
        "reply_to": reply_to,
        "id": comment.id,
    }
    matter = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    content = f"---\n{matter}---\n\n{comment.text}\n".encode(errors="replace")
    read = read_comment(comment.path, content, timezone)
    if read.problems:
        raise LeftOutError(f"a build would not read it: {read.problems[0].message.rstrip('.')}")
    found = read.value
    if found is None or found.text != comment.text or found.header.name != comment.name:
        raise LeftOutError("a build would not read it as it stands")
    return content
