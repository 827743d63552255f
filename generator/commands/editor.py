"""`--edit`: a new file in the editor's own program, as git and other tools of the field find it:
`$VISUAL`, then `$EDITOR`; else the program that the system opens such files with."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from generator.model.problems import DatelineError

_USUAL = ("sensible-editor", "nano", "vim", "vi")


def edit(file: Path) -> None:
    """Open a file, and wait until its program ends, if it is one of the terminal. Raises
    DatelineError if no program can be found or started; the file is written all the same."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        if not named and sys.platform == "win32":
            os.startfile(file)
            return
        command = _command(named)
        code = subprocess.call([*command, os.fspath(file)])
    except (OSError, ValueError) as fault:
        raise DatelineError(f"{file} is written, but “{named}” cannot be started: {fault}. Is $EDITOR right?") from None
    if code:
        raise DatelineError(f"{file} is written; “{' '.join(command)}” ended with {code}.")


def _command(named: str) -> list[str]:
    if named and Path(named).is_file():
        return [named]
    if named:
        # “code --wait” is a program and an option. On Windows a backslash is part of a path.
        return [part.strip('"') for part in shlex.split(named, posix=sys.platform != "win32")]
    if sys.platform == "darwin":
        return ["open", "-t"]
    for program in _USUAL:
        if found := shutil.which(program):
            return [found]
    raise ValueError("no editor was found; name yours in $EDITOR")
