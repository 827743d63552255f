"""Which files of an output folder are ours: the manifest in it; and whether the folder may be
published to. Writes nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from generator.model.problems import DatelineError
from generator.publish.places import files_below

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

_UNSAFE = ("\\", "\0", "//", "/./", "/../", f"\n/{MANIFEST}/", f"\n/{STAGING}/", *([":"] if os.name == "nt" else []))
"""Texts that no list of safe paths contains, each path written as a line "/path/". A colon on
Windows ends a drive name, or hides a file."""


def owned(output: Path) -> dict[str, str]:
    """Return our files: from path, relative to `output` and with forward slashes, to the digest of
    the bytes.

    The digest is BLAKE2b of 16 bytes in hexadecimal, or "" if a killed build was about to replace
    the file. Empty without a manifest, and for one that is damaged or of another version."""
    return recorded(output) or {}


def recorded(output: Path) -> dict[str, str] | None:
    """Return the same, but None without a readable manifest."""
    try:
        files = _files_of((output / MANIFEST).read_bytes())
    except OSError:
        return None
    return dict(files) if files is not None else None


@lru_cache(maxsize=1)  # a build asks twice: may it publish here, and what lies here
def _files_of(content: bytes) -> dict[str, str] | None:
    import json  # noqa: PLC0415 - a build with nothing to do reads no manifest

    try:
        manifest = json.loads(content)
        files: dict[str, str] = manifest["files"]
        if (
            manifest["version"] != VERSION
            or not all_safe(files)
            or not all(isinstance(digest, str) for digest in files.values())
        ):
            return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return files


def manifest_of(files: Mapping[str, str]) -> bytes:
    """Return the text of a manifest: one line for each file, sorted by path."""
    import json  # noqa: PLC0415 - as above

    manifest = {"version": VERSION, "files": {path: files[path] for path in sorted(files)}}
    return json.dumps(manifest, separators=(",\n", ": ")).encode("ascii")


def all_safe(paths: Iterable[str]) -> bool:
    """Whether paths stay in the output folder, on every system, and none is one of our own two
    names."""
    text = "".join([f"\n/{path}/" for path in paths])
    return not any(sign in text for sign in _UNSAFE)


def check_output(output: Path, content: Path, others: Sequence[Path]) -> None:
    """Raise DatelineError unless it is safe to publish to `output`. It is safe if the folder does
    not exist, is empty or has our manifest, and does not overlap with `content` or `others`. It may
    have dotfiles such as .git."""
    real = resolved(output)
    for folder in (content, *others):
        source = resolved(folder)
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
        if there == real and recorded(real) is None and (stranger := _first_file(real)):
            raise DatelineError(
                f"The output folder {output} holds {stranger}, which this version of Dateline did not write;"
                " choose another folder, or delete this one yourself."
            )
    except OSError as fault:
        raise DatelineError(f"The output folder {output} cannot be read: {reason_of(fault)}.") from fault


def strangers(output: Path) -> Iterator[str]:
    """Yield the files and links in an output folder that are not ours."""
    ours = owned(output)
    for path in files_below(str(output), ""):
        if path not in ours and path != MANIFEST and not path.startswith(f"{STAGING}/"):
            yield path


def resolved(path: Path) -> Path:
    """Return the real path. Raises DatelineError for links in a circle."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError) as fault:  # RuntimeError: a circle, before Python 3.13
        raise DatelineError(f"{path} cannot be followed to where it leads: {fault}.") from fault
    # From Python 3.13 on, only a circle leaves a link here.
    if any(each.is_symlink() for each in (real, *real.parents)):
        raise DatelineError(f"{path} cannot be followed to where it leads: its links go in a circle.")
    return real


def reason_of(fault: OSError) -> str:
    reason = _REASONS.get(fault.errno or 0) or fault.strerror or str(fault)
    return f"{reason} ({fault.filename})" if fault.filename else reason


def _first_file(folder: Path) -> str:
    """Return the first file that is no dotfile and is in no dot folder; "" if there is none."""
    paths = files_below(str(folder), "")
    return next((path for path in paths if not any(part[0] == "." for part in path.split("/"))), "")
