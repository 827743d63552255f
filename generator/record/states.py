"""The files of the record -> their states. A build with nothing to do asks no more of the record, so
this module imports nothing of ours."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "record"
"""The folder of the record in the content folder."""
VANISHED = "vanished-address"
"""The code of the problem of an address that would vanish."""

States = dict[str, tuple[int, int, int]]
"""The size, time and inode of each file of the record, by its name."""


def record_states(folder: Path) -> States:
    """Return the states of the files in a record's folder; empty if there is no such folder. Raises
    OSError if it cannot be read."""
    try:
        with os.scandir(folder) as listing:
            return {
                entry.name: ((facts := entry.stat()).st_size, facts.st_mtime_ns, facts.st_ino)
                for entry in listing
                if not entry.name.startswith(".") and entry.name != "README.md"
            }
    except (FileNotFoundError, NotADirectoryError):
        return {}
