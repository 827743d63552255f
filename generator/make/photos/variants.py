"""A photograph and what is asked of it in; its variants, in a content-addressed store, out.

A variant's bytes depend on the original's bytes, on what is asked for and on the program (`recipe`); never on its siblings, nor on
what lies in the store already: a store that was filled over many builds is equal to a new one. That is why a smaller
size is made from steps that are the same whatever is asked for, and not from the next larger variant. Of the original's
metadata nothing is published but what is asked for: no place, no serial number, no thumbnail, no comment. Never
enlarges, never raises, never prints.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.make.photos.formats import encoded
from generator.make.photos.pixels import UnmakeableError, Upright, upright
from generator.make.whole_files import write_whole
from generator.model.outputs import Failed, PhotoOutput, Stored

if TYPE_CHECKING:
    from PIL.Image import Image

_DIGEST = 16
"""Bytes."""


class StoreError(Exception):
    """A finished variant cannot be put into the store; the message says why and what to do. No picture is to blame."""


@dataclass(frozen=True, slots=True)
class PhotoRequest:
    """Variants of one original. `original` is its absolute path, `store` that of the folder for the variants."""

    original: str
    store: str
    variants: tuple[PhotoOutput, ...]


def make_photo(request: PhotoRequest) -> tuple[Stored | Failed, ...]:
    """One `Stored` or `Failed` for each variant, in their order. Total, so that a worker may call it.

    A variant lies in the store under the last segment of its path. One that lies there already, and is whole, is not
    made again; the others appear there whole or not at all. An original that is no longer the one the variants
    were planned for (by its digest) fails, and so does a variant that is larger than its original.
    """
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
        with warnings.catch_warnings():  # Pillow warns of size and of odd metadata, which reading has judged already
            warnings.simplefilter("ignore")
            failures = _made(content, missing, store) if missing else {}
    except Exception as fault:  # whatever is wrong with the original, or the disk, is wrong with all that is missing
        unmade = [variant for variant in missing if stored(store, _name(variant)) is None]
        failures = {variant.path: _failed(variant, fault, store) for variant in unmade}
    return tuple(failures.get(each.path) or Stored(each.path, _name(each)) for each in request.variants)


def _name(variant: PhotoOutput) -> str:
    return PurePosixPath(variant.path).name


def stored(store: Path, name: str) -> bytes | None:
    """A variant that lies in the store; None if there is none, or if it is damaged: behind it stands its digest."""
    try:
        kept = (store / name).read_bytes()
    except (OSError, ValueError):
        return None
    content, digest = kept[:-_DIGEST], kept[-_DIGEST:]
    return content if content and hashlib.blake2b(content, digest_size=_DIGEST).digest() == digest else None


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
    """Put variants of a picture into the store; what failed, by path. One decode serves them all, but for those that need
    more pixels than it leaves of a large original: for these it is decoded again, whole."""
    picture = upright(content, whole=False)
    larger = [
        variant for variant in variants if not picture.is_enough_for((variant.width, variant.height), variant.crop)
    ]
    failures = _all_stored(picture, [variant for variant in variants if variant not in larger], store)
    if larger:
        del picture  # two of a large original need not be there at once
        failures |= _all_stored(upright(content, whole=True), larger, store)
    return failures


def _all_stored(picture: Upright, variants: list[PhotoOutput], store: Path) -> dict[str, Failed]:
    """Sizes are made once, whatever the number of formats."""
    failures: dict[str, Failed] = {}
    made: dict[object, Image] = {}
    for variant in variants:
        key = variant.width, variant.height, variant.crop
        try:
            if key not in made:
                made[key] = picture.resized((variant.width, variant.height), variant.crop)
            _put(store, _name(variant), encoded(made[key], variant))
        except Exception as fault:  # one variant that cannot be made is no reason to withhold the others
            failures[variant.path] = _failed(variant, fault, store)
    return failures


def _put(store: Path, name: str, content: bytes) -> None:
    """Put a finished variant into the store, with its digest behind it. `StoreError`."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        write_whole(store / name, content + hashlib.blake2b(content, digest_size=_DIGEST).digest())
    except OSError as fault:
        raise StoreError(
            f"the store of finished photographs cannot be written to ({fault.strerror or fault}); make room there, or see to "
            "it that it may be written to, and build again"
        ) from fault
