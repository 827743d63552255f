"""A lock on a cache folder and output folders: one build at a time works there. Others wait."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from generator.model.digests import blake2b
from generator.model.problems import DatelineError

_NO_FLOCK = (errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK)
"""Of disks that have no such locks, some of other machines among them."""


def make_cache(cache: Path) -> None:
    """Make a cache folder that git ignores. An existing folder is left as it is, for it may be
    anything, even the content folder."""
    try:
        if not cache.is_dir():
            cache.mkdir(parents=True, exist_ok=True)
            (cache / ".gitignore").write_text("*\n", "utf-8")
    except OSError as fault:
        raise DatelineError(f"There can be no cache folder {cache}: {fault.strerror or fault}.") from fault


class BuildLock(AbstractContextManager["BuildLock"]):
    """The lock of a build. It always takes the cache first, then the outputs in the order of their
    locks, so that no two builds wait for each other. `has_waited` says that another build was at
    work. `on_wait` is called before waiting, with a sentence for the user."""

    def __init__(self, cache: Path, *outputs: Path, on_wait: Callable[[str], None]) -> None:
        self._cache, self._outputs, self._on_wait = cache, outputs, on_wait
        self._held = ExitStack()
        self.has_waited = False

    def __enter__(self) -> BuildLock:
        with ExitStack() as held:
            self._take(self._cache / "build.lock", held)
            for path in sorted({_lock_of(output) for output in self._outputs}):
                with suppress(OSError):  # a lock of another account: the two accounts never excluded each other
                    self._take(path, held)
            self._held = held.pop_all()
        return self

    def __exit__(self, *exception: object) -> None:
        self._held.close()

    def _take(self, path: Path, held: ExitStack) -> None:
        if sys.platform != "win32":
            try:
                held.enter_context(_flocked(path, self._wait))
            except OSError as fault:
                if fault.errno not in _NO_FLOCK:
                    raise
            else:
                return
        from filelock import FileLock, Timeout  # noqa: PLC0415 - most builds do without

        lock = FileLock(path)
        try:
            held.enter_context(lock.acquire(timeout=0))
        except Timeout:
            self._wait()
            held.enter_context(lock.acquire())

    def _wait(self) -> None:
        self._on_wait("Another build is at work in this folder; waiting for it to end.")
        self.has_waited = True


if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock

    @contextmanager
    def _flocked(path: Path, wait: Callable[[], None]) -> Iterator[None]:
        """Hold the lock that filelock takes on this system, too: its import takes a twentieth of a build
        after one edit. `wait` is called before waiting. Raises OSError."""
        while True:
            opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                try:
                    flock(opened, LOCK_EX | LOCK_NB)
                except BlockingIOError:
                    wait()
                    flock(opened, LOCK_EX)
                if _is_at(path, opened):
                    break
            except BaseException:
                os.close(opened)
                raise
            os.close(opened)
        try:
            yield
        finally:
            flock(opened, LOCK_UN)  # a worker that was forked has the open file, too
            os.close(opened)


def _is_at(path: Path, opened: int) -> bool:
    """Whether an open file still lies at a path: while we waited, it may have been deleted."""
    try:
        return os.path.samestat(path.stat(), os.fstat(opened))
    except FileNotFoundError:
        return False


def _lock_of(output: Path) -> Path:
    """Return the lock file of an output folder, for builds with different caches. It lies in the
    machine's temporary folder, because everything in the output folder is published."""
    try:
        real = str(output.resolve())
    except (OSError, RuntimeError):  # links in a circle: the publish stage reports it
        real = str(output.absolute())
    import tempfile  # noqa: PLC0415 - as above

    digest = blake2b(real.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    return Path(tempfile.gettempdir()) / f"dateline-{digest}.lock"
