"""A source file -> its document. Its folder decides the kind. Knows no other file and no clock."""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from generator.check.house_style import style_problems
from generator.check.withheld import withheld_problems
from generator.model.check_settings import HouseStyle
from generator.model.dataclass import dataclass, replace
from generator.model.digests import digest_of_bytes
from generator.model.documents import (
    Article,
    Author,
    Body,
    BodyFacts,
    BodyFigure,
    BodyLink,
    BodyPart,
    BrokenText,
    Document,
    Picture,
    Policy,
    Section,
    Standing,
    StaticPage,
    TextDocument,
)
from generator.model.headers import (
    ArticleHeader,
    ArticleType,
    AuthorHeader,
    PolicyHeader,
    SectionHeader,
    StaticPageHeader,
)
from generator.model.problems import Checked, FieldLocation, PhraseLocation, Problem, SourceLocation, error
from generator.model.regex import regex
from generator.model.rules import STRAY_FILE, STRAY_POLICY, STRAY_SECTION_TEXT, broken
from generator.model.settings import Settings
from generator.model.withheld import is_name, unnamed, without_names
from generator.model.withheld_settings import WithheldSettings
from generator.read.attachments import attachment
from generator.read.front_matter.foreign_keys import FOREIGN_KEYS
from generator.read.front_matter.parse import FrontMatter, decoded, split
from generator.read.front_matter.remains import readable_header, remaining_matter, standing_of
from generator.read.front_rankings import is_front, read_front
from generator.read.languages import edition_problems, folder_problems, unknown_folder_problems
from generator.read.markdown.body import converted
from generator.read.own_keys import FOR_ARTICLES, divided, header_with
from generator.read.photos.suffixes import IMAGE_SUFFIXES
from generator.read.scan import SourceFile
from generator.read.values.prose import printable
from generator.read.values.schema import is_http, is_language, validated
from generator.read.withheld_folders import without_creator, without_creators

MAX_BYTES = 2_000_000
"""Bytes: a larger Markdown file is no article; a thousand pages of text are smaller."""

MAX_PICTURE_BYTES = 200_000_000

_KINDS: dict[str, tuple[type[Any], type[Any]]] = {
    "articles": (Article, ArticleHeader),
    "authors": (Author, AuthorHeader),
    "sections": (Section, SectionHeader),
    "pages": (StaticPage, StaticPageHeader),
    "policies": (Policy, PolicyHeader),
}

_COMMENTS = "comments"
_VERSIONED = "comments"
"""The policy that is shown. Its earlier versions lie in a folder of this name beside it."""

_ID = regex(r"\w[\w.-]*")
_ALIAS = regex(r"(?!.*(?:^|/)\.\.(?:/|$))(?:[^:?#\\]+|/?[^:?#\\]*\?[^\x00-\x20#\"<>\\`{|}]+)")
"""A path, or a path with a query."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The options for reading documents.

    `timezone` is that of times without offset. Folders named like one of the `languages` (BCP 47
    tags) hold documents in it; `language` is the site's own. `attachments` are the kinds of files
    that links publish; `keys` are those that the outlet adds to articles, each with its kind.
    `withheld` are the names that may not be published anywhere. `style` is what articles are checked
    for: it changes no document."""

    timezone: ZoneInfo
    language: str = ""
    languages: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    withheld: WithheldSettings = WithheldSettings()
    style: HouseStyle = HouseStyle()

    def language_of(self, path: str) -> str:
        """Return the language of a document's folder, or ""."""
        parts = path.split("/")
        return parts[1] if len(parts) > 2 and parts[1] in self.languages else ""


def reading_of(settings: Settings) -> Reading:
    languages = tuple(language.tag for language in settings.languages)
    return Reading(
        settings.site.timezone,
        settings.site.language,
        languages,
        settings.attachments.kinds,
        settings.keys,
        settings.withheld,
        settings.checking.style(settings.checks),
    )


_Text = tuple[Document, tuple[BodyPart, ...]]
"""A document without its body, and the body."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The result of reading a file. `digest` is that of its bytes (BLAKE2b of 16 bytes,
    hexadecimal; "" if it could not be read). `document` is None for an unusable file, or one that
    is not ours. `body` are the pickled parts of its text."""

    path: str
    digest: str
    document: Document | None
    problems: tuple[Problem, ...]
    body: bytes = b""


def read(file: SourceFile, reading: Reading) -> ReadFile:
    """Return the document of one file, or its readable part."""
    suffix = PurePosixPath(file.path).suffix.lower()
    folder = file.path.split("/", 1)[0]
    if is_front(file.path):
        return _front(file, reading)
    if suffix not in IMAGE_SUFFIXES and suffix != ".md":
        found = attachment(file, reading.attachments)
        return ReadFile(file.path, found.digest, found, ())
    if suffix == ".md" and folder == _COMMENTS:
        return _comment(file, reading)
    if suffix == ".md" and folder not in _KINDS:
        stray = _stray(file.path, f"Put it into one of the folders {', '.join((*_KINDS, _COMMENTS))}.")
        return ReadFile(file.path, "", None, (stray,))
    content = _content(file, MAX_BYTES if suffix == ".md" else MAX_PICTURE_BYTES)
    if isinstance(content, Problem):
        return ReadFile(file.path, "", None, (content,))
    if suffix != ".md":
        from generator.read.photos.measure import measured  # noqa: PLC0415 - only for a new picture

        picture = measured(file.path, content)
        digest = picture.digest if isinstance(picture, Picture) else digest_of_bytes(content)  # 2 ms for a photograph
        if isinstance(picture, Picture):
            withheld = reading.withheld
            picture = unnamed(picture) if withheld.has(file.path) else without_names(picture, withheld.names)
        return ReadFile(file.path, digest, picture, ())
    digest = digest_of_bytes(content)
    checked = _text_document(file.path, content, reading)
    if checked.value is None:
        standing = standing_of(content, reading.timezone) if folder in ("articles", "pages") else Standing()
        readable = _readable(file.path, content, reading)
        return ReadFile(file.path, digest, BrokenText(file.path, standing, readable), checked.problems)
    document, parts = checked.value
    body = pickle.dumps(parts, pickle.HIGHEST_PROTOCOL) if parts else b""
    return ReadFile(file.path, digest, document, checked.problems, body)


def _comment(file: SourceFile, reading: Reading) -> ReadFile:
    content = _content(file, MAX_BYTES)
    if isinstance(content, Problem):
        return ReadFile(file.path, "", None, (content,))
    from generator.read.comments import read_comment  # noqa: PLC0415 - only for a new comment

    comment = read_comment(file.path, content, reading.timezone)
    return ReadFile(file.path, digest_of_bytes(content), comment.value, comment.problems)


def _front(file: SourceFile, reading: Reading) -> ReadFile:
    content = _content(file, MAX_BYTES)
    if isinstance(content, Problem):
        return ReadFile(file.path, "", None, (content,))
    front = read_front(file.path, content, reading.language)
    return ReadFile(file.path, digest_of_bytes(content), front.value, front.problems)


def body_facts(body: Body) -> BodyFacts:
    """Return the facts of a body, without its text."""
    return BodyFacts(
        digest_of_bytes(repr(body.parts).encode()) if body.parts else "",
        body.words,
        body.opening,
        tuple(part.photo for part in body.parts if isinstance(part, BodyFigure)),
        tuple(part.target for part in body.parts if isinstance(part, BodyLink)),
        body.ids,
    )


def article_of(path: str, content: bytes, reading: Reading) -> tuple[Article, tuple[BodyPart, ...]] | None:
    """Return the article in the bytes of a file, and its text; None if it has errors."""
    found = _text_document(path, content, reading).value
    return (found[0], found[1]) if found and isinstance(found[0], Article) else None


def _text_document(path: str, content: bytes, reading: Reading) -> Checked[_Text | None]:
    location = f"content/{path}"
    text = decoded(content, location)
    if text.value is None:
        return Checked(None, text.problems)
    matter = split(text.value, location)
    if matter.value is None:
        return Checked(None, (*text.problems, *matter.problems))
    checked = _document(path, matter.value, reading)
    return replace(checked, problems=(*text.problems, *checked.problems)) if text.problems else checked


def _document(path: str, matter: FrontMatter, reading: Reading) -> Checked[_Text | None]:
    location = f"content/{path}"
    kind, header_kind = _kinds(path)
    foreign = FOREIGN_KEYS if kind is Article else {name: FOR_ARTICLES for name, _ in reading.keys}
    if kind is Article and reading.keys:
        header_kind = header_with(reading.keys)
    header = validated(header_kind, matter.values, location, timezone=reading.timezone, foreign_keys=foreign)
    body = converted(matter.body, location, reading.timezone, has_page=kind in (Article, StaticPage))
    problems = [*header.problems, *body.problems, *_unshown(path, kind, matter.body)]
    if header.value is None:
        return Checked(None, tuple(problems))
    language = reading.language_of(path)
    wrong = [*_header_problems(header.value, location), *folder_problems(header.value.lang, language, location)]
    if not header.value.lang:
        wrong += unknown_folder_problems(path, language, reading.languages, location)
    if kind in (Section, Author) and not _ID.fullmatch(default_id(path)):
        message = (
            "The name of this file becomes an address and what articles call it: it cannot have spaces and such signs."
        )
        hint = "Rename the file, for instance middle-east.md; its full name is for readers, in the file."
        wrong.append(error("file-name", message, SourceLocation(location), hint))
    if wrong:
        return Checked(None, (*problems, *wrong))
    name = getattr(header.value, "id", "") or default_id(path)
    known = language or (reading.language if kind is Article else "")
    written = printable(replace(header.value, lang=header.value.lang or known))
    more: dict[str, Any] = {} if kind is Article or language == reading.language else {"language": language}
    if kind is Article:
        problems += edition_problems(written.lang, reading.language, reading.languages, location)
        problems += style_problems(written, matter.body, path, reading.style)
    problems += withheld_problems(written, body.value.parts, matter.body, path, reading.withheld.names)
    if kind is Article and reading.keys:
        written, more["own"] = divided(written, reading.keys)
    text = body.value
    if kind is Article and written.type is ArticleType.SPONSORED:
        from generator.read.html.sponsored import with_sponsored_links  # noqa: PLC0415 - hardly any article is one

        text = replace(text, parts=with_sponsored_links(text.parts))
    if reading.withheld.has(path):
        written, text = without_creators(written), replace(text, parts=tuple(map(without_creator, text.parts)))
    document = kind(path, name, written, body_facts(text), **more)
    return Checked((document, text.parts), tuple(problems))


def _readable(path: str, content: bytes, reading: Reading) -> TextDocument | None:
    """Return the readable part of a document with errors, whose problems are reported already. Its
    language is "" where that is uncertain."""
    kind, header_kind = _kinds(path)
    matter = remaining_matter(content)
    header = readable_header(header_kind, matter.values, reading.timezone) if matter else None
    if matter is None or header is None:
        return None
    body = converted(matter.body, f"content/{path}", reading.timezone, has_page=kind in (Article, StaticPage)).value
    folder, lang = reading.language_of(path), header.lang
    if not is_language(lang) or folder not in ("", lang):
        lang = "" if lang else folder
    written_id = getattr(header, "id", "")
    id = written_id if _ID.fullmatch(written_id) else default_id(path)
    document: TextDocument = kind(path, id, replace(header, lang=lang), body_facts(body))
    return document


def _header_problems(header: Any, location: str) -> Iterator[Problem]:
    """Yield problems of values that their types allow."""

    def wrong(key: str, message: str, hint: str) -> Problem:
        return error("wrong-value", message, FieldLocation(location, key), hint)

    if header.lang and not is_language(header.lang):
        yield wrong("lang", f"“{header.lang}” is not a language tag.", "Write for instance en, ckb, ku, ar-IQ or tr.")
    name = getattr(header, "id", "")
    if name and not _ID.fullmatch(name):
        yield wrong("id", f"“{name}” cannot be an id.", "An id has letters, digits, hyphens and underscores.")
    for number, address in enumerate(getattr(header, "profiles", ())):
        if not is_http(address):
            hint = "Write the address of this person's page elsewhere, beginning with https://"
            yield wrong(f"profiles.{number}", f"“{address}” is no web address.", hint)
    for number, alias in enumerate(getattr(header, "aliases", ())):
        if not _ALIAS.fullmatch(alias):
            hint = "Write its path from the site's root, with or without a query:  /old/path/  or  /?p=123"
            yield wrong(f"aliases.{number}", f"“{alias}” cannot be an old address of this page.", hint)
    for number, withheld in enumerate(getattr(header, "withheld", ())):
        if not is_name(withheld):
            yield wrong(f"withheld.{number}", f"“{withheld}” has no letter and no digit.", "Write a whole name.")


def _kinds(path: str) -> tuple[type[Any], type[Any]]:
    """Return the types of a document and of its header, by its folder."""
    return _KINDS[path.split("/", 1)[0]]


def default_id(path: str) -> str:
    """Return the file's name without its suffix; for `story/index.md`, and for the versions of a
    policy, that of its folder."""
    file = PurePosixPath(path)
    if file.parts[0] == "policies" and file.parent.name == _VERSIONED:
        return _VERSIONED
    stem = file.parent.name if file.stem == "index" and len(file.parts) > 2 else file.stem
    return unicodedata.normalize("NFC", stem)


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


def _unshown(path: str, kind: type[Any], text: str) -> Iterator[Problem]:
    """Yield a problem for text that is read and is on no page."""
    where = SourceLocation(f"content/{path}")
    if kind is Policy and default_id(path) != _VERSIONED:
        yield broken(STRAY_POLICY, where)
    if kind is Section and text.strip():
        yield broken(STRAY_SECTION_TEXT, PhraseLocation(where.path, text.strip().split("\n", 1)[0]))


def _stray(path: str, hint: str) -> Problem:
    return broken(STRAY_FILE, SourceLocation(f"content/{path}"), name=path.rsplit("/", 1)[-1], hint=hint)
