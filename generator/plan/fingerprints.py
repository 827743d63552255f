"""An output -> its fingerprint: digests of everything that shapes it. A page with an unchanged
fingerprint need not be made. Equal fingerprints mean equal bytes, on every machine, in every
process and under every hash seed."""

from __future__ import annotations

import pickle
from collections.abc import Callable

from generator.model.digests import digest_of_bytes
from generator.model.outputs import AssetOutput, AttachmentFile, DataOutput, Output, PageOutput, PhotoFile
from generator.model.page_views import PageParts
from generator.model.published_file import Fingerprint


def fingerprint(output: Output, layout_digest: Callable[[str, str], str], code: str) -> Fingerprint:
    """Return the fingerprint of an output. `layout_digest` gives the digest of a layout and its
    includes in a language; `code` is that of the program and its libraries."""
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
        case AssetOutput() | PhotoFile() | AttachmentFile():  # their names contain the digest of their bytes
            return Fingerprint(view=output.path)


def packed_object(value: object) -> tuple[str, bytes]:
    """Return an object: the digest of a frozen value, and the value pickled."""
    return digest_of(value), pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def digest_of(value: object) -> str:
    """Return the digest of a frozen value of strings, numbers, tuples and dictionaries in a fixed
    order. It is the digest of the `repr`, which is the same everywhere. Pickle gives other bytes
    for equal values, because it records which objects are identical."""
    return digest_of_bytes(repr(value).encode())
