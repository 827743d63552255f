"""What was told, in a file of the cache folder, so that no change is told twice. A file that cannot be
read counts as none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from generator.cache.ledger import ledger_of
from generator.make.whole_files import write_whole
from generator.model.report import Folders

_VERSION = 1


def told_file(folders: Folders) -> Path:
    """Return the file, which lies beside the ledger of an output folder."""
    return ledger_of(folders.output, folders.cache).with_suffix(".pings.json")


def read_told(file: Path) -> dict[str, dict[str, str]]:
    """Return the digests that each service was told, by path."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or found.get("version") != _VERSION or not isinstance(found.get("told"), dict):
        return {}
    return {
        service: {str(path): str(digest) for path, digest in files.items()}
        for service, files in found["told"].items()
        if isinstance(files, dict)
    }


def write_told(file: Path, told: Mapping[str, Mapping[str, str]]) -> None:
    """Write the file, whole or not at all. Raises OSError."""
    content = json.dumps({"version": _VERSION, "told": told}, ensure_ascii=False, sort_keys=True, indent=0)
    write_whole(file, content.encode())
