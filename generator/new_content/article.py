"""An editor's answers -> the file of a new article, with every key that is of use: those that were
given, and the others as comments that say what they are for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from generator.model.dataclass import dataclass
from generator.model.key_descriptions import ARTICLE_KEYS
from generator.model.problems import DatelineError
from generator.model.wall_clock import written
from generator.new_content.content_folder import ContentFolder
from generator.new_content.files import dated_folder, free_name
from generator.new_content.front_matter import Line, Value, matter_text
from generator.new_content.photo import NewPhoto, photo_for, photo_lines
from generator.new_content.readable import readable
from generator.new_content.romanize import file_name

_OFFERED = (
    "dateline",
    "summary",
    "tags",
    "key_points",
    "photo",
    "photo_alt",
    "photo_caption",
    "photo_credit",
    "file_photo",
    "photo_focus",
    "photo_rights_expire",
    "type",
    "series",
    "embargo",
    "expires",
    "comments",
    "withheld",
)
"""The keys that stand in a new article as comments, in the order in which editors need them. What
belongs to an article that is out, as `corrections`, is not among them."""

_DRAFT = "take this line out to publish the article"
_DATE = "when it is published; until then a draft may have any"


@dataclass(frozen=True, slots=True)
class Request:
    """What is known of a new article. `language` is a tag of the paper; `given` are keys with their
    values, as an editor writes them; `slug` is "" for one made of the headline."""

    title: str
    section: str
    language: str
    date: datetime
    given: tuple[tuple[str, Value], ...] = ()
    photo: Path | None = None
    slug: str = ""
    is_draft: bool = True


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A file to be written, below the content folder, and its photograph."""

    path: str
    text: str
    photo: NewPhoto | None = None


def new_article(request: Request, folder: ContentFolder) -> NewArticle:
    """Return the file of an article. Raises DatelineError for values that no build would take, and
    for a name that an editor chose and that is taken."""
    path = path_of(folder, request.slug, request.title, request.language, request.date, request.section)
    slug = path.rsplit("/", 1)[-1].removesuffix(".md")
    photo = photo_for(folder, request.photo, path, slug) if request.photo else None
    given = dict(request.given)
    date = written(request.date.astimezone(folder.settings.site.timezone)) if request.date.tzinfo else str(request.date)
    lines = [
        Line("title", request.title),
        Line("date", date, _DATE if request.is_draft else ""),
        Line("section", request.section),
        _line("author", given.pop("author", "")),
        *([Line("status", "draft", _DRAFT)] if request.is_draft else []),
    ]
    if photo:
        texts = {
            key: value
            for key in ("photo_alt", "photo_caption", "photo_credit")
            if isinstance(value := given.pop(key, ""), str)
        }
        lines += photo_lines(photo, request.date, texts, folder)
    used = {line.key for line in lines}
    lines += [Line(key, value) for key, value in given.items() if key not in used and value]
    used |= {key for key, value in given.items() if value}
    lines += [Line("", "", "These may be left out. To use one, delete the sign in front of it.")]
    lines += offered(key for key in _OFFERED if key not in used and not (photo and key == "photo"))
    lines += [Line(key, "", f"a key of this newsroom ({kind})", waits=True) for key, kind in folder.settings.keys]
    lines.append(Line("", "", "All keys, with examples, are in content/README.md."))
    text = matter_text(lines)
    readable(path, text, folder)
    return NewArticle(path, text, photo)


def offered(keys: Iterable[str]) -> list[Line]:
    """Return keys as comments, each with what it is for."""
    return [_line(key, "") for key in keys]


def _line(key: str, value: Value) -> Line:
    if value:
        return Line(key, value)
    described = ARTICLE_KEYS[key]
    example = described.example.replace("`", "")
    is_shown = example and example != "see below" and example not in described.plain
    note = f"{described.plain}; for instance {example}" if is_shown else described.plain
    return Line(key, "", note, waits=True)


def path_of(folder: ContentFolder, slug: str, title: str, language: str, date: datetime, section: str) -> str:
    """Return the path of a new article. Its name is that of no other article, for articles are
    called by it. Raises DatelineError if `slug` is taken or cannot be a name."""
    articles = folder.articles
    taken = [name for each in articles for name in (each.id, each.path.rsplit("/", 1)[-1].removesuffix(".md"))]
    if slug:
        name = as_name(slug)
        if free_name(name, taken) != name:
            there = next(
                each.path for each in articles if name in (each.id, each.path.rsplit("/", 1)[-1].removesuffix(".md"))
            )
            raise DatelineError(
                f"--slug: there is an article “{name}” already: content/{there}. Give this one another name."
            )
    else:
        local = date.astimezone(folder.settings.site.timezone)
        name = free_name(file_name(title, language) or f"{local:%Y%m%d-%H%M}", taken)
    below = dated_folder(folder.convention(), date, folder.settings.site.timezone, section)
    return f"articles/{folder.folder_of(language)}{below}{name}.md"


def as_name(slug: str) -> str:
    """Return the name that an editor chose. Raises DatelineError if it is none."""
    name = slug.removesuffix(".md")
    if file_name(name, "en") != name:
        better = file_name(name, "en") or "council-bridge"
        raise DatelineError(
            f"--slug {slug}: a name has small letters from a to z, digits and hyphens, 60 at most:  {better}"
        )
    return name
