"""Packages that are loaded only by a text that needs them, and missed at once all the same: a newsroom is told on the first
day, and not by the first article with a picture in it. Loads nothing."""

from __future__ import annotations

from importlib.util import find_spec


def required(*names: str) -> None:
    """Raises what importing the first missing one would raise."""
    for name in names:
        if find_spec(name) is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
