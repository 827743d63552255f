"""Packages that only some texts need. A missing one is reported in the first build, and not with
the first article that has a picture. Loads nothing."""

from __future__ import annotations

from importlib.util import find_spec


def required(*names: str) -> None:
    """Raise the exception that importing the first missing package would raise."""
    for name in names:
        if find_spec(name) is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
