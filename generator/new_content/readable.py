"""A file that is about to be written -> nothing, or the error that a build would find in it. So no
file is made that has to be mended before anything was written into it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from generator.model.documents import BrokenText
from generator.model.problems import DatelineError
from generator.new_content.content_folder import ContentFolder
from generator.read.documents import read
from generator.read.scan import SourceFile


def readable(path: str, text: str, folder: ContentFolder) -> Any:
    """Return the document that a build reads in a file at a path below the content folder. Raises
    DatelineError if it has an error."""
    content = text.encode("utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "new.md")
        file.write_bytes(content)
        found = read(SourceFile(path, str(file), len(content), 0, 0), folder.reading)
    if found.document is None or isinstance(found.document, BrokenText):
        fault = found.problems[0]
        raise DatelineError(f"{fault.message} {fault.hint} Nothing was written.".replace("  ", " "))
    return found.document
