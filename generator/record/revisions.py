"""Earlier versions of files, as git has them. Git is asked only when an editor asks for a revision;
no build needs it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.model.problems import DatelineError
from generator.model.regex import regex

_SECONDS = 60
_MOST_VERSIONS = 50
_HASH = regex(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class ChangedFile(NamedTuple):
    """A file that differs from a revision: its path there and its path now, both relative to the
    content folder. One of them is "" for a file that is new or gone."""

    before: str
    now: str


class Revisions:
    """The repository that a content folder is in. Raises DatelineError without git or outside of a
    repository."""

    def __init__(self, content: Path) -> None:
        program = shutil.which("git")
        if program is None:
            raise DatelineError("Earlier texts are asked of git, which is not installed here.")
        self._git = [program, "--no-optional-locks", "-C", str(content), "-c", "core.quotePath=false"]
        prefix = self._run("rev-parse", "--show-prefix")
        if prefix is None:
            raise DatelineError(f"Earlier texts are asked of git, and {content} is in no repository that it can read.")
        self._prefix = prefix.decode("utf-8", "replace").rstrip("\n")

    def commit(self, revision: str) -> str:
        """Return the hash of the commit that a revision names. Raises DatelineError if there is
        none."""
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if not found or not revision:
            raise DatelineError(
                f"Git knows no commit “{revision}” here. A shallow clone has only the last ones: fetch more of it."
            )
        return found.decode().strip()

    def changed(self, commit: str, folder: str) -> list[ChangedFile]:
        """Return the files of a folder that differ from a commit, those not committed included."""
        how = ("--name-status", "-z", "--find-renames", "--relative", "--no-ext-diff", "--diff-filter=AMRD")
        listed = self._run("diff", *how, commit, "--", folder)
        others = self._run("ls-files", "--others", "--exclude-standard", "-z", "--", folder)
        if listed is None or others is None:
            raise DatelineError("Git could not say what has changed.")
        fields = iter(listed.decode("utf-8", "surrogateescape").split("\0"))
        found = []
        for status in fields:
            if status:
                path = next(fields)
                to = next(fields) if status[0] == "R" else path
                found.append(ChangedFile("" if status[0] == "A" else path, "" if status[0] == "D" else to))
        found += [ChangedFile("", path) for path in others.decode("utf-8", "surrogateescape").split("\0") if path]
        return found

    def contents(self, commit: str, paths: Collection[str]) -> dict[str, bytes]:
        """Return the bytes of files in a commit, by path in the content folder, as far as they
        exist there."""
        wanted = [path for path in paths if "\n" not in path]
        return dict(self._contents({path: f"{commit}:{self._prefix}{path}" for path in wanted}))

    def versions(self, path: str) -> Iterator[bytes]:
        """Yield the committed versions of a file, the last first, under its earlier names, too."""
        how = ("--follow", "--format=%H", "--name-only", f"--max-count={_MOST_VERSIONS}")
        lines = (self._run("log", *how, "--", path) or b"").decode("utf-8", "surrogateescape").splitlines()
        names, commit = dict[str, str](), ""
        for line in filter(None, lines):
            if _HASH.fullmatch(line):
                commit = line
            else:
                names[f"{commit}:{line}"] = f"{commit}:{line}"
        found = dict(self._contents(names))
        yield from (found[name] for name in names if name in found)

    def _contents(self, objects: dict[str, str]) -> Iterator[tuple[str, bytes]]:
        if not objects:
            return
        asked = "".join(f"{name}\n" for name in objects.values()).encode("utf-8", "surrogateescape")
        answer = self._run("cat-file", "--batch", given=asked) or b""
        start = 0
        for path in objects:
            end = answer.find(b"\n", start)
            if end < 0:
                return
            head, start = answer[start:end].split(b" "), end + 1
            if head[-1].isdigit() and head[-2] == b"blob":
                size = int(head[-1])
                yield path, answer[start : start + size]
                start += size + 1

    def _run(self, *arguments: str, given: bytes = b"") -> bytes | None:
        """Return what git prints; None if it fails or takes too long."""
        try:
            done = subprocess.run(
                [*self._git, *arguments],
                input=given,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout if done.returncode == 0 else None
