"""The commits of one article -> the words that changed in each, as git tells them. Without git, or
outside of a repository, there are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.model.regex import regex
from generator.record.history import answer_of_git

_MOST = 20
"""Commits."""
_MOST_PARTS = 80
"""Parts of a text in one commit."""
_AROUND = 60
"""Characters of unchanged text beside a change."""
_WORDS = ["--word-diff=porcelain", "--unified=0", "--no-ext-diff", "--no-color"]
_COMMIT = regex(r"\x01([0-9a-f]+)\x02(.*?)\x02(.*?)\x02(.*)")
_HEADS = ("diff ", "index ", "--- ", "+++ ", "similarity ", "rename ", "new file", "old mode", "new mode", "deleted ")


class Part(NamedTuple):
    """A piece of text: `kind` is "+" for new words, "-" for deleted ones, " " for those around, and
    "…" for text that is left out."""

    kind: str
    text: str


class Commit(NamedTuple):
    """A commit, or, without a `name`, what is not committed yet. `at` is a time in ISO 8601."""

    name: str
    author: str
    at: str
    subject: str
    parts: tuple[Part, ...]


def commits_of(content: Path, path: str) -> tuple[Commit, ...]:
    """Return the last commits of a file, under its earlier names, too, the newest first. `path` is
    relative to the content folder."""
    found = []
    edited = answer_of_git(content, ["diff", *_WORDS, "HEAD", "--", path])
    if edited:
        found.append(Commit("", "", "", "", _parts(edited.splitlines())))
    how = ["--follow", f"--max-count={_MOST}", "--format=%x01%h%x02%an%x02%aI%x02%s", "--patch"]
    lines: list[str] = []
    head: tuple[str, str, str, str] | None = None
    for line in [*answer_of_git(content, ["log", *how, *_WORDS, "--", path]).split("\n"), "\x01"]:
        if not line.startswith("\x01"):
            lines.append(line)
            continue
        if head:
            found.append(Commit(*head, _parts(lines)))
        match = _COMMIT.fullmatch(line)
        head, lines = (match[1], match[2], match[3], match[4]) if match else None, []
    return tuple(found)


def _parts(lines: list[str]) -> tuple[Part, ...]:
    """Return the parts of a word difference, as git's porcelain format has them."""
    parts: list[Part] = []
    for part in _read(lines):
        if part.kind == "…" and (not parts or parts[-1].kind == "…"):
            continue
        if len(parts) == _MOST_PARTS:
            return (*parts, Part("…", ""))
        parts.append(part)
    return tuple(parts)


def _read(lines: list[str]) -> Iterator[Part]:
    is_inside = False
    for line in lines:
        if line.startswith("@@"):
            is_inside = True
            yield Part("…", "")
        elif not is_inside or not line:
            continue
        elif line.startswith(_HEADS) and line[0] not in "+- ":
            is_inside = False
        elif line[0] in "+-":
            yield Part(line[0], line[1:])
        elif line[0] == " ":
            text = line[1:]
            if len(text) > 2 * _AROUND:
                yield Part(" ", text[:_AROUND])
                yield Part("…", "")
                text = text[-_AROUND:]
            yield Part(" ", text)
        elif line == "~":
            yield Part(" ", "\n")
