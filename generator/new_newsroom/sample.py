"""The sample newsroom, and its replacement by an owner's. Nothing is deleted, and nothing is
overwritten.

    files of the new newsroom  -> content/.new-newsroom/  written under another name, then renamed
    files of the sample        -> tests/sample/           site.toml first: no build can begin
    files in .new-newsroom/    -> content/                site.toml last

Each file is moved by one rename. So a killed command leaves every file in one of its two places,
and the next call goes on from there. Dotfiles and guides (README.md, RULES.md) stay where they are. A record
of the sample's addresses, which `build.py record` may have written, goes with the sample."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from generator.model.digests import digest_of_bytes
from generator.model.problems import DatelineError
from generator.read.scan import GUIDES

LIST = ".sample"
"""A list in the sample's folder: the digest and the path of each of its files. An owner's newsroom
has none."""
NEW, UNFINISHED = ".new-newsroom", ".new-newsroom-unfinished"
FIRST = "site.toml"
RECORD = "record"
"""The folder of the record: of the sample's addresses, until the new newsroom begins one."""
_TEXTS = {".md", ".toml"}
_NAMED = 5


def home_of(content: Path) -> Path:
    """Return the folder for the sample; the tests look for it there."""
    return content.parent / "tests" / "sample"


def digest_of_file(file: Path) -> str:
    """Return a digest that is the same for a text with line ends of Windows, which git may have
    made."""
    content = file.read_bytes()
    if file.suffix in _TEXTS:
        content = content.replace(b"\r\n", b"\n")
    return digest_of_bytes(content)


def listed(folder: Path) -> dict[str, str]:
    """Return the digests of the sample's files, by path; empty where there is no list."""
    try:
        lines = (folder / LIST).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def list_of(folder: Path) -> str:
    """Return the text of the list."""
    return "".join(f"{digest_of_file(folder / path)}  {path}\n" for path in files_in(folder))


def files_in(folder: Path) -> list[str]:
    """Return the paths of all files except dotfiles, guides and the record, and of all links, sorted."""
    return sorted(_below(folder, ""))


def _below(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "README.md" or prefix + entry.name in (RECORD, *GUIDES):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(folder / entry.name, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def check(content: Path) -> None:
    """Raise DatelineError unless the folder holds nothing but unchanged files of the sample."""
    sample = listed(content)
    found = files_in(content) if content.is_dir() else []
    if found and not sample:
        raise DatelineError(
            f"{content} holds a newsroom already: {_named(found)}. Nothing was touched."
            " For another newsroom name another folder:  --content DIR"
        )
    own = [path for path in found if not _is(content / path, sample.get(path))]
    if own:
        raise DatelineError(
            f"{content} is no longer the sample as it came: {_named(own)}. Nothing was touched. Move what is yours out of"
            " the folder, call this again, and move it back; or bring the sample back:  git checkout content"
        )
    if not sample:
        return
    home, going = home_of(content), {**sample, LIST: digest_of_file(content / LIST)}
    if taken := [path for path in going if os.path.lexists(home / path) and not _is(home / path, going[path])]:
        raise DatelineError(
            f"The sample would go to {home}, and there is something else: {_named(taken)}. Nothing was touched. Move that"
            " away, and call this again."
        )


def is_begun(content: Path) -> bool:
    """Whether an earlier call was killed before all files of a new newsroom were in their
    places."""
    return (content / NEW).is_dir()


def prepare(content: Path, files: Mapping[str, str]) -> None:
    """Write the files of a new newsroom into its folder of preparation. Nothing else changes."""
    unfinished = content / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    for path, text in files.items():
        file = unfinished / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    unfinished.rename(content / NEW)


def move_in(content: Path) -> bool:
    """Move the sample away and the prepared newsroom into its place; return whether there was a
    sample."""
    sample, home, new = listed(content), home_of(content), content / NEW
    if changed := [
        path for path in sample if os.path.lexists(content / path) and not _is(content / path, sample[path])
    ]:
        raise DatelineError(
            f"{_named(changed)} in {content} is no longer the sample's. Move it away, and call this again to go on."
        )
    for path in sorted(sample, key=lambda path: (path != FIRST, path)):
        if os.path.lexists(content / path):
            _move(content / path, home / path)
    if sample:
        for file in sorted((content / RECORD).glob("*.txt")):
            _move(file, home / RECORD / file.name)
        _move(content / LIST, home / LIST)
    _clear(content)
    for path in sorted(files_in(new), key=lambda path: (path == FIRST, path)):
        if os.path.lexists(content / path):
            raise DatelineError(
                f"{content / path} came meanwhile, and is not overwritten. Move it away, and call this again."
            )
        _move(new / path, content / path)
    shutil.rmtree(new)
    return bool(sample)


def _is(file: Path, digest: str | None) -> bool:
    return not file.is_symlink() and file.is_file() and digest_of_file(file) == digest


def _move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        file.replace(target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        # It lies on another disk: the file is whole there before it is removed here.
        whole = target.with_name(f".{target.name}.part")
        shutil.copyfile(file, whole)
        whole.replace(target)
        file.unlink()


def _clear(content: Path) -> None:
    """Remove empty folders; a folder with a dotfile stays."""
    for folder, _, _ in os.walk(content, topdown=False):
        inside = Path(folder).relative_to(content).parts
        if inside and not inside[0].startswith("."):
            with suppress(OSError):
                Path(folder).rmdir()


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return ", ".join(paths[:_NAMED]) + more
