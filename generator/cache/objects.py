"""Values that lie apart, in memory until there are many, then in the ledger; each under the digest of what it says."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from typing import Any

import generator.cache.packing  # noqa: F401 - quick pickles
from generator.cache.ledger import DamagedError, Ledger
from generator.plan.fingerprints import sealed

MOST_IN_MEMORY = 6000
"""Values; some ten megabytes."""


class Kept:
    """What was sealed in this build or an earlier one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._fresh: dict[str, bytes] = {}

    def seal(self, value: object) -> str:
        """Put a frozen value aside; returns its digest."""
        digest, content = sealed(value)
        self.keep({digest: content})
        return digest

    def keep(self, values: Mapping[str, bytes]) -> None:
        """Put aside what was sealed elsewhere: pickled values by their digests."""
        self._fresh |= values
        if len(self._fresh) > MOST_IN_MEMORY:
            self.flush()

    def value(self, digest: str) -> Any:
        """One value, opened. Raises DamagedError if it is not there."""
        return pickle.loads(self.values([digest])[digest])

    def flush(self) -> None:
        self._ledger.keep(self._fresh.items())
        self._fresh.clear()

    def values(self, digests: Iterable[str]) -> dict[str, bytes]:
        """The pickled values with these digests. Raises DamagedError if one is not there."""
        wanted = set(digests)
        found = {digest: self._fresh[digest] for digest in wanted & self._fresh.keys()}
        found |= self._ledger.kept(wanted - found.keys())
        if len(found) < len(wanted):
            raise DamagedError
        return found
