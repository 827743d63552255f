"""A case file: sources, then what becomes of them, then what the program says about them.

    ---
    title: A headline
    …
    === result
    what the reader gets: see `published_text` in test_cases.py
    === problems
    the lines that `python build.py` prints, word for word

What stands before the first line with === is the article `content/articles/story.md`. More sources follow under lines
that say what to make. Paths begin with content/ or layouts/ (in quotes if there is a space in them) and may have a word for each oddity of the file behind them:

    === file PATH [WORD …]       a text file. Words: bom, crlf, latin-1, windows-1256, utf-16 (how it is encoded), escapes
                                 (\\x00, \\u202e and the like in it stand for those characters), nfc, nfd (the normal form
                                 of its name on disk)
    === more PATH                text put behind what the file has already
    === photo PATH WIDTHxHEIGHT [truncated] [nfc|nfd]    a JPEG, or its first half
    === bomb PATH                a PNG of a few bytes that claims to have 30,000 by 30,000 pixels
    === filler PATH BYTES        a text of that size
    === link PATH TARGET         a symbolic link
    === without PATH             the file is not there
    === options WORD …           keep-going, preview

Around them lies the small newsroom of tests/cases/newsroom/; a case replaces its files by naming them. The layouts are the
project's own, copied only for a case that changes them.
"""

from __future__ import annotations

import io
import shlex
import shutil
import struct
import unicodedata
import zlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
NEWSROOM = HERE / "newsroom" / "content"
ROOT = HERE.parent.parent
STORY = "file content/articles/story.md"
MARK = "=== "


@dataclass(frozen=True, slots=True)
class Part:
    """`directive` is what stands behind the === of its line; `text` the lines below it, each with its line end."""

    directive: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """`result` and `problems` are None while nobody has written what is expected."""

    sources: tuple[Part, ...]
    result: str | None
    problems: str | None


def read_case(path: Path) -> Case:
    parts: list[Part] = []
    directive, lines = STORY, list[str]()
    for line in [*path.read_bytes().decode().split("\n")[:-1], f"{MARK}end"]:
        if line.startswith(MARK):
            parts.append(Part(directive, "".join(f"{line}\n" for line in lines)))
            directive, lines = line.removeprefix(MARK), []
        else:
            lines.append(line)
    if parts[0] == Part(STORY, ""):
        del parts[0]
    expected = {part.directive: part.text for part in parts if part.directive in ("result", "problems")}
    sources = tuple(part for part in parts if part.directive not in expected)
    return Case(sources, expected.get("result"), expected.get("problems"))


def rewrite_case(path: Path, case: Case, result: str, problems: str) -> None:
    """Write `path` again, with the same sources and other expectations."""
    parts = [
        *(replace(part, directive="") if part.directive == STORY and part.text else part for part in case.sources),
        Part("result", result),
        Part("problems", problems),
    ]
    text = "".join((f"{MARK}{part.directive}\n" if part.directive else "") + part.text for part in parts)
    path.write_bytes(text.encode())


def options_of(case: Case) -> frozenset[str]:
    return frozenset(
        word for part in case.sources if part.directive.startswith("options ") for word in part.directive.split()[1:]
    )


def lay_out(case: Case, folder: Path) -> tuple[Path, Path]:
    """The newsroom of a case, in `folder`; its content and its layouts."""
    content, layouts = folder / "content", folder / "layouts"
    shutil.copytree(NEWSROOM, content)
    own_layouts = any(" layouts/" in part.directive for part in case.sources)
    if own_layouts:
        shutil.copytree(ROOT / "layouts", layouts)
    for part in case.sources:
        _make(part, folder)
    return content, layouts if own_layouts else ROOT / "layouts"


def _make(part: Part, folder: Path) -> None:
    kind, *words = shlex.split(part.directive)
    if kind == "options":
        return
    name, *words = words
    forms = {"nfc": "NFC", "nfd": "NFD"}
    for word in words:
        name = unicodedata.normalize(forms[word], name) if word in forms else name  # type: ignore[arg-type]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "file":
            path.write_bytes(_encoded(part.text, words))
        case "more":
            with path.open("ab") as file:
                file.write(part.text.encode())
        case "photo":
            width, height = words[0].split("x")
            content = _jpeg(int(width), int(height))
            path.write_bytes(content[: len(content) // 2] if "truncated" in words else content)
        case "bomb":
            path.write_bytes(_png_bomb())
        case "filler":
            with path.open("wb") as file:
                file.truncate(int(words[0]))
        case "link":
            path.symlink_to(words[0])
        case "without":
            path.unlink()
        case _:
            raise ValueError(f"{part.directive}: no such directive")


def _encoded(text: str, words: list[str]) -> bytes:
    if "escapes" in words:
        text = text.encode("latin-1", "backslashreplace").decode("unicode_escape")
    if "crlf" in words:
        text = text.replace("\n", "\r\n")
    encodings = {"bom": "utf-8-sig", "latin-1": "latin-1", "windows-1256": "cp1256", "utf-16": "utf-16"}
    return text.encode(next((encodings[word] for word in words if word in encodings), "utf-8"))


@cache
def _jpeg(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(content, "JPEG")
    return content.getvalue()


def _png_bomb() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
