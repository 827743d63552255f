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

_HEAD, _END, _FOOT = b'{"version": %d,\n"files": {' % VERSION, b",\n", b"}}"
"""The text before the lines of the files, between them and after them."""

ManifestState = tuple[int, int, int]
"""The size of a manifest, its mtime in nanoseconds, and its inode."""

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
    return dict(recorded(output) or {})


def recorded(output: Path, known: ManifestState | None = None) -> Mapping[str, str] | None:
    """Return the same, but None without a readable manifest. `known` is the state of a manifest that
    a build has written: of that one, only what is asked for is read."""
    file = output / MANIFEST
    try:
        if known and state_of(file) == known:
            return _written(file, known)
        content = file.read_bytes()
    except OSError:
        return None
    return _files_of(content)


def state_of(file: Path) -> ManifestState:
    """Return the state of a manifest. Raises OSError."""
    status = file.lstat()
    return status.st_size, status.st_mtime_ns, status.st_ino


@lru_cache(maxsize=1)  # as below
def _written(file: Path, _: ManifestState) -> WrittenManifest:
    return WrittenManifest(file.read_bytes())


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
    return _HEAD + _text_of(files) + _FOOT


def _text_of(files: Mapping[str, str]) -> bytes:
    """Return the lines of files in a manifest."""
    import json  # noqa: PLC0415 - as above

    lines = json.dumps({path: files[path] for path in sorted(files)}, separators=(",\n", ": "))
    return lines[1:-1].encode("ascii")


class WrittenManifest(Mapping[str, str]):
    """The files in the text of a manifest that a build has written. A look-up reads some twenty of
    its lines, which are sorted by path: to read all takes longer than to publish a few pages."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._start, self._end = len(_HEAD), len(content) - len(_FOOT)

    def __getitem__(self, path: str) -> str:
        start, end = self._place(path)
        if start == end:
            raise KeyError(path)
        _, digest = _line(self._content[start:end])
        return digest

    def __iter__(self) -> Iterator[str]:
        return iter(_files_of(self._content) or {})

    def __len__(self) -> int:
        return self._content.count(b"\n", self._start, self._end) + (self._start < self._end)

    def changed(self, digests: Mapping[str, str | None]) -> list[bytes | memoryview]:
        """Return the text of a manifest in which some files have other digests, or None: they are
        not in it. It is in pieces, most of them parts of this text, which is long."""
        content, start = memoryview(self._content), self._start
        pieces: list[bytes | memoryview] = []
        for path in sorted(digests):
            first, last = self._place(path)
            digest = digests[path]
            pieces += (content[start:first], _text_of({path: digest}) + _END if digest is not None else b"")
            start = last
        pieces = [piece for piece in (*pieces, content[start : self._end]) if piece]
        for number, piece in enumerate(pieces[:-1]):
            if bytes(piece[-len(_END) :]) != _END:  # it had the last line
                pieces[number] = bytes(piece) + _END
        if pieces and bytes(pieces[-1][-len(_END) :]) == _END:
            pieces[-1] = pieces[-1][: -len(_END)]
        return [_HEAD, *pieces, _FOOT]

    def _place(self, path: str) -> tuple[int, int]:
        """Return where the line of a file begins and ends; twice the place where it would be, if it
        is not there."""
        low, high = self._start, self._end
        while low < high:
            start = self._content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._content.find(b"\n", start, high) + 1 or high
            found, _ = _line(self._content[start:end])
            if found == path:
                return start, end
            low, high = (end, high) if found < path else (low, start)
        return low, low


def _line(line: bytes) -> tuple[str, str]:
    """Return path and digest in a line of a manifest."""
    if b"\\" not in line:  # nearly every line, in a tenth of the time
        _, plain, _, digest_only, _ = line.split(b'"')
        return plain.decode("ascii"), digest_only.decode("ascii")
    import json  # noqa: PLC0415 - as above

    ((path, digest),) = json.loads(b"{%b}" % line.removesuffix(_END)).items()
    return path, digest


def all_safe(paths: Iterable[str]) -> bool:
    """Whether paths stay in the output folder, on every system, and none is one of our own two
    names."""
    text = "".join([f"\n/{path}/" for path in paths])
    return not any(sign in text for sign in _UNSAFE)


def check_output(output: Path, content: Path, others: Sequence[Path], known: ManifestState | None = None) -> None:
    """Raise DatelineError unless it is safe to publish to `output`. It is safe if the folder does
    not exist, is empty or has our manifest, and does not overlap with `content` or `others`. It may
    have dotfiles such as .git. `known` is as in `recorded`."""
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
        if there == real and recorded(real, known) is None and (stranger := _first_file(real)):
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
