"""Names of new files, and how they are written: a file that is there is never opened for writing.
Two names that a disk of Windows or macOS takes for one count as one."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.model.problems import DatelineError


def folded(name: str) -> str:
    """Return one form for names that are one on some disk."""
    return unicodedata.normalize("NFC", name).casefold()


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that none of the others is: with -2, -3 behind it if it is taken."""
    used = {folded(each) for each in taken}
    found, number = name, 1
    while folded(found) in used:
        number += 1
        found = f"{name}-{number}"
    return found


def dated_folder(convention: Collection[str], date: datetime, zone: ZoneInfo, section: str) -> str:
    """Return the folder of an article as the paper's convention has it: "2026/11/", or ""."""
    local = date.astimezone(zone)
    values = {"year": f"{local:%Y}", "month": f"{local:%m}", "day": f"{local:%d}", "section": section}
    return "".join(f"{part.format(**values)}/" for part in convention)


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises DatelineError if it is; half a file never stays."""
    folder = _without_a_file_in_the_way(file.parent)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        opened = file.open("xb")
    except FileExistsError:
        raise DatelineError(
            f"{file} is there already, and nothing is overwritten. Choose another name:  --slug NAME"
        ) from None
    try:
        with opened:
            opened.write(content)
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise


def _without_a_file_in_the_way(folder: Path) -> Path:
    for each in (folder, *folder.parents):
        if each.is_dir():
            break
        if each.exists() or each.is_symlink():
            raise DatelineError(f"{each} is a file, and a folder of that name is needed. Rename or move it.")
    return folder
