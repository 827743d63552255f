"""An editor's answers -> the file of a new author, section or page. In another language such a file
has the name of the one that it translates, and only what differs stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from generator.model.dataclass import dataclass
from generator.model.documents import StaticPage
from generator.model.key_descriptions import ENTRY_KEYS
from generator.model.problems import DatelineError
from generator.model.suggestions import did_you_mean
from generator.new_content.article import as_name
from generator.new_content.content_folder import ContentFolder
from generator.new_content.files import folded
from generator.new_content.front_matter import Line, Value, matter_text
from generator.new_content.readable import readable
from generator.new_content.romanize import file_name
from generator.plan.urls import page_url
from generator.read.documents import read

AUTHOR, SECTION, PAGE = "author", "section", "page"
FOLDERS = {AUTHOR: "authors", SECTION: "sections", PAGE: "pages"}

_ARTICLES = {AUTHOR: "an author", SECTION: "a section", PAGE: "a page"}
_NAME_KEY = {AUTHOR: "name", SECTION: "title", PAGE: "title"}
_OF_PROGRAM = frozenset(
    {"archive", "assets", "authors", "corrections", "feeds", "files", "lite", "masthead", "page", "photos", "policies"}
    | {"search", "tags"}
)
"""The first folders of addresses that no section may have."""

KNOWN_PAGES = {
    "about": "who you are",
    "contact": "how readers reach you",
    "ethics": "what you hold yourselves to",
    "corrections": "how you correct; the list of corrections stands below it",
    "masthead": "who works here; it fills itself with your authors",
    "ownership": "who owns and pays for the paper",
    "principles": "what you publish, and what not",
    "fact-checking": "how you check",
    "sources": "when you do not name sources",
    "feedback": "what you do with what readers say",
    "diversity": "whom you employ and whom you speak with",
    "mission": "what you cover first",
    "bylines": "why an article has no name",
}
"""Pages that the program, or search engines, know by the name of their file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a new author, section or page. `original` is the name of the file that it
    translates, or ""; `given` are keys with their values."""

    kind: str
    title: str
    language: str
    given: tuple[tuple[str, Value], ...] = ()
    slug: str = ""
    original: str = ""
    is_draft: bool = True


def new_entry(entry: Entry, folder: ContentFolder) -> tuple[str, str]:
    """Return path and text of the file. Raises DatelineError for a name that is taken, and for a
    translation of what is not there."""
    below = f"{FOLDERS[entry.kind]}/{folder.folder_of(entry.language)}"
    if entry.original:
        name = _original(entry, folder)
    elif entry.slug:
        name = as_name(entry.slug)
    else:
        name = file_name(entry.title, entry.language)
        if not name:
            raise DatelineError(
                f"“{entry.title}” has no letter of which a name of a file could be made. Give one:  --slug NAME"
            )
    path = f"{below}{name}.md"
    _refuse_taken(path, entry, folder)
    if entry.kind != AUTHOR and not entry.original:
        _refuse_reserved(entry.kind, name, folder)
    text = matter_text(_lines(entry, folder))
    readable(path, text, folder)
    return path, text


def _original(entry: Entry, folder: ContentFolder) -> str:
    own = f"{FOLDERS[entry.kind]}/"
    names = [file.path.removeprefix(own).removesuffix(".md") for file in folder.in_folder(own.rstrip("/"))]
    names = [name for name in names if name.partition("/")[0] not in folder.settings.editions]
    name = entry.original.removesuffix(".md").rpartition(own)[2]
    if name not in names:
        hint = did_you_mean(name, names) or f"There are: {', '.join(sorted(names)) or 'none yet'}."
        raise DatelineError(f"--translate: there is no {entry.kind} “{name}”. {hint}")
    if entry.language == folder.settings.own_language:
        raise DatelineError(
            f"--lang {entry.language}: that is the site's own language; name the one to translate into."
        )
    return name


def _refuse_taken(path: str, entry: Entry, folder: ContentFolder) -> None:
    there = next((file.path for file in folder.files if folded(file.path) == folded(path)), "")
    if there:
        hint = "Open that file." if entry.original else "Open that file, or give this one another name:  --slug NAME"
        raise DatelineError(f"There is {_ARTICLES[entry.kind]} of that name already: content/{there}. {hint}")
    if entry.kind == AUTHOR and not entry.original:
        same = [each.path for each in folder.authors if folded(each.header.name) == folded(entry.title)]
        if same:
            raise DatelineError(
                f"There is an author called “{entry.title}” already: content/{same[0]}. An article could mean either; write the name"
                " so that readers can tell the two apart."
            )


def _refuse_reserved(kind: str, name: str, folder: ContentFolder) -> None:
    """Raise for a section or page whose address is that of something else."""
    languages = {folder.settings.prefix(tag).strip("/") for tag in folder.settings.editions}
    if kind == SECTION:
        others = {page_url(file.path, folder.settings.editions).strip("/") for file in folder.in_folder("pages")}
    else:
        others = {section.id for section in folder.sections} - KNOWN_PAGES.keys()
    reserved = _OF_PROGRAM if kind == SECTION else _OF_PROGRAM - KNOWN_PAGES.keys()
    if name in reserved | languages | others:
        raise DatelineError(
            f"The address /{name}/ is in use for something else. Give the {kind} another name:  --slug {name}-{kind}"
        )


def _lines(entry: Entry, folder: ContentFolder) -> Iterable[Line]:
    given = dict(entry.given)
    yield Line(_NAME_KEY[entry.kind], entry.title)
    if entry.kind == SECTION and not entry.original and not given.get("order"):
        orders = [each.header.order for each in folder.sections if not each.language and each.header.order < 1000]
        given["order"] = str(max(orders, default=0) + 1)
    for key, value in given.items():
        if value:
            yield Line(
                key, value, "its place in the bar of sections" if (entry.kind, key) == (SECTION, "order") else ""
            )
    if entry.kind == PAGE and entry.is_draft:
        yield Line("status", "draft", "take this line out to publish the page")
    kept = _of_original(entry, folder)
    for key, note in ENTRY_KEYS[FOLDERS[entry.kind]].items():
        if not given.get(key):
            said = f"in the original: {kept[key]}" if kept.get(key) else note
            yield Line(key, "", said, waits=True)


def _of_original(entry: Entry, folder: ContentFolder) -> Mapping[str, str]:
    """Return the texts of the file that this one translates."""
    if not entry.original:
        return {}
    name = f"{FOLDERS[entry.kind]}/{PurePosixPath(entry.original).with_suffix('').as_posix().rpartition(FOLDERS[entry.kind] + '/')[2]}.md"
    file = next((file for file in folder.files if file.path == name), None)
    document = read(file, folder.reading).document if file else None
    header = getattr(document, "header", None)
    texts = {key: str(getattr(header, key, "") or "") for key in ("role", "description", "summary", "group")}
    if isinstance(document, StaticPage):
        texts["title"] = document.header.title
    return texts
