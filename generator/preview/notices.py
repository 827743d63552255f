"""The system's notices of changed files -> the paths that changed. Opens no file and builds nothing.

A folder on a network disk gives no notice of what other machines write, and neither does a system
that is out of them: such a folder is looked through again and again. livereload starts the watching
and would look through all folders itself, more than once a second."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from livereload.watcher import Watcher
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

POLL = 2.0
"""Seconds between two looks where there are no notices."""

_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""Without those for files that are opened and read, which every build does."""

_REMOTE = frozenset({
    "9p", "afs", "ceph", "cifs", "drvfs", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs", "fuse.vmhgfs-fuse",
    "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf",
})  # fmt: skip
"""File systems of Linux on which others write unnoticed."""


class Notices(Watcher):  # type: ignore[misc]  # it has no types
    """Notices of changes below some folders. `told` is called with the path of each, in another
    thread; `poll` are the seconds between two looks, None where the system is to give notice."""

    def __init__(self, folders: Iterable[Path], told: Callable[[str], None], poll: float | None = None) -> None:
        super().__init__()
        self._folders = tuple(folders)
        self._told, self._poll = told, poll
        self._observers: list[BaseObserver] = []
        self._known: tuple[tuple[int, int] | None, ...] = ()
        for folder in self._folders:
            self.watch(str(folder))

    def start(self, callback: Callable[[], object] | None = None) -> bool:
        """Begin to watch; livereload need not poll. Where there are no notices, the folder is
        looked through."""
        self._known = self._identities()
        for folder in self._folders:
            if not folder.is_dir():
                continue
            if self._poll is None and not is_remote(folder):
                with suppress(OSError):  # the system has no notice left: it limits their number
                    self._observe(Observer(), folder)
                    continue
            self._observe(PollingObserver(timeout=self._poll or POLL), folder)
        return True

    def stop(self) -> None:
        for observer in self._observers:
            observer.stop()
        self._observers.clear()

    @property
    def is_polling(self) -> bool:
        """Whether a folder is looked through again and again."""
        return any(isinstance(each, PollingObserver) for each in self._observers)

    def renew(self) -> bool:
        """Watch anew if one of the folders is another one now, or gone; return whether it is. Notices
        are of a folder and not of its name."""
        if self._identities() == self._known:
            return False
        self.stop()
        self.start()
        return True

    @property
    def is_complete(self) -> bool:
        """Whether all folders are there."""
        return None not in self._known

    def _observe(self, observer: BaseObserver, folder: Path) -> None:
        observer.schedule(_Handler(folder, self._told), str(folder), recursive=True, event_filter=_EVENTS)
        observer.start()
        self._observers.append(observer)

    def _identities(self) -> tuple[tuple[int, int] | None, ...]:
        return tuple(map(_identity, self._folders))


class _Handler(FileSystemEventHandler):
    def __init__(self, folder: Path, told: Callable[[str], None]) -> None:
        self._folder, self._told = str(folder), told

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path and not self._is_hidden(name := os.fsdecode(path)):
                self._told(name)

    def _is_hidden(self, path: str) -> bool:
        """Whether no build reads a file: swap files and locks of editors' programs, and what lies in
        a folder such as .git."""
        inside = path.removeprefix(self._folder).replace("\\", "/")
        return "/." in inside


def is_remote(folder: Path, mounts: str = "/proc/self/mountinfo") -> bool:
    """Whether a folder lies on a disk on which others write unnoticed. Elsewhere than on Linux, the
    system gives notice of those, too, or nobody can tell."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        lines = Path(mounts).read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    real, best, kind = str(folder.resolve()), "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        place = before.split(" ")[4].replace("\\040", " ")
        if Path(real).is_relative_to(place) and len(place) >= len(best):
            best, kind = place, after.split(" ")[0]
    return kind in _REMOTE


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
