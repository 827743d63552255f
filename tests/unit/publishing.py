"""Files that are all at hand, published at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.model.outputs import Wave
from generator.publish.transaction import Published, Transaction


def publish(
    output: Path, files: Iterable[tuple[Wave, str, bytes | Path]], keep: frozenset[str] = frozenset()
) -> Published:
    """`keep` are the paths of files of ours that are to stay."""
    with Transaction(output) as transaction:
        for path in keep:
            transaction.keep(path)
        for wave, path, content in files:
            transaction.add(wave, path, content)
        return transaction.publish()
