"""A source file -> the document it holds. What kind it is, its folder says. Knows of no other file and no clock."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from generator.model.documents import (
    Article,
    ArticleHeader,
    Author,
    AuthorHeader,
    Document,
    Page,
    PageHeader,
    Policy,
    PolicyHeader,
    Section,
    SectionHeader,
)
from generator.model.problems import Checked, FieldLocation, Problem, SourceLocation, error, warning
from generator.read.frontmatter import FrontMatter, decoded, split
from generator.read.photos import IMAGE_SUFFIXES, measured
from generator.read.prose import converted
from generator.read.scan import SourceFile
from generator.read.schema import is_language, validated
from generator.read.typography import typographic

H = TypeVar("H")

MAX_BYTES = 2_000_000
"""A Markdown file above this size is no article: a thousand pages of text stay below it."""

MAX_PICTURE_BYTES = 200_000_000

_PRINTED = ("title", "summary", "description", "photo_caption", "notice")

_KINDS: dict[str, tuple[type[Any], type[Any]]] = {
    "articles": (Article, ArticleHeader),
    "authors": (Author, AuthorHeader),
    "sections": (Section, SectionHeader),
    "pages": (Page, PageHeader),
    "policies": (Policy, PolicyHeader),
}

FOREIGN_KEYS = {
    "alt": "Write  photo_alt:",
    "authors": "Write  author: [one, two]",
    "byline": "Write  author:",
    "caption": "Write  photo_caption:",
    "categories": "Write  section: with one section; what else there is goes under tags:",
    "category": "Write  section:",
    "cover": "Write  photo:",
    "credit": "Write  photo_credit:",
    "description": "Write  summary:",
    "draft": "Write  status: draft",
    "excerpt": "Write  summary:",
    "expirydate": "Write  expires:",
    "featured_image": "Write  photo:",
    "headline": "Write  title:",
    "image": "Write  photo:",
    "images": "Write  photo: with one picture; the others go into the text as ![alt](file.jpg)",
    "keywords": "Write  tags:",
    "language": "Write  lang:",
    "lastmod": "Write  updated:",
    "layout": "Leave it out: the folder decides which layout is used.",
    "locale": "Write  lang:",
    "modified": "Write  updated:",
    "permalink": "Leave it out: site.toml says how addresses look. An old address goes under aliases:",
    "publishdate": "Write  embargo: for the time before which nothing may appear.",
    "published": "Write  status: published  or  status: draft",
    "redirect_from": "Write  aliases:",
    "slug": "Leave it out: the file's name is used; rename the file, or write  id:",
    "subtitle": "Write  summary:",
    "template": "Leave it out: the folder decides which layout is used.",
    "thumbnail": "Write  photo:",
    "time": "Write date and time together:  date: 2021-12-09 14:30",
    "type": "Leave it out: the folder says what a file is.",
    "url": "Leave it out: site.toml says how addresses look. An old address goes under aliases:",
    "weight": "Leave it out: articles are ordered by date.",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading depends on besides the file: `root` is the content folder, `timezone` that of times without offset."""

    root: str
    timezone: ZoneInfo


def read(file: SourceFile, reading: Reading) -> Checked[Document | None]:
    """The document of one file; None when an error makes that impossible, or when the file is none of ours."""
    suffix = PurePosixPath(file.path).suffix.lower()
    if suffix in IMAGE_SUFFIXES:
        return _picture(file)
    if suffix != ".md":
        return Checked(
            None, (_stray(file.path, "Articles are files that end in .md; photographs end in .jpg, .png or .webp."),)
        )
    folder = file.path.split("/", 1)[0]
    if folder not in _KINDS:
        return Checked(None, (_stray(file.path, f"Put it into one of the folders {', '.join(_KINDS)}."),))
    location = f"content/{file.path}"
    content = _content(file, MAX_BYTES)
    if isinstance(content, Problem):
        return Checked(None, (content,))
    text = decoded(content, location)
    if text.value is None:
        return Checked(None, text.problems)
    matter = split(text.value, location)
    if matter.value is None:
        return Checked(None, matter.problems)
    return _document(file.path, matter.value, reading, *_KINDS[folder])


def read_all(files: tuple[SourceFile, ...], reading: Reading) -> tuple[Checked[Document | None], ...]:
    """One batch, for a worker."""
    return tuple(read(file, reading) for file in files)


def _document(
    path: str, matter: FrontMatter, reading: Reading, kind: type[Any], header_kind: type[Any]
) -> Checked[Document | None]:
    location = f"content/{path}"
    foreign = FOREIGN_KEYS if header_kind is ArticleHeader else {}
    header = validated(header_kind, matter.values, location, timezone=reading.timezone, foreign_keys=foreign)
    body = converted(matter.body, location)
    problems = (*header.problems, *body.problems)
    if header.value is None:
        return Checked(None, problems)
    if header.value.lang and not is_language(header.value.lang):
        where = FieldLocation(location, "lang")
        problems += (
            error(
                "wrong-value",
                f"“{header.value.lang}” is not a language tag.",
                where,
                "Write for instance en, ckb, ku, ar-IQ or tr.",
            ),
        )
    name = getattr(header.value, "id", "") or default_id(path)
    return Checked(kind(path, name, _printable(header.value), body.value), problems)


def _printable(header: H) -> H:
    """With typographic signs in what readers see."""
    plain = {name: getattr(header, name) for name in _PRINTED if hasattr(header, name)}
    changed: dict[str, Any] = {name: typographic(text) for name, text in plain.items() if typographic(text) != text}
    if isinstance(header, ArticleHeader) and header.corrections:
        changed["corrections"] = tuple(replace(entry, text=typographic(entry.text)) for entry in header.corrections)
    return replace(header, **changed) if changed else header  # type: ignore[type-var]


def default_id(path: str) -> str:
    """The file's name without its suffix; for `story/index.md` that of its folder."""
    file = PurePosixPath(path)
    stem = file.parent.name if file.stem == "index" and len(file.parts) > 2 else file.stem
    return unicodedata.normalize("NFC", stem)


def _picture(file: SourceFile) -> Checked[Document | None]:
    content = _content(file, MAX_PICTURE_BYTES)
    if isinstance(content, Problem):
        return Checked(None, (content,))
    return Checked(measured(file.path, content))


def _content(file: SourceFile, limit: int) -> bytes | Problem:
    where = SourceLocation(f"content/{file.path}")
    if file.size > limit:
        message = f"The file has {file.size / 1e6:,.0f} MB; more than {limit / 1e6:,.0f} MB are not read."
        hint = "Was a picture or a whole document pasted into it? Put pictures beside the article, as files."
        return error("too-large", message, where, hint if limit == MAX_BYTES else "Make the picture smaller.")
    try:
        return Path(file.disk_path).read_bytes()
    except OSError as fault:
        return error("unreadable", f"The file cannot be read: {fault.strerror}.", where, "Check who may read it.")


def _stray(path: str, hint: str) -> Problem:
    return warning(
        "stray-file", f"Nothing is made of {path.rsplit('/', 1)[-1]}.", SourceLocation(f"content/{path}"), hint
    )
