"""Two folders exchange their names in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys

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
    paths = os.fsencode(first), os.fsencode(second)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            result = system.renamex_np(*paths, ctypes.c_uint(_EXCHANGE))
        else:
            result = system.renameat2(_HERE, paths[0], _HERE, paths[1], ctypes.c_uint(_EXCHANGE))
    except (TypeError, AttributeError) as fault:  # Windows has no library without a name; others lack the function
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from fault
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), first)
