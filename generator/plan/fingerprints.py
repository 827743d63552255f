"""An output -> digests of all that shapes it. Equal fingerprints make equal bytes: so a page whose fingerprint is known need
not be made again. The same on every machine, in every process and under every hash seed."""

from __future__ import annotations

import pickle
from collections.abc import Callable

from generator.model.digests import digest_of_bytes
from generator.model.outputs import AssetOutput, AttachmentFile, DataOutput, Output, PageOutput, PhotoFile
from generator.model.published_file import Fingerprint
from generator.model.views import PageParts


def fingerprint(output: Output, layout_digest: Callable[[str, str], str], code: str) -> Fingerprint:
    """`layout_digest` gives that of a layout with all it includes in a language; `code` is that of the program and the
    libraries that shape output."""
    match output:
        case PageOutput(parts=parts):
            return Fingerprint(
                view=digest_of(parts) if isinstance(parts, PageParts) else parts.digest,
                text=" ".join(filter(None, output.bodies)),
                chrome=output.chrome.digest,
                layout=layout_digest(output.layout, output.lang),
                code=code,
            )
        case DataOutput():
            return Fingerprint(view=digest_of(output.content), text=" ".join(filter(None, output.bodies)), code=code)
        case AssetOutput() | PhotoFile() | AttachmentFile():  # their names carry the digest of their content
            return Fingerprint(view=output.path)


def packed_object(value: object) -> tuple[str, bytes]:
    """The digest of a frozen value, and the value pickled, to lie apart under it."""
    return digest_of(value), pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def digest_of(value: object) -> str:
    """Of a frozen value of strings, numbers, tuples and dictionaries in a fixed order: `repr` writes those alike
    everywhere, which pickle does not (it remembers which objects are the same)."""
    return digest_of_bytes(repr(value).encode())
