"""A file of the content folder -> the same file, mended; and how it is written. Nothing else in it
changes, not a byte: byte order mark, ends of lines, comments and quotes stay as an editor left them.

What is mended is read again and compared: front matter has to mean what it meant, a text has to be the
same page. What does not pass stays as it is. A file is replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from generator.fixes.front_matter import Kind, fences, mended_matter
from generator.fixes.letters import own_letters, without_directions
from generator.fixes.text import dots, doubled_spaces, in_text, quotes
from generator.model.dataclass import dataclass
from generator.model.headers import HEADERS
from generator.read.documents import Reading
from generator.read.encoding import mended, misread
from generator.read.front_matter.parse import decoded, split
from generator.read.markdown.body import converted
from generator.read.scan import SourceFile

_SUFFIXES = (".md", ".toml")
_LARGEST = 2_000_000
"""Bytes; no build reads a larger text."""
_PLAIN = ("comments", "fronts")
"""Folders in which only words in a wrong encoding are mended: what readers wrote is not ours."""

LETTERS, QUOTES = "letters", "quotes"
"""Repairs of running text that are made only when asked for: a name in another language may have its
own letters, and straight quotes are printed as typographic ones anyway."""

Text = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file that has something to mend. `path` begins in the content folder. `fixes` are what was
    mended, in an editor's words."""

    path: str
    disk_path: Path
    before: bytes
    after: bytes
    fixes: tuple[str, ...]


def fixes_of(files: Iterable[SourceFile], reading: Reading, *, also: Collection[str] = ()) -> Iterator[Fixed]:
    """Yield the files that have something to mend. What is mended only when asked for is named in
    `also`: `LETTERS` and `QUOTES` of running text."""
    for file in files:
        if file.path.endswith(_SUFFIXES) and file.size <= _LARGEST:
            found = _fixed(file, reading, also=also)
            if found:
                yield found


def _fixed(file: SourceFile, reading: Reading, *, also: Collection[str]) -> Fixed | None:
    disk_path = Path(file.disk_path)
    try:
        before = disk_path.read_bytes()
        text = before.decode()
    except (OSError, UnicodeDecodeError):  # a build reports it
        return None
    fixes: list[str] = []
    words = tuple(word for word in misread(text) if word.is_known)
    after = mended(text, words) if words else text
    fixes += ["words in a wrong encoding"] if words else []
    folder = file.path.partition("/")[0]
    if file.path.endswith(".md") and folder in HEADERS and folder not in _PLAIN:
        after = _document(after, file.path, reading, fixes, also=also)
    return Fixed(file.path, disk_path, before, after.encode(), tuple(fixes)) if after != text else None


def _document(text: str, path: str, reading: Reading, fixes: list[str], *, also: Collection[str]) -> str:
    """Return a document mended, and add to `fixes` what was. Its ends of lines are put back as they
    were: no repair adds a line or takes one away."""
    mark = text[: len(text) - len(text.lstrip("\ufeff"))]
    lines = text.removeprefix(mark).split("\n")
    ends = ["\r" if line.endswith("\r") else "" for line in lines]
    plain = "\n".join(line.removesuffix("\r") for line in lines)
    if "\r" in plain:  # ends of lines of the old Macintosh
        return text
    language = _language(plain, path, reading)
    found = mended_matter(plain, Kind(HEADERS[path.partition("/")[0]], language))
    fixes += ["front matter"] if found != plain else []
    found = _with_text(found, language, fixes, also=also)
    again = found.split("\n")
    if len(again) != len(ends):
        return text
    return mark + "\n".join(line + end for line, end in zip(again, ends, strict=True))


def _language(text: str, path: str, reading: Reading) -> str:
    matter = split(text, "content/articles/x.md").value
    written = matter.values.get("lang", "") if matter else ""
    return written if isinstance(written, str) and written else reading.language_of(path) or reading.language


def _with_text(text: str, language: str, fixes: list[str], *, also: Collection[str]) -> str:
    place = fences(text)
    if place is None:
        return text
    lines = text.split("\n")
    head, body = "\n".join(lines[: place[1] + 1]), "\n".join(lines[place[1] + 1 :])

    def letters(part: str) -> str:
        return own_letters(part, language)

    repairs: list[tuple[str, Text, Text]] = [
        ("marks of direction", without_directions, without_directions),
        ("doubled spaces", doubled_spaces, _one_space),
        ("dots", dots, _same),
    ]
    repairs += [("quotation marks", quotes, _same)] if QUOTES in also else []
    repairs += [("letters", letters, letters)] if LETTERS in also else []
    for name, repair, alike in repairs:
        again = in_text(body, repair)
        if again != body and _is_same_page(body, again, alike):
            body = again
            fixes.append(name)
    return f"{head}\n{body}" if len(lines) > place[1] + 1 else text


def _is_same_page(before: str, after: str, alike: Text) -> bool:
    """Whether two bodies are one page, but for what a repair changes."""
    return alike(_page(before)) == alike(_page(after))


def _page(body: str) -> str:
    location = "content/articles/x.md"
    text = decoded(body.encode(errors="replace"), location).value or ""
    return "".join(part if isinstance(part, str) else repr(part) for part in converted(text, location).value.parts)


def _one_space(text: str) -> str:
    return " ".join(text.split())


def _same(text: str) -> str:
    return text


def write(fixed: Fixed) -> str:
    """Replace a file by its mended form, with the same permissions; return why not, or ""."""
    try:
        _replace(fixed.disk_path.resolve(), fixed.before, fixed.after)
    except OSError as fault:
        return fault.strerror or str(fault)
    return ""


def _replace(file: Path, before: bytes, after: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".part", delete=False) as opened:
        temporary = Path(opened.name)
        try:
            opened.write(after)
            opened.flush()
            os.fsync(opened.fileno())  # there may be no other copy of these words
            opened.close()
            temporary.chmod(file.stat().st_mode & 0o7777)
            if file.read_bytes() != before:
                raise OSError(None, "somebody else has just saved it; run this once more")
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
