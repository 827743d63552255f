"""A file of content/comments/ -> an approved comment. Its text is plain: no sign of Markdown or HTML
means anything in it. Knows no article and no other comment."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from generator.model.dataclass import replace
from generator.model.documents import Comment
from generator.model.headers import CommentHeader
from generator.model.problems import Checked, FieldLocation, PhraseLocation, Problem, SourceLocation, error
from generator.model.regex import regex
from generator.model.rules import COMMENT_EMAIL, RULES, STRAY_FILE, broken
from generator.read.front_matter.parse import decoded, split
from generator.read.values.schema import is_language, validated

FOLDER = "comments"

LONGEST_NAME, LONGEST_TEXT = 100, 10_000
"""Characters. A longer comment is a pasted document, and no reader reads it on a phone."""

ID = regex(r"\w[\w.-]*")

_TURNING = regex("[\u202a-\u202e\u2066-\u2069]")
"""The signs that turn or override the direction of what follows (Unicode's bidirectional algorithm,
UAX 9, 2.1 to 2.5). A name with one could turn the words behind it; a page sets directions itself."""
_EMPTY_LINES = regex(r"\n(?:[^\S\n]*\n)+")
_EMAIL = regex(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\W\d_]{2,}")


def plain(text: str) -> str:
    """Return a text of a reader without the signs that turn directions, without spaces at the ends of
    lines, and with one empty line between paragraphs."""
    lines = (line.rstrip() for line in _TURNING.sub("", text).strip().split("\n"))
    return _EMPTY_LINES.sub("\n\n", unicodedata.normalize("NFC", "\n".join(lines)))


def is_seen(text: str) -> bool:
    """Whether a text has a sign that readers see: not only spaces, marks and format characters."""
    return any(unicodedata.category(sign)[0] not in "CMZ" for sign in text)


def has_email(text: str) -> bool:
    """Whether an e-mail address stands in a text."""
    return bool(_EMAIL.search(text))


def read_comment(path: str, content: bytes, timezone: ZoneInfo) -> Checked[Comment | None]:
    """Return the comment of one file; None when anything is wrong with it."""
    location = f"content/{path}"
    _, *folders, file = path.split("/")
    if len(folders) != 1:
        hint = "A comment lies in a folder with the id of its article:  comments/ARTICLE/…"
        return Checked(None, (broken(STRAY_FILE, SourceLocation(location), name=file, hint=hint),))
    text = decoded(content, location)
    matter = split(text.value, location) if text.value is not None else None
    if matter is None or matter.value is None:
        return Checked(None, (*text.problems, *(matter.problems if matter else ())))
    checked = validated(CommentHeader, matter.value.values, location, timezone=timezone, foreign_keys={})
    problems = [*text.problems, *checked.problems]
    words = plain(matter.value.body)
    if checked.value is None:
        return Checked(None, tuple(problems))
    header = replace(checked.value, name=plain(checked.value.name))
    id = header.id or unicodedata.normalize("NFC", file.removesuffix(".md"))
    problems += _faults(header, id, words, location)
    is_sound = all(each.code in RULES for each in problems)
    return Checked(Comment(path, id, folders[0], header, words) if is_sound else None, tuple(problems))


def _faults(header: CommentHeader, id: str, text: str, location: str) -> Iterator[Problem]:
    """Yield problems of values that their types allow."""

    def wrong(key: str, message: str, hint: str) -> Problem:
        return error("wrong-value", message, FieldLocation(location, key), hint)

    if header.id and not ID.fullmatch(header.id):
        yield wrong("id", f"“{header.id}” cannot be an id.", "An id has letters, digits, hyphens and underscores.")
    elif not ID.fullmatch(id):
        message = "The name of this file becomes part of an address: it cannot have spaces and such signs."
        yield error("file-name", message, SourceLocation(location), "Rename it, for instance  first-comment.md")
    if header.lang and not is_language(header.lang):
        yield wrong("lang", f"“{header.lang}” is not a language tag.", "Write for instance en, ckb, ku, ar-IQ or tr.")
    if not is_seen(header.name):
        yield wrong("name", "The name has no sign that can be seen.", "Write the name that the reader gave.")
    if has_email(header.name):
        hint = "Write the name that the reader gave; e-mail addresses are never published."
        yield wrong("name", "There is an e-mail address in the name.", hint)
    if len(header.name) > LONGEST_NAME:
        message = f"The name has {len(header.name):,} characters; more than {LONGEST_NAME} are no name."
        yield wrong("name", message, "Write the name alone.")
    if "@" in text and (address := _EMAIL.search(text[:LONGEST_TEXT])):
        yield broken(COMMENT_EMAIL, PhraseLocation(location, address[0]))
    if not is_seen(text):
        yield error(
            "empty-comment", "The comment has no text.", SourceLocation(location), "Write it, or delete the file."
        )
    if len(text) > LONGEST_TEXT:
        message = f"The comment has {len(text):,} characters; more than {LONGEST_TEXT:,} are no comment."
        yield error("too-large", message, SourceLocation(location), "Ask the reader for a shorter one, or delete it.")
