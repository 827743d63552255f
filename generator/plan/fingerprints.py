"""An output -> digests of all that shapes it. Equal fingerprints make equal bytes: so a page whose fingerprint is known need
not be made again. The same on every machine, in every process and under every hash seed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from generator.model.outputs import AssetOutput, Fingerprint, MachineOutput, Output, PageOutput, PhotoOutput


def fingerprint(output: Output, layouts: Mapping[str, str], code: str) -> Fingerprint:
    """`layouts` gives the digest of each layout with all it includes, its assets and catalogues; `code` is that of the
    program and the libraries that shape output."""
    match output:
        case PageOutput():
            return Fingerprint(digest_of(output.view), layouts[output.layout], code)
        case MachineOutput():
            return Fingerprint(digest_of(output.content), "", code)
        case AssetOutput() | PhotoOutput():  # their names carry the digest of their content
            return Fingerprint(output.path, "", "")


def digest_of(value: object) -> str:
    """Of a frozen value of strings, numbers, tuples and dictionaries in a fixed order: `repr` writes those alike
    everywhere, which pickle does not (it remembers which objects are the same)."""
    return hashlib.blake2b(repr(value).encode(), digest_size=16).hexdigest()
