"""The key of IndexNow -> the file at the site's root that shows it is the site's own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.outputs import DataOutput, IndexNowKey
from generator.model.settings import Settings


def key_path(key: str) -> str:
    """Return the path of the key's file in the site, as the protocol wants it."""
    return f"{key}.txt"


def indexnow_key(settings: Settings) -> Iterator[DataOutput]:
    """Yield the file of the key, if the outlet has one."""
    if key := settings.ping.indexnow_key:
        yield DataOutput(key_path(key), IndexNowKey(key))
