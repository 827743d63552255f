"""An output -> its fingerprint: digests of everything that shapes it. A page with an unchanged
fingerprint need not be made. Equal fingerprints mean equal bytes, on every machine, in every
process and under every hash seed."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable

from generator.model.digests import digest_of_bytes
from generator.model.outputs import (
    AssetOutput,
    AttachmentFile,
    DataOutput,
    Output,
    PageOutput,
    PhotoFile,
    SearchIndexOutput,
)
from generator.model.page_views import PageParts
from generator.model.published_file import Fingerprint

_PROTOCOL = 5


def fingerprint(output: Output, layout_digest: Callable[[str, str], str], code: str) -> Fingerprint:
    """Return the fingerprint of an output. `layout_digest` gives the digest of a layout and its
    includes in a language; `code` is that of the program and its libraries."""
    match output:
        case PageOutput(parts=parts):
            return Fingerprint(
                view=_view(digest_of(parts) if isinstance(parts, PageParts) else parts.digest, output.withheld),
                text=" ".join(filter(None, output.bodies)),
                chrome=output.chrome.digest,
                layout=layout_digest(output.layout, output.lang),
                code=code,
            )
        case DataOutput():
            return Fingerprint(
                view=_view(digest_of(output.content), output.withheld),
                text=" ".join(filter(None, output.bodies)),
                layout=" ".join(layout_digest(output.layout, lang) for lang in output.langs),
                code=code,
            )
        case SearchIndexOutput(lang=lang, entries=entries):
            return Fingerprint(view=digest_of((lang, entries)), code=code)
        case AttachmentFile():
            return Fingerprint(view=_view(output.path, output.withheld))
        case AssetOutput() | PhotoFile():  # their names contain the digest of their bytes
            return Fingerprint(view=output.path)


def _view(digest: str, withheld: tuple[str, ...]) -> str:
    """Return the digest of a view with the names that its file may not have: for other names it is
    made, and looked at, again."""
    return f"{digest} {digest_of(withheld)}" if withheld else digest


def packed_object(value: object) -> tuple[str, bytes]:
    """Return an object: the digest of a frozen value, and the value pickled."""
    content = _pickled(value)
    return digest_of_bytes(content), content


def digest_of(value: object) -> str:
    """Return the digest of a frozen value of strings, numbers, tuples and dictionaries in a fixed
    order."""
    return digest_of_bytes(_pickled(value))


def _pickled(value: object) -> bytes:
    """Return the same bytes for equal values, in every process. `fast` means that pickle does not
    record which objects are identical. It takes less time than the `repr`."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, _PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return written.getvalue()
