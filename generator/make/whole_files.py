"""Bytes -> a file that is there whole or not at all, whenever the program is killed. Reads nothing, and makes no folder."""

from __future__ import annotations

import tempfile
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write under another name first, and rename; what is there is replaced. The other name begins with a dot and ends in
    “.part”. `OSError` when it cannot be written: then nothing of it is left behind."""
    with tempfile.NamedTemporaryFile(dir=file.absolute().parent, prefix=".", suffix=".part", delete=False) as opened:
        temporary = Path(opened.name)
        try:
            opened.write(content)
            opened.close()
            temporary.chmod(0o644)  # a temporary file is for its owner alone; this one is as others are
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
