"""Two folders exchange their names in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Any

_HERE = -100
"""AT_FDCWD of Linux: a path that is relative to the current folder."""

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux (renameat2), and RENAME_SWAP of macOS (renamex_np)."""

NOT_POSSIBLE = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES}
)
"""Errors that say: not on this system or disk, not between disks, not a mounted folder, not with
these rights. Then nothing has changed."""


def exchange(first: str, second: str) -> None:
    """Exchange the names of two folders: each is at the other's place afterwards, and at no instant
    is one of the places empty. Raises OSError, also where the system cannot do it."""
    function = _function()
    if function is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    paths = os.fsencode(first), os.fsencode(second)
    here = () if sys.platform == "darwin" else (_HERE,)
    if function(*here, paths[0], *here, paths[1], ctypes.c_uint(_EXCHANGE)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), first)


def obstacle(first: str, second: str) -> str:
    """Return why `exchange` cannot work for two folders; "" if nothing speaks against it."""
    if _function() is None:
        return "this system cannot exchange folders"
    if Path(first).stat().st_dev != Path(second).stat().st_dev:
        return "they are on two disks"
    mounted = next((folder for folder in (first, second) if os.path.ismount(folder)), "")
    return f"{mounted} is a disk of its own" if mounted else ""


def _function() -> Any:
    """Return the system's function; None where there is none, as on Windows and with musl."""
    try:
        return getattr(
            ctypes.CDLL(None, use_errno=True), "renamex_np" if sys.platform == "darwin" else "renameat2", None
        )
    except TypeError:  # Windows has no library without a name
        return None
