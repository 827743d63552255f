"""A photograph and its planned variants -> the variants, in a content-addressed store.

The bytes of a variant depend on the original's bytes, on the plan and on the program (`recipe`).
They never depend on other variants, nor on the content of the store: a store that was filled over
many builds equals a new one. So a smaller size is made from steps that are always the same, and not
from the next larger variant. Of the original's metadata only the planned part is published: no
place, no serial number, no thumbnail, no comment. Never enlarges, never raises, never prints."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.make.photos.formats import encoded
from generator.make.photos.pixels import UnmakeableError, Upright, upright
from generator.make.stored_photos import StoreError, put, stored
from generator.model.dataclass import dataclass
from generator.model.outputs import Failed, PhotoOutput, Stored

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class PhotoRequest:
    """Variants of one original. `original` is its absolute path, `store` that of the folder for the
    variants."""

    original: str
    store: str
    variants: tuple[PhotoOutput, ...]


def make_photo(request: PhotoRequest) -> tuple[Stored | Failed, ...]:
    """Return one `Stored` or `Failed` for each variant, in their order. Never raises, so that a
    worker may call it.

    A variant lies in the store under the last segment of its path. One that is there already and
    whole is not made again; the others appear there whole or not at all. An original with another
    digest than the planned one fails, and so does a variant that is larger than its original."""
    store = Path(request.store)
    missing = [variant for variant in request.variants if stored(store, _name(variant)) is None]
    failures: dict[str, Failed] = {}
    try:
        content = Path(request.original).read_bytes() if missing else b""
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        if any(variant.digest != digest for variant in missing):
            raise UnmakeableError(
                "the file was changed while the site was being built; build again, and if you then read "
                "this once more, save the picture again"
            )
        with warnings.catch_warnings():  # Pillow warns of size and of odd metadata, which the read stage has checked
            warnings.simplefilter("ignore")
            failures = _made(content, missing, store) if missing else {}
    except Exception as fault:  # a fault of the original, or of the disk, affects all missing variants
        unmade = [variant for variant in missing if stored(store, _name(variant)) is None]
        failures = {variant.path: _failed(variant, fault, store) for variant in unmade}
    return tuple(failures.get(each.path) or Stored(each.path, _name(each)) for each in request.variants)


def _name(variant: PhotoOutput) -> str:
    return PurePosixPath(variant.path).name


def _failed(variant: PhotoOutput, fault: Exception, store: Path) -> Failed:
    if isinstance(fault, StoreError):
        return Failed(variant.path, str(store), str(fault))
    reason = getattr(fault, "strerror", None) or (str(fault) if isinstance(fault, UnmakeableError) else "")
    if isinstance(fault, MemoryError):
        reason = "there is not enough memory to open the picture; save it again, smaller"
    if not reason:
        reason = "the picture is damaged and cannot be opened; copy it again, or export it again as JPEG"
    return Failed(variant.path, variant.origin, f"{variant.source}: {reason}")


def _made(content: bytes, variants: list[PhotoOutput], store: Path) -> dict[str, Failed]:
    """Put variants of a picture into the store; return failures by path. One decoding serves all,
    except variants that need more pixels than it leaves of a large original: for these it is
    decoded again, whole."""
    picture = upright(content, whole=False)
    larger = [
        variant for variant in variants if not picture.is_enough_for((variant.width, variant.height), variant.crop)
    ]
    failures = _all_stored(picture, [variant for variant in variants if variant not in larger], store)
    if larger:
        del picture  # two copies of a large original need not be in memory at once
        failures |= _all_stored(upright(content, whole=True), larger, store)
    return failures


def _all_stored(picture: Upright, variants: list[PhotoOutput], store: Path) -> dict[str, Failed]:
    """Store all variants; each size is made once, whatever the number of formats."""
    failures: dict[str, Failed] = {}
    made: dict[object, Image] = {}
    for variant in variants:
        key = variant.width, variant.height, variant.crop
        try:
            if key not in made:
                made[key] = picture.resized((variant.width, variant.height), variant.crop)
            put(store, _name(variant), encoded(made[key], variant))
        except Exception as fault:  # one variant that cannot be made does not hold back the others
            failures[variant.path] = _failed(variant, fault, store)
    return failures
