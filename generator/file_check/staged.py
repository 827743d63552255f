"""What a commit would have, as git has it staged: names of files, and the bytes of those that are
otherwise in the working tree. Only git is asked, and nothing of the repository is changed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Staged:
    """The staged files, by their absolute names. `copies` is a folder with those of the content folder
    that the working tree has otherwise; `differ` are their paths in it. A path in `gone` is deleted
    in the commit and still there in the working tree."""

    names: tuple[str, ...]
    copies: Path
    differ: frozenset[str]
    gone: frozenset[str]


@contextmanager
def staged_files(content: Path, here: Path) -> Iterator[Staged]:
    """Give the staged files of the repository at `here`, the working directory: a hook's variables are
    paths from there. Raises DatelineError without git or outside of a repository."""
    root = Path(_git(here, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))
    listed = _paths(_git(here, "diff", "--cached", "--name-status", "-z", "--no-renames", "--no-ext-diff"))
    status = dict(zip(listed[1::2], listed[::2], strict=True))
    unstaged = {*_paths(_git(root, "diff", "--name-only", "-z", "--no-ext-diff", "--", *[f":(top,literal){each}" for each in status]))} if status else set()  # fmt: skip
    real = content.resolve()
    inside = {path: _inside(root / path, real) for path in status}
    with TemporaryDirectory() as folder:
        differ = set()
        for path in sorted(unstaged & status.keys()):
            if status[path] != "D" and (inner := inside[path]):
                copy = Path(folder, inner)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(_git(here, "cat-file", "--filters", f":0:{path}"))
                differ.add(inner)
        gone = {inner for path, inner in inside.items() if inner and status[path] == "D"}
        yield Staged(tuple(str(root / path) for path in status), Path(folder), frozenset(differ), frozenset(gone))


def _inside(file: Path, content: Path) -> str:
    """Return the path of a file in the content folder, "" outside."""
    real = file.parent.resolve() / file.name
    return real.relative_to(content).as_posix() if real.is_relative_to(content) else ""


def _paths(listed: bytes) -> list[str]:
    return [each for each in listed.decode("utf-8", "surrogateescape").split("\0") if each]


def _git(folder: Path, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise DatelineError("Git says what is staged, and it is not installed here.")
    try:
        done = subprocess.run(
            [program, "--no-optional-locks", *arguments], cwd=folder, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise DatelineError(f"Git could not be asked what is staged: {fault}.") from fault
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise DatelineError(f"Git could not say what is staged: {reason}")
    return done.stdout
