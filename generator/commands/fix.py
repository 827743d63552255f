"""`build.py --fix`: repairs words in a wrong encoding, in the files of editors. Nothing else in a
file changes, not a byte. A file is replaced whole or not at all. A word without a certain repair
stays as it is, and the build reports it. Prints nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from generator.model.dataclass import dataclass
from generator.read.encoding import Misread, mended, misread, quoted
from generator.read.scan import scanned

_SUFFIXES = (".md", ".toml")
_LARGEST = 2_000_000
"""Bytes; no build reads a larger text."""
_EXAMPLES = 3
"""Repaired words of a file that are listed."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with repaired words, or with a `fault` that prevented the repair. `path` begins with
    the name of the content folder."""

    path: str
    words: tuple[Misread, ...]
    lines: tuple[int, ...]
    fault: str = ""


def mend(content: Path) -> tuple[Mended, ...]:
    """Repair all texts and settings of a content folder."""
    return tuple(
        done
        for file in scanned(content, "content").value
        if file.path.endswith(_SUFFIXES) and file.size <= _LARGEST
        if (done := _mended(Path(file.disk_path), file.path))
    )


def _mended(file: Path, path: str) -> Mended | None:
    try:
        before = file.read_bytes()
        text = before.decode()
    except (OSError, UnicodeDecodeError):  # the build reports it
        return None
    words = tuple(word for word in misread(text) if word.is_known)
    if not words:
        return None
    lines = tuple(text.count("\n", 0, word.start) + 1 for word in words)
    try:
        _replace(file.resolve(), before, mended(text, words).encode())
    except OSError as fault:
        return Mended(path, words, lines, fault.strerror or str(fault))
    return Mended(path, words, lines)


def _replace(file: Path, before: bytes, after: bytes) -> None:
    """Replace a file that still holds `before` by `after`, with the same permissions."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".part", delete=False) as opened:
        temporary = Path(opened.name)
        try:
            opened.write(after)
            opened.flush()
            os.fsync(opened.fileno())  # there may be no other copy of these words
            opened.close()
            temporary.chmod(file.stat().st_mode & 0o7777)
            if file.read_bytes() != before:
                raise OSError(None, "somebody else has just saved it; run this once more")
            temporary.replace(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def mended_lines(done: tuple[Mended, ...], content: str) -> list[str]:
    """Return a line for each repaired file, for an editor; `content` is the name of the folder."""
    lines = []
    for file in done:
        shown = [
            f"line {line}: {quoted(word.word)} → {quoted(word.right)}"
            for word, line in list(zip(file.words, file.lines, strict=True))[:_EXAMPLES]
        ]
        more = f" and {len(file.words) - _EXAMPLES:,} more" if len(file.words) > _EXAMPLES else ""
        fault = f" could not be written: {file.fault}" if file.fault else ""
        lines.append(f"{content}/{file.path}{fault}: {'; '.join(shown)}{more}")
    mended_files = [file for file in done if not file.fault]
    words = sum(len(file.words) for file in mended_files)
    lines.append(f"Mended: {words:,} {'word' if words == 1 else 'words'} in {len(mended_files):,} {'file' if len(mended_files) == 1 else 'files'}.")  # fmt: skip
    return lines
