"""What git knows of a deleted file: in which commit it went, and the name it has now.

Git is asked only after an address is missing, with two commands, for five seconds each at most. Without
git, outside of a repository, and beyond the end of a shallow one there is no answer, which is no
fault."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.model.regex import regex

_SECONDS = 5
_MOST_COMMITS = 500
_COMMIT = regex(r"\x01(\w+) (\S+)")
_STATUS = regex(r"([DR])\d*\t([^\t]+)(?:\t([^\t]+))?")


class Departure(NamedTuple):
    """The end of a file. `commit` and `day` are "" if it is not committed yet; `to` is the new name
    of a renamed file, else ""."""

    commit: str = ""
    day: str = ""
    to: str = ""


def departures(content: Path, files: Collection[str]) -> dict[str, Departure]:
    """Return what is known of these files, which are no longer there. Paths are relative to the
    content folder, with forward slashes."""
    found: dict[str, Departure] = {}
    program = shutil.which("git")
    if program is None:
        return found
    shared = [program, "--no-optional-locks", "-C", str(content), "-c", "core.quotePath=false"]
    how = ["--relative", "--name-status", "--find-renames", "--diff-filter=DR"]
    log = ["log", "--format=%x01%h %as", f"--max-count={_MOST_COMMITS}", *how, "--", "."]
    for command in (["diff", *how, "HEAD", "--", "."], log):
        if found.keys() >= set(files):
            break
        for file, departure in _departures(_answer([*shared, *command])):
            if file in files:
                found.setdefault(file, departure)
    return found


def _answer(command: list[str]) -> str:
    """Return what git prints; "" if it fails or takes too long."""
    import subprocess  # noqa: PLC0415 - only after an address is missing

    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _departures(text: str) -> Iterator[tuple[str, Departure]]:
    commit = day = ""
    for line in text.splitlines():
        if match := _COMMIT.fullmatch(line):
            commit, day = match[1], match[2]
        elif match := _STATUS.fullmatch(line):
            yield match[2], Departure(commit, day, match[3] or "")
