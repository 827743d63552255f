"""A photograph that an editor hands in -> its place in the newsroom, and the keys that its own notes
give. It is copied byte for byte: a build applies its orientation, and publishes no byte of it. The
same bytes are never there twice, and nothing is overwritten."""

from __future__ import annotations

import posixpath
from datetime import datetime
from pathlib import Path, PurePosixPath

from generator.model.dataclass import dataclass
from generator.model.documents import BrokenPicture, Picture
from generator.model.headers import PhotoReference
from generator.model.problems import DatelineError
from generator.model.regex import regex
from generator.model.site import Photograph
from generator.model.withheld import name_in
from generator.new_content.content_folder import ContentFolder
from generator.new_content.files import folded, free_name, write_new
from generator.new_content.front_matter import Line, quoted, values_in
from generator.new_content.romanize import file_name
from generator.read.documents import MAX_PICTURE_BYTES, read
from generator.read.photos.notes import notes_of
from generator.read.photos.suffixes import IMAGE_SUFFIXES
from generator.read.scan import SourceFile

_OF_A_CAMERA = regex(r"(?:img|dsc|dscf|dscn|pict|photo|image|p|pxl|whatsapp-image|screenshot)?[-\d]*")
"""Names that say nothing of the picture."""


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photograph for an article. `path` is its place below the content folder, `written` what
    `photo:` says. `content` are the bytes to write there, None where they are there already.
    `alt`, `caption` and `credit` are those of its file that may be published; `is_withheld` says that
    others may not."""

    path: str
    written: str
    picture: Picture
    alt: str
    caption: str
    credit: str
    has_position: bool
    is_withheld: bool
    content: bytes | None = None


def photo_for(folder: ContentFolder, file: Path, article: str, slug: str) -> NewPhoto:
    """Return the photograph for the article at a path. Writes nothing. Raises DatelineError for what
    is no picture that the program takes."""
    if not file.is_file():
        raise DatelineError(f"--photo {file}: there is no such file.")
    suffix = file.suffix.lower()
    if suffix not in IMAGE_SUFFIXES:
        raise DatelineError(f"--photo {file}: its name does not end like a picture's, as in bridge.jpg.")
    if file.stat().st_size > MAX_PICTURE_BYTES:
        raise DatelineError(
            f"--photo {file}: more than {MAX_PICTURE_BYTES // 1_000_000} MB are not taken. Save it smaller."
        )
    content = file.read_bytes()
    there = _same_bytes(folder, file, content)
    path = there or _free_path(folder, file, article, slug, suffix)
    found = read(SourceFile(path, str(file), len(content), 0, 0), folder.reading).document
    if isinstance(found, BrokenPicture):
        raise DatelineError(f"--photo {file}: {found.fault} {found.hint}".strip())
    if not isinstance(found, Picture):
        raise DatelineError(f"--photo {file} cannot be read.")
    notes, withheld = notes_of(content), folder.settings.withheld
    is_unnamed = withheld.has(path) or withheld.has(article)
    shown = Photograph(found, PhotoReference(path))
    texts = ("", "", "") if is_unnamed else (notes.alt, shown.caption, shown.credit)
    alt, caption, credit = ("" if name_in(text, withheld.names) else text for text in texts)
    written = written_path(folder, path, article)
    is_withheld = is_unnamed or found.is_withheld
    return NewPhoto(
        path, written, found, alt, caption, credit, notes.has_position, is_withheld, None if there else content
    )


def _same_bytes(folder: ContentFolder, file: Path, content: bytes) -> str:
    """Return the path of a picture of the newsroom with the same bytes, or ""."""
    for known in folder.pictures():
        if known.size == len(content):
            other = Path(known.disk_path)
            if other.resolve() == file.resolve() or other.read_bytes() == content:
                return known.path
    return ""


def _free_path(folder: ContentFolder, file: Path, article: str, slug: str, suffix: str) -> str:
    name = file_name(file.stem, folder.settings.own_language)
    if not name or _OF_A_CAMERA.fullmatch(name) or name_in(file.stem, folder.settings.withheld.names):
        name = slug
    beside = posixpath.dirname(article)
    home = folder.photos_lie_in() or beside
    # A picture beside the article would hide one of the same name in photos/.
    taken = {
        PurePosixPath(each.path).stem
        for each in folder.pictures()
        if posixpath.dirname(each.path) in (beside, home, "photos")
    }
    return f"{home}/{free_name(name, taken)}{suffix}"


def written_path(folder: ContentFolder, path: str, article: str) -> str:
    """Return how the article at a path names a picture, so that a build finds this one and no other:
    beside the article first, then in photos/, then from the content folder."""
    beside, name = posixpath.dirname(article), posixpath.basename(path)
    known = {folded(each.path) for each in folder.files}
    if posixpath.dirname(path) == beside:
        return name
    if path.startswith("photos/") and folded(f"{beside}/{path.removeprefix('photos/')}") not in known:
        return path.removeprefix("photos/")
    return path


def photo_lines(photo: NewPhoto, day: datetime, given: dict[str, str], folder: ContentFolder) -> list[Line]:
    """Return the keys of a photograph. `given` are those that an editor gave; for the others the
    file's own notes stand. `day` is that of the article."""
    lines = [Line("photo", photo.written)]
    for key, own in (("photo_alt", photo.alt), ("photo_caption", photo.caption), ("photo_credit", photo.credit)):
        value = given.get(key) or (own if _can_stand(own) else "")
        waiting = "" if key == "photo_credit" and photo.is_withheld else _WAITING[key]
        lines.append(Line(key, value, "" if given.get(key) else "as the picture's file has it" if value else waiting))
    taken = photo.picture.created
    shown = Photograph(photo.picture, PhotoReference(photo.written))
    if taken and shown.is_old(day.date(), folder.settings.photos.old_after_days):
        lines.append(Line("file_photo", "true", f"from the archive: taken on {taken:%Y-%m-%d}, as its file says"))
    elif taken:
        lines.append(Line("", "", f"The picture was taken on {taken:%Y-%m-%d}, as its file says."))
    return lines


_WAITING = {
    "photo_alt": "write what can be seen, for readers who cannot see it",
    "photo_caption": "write who, what, where, when",
    "photo_credit": "write who made it: Name/Agency",
}


def _can_stand(text: str) -> bool:
    return not text or values_in(f"---\ntext: {quoted(text)}\n---\n") == {"text": text}


def copy_photo(folder: ContentFolder, photo: NewPhoto) -> None:
    """Write the photograph into its place, unless it is there."""
    if photo.content is not None:
        write_new(folder.root / photo.path, photo.content)
