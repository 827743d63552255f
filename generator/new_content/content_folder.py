"""The content folder as a new file needs to know it: settings, sections, authors, the ids that are
taken, where articles lie. Reads settings, sections and authors whole, and of articles the few lines
that it needs. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.model.dataclass import dataclass
from generator.model.documents import Author, Section
from generator.model.problems import DatelineError, Problem, SourceLocation
from generator.model.regex import regex
from generator.model.settings import Settings
from generator.read.documents import Reading, default_id, read, reading_of
from generator.read.locate import located
from generator.read.photos.suffixes import IMAGE_SUFFIXES
from generator.read.scan import SourceFile, scanned
from generator.read.settings import read_settings

_HEAD = 8_000
"""Bytes of an article that are searched for its id; an id stands among its first keys."""
_KEY = regex(rb"(?m)^(id|translation_of|lang):[ \t]*[\"']?([\w.-]+)")
_YEAR, _MONTH = regex(r"\d{4}"), regex(r"\d\d")
_USUAL = ("{year}", "{month}")


D = TypeVar("D", Author, Section)


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article as its first lines have it. `original` is the id of the one that it translates,
    or ""; `language` is a tag."""

    path: str
    id: str
    original: str
    language: str


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """`sections` and `authors` are those of the site's own language and of all others. `articles` are
    empty where nobody asked for them: in a large archive they take half a second."""

    root: Path
    settings: Settings
    files: tuple[SourceFile, ...]
    sections: tuple[Section, ...]
    authors: tuple[Author, ...]
    articles: tuple[KnownArticle, ...] = ()

    @property
    def reading(self) -> Reading:
        return reading_of(self.settings)

    def folder_of(self, language: str) -> str:
        """Return the folder of a language in each folder of content, "ckb/"; "" for the site's own."""
        return "" if language == self.settings.own_language else f"{language}/"

    def in_folder(self, folder: str) -> Iterator[SourceFile]:
        return (file for file in self.files if file.path.startswith(f"{folder}/") and file.path.endswith(".md"))

    def pictures(self) -> Iterator[SourceFile]:
        return (file for file in self.files if PurePosixPath(file.path).suffix.lower() in IMAGE_SUFFIXES)

    def sections_for(self, language: str) -> dict[str, str]:
        """Return the titles of the sections of an edition by their ids, in the order of its bar."""
        orders = {each.id: each.header.order for each in self.sections if not each.language}
        found = _of(self.sections, language)
        found.sort(key=lambda each: (orders.get(each.id, each.header.order), each.id))
        return {each.id: each.header.title for each in found}

    def authors_for(self, language: str) -> dict[str, str]:
        """Return the names of the authors by their ids, as they are called in a language."""
        return {each.id: each.header.name for each in sorted(_of(self.authors, language), key=lambda each: each.id)}

    def convention(self) -> tuple[str, ...]:
        """Return the folders in which most articles lie, below articles/ and the folder of a
        language: of {year}, {month}, {day} and {section}. The usual ones where there is no article
        yet, or where most lie in folders of other names."""
        sections = {section.id for section in self.sections}
        shapes = Counter(
            _shape(file.path, self.reading.language_of(file.path), sections) for file in self.in_folder("articles")
        )
        most = max(shapes.items(), key=lambda shape: (shape[1], len(shape[0] or ())), default=(None, 0))[0]
        return _USUAL if most is None else most

    def photos_lie_in(self) -> str:
        """Return "photos" where the paper keeps most photographs there, "" where it keeps them
        beside the articles."""
        folders = Counter(file.path.split("/", 1)[0] for file in self.pictures())
        return "photos" if folders["photos"] > folders["articles"] else ""


def _article(file: SourceFile, reading: Reading) -> KnownArticle:
    with Path(file.disk_path).open("rb") as opened:
        head = opened.read(_HEAD).partition(b"\n---")[0]
    keys = {key.decode(): value.decode("utf-8", "replace") for key, value in _KEY.findall(head)}
    language = reading.language_of(file.path) or keys.get("lang", "") or reading.language
    return KnownArticle(file.path, keys.get("id") or default_id(file.path), keys.get("translation_of", ""), language)


def _of(documents: Iterable[D], language: str) -> list[D]:
    """Return the documents of a language, and of the site's own those that it has no file of."""
    own = {each.id: each for each in documents if not each.language}
    return list((own | {each.id: each for each in documents if each.language == language}).values())


def _shape(path: str, language: str, sections: set[str]) -> tuple[str, ...] | None:
    """Return the folders of an article as places for parts of its date; None for folders with names
    of their own."""
    parts = PurePosixPath(path).parts[2 if language else 1 : -1]
    if PurePosixPath(path).stem == "index":  # an article that has a folder of its own
        parts = parts[:-1]
    shape: list[str] = []
    for part in parts:
        if _YEAR.fullmatch(part) and "{year}" not in shape:
            shape.append("{year}")
        elif _MONTH.fullmatch(part) and "{year}" in shape and "{month}" not in shape:
            shape.append("{month}")
        elif _MONTH.fullmatch(part) and "{month}" in shape and "{day}" not in shape:
            shape.append("{day}")
        elif part in sections and "{section}" not in shape:
            shape.append("{section}")
        else:
            return None
    return tuple(shape)


def content_folder(root: Path, *, with_articles: bool = False) -> ContentFolder:
    """Return the content folder. Raises DatelineError where there is none, or where its site.toml
    cannot be used."""
    if not root.is_dir():
        raise DatelineError(
            f"There is no folder {root}. Name that of your newsroom:  --content DIR; or begin one:  python build.py new newsroom"
        )
    settings = read_settings(root)
    if settings.value is None:
        raise DatelineError(told(settings.problems[0], root))
    files = scanned(root, "content").value
    reading = reading_of(settings.value)
    documents = [
        read(file, reading).document
        for file in files
        if file.path.startswith(("sections/", "authors/")) and file.path.endswith(".md")
    ]
    articles = [file for file in files if file.path.startswith("articles/") and file.path.endswith(".md")]
    return ContentFolder(
        root,
        settings.value,
        files,
        tuple(each for each in documents if isinstance(each, Section)),
        tuple(each for each in documents if isinstance(each, Author)),
        tuple(_article(file, reading) for file in articles) if with_articles else (),
    )


def told(problem: Problem, root: Path) -> str:
    """Return a problem as one sentence, with its file and line."""
    where = located(problem, {"content": root}).where
    place = where.path if where else ""
    if isinstance(where, SourceLocation) and where.line:
        place += f":{where.line}"
    return f"{place}: {problem.message} {problem.hint}".removeprefix(": ").strip()
