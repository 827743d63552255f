"""Finished files, one by one -> the output folder, with as few changes as possible and never half
done.

New files are written beside the site first, on the same file system, and only then renamed into
place: a file before the files that link to it. Until the first rename the live site is unchanged.
After that, a killed build leaves whole files, and the next build does the rest. The manifest lists
our files: any other file is never overwritten or deleted. Two builds must not publish to one folder
at once. Nothing is fsynced, so a power failure can do damage. The module makes no file, knows no
page, and never empties a folder.

A site has many thousands of files, of which a build changes ten. So work for each file is done only
for files that are written or deleted, and each folder is looked at once."""

# A Path for each of thousands of files would cost more than all the work on it.
#
# ruff: noqa: PTH123

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.model.dataclass import dataclass, field
from generator.model.digests import digest_of_stream
from generator.model.outputs import Wave
from generator.model.problems import DatelineError
from generator.model.published_file import FileState
from generator.publish.commit import Write, arriving, commit, leaving
from generator.publish.intact import is_intact
from generator.publish.manifest import (
    MANIFEST,
    STAGING,
    ManifestState,
    WrittenManifest,
    all_safe,
    manifest_of,
    reason_of,
    recorded,
    resolved,
    state_of,
)
from generator.publish.places import Places, folder_of, folders_of
from generator.publish.staging import Pieces, Staged, Staging, staged


@dataclass(frozen=True, slots=True)
class Published:
    """The changes of a transaction, as sorted paths, and the number of unchanged files. `seen` is
    the state of our files, at least of the added ones; `manifest` is that of the manifest. They are
    no changes, so comparisons leave them out."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    seen: Mapping[str, FileState] = field(default_factory=dict, compare=False)
    manifest: ManifestState | None = field(default=None, compare=False)


class _After(NamedTuple):
    """The output folder after publishing. `seen` is the state of the files, `gone` are those that are
    no longer there; `kept` is the number of untouched ones. `meanwhile` is the manifest for the time
    of publishing, empty if nothing is written, `manifest` that for afterwards; both are in pieces."""

    seen: Mapping[str, FileState]
    gone: Collection[str]
    kept: int
    meanwhile: Pieces
    manifest: Pieces
    is_as_before: bool


class Transaction:
    """The next state of an output folder: the files that are kept and the files that are added. All
    other files of ours are deleted.

        with Transaction(output, seen) as transaction:
            transaction.keep("news/index.html")
            transaction.add(Wave.PAGES, "news/flag/index.html", content)
            published = transaction.publish()

    `seen` is the state of the files after the last build, `manifest` that of its manifest; a file with another state is read to learn its digest. Before `publish` no live file changes;
    leaving the block without it changes nothing.

    All methods raise DatelineError when the disk is full or not permitted; the live files are then
    unchanged."""

    def __init__(
        self, output: Path, seen: Mapping[str, FileState] | None = None, manifest: ManifestState | None = None
    ) -> None:
        self._root = str(resolved(output))
        self._staging = Staging(f"{self._root}/{STAGING}")
        self._output = output
        self._seen = seen or {}
        self._manifest = manifest
        self._before: Mapping[str, str] = {}
        self._leaving: frozenset[str] | None = None
        self._has_manifest = False
        self._places = Places(self._root, ())
        self._found: dict[str, FileState | None] = {}
        self._kept: set[str] = set()
        self._right: set[str] = set()
        self._writes: dict[str, Write] = {}
        self._folders_made: list[Path] = []

    def __enter__(self) -> Transaction:
        try:
            root = Path(self._root)
            self._folders_made = [folder for folder in (root, *root.parents) if not folder.exists()]
            self._staging.create()
        except OSError as fault:
            self.__exit__()
            raise self.nothing_published(fault) from fault
        before = recorded(root, self._manifest)
        self._has_manifest = before is not None
        self._before = before or {}
        self._places = Places(self._root, self._before)
        return self

    def __exit__(self, *_: object) -> None:
        self._staging.delete()
        with suppress(OSError):  # without its files, which were published
            for folder in self._folders_made:
                folder.rmdir()

    def standing(self, path: str) -> str:
        """Return the digest of our live file at `path`; "" if there is none, or if the file is not
        ours."""
        try:
            found = self._find(path) if path in self._before else None
        except OSError as fault:
            raise self.nothing_published(fault) from fault
        return found.digest if found else ""

    def keep(self, path: str) -> bool:
        """Keep a file of ours, unless an added file needs its place; False if the file is not ours
        and has to be added. Does not look at the disk: `standing` and `altered` say whether the
        file is there."""
        if path not in self._before:
            return False
        self._kept.add(path)
        return True

    def keep_all_but(self, leaving: Collection[str]) -> None:
        """Keep all files of ours except these, as `keep` does. All must be there, and as `seen` in
        the last build."""
        self._leaving = frozenset(leaving)

    def add(self, wave: Wave, path: str, content: bytes | Path) -> str:
        """Stage a file, given as bytes or as a file; return its digest. A live file with the same
        bytes is not touched; if it was not ours, it still is not. Also raises DatelineError for a
        path that was added before, or that leaves the output folder."""
        try:
            data = content if isinstance(content, bytes) else content.read_bytes()
            made = staged(path, data, self._staging.next_file(), self.found(path))
        except OSError as fault:
            raise self.nothing_published(fault) from fault
        self.take(wave, made)
        return made.seen.digest

    def copy(self, wave: Wave, path: str, source: Path, digest: str) -> bool:
        """Stage a copy of a file of any size, piece by piece; nothing if it lies at `path` already.
        False if the file is gone, or if its bytes have another digest. Raises DatelineError as
        `add` does."""
        standing = self.found(path)
        if standing and standing.digest == digest:
            self.take(wave, Staged(path, "", standing))
            return True
        try:
            made = self._staging.copy(path, source, digest)
        except OSError as fault:
            raise self.nothing_published(fault) from fault
        if made:
            self.take(wave, made)
        return made is not None

    def take(self, wave: Wave, made: Staged) -> None:
        """Add a file that a worker has staged with the result of `found`. Raises DatelineError as
        `add` does."""
        if made.path in self._writes or made.path in self._right:
            raise DatelineError(f"Two pages or files want to be published as {made.path}.")
        if made.file:
            self._writes[made.path] = Write(wave, made.path, made.file, self.found(made.path) is None, made.seen)
        else:
            self._right.add(made.path)

    def found(self, path: str) -> FileState | None:
        """Return the file at `path`, ours or not. Raises DatelineError for a path that leaves the
        output folder."""
        if not all_safe((path,)):
            raise DatelineError(f"“{path}” cannot be the path of a published file.")
        try:
            return self._find(path)
        except OSError as fault:
            raise self.nothing_published(fault) from fault

    def finished(self, path: str) -> tuple[FileState, str] | None:
        """Return the state of a kept or added file, and where it lies now; None for any other."""
        if write := self._writes.get(path):
            return write.seen, write.staged
        seen = self._seen_now(path) if path in self._kept else self.found(path) if path in self._right else None
        return (seen, f"{self._root}/{path}") if seen else None

    def staging_folder(self) -> str:
        """Return a new folder in staging, for the files of a worker."""
        try:
            return self._staging.new_folder()
        except OSError as fault:
            raise self.nothing_published(fault) from fault

    def publish(self, pages: Collection[str] = ()) -> Published:
        """Make the output folder hold exactly the added and kept files, of all files of ours.

        Of the deleted files, `pages` are deleted after the lists that link to them.

        Also raises DatelineError when two files want one place, or another's file or a link is in
        the way; the live files are then unchanged. If a rename fails half-way, the message of the
        DatelineError says so."""
        try:
            places = Places(self._root, self._before)  # much time may have passed since the first look
            for path in self._writes:
                places.claim(path)
            self._check_rivals(places)
            after = self._after(places) if self._leaving is None else self._after_few(places, self._leaving)
            gone = sorted(after.gone, key=partial(leaving, pages))
            for path in gone:
                places.release(path)
            gone = [path for path in gone if path not in places.displaced]  # another file may be at its place by then
            places.check_permission()
            manifests = self._stage_manifests(after)
        except OSError as fault:
            raise self.nothing_published(fault) from fault
        writes = sorted(self._writes.values(), key=arriving)
        try:
            removed = commit(self._root, writes, gone, places, manifests)
            manifest = state_of(Path(self._root, MANIFEST))
        except OSError as fault:
            raise DatelineError(
                f"Publishing to {self._output} stopped half-way: {reason_of(fault)}. Build again to finish it."
            ) from fault
        return Published(
            added=tuple(sorted(write.path for write in writes if write.is_new)),
            changed=tuple(sorted(write.path for write in writes if not write.is_new)),
            removed=removed,
            unchanged=len(self._right) + after.kept,
            seen=after.seen,
            manifest=manifest,
        )

    def _after(self, places: Places) -> _After:
        """Return what is there after publishing: of our files, those that were kept and added."""
        kept = self._kept - self._right - self._writes.keys() - places.displaced
        seen = self._seen_after(kept)
        digests = {path: file.digest for path, file in seen.items()}
        return _After(
            seen,
            self._before.keys() - seen.keys() - kept,
            len(kept),
            [manifest_of({**self._before, **digests, **dict.fromkeys(self._writes, "")})] if self._writes else [],
            [manifest_of(digests)],
            is_as_before=digests == self._before,
        )

    def _after_few(self, places: Places, leaving: frozenset[str]) -> _After:
        """Return the same, where all files are kept that are not `leaving`: only the others are
        looked at."""
        before = self._before
        seen = {path: write.seen for path, write in self._writes.items()}
        right = {path for path in self._right if path in before}
        seen |= {path: file for path in right if (file := self._find(path))}
        gone = {path for path in leaving | places.displaced if path in before and path not in seen}
        changed = {path for path in self._writes if path in before}
        manifest = before if isinstance(before, WrittenManifest) else WrittenManifest(manifest_of(before))
        digests = {path: write.seen.digest for path, write in self._writes.items()}
        return _After(
            seen,
            gone,
            len(before) - len(gone | changed | right),
            manifest.changed(dict.fromkeys(digests, "")) if digests else [],
            manifest.changed({**digests, **dict.fromkeys(gone)}),
            is_as_before=not digests and not gone,
        )

    def _find(self, path: str) -> FileState | None:
        """Return the file at `path`, ours or not."""
        if path not in self._found:
            seen = self._looked_at(path)
            is_ours_renamed = seen and path not in self._before and self._places.other_name(path)
            self._found[path] = None if is_ours_renamed else seen
        return self._found[path]

    def _looked_at(self, path: str) -> FileState | None:
        """Return the file at `path`, which is read unless both its state and the manifest are as
        the last build left them. In the manifest of a killed build, files that were about to be
        replaced have no digest."""
        file = f"{self._root}/{path}"
        seen = self._seen.get(path)
        if seen and seen.digest == self._before.get(path) and is_intact(file, seen):
            return seen
        if not self._places.is_folder(folder_of(path)):
            return None
        try:
            status = os.lstat(file)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        with open(file, "rb") as opened:
            return FileState.of(digest_of_stream(opened), status)

    def _seen_after(self, kept: Collection[str]) -> dict[str, FileState]:
        """Return the state of all files after publishing, sorted by path, without kept files that
        are not there."""
        after = {}
        old = [path for path in self._before if path in kept or path in self._right]
        for path in sorted([*old, *self._writes]):  # fast, because the old ones are sorted
            if write := self._writes.get(path):
                after[path] = write.seen
            elif seen := self._seen_now(path):
                after[path] = seen
        return after

    def _seen_now(self, path: str) -> FileState | None:
        """Return the state of a file that stays, from the last look at it: `altered` compares with
        that."""
        seen = self._seen.get(path)
        if path in self._found or not seen or seen.digest != self._before[path]:
            return self._find(path)
        return seen

    def _check_rivals(self, places: Places) -> None:
        added = self._writes.keys() | self._right
        folders = places.needed.union(*(folders_of(path) for path in places.displaced & self._right))
        for folder in sorted(folders & added):
            path = min(path for path in added if path.startswith(f"{folder}/"))
            raise DatelineError(f"{folder} cannot be published as a file and as the folder of {path}.")

    def _stage_manifests(self, after: _After) -> tuple[str, str]:
        """Stage the manifests for the time of publishing and for afterwards; "" for one that is
        there already."""
        first = last = ""
        if after.meanwhile:
            first = self._staging.write("before", after.meanwhile)
        if self._writes or not self._has_manifest or not after.is_as_before:
            last = self._staging.write("after", after.manifest)
        return first, last

    def nothing_published(self, fault: OSError) -> DatelineError:
        """Return the exception to raise when the disk is the cause."""
        return DatelineError(f"Nothing was published to {self._output}: {reason_of(fault)}.")
