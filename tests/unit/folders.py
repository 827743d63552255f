"""A content folder on disk, and what is remembered of its files between builds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from generator.cache.ledger import Ledger
from generator.cache.sources import read_sources
from generator.engine.documents import Documents, documents_of
from generator.engine.snapshot import Snapshot, remember_sources, taken
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.report import Build, Folders
from generator.read.documents import Reading
from tests.unit.newsrooms import BAGHDAD

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def folders_in(folder: Path) -> Folders:
    return Folders(*(folder / name for name in ("content", "public", "cache", "layouts", "assets")))


class ContentFolder:
    """`sources` are the files as they lay in the last build."""

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        folders = folders_in(folder)
        for source in folders.sources.values():
            source.mkdir()
        self.content = folders.content
        self.ledger = ledger
        self.build = Build(folders, NOON, begun=2**62)
        self.reading = Reading(BAGHDAD, attachments=("pdf",))

    def write(self, path: str, text: str = "", **keys: object) -> None:
        """A document with front matter if there are `keys`; else a file with nothing but this text."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
        file.write_text(f"---\n{lines}---\n{text}\n" if keys else text, "utf-8")

    def put(self, path: str, content: bytes) -> None:
        """A picture, or another file that is no text."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def delete(self, *paths: str) -> None:
        for path in paths:
            (self.content / path).unlink()

    def snapshot(self) -> Snapshot:
        return taken(self.build, read_sources(self.ledger))

    def found(
        self,
        snapshot: Snapshot | None = None,
        workers: int = 1,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Documents:
        workshop = Workshop(InlineExecutor(), workers)
        return documents_of(snapshot or self.snapshot(), self.ledger, self.reading, workshop, progress)

    def remember(self, found: Documents, snapshot: Snapshot) -> None:
        """As a build does it."""
        self.ledger.write_documents(found.rows.values(), found.gone)
        remember_sources(self.ledger, found.looked_at, snapshot, self.build)
