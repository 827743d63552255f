"""Mended files -> a unified diff, as `git diff` prints it and `git apply` reads it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from generator.fixes.files import Fixed

_NO_END = "\\ No newline at end of file"


def diff_lines(fixed: Fixed, shown: str) -> Iterator[str]:
    """Yield the lines of a file's diff; `shown` is its path for a reader. An end of line of Windows is
    part of its line."""
    before, after = (content.decode().splitlines(keepends=True) for content in (fixed.before, fixed.after))
    lines = difflib.unified_diff(_on_newlines(before), _on_newlines(after), f"a/{shown}", f"b/{shown}")
    for line in lines:
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield _NO_END


def _on_newlines(lines: Iterable[str]) -> list[str]:
    """Return lines that end at a newline alone: Python knows more ends of lines than git."""
    return [line for line in "".join(lines).replace("\n", "\n\0").split("\0") if line]
