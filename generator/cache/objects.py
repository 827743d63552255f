"""Objects: frozen values under the digests of their contents, in memory until there are many, then
in the ledger."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from typing import Any

from generator.cache.ledger import DamagedError, Ledger
from generator.plan.fingerprints import packed_object

MOST_IN_MEMORY = 6000
"""Objects in memory, some ten megabytes."""


class Objects:
    """The objects of this build and of earlier ones."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._fresh: dict[str, bytes] = {}

    def add(self, value: object) -> str:
        """Add a frozen value; return its digest."""
        digest, content = packed_object(value)
        self.add_packed({digest: content})
        return digest

    def add_packed(self, values: Mapping[str, bytes]) -> None:
        """Add values that another process has pickled, by their digests."""
        self._fresh |= values
        if len(self._fresh) > MOST_IN_MEMORY:
            self.flush()

    def loaded(self, digest: str) -> Any:
        """Return one value, unpickled. Raises DamagedError if it does not exist."""
        return pickle.loads(self.packed([digest])[digest])

    def flush(self) -> None:
        self._ledger.write_objects(self._fresh.items())
        self._fresh.clear()

    def packed(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return the pickled values with these digests. Raises DamagedError if one does
        not exist."""
        wanted = set(digests)
        found = {digest: self._fresh[digest] for digest in wanted & self._fresh.keys()}
        found |= self._ledger.objects(wanted - found.keys())
        if len(found) < len(wanted):
            raise DamagedError
        return found
