"""Finished files in; the output folder, changed as little as possible and never seen half done, out.

Everything new is written beside the site first, on the same file system, and only then renamed into place, what is
pointed to before what points to it. Until the first rename the live site is as it was; from then on a killed build
leaves whole files, and the next build puts the rest right. What we wrote is listed in a manifest: a file that is not
in it is somebody else's, and is never overwritten or deleted. Two builds must not publish to one folder at once, and
a power failure is not guarded against: nothing is fsynced. Makes no file, knows no page, never empties a folder.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.outputs import Wave
from generator.model.problems import DatelineError

MANIFEST = ".dateline-manifest.json"
STAGING = ".dateline-staging"
VERSION = 1

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file is larger than this disk or account allows",
    errno.EACCES: "there is no permission to write there",
    errno.EPERM: "there is no permission to write there",
    errno.EROFS: "the disk is read-only",
    errno.ENAMETOOLONG: "the name is too long for this disk",
}


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing changed, as sorted paths, and how many files were right already."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class _Write:
    """A file that waits in staging for its place. Sorted, these are in the order of publishing."""

    wave: Wave
    path: str
    staged: Path
    is_new: bool


def owned(output: Path) -> dict[str, str]:
    """The files we wrote: from path, relative to `output` and with forward slashes, to the digest of the bytes (BLAKE2b
    of 16 bytes, in hexadecimal), or to "" if a killed build was about to replace them. Empty without a manifest, or
    with one that is damaged or of another version."""
    return _manifest(output) or {}


def check_output(output: Path, content: Path, others: Sequence[Path]) -> None:
    """Raise DatelineError unless it is safe to publish to `output`: a folder that is yet to be made, is empty or has
    our manifest, and has no part in `content` or `others`. Dotfiles such as .git may be there before us."""
    real = _resolved(output)
    for folder in (content, *others):
        source = _resolved(folder)
        if source == real:
            raise DatelineError(f"The output folder {output} is a source folder too; choose another.")
        if source in real.parents:
            raise DatelineError(f"The output folder {output} lies in the source folder {folder}; choose another.")
        if real in source.parents:
            raise DatelineError(f"The output folder {output} contains the source folder {folder}; choose another.")
    try:
        there = next(folder for folder in (real, *real.parents) if folder.exists())
        if not there.is_dir():
            raise DatelineError(f"There can be no output folder {output}: {there} is a file; choose another.")
        if there == real and _manifest(real) is None and (stranger := _first_file(real)):
            raise DatelineError(
                f"The output folder {output} holds {stranger}, which this version of Dateline did not write;"
                " choose another folder, or delete this one yourself."
            )
    except OSError as fault:
        raise DatelineError(f"The output folder {output} cannot be read: {_reason(fault)}.") from fault


def publish(
    output: Path, files: Iterable[tuple[Wave, str, bytes | Path]], keep: frozenset[str] = frozenset()
) -> Published:
    """Make `output` hold `files`, and of what we wrote there before only those and `keep`.

    A file is its wave, its path in the output folder and its bytes, or the path of a file that has them; `files` is
    gone through once, so that it may be a generator. A file that lies there with these very bytes is not touched, and
    stays somebody else's if it was. `keep`
    are files of the manifest that stay although they are not among `files`, unless one of those needs their place.

    Raises DatelineError, with the live files as they were, when the disk is full or may not be written to, when two
    files want one place, or when somebody else's file or a link is in the way; and also if renaming fails half-way,
    which the message then says.
    """
    root = _resolved(output)
    staging = root / STAGING
    before = owned(root)
    try:
        try:
            _clear(staging)
            staging.mkdir(parents=True)
            writes, after = _stage(root, files, before)
            unchanged = len(after) - len(writes)
            ours = before.keys() | {write.path for write in writes}
            after = {path: digest for path, digest in after.items() if path in ours}
            after |= _kept(before, after, keep)
            gone = sorted(before.keys() - after.keys())
            _check_reachable(root, [*(write.path for write in writes), *gone])
            unsure = {**before, **after, **{write.path: "" for write in writes}}
            manifests = _stage_manifest(staging / "before", unsure), _stage_manifest(staging / "after", after)
        except OSError as fault:
            raise DatelineError(f"Nothing was published to {output}: {_reason(fault)}.") from fault
        try:
            removed = _commit(root, writes, gone, manifests)
        except OSError as fault:
            raise DatelineError(
                f"Publishing to {output} stopped half-way: {_reason(fault)}. Build again to finish it."
            ) from fault
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    added = sorted(write.path for write in writes if write.is_new)
    changed = sorted(write.path for write in writes if not write.is_new)
    return Published(tuple(added), tuple(changed), removed, unchanged)


def _stage(
    root: Path, files: Iterable[tuple[Wave, str, bytes | Path]], before: Mapping[str, str]
) -> tuple[list[_Write], dict[str, str]]:
    """Write what differs from the live files into staging; also the digest of every file, by path. Changes nothing
    else."""
    writes: list[_Write] = []
    after: dict[str, str] = {}
    folders: dict[str, bool] = {}
    for wave, path, content in files:
        if not _is_safe(path):
            raise DatelineError(f"“{path}” cannot be the path of a published file.")
        if path in after:
            raise DatelineError(f"Two pages or files want to be published as {path}.")
        after[path] = _digest(content)
        lies_there = _lies_there(root, path, before, folders)
        if lies_there is not None and lies_there == after[path]:
            continue
        if lies_there is not None and path not in before:
            raise _foreign(root, path)
        staged = root / STAGING / str(len(writes))
        if isinstance(content, bytes):
            staged.write_bytes(content)
        else:
            shutil.copyfile(content, staged)
        writes.append(_Write(wave, path, staged, lies_there is None))
    for path in after:
        if folder := next((folder for folder in _folders(path) if folder in after), None):
            raise DatelineError(f"{folder} cannot be published as a file and as the folder of {path}.")
    return sorted(writes, key=lambda write: (write.wave, write.path)), after


def _lies_there(root: Path, path: str, before: Mapping[str, str], folders: dict[str, bool]) -> str | None:
    """The digest of the live file at `path`, or None if there is none. Raises DatelineError when what is in the way is
    not ours. `folders` remembers, for one round, which folders are there."""
    for folder in _folders(path):
        if folder not in folders:
            mode = _mode(root / folder)
            if stat.S_ISLNK(mode) or (mode and not stat.S_ISDIR(mode) and folder not in before):
                raise _foreign(root, folder)
            folders[folder] = stat.S_ISDIR(mode)
        if not folders[folder]:
            return None
    target = root / path
    mode = _mode(target)
    if stat.S_ISDIR(mode):
        if stranger := next((each for each in _walk(target, f"{path}/") if each not in before), None):
            raise _foreign(root, stranger)
        return None
    if mode and not stat.S_ISREG(mode):
        raise _foreign(root, path)
    return _digest(target) if mode else None


def _kept(before: Mapping[str, str], after: Mapping[str, str], keep: frozenset[str]) -> dict[str, str]:
    needed = {folder for path in after for folder in _folders(path)}
    return {
        path: before[path]
        for path in sorted(keep & before.keys() - after.keys() - needed)
        if not any(folder in after for folder in _folders(path))
    }


def _check_reachable(root: Path, paths: Iterable[str]) -> None:
    """Find out before anything changes whether all of it can: no link on the way, and permission for each folder."""
    for folder in sorted({folder for path in paths for folder in _folders(path)} | {""}):
        mode = _mode(root / folder)
        if stat.S_ISLNK(mode):
            raise _foreign(root, folder)
        if stat.S_ISDIR(mode) and not os.access(root / folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(root / folder))


def _stage_manifest(staged: Path, files: Mapping[str, str]) -> Path:
    text = json.dumps({"version": VERSION, "files": dict(sorted(files.items()))}, indent=0)
    staged.write_text(text + "\n", encoding="ascii")
    return staged


def _commit(root: Path, writes: Sequence[_Write], gone: Sequence[str], manifests: tuple[Path, Path]) -> tuple[str, ...]:
    """Bring staging live: the only function that changes what a reader sees. Returns what was removed."""
    _replace_manifest(root, manifests[0])
    places = {write.path for write in writes}
    needed = {folder for path in places for folder in _folders(path)}
    in_the_way = [path for path in gone if path in needed or not places.isdisjoint(_folders(path))]
    removed = [path for path in in_the_way if _remove(root, path)]
    for write in writes:
        if stat.S_ISDIR(_mode(root / write.path)):  # by now without a file in it
            for folder, _, _ in os.walk(root / write.path, topdown=False):
                Path(folder).rmdir()
        (root / write.path).parent.mkdir(parents=True, exist_ok=True)
    for write in writes:
        write.staged.replace(root / write.path)
    removed += [path for path in gone if _remove(root, path)]
    _replace_manifest(root, manifests[1])
    return tuple(sorted(removed))


def _replace_manifest(root: Path, staged: Path) -> None:
    live = root / MANIFEST
    if not live.is_file() or live.read_bytes() != staged.read_bytes():
        staged.replace(live)


def _remove(root: Path, path: str) -> bool:
    """Delete a file of ours and the folders that it leaves empty; False if it was gone, or a folder is there now."""
    target = root / path
    try:
        if stat.S_ISDIR(_mode(target)):
            return False
        target.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    for folder in reversed(_folders(path)):
        try:
            (root / folder).rmdir()
        except OSError:  # not empty
            break
    return True


def _clear(staging: Path) -> None:
    mode = _mode(staging)
    if stat.S_ISDIR(mode):
        shutil.rmtree(staging)
    elif mode:
        staging.unlink()


def _manifest(output: Path) -> dict[str, str] | None:
    try:
        manifest = json.loads((output / MANIFEST).read_bytes())
        files = manifest["files"]
        if manifest["version"] != VERSION or not all(
            isinstance(digest, str) and _is_safe(path) for path, digest in files.items()
        ):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return dict(files)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError) as fault:  # Python before 3.13 raises RuntimeError for links that go in circles
        raise DatelineError(f"{path} cannot be followed to where it leads: {fault}.") from fault


def _is_safe(path: str) -> bool:
    """Whether a path stays in the output folder, on every system, and is not one of our own two names."""
    parts = path.split("/")
    return (
        not {"", ".", ".."}.intersection(parts)
        and not {"\\", "\0"}.intersection(path)
        and not os.path.splitdrive(path)[0]
        and parts[0] not in {MANIFEST, STAGING}
    )


def _folders(path: str) -> list[str]:
    """The folders a path lies in, outermost first: "a/b/c.html" lies in "a" and "a/b"."""
    return [path[:end] for end, letter in enumerate(path) if letter == "/"]


def _mode(path: Path) -> int:
    """The mode of what lies there, links not followed; 0 if nothing does."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _digest(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return hashlib.blake2b(content, digest_size=16).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    """Every file and link below a folder, as `prefix` and the path from there, in order."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}"


def _first_file(folder: Path) -> str:
    """The first file that is no dotfile and lies in no dot folder; "" if there is none."""
    return next((path for path in _walk(folder, "") if not any(part[0] == "." for part in path.split("/"))), "")


def _foreign(root: Path, path: str) -> DatelineError:
    kind = "a link" if (root / path).is_symlink() else "a file"
    return DatelineError(
        f"Nothing was published: {root / path} is {kind} that Dateline did not write and will not overwrite;"
        " move it away, or publish to another folder."
    )


def _reason(fault: OSError) -> str:
    reason = _REASONS.get(fault.errno or 0) or fault.strerror or str(fault)
    return f"{reason} ({fault.filename})" if fault.filename else reason
