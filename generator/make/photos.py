"""A photograph and what is asked of it in; its variants, in a content-addressed store, out.

A variant's bytes depend on the original's bytes, on what is asked for and on `RECIPE`; never on its siblings, nor on
what lies in the store already: a store that was filled over many builds is equal to a new one. That is why a smaller
size is made from one of the steps of `_STAIRS`, which are the same whatever is asked for, and not from the next larger
variant. Of the original's metadata nothing is published but the rights that are asked for: no place, no serial number,
no thumbnail, no comment. Never enlarges, never raises, never prints.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from PIL import __version__ as pillow_version

from generator.model.documents import Rights
from generator.model.outputs import Failed, PhotoOutput, Stored

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

RECIPE = f"2-pillow{pillow_version}"
"""The encoder's version. It is part of every variant's name: the engine hands it to plan, which must not import make.
Raise its first number with every change here that makes other pixels or other metadata."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")

_COMMON = 1600
"""Variants up to this width may be made from a reduced decode, which leaves a quarter more pixels than that."""

_REDUCING_GAP = 2.0
"""Box-filter down to twice the size, then LANCZOS: half the time of LANCZOS alone, and nobody sees the difference."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class PhotoRequest:
    """Variants of one original. `original` is its absolute path, `store` that of the folder for the variants."""

    original: str
    store: str
    variants: tuple[PhotoOutput, ...]


def make_photo(request: PhotoRequest) -> tuple[Stored | Failed, ...]:
    """One `Stored` or `Failed` for each variant, in their order. Total, so that a worker may call it.

    A variant lies in the store under the last segment of its path. One that lies there already, and is not empty, is
    not made again; the others appear there whole or not at all. An original that is no longer the one the variants
    were planned for (by its digest) fails, and so does a variant that is larger than its original.
    """
    store = Path(request.store)
    missing = [variant for variant in request.variants if not _lies_there(store / _name(variant))]
    failures: dict[str, Failed] = {}
    try:
        content = Path(request.original).read_bytes() if missing else b""
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        if any(variant.digest != digest for variant in missing):
            raise ValueError("the file was changed while the site was being built; build again")
        with warnings.catch_warnings():  # Pillow warns of size and of odd metadata, which reading has judged already
            warnings.simplefilter("ignore")
            for whole in (False, True):
                if group := [variant for variant in missing if (variant.width > _COMMON) == whole]:
                    failures |= _made(_upright(content, whole), group, store)
    except Exception as fault:  # whatever is wrong with the original, or the disk, is wrong with all that is missing
        failures = {variant.path: _failed(variant, fault) for variant in missing} | failures
    return tuple(failures.get(each.path) or Stored(each.path, _name(each)) for each in request.variants)


def _name(variant: PhotoOutput) -> str:
    return PurePosixPath(variant.path).name


def _lies_there(path: Path) -> bool:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(facts.st_mode) and facts.st_size > 0


def _failed(variant: PhotoOutput, fault: Exception) -> Failed:
    reason = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return Failed(variant.path, variant.origin, f"{variant.source}: {reason}")


def _made(image: Image, variants: list[PhotoOutput], store: Path) -> dict[str, Failed]:
    """Put variants of a decoded picture into the store; what failed, by path."""
    failures: dict[str, Failed] = {}
    sizes: dict[tuple[int, int], Image] = {}
    for variant in variants:
        size = variant.width, variant.height
        try:
            if size not in sizes:
                sizes[size] = _resized(image, size)
            _put(store, _name(variant), _encoded(sizes[size], variant))
        except Exception as fault:  # one variant that cannot be made is no reason to withhold the others
            failures[variant.path] = _failed(variant, fault)
    return failures


def _upright(content: bytes, whole: bool) -> Image:
    """The first frame, turned as its EXIF says, in sRGB, as RGB or (only with a pixel to see through) RGBA, without
    any metadata. Unless `whole`, a JPEG may come reduced, to no less than 1.25 × `_COMMON` pixels in width."""
    from PIL import Image  # noqa: PLC0415 - only when there is a picture to make

    with Image.open(io.BytesIO(content), formats=_FORMATS) as original:
        is_jpeg = original.format in {"JPEG", "MPO"}
        orientation = _orientation(original) if is_jpeg else 1
        if is_jpeg and not whole:
            width = original.height if orientation in (5, 6, 7, 8) else original.width
            scale = next((scale for scale in (8, 4, 2) if width // scale >= _COMMON * 1.25), 1)
            original.draft(None, (original.width // scale, original.height // scale))
        original.load()
        if not is_jpeg:  # a PNG may keep its EXIF behind its pixels; Pillow turned a TIFF, which now says 1
            orientation = _orientation(original)
        turn = {
            2: Image.Transpose.FLIP_LEFT_RIGHT,
            3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM,
            5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_270,
            7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_90,
        }.get(orientation)
        image = _in_srgb(original)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    if turn is not None:
        image = image.transpose(turn)
    image.info = {}
    return image


def _orientation(image: ImageFile) -> int:
    """The EXIF orientation, 1 to 8; 1 when there is none or none that can be read. read/photos.py reads it alike."""
    try:
        orientation = image.getexif().get(0x0112, 1)
    except Exception:  # broken EXIF, in whatever way, is as good as none
        return 1
    return orientation if orientation in range(1, 9) else 1


def _in_srgb(original: Image) -> Image:
    """A picture of any mode as RGB or RGBA, by its colour profile where it has one that can be used."""
    from PIL import ImageCms  # noqa: PLC0415 - only when there is a picture to make

    image = original
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode in {"I", "F"}:  # white is not written anywhere: it is 1, 255 or 65535, whatever fits
        brightest = max(float(each) for each in image.getextrema() if isinstance(each, (int, float)))
        white = next((each for each in (1.0, 255.0, 65535.0) if brightest <= each), brightest)
        image = image.convert("F").point(lambda value: value * (255 / white)).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in {"L", "RGB", "CMYK", "LAB"}:
        image = image.convert("RGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    embedded = original.info.get("icc_profile")
    try:
        if image.mode == "LAB":
            profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif embedded:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
        else:
            return image.convert(mode)
        if "sRGB" not in ImageCms.getProfileDescription(profile):
            srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
            converted = ImageCms.profileToProfile(image, profile, srgb, intent, mode, flags=flags)
            image = converted or image
    except Exception:  # a broken profile, or one for another kind of picture, is as good as none
        pass
    return image.convert(mode)


def _resized(image: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling  # noqa: PLC0415 - only when there is a picture to make

    if size[0] > image.width or size[1] > image.height:
        raise ValueError(f"it has only {image.width} × {image.height} pixels")
    return image.resize(size, Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)


def _encoded(image: Image, variant: PhotoOutput) -> bytes:
    """The finished file: progressive JPEG with 4:2:0 chroma on a white ground, or lossy WebP with its alpha."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make

    metadata = {"exif": _exif(variant.rights), "xmp": _xmp(variant.rights)} if any(_values(variant.rights)) else {}
    file = io.BytesIO()
    if variant.format == "webp":
        image.save(file, "WEBP", quality=variant.quality, method=4, **metadata)
    elif variant.format == "jpeg":
        if image.mode == "RGBA":
            ground = images.new("RGB", image.size, "white")
            ground.paste(image, mask=image.getchannel("A"))
            image = ground
        image.save(
            file, "JPEG", quality=variant.quality, progressive=True, optimize=True, subsampling="4:2:0", **metadata
        )
    else:
        raise ValueError(f"there is no encoder for {variant.format}")
    return file.getvalue()


def _values(rights: Rights) -> tuple[str, str, str]:
    return rights.creator, rights.credit, rights.copyright


def _exif(rights: Rights) -> bytes:
    """Artist and Copyright as UTF-8, which EXIF does not foresee and every reader expects."""
    from PIL.Image import Exif  # noqa: PLC0415 - only when there is a picture to make

    exif = Exif()
    for tag, value in ((0x013B, rights.creator), (0x8298, rights.copyright)):
        if value:
            exif[tag] = value.encode("utf-8", "replace")
    return exif.tobytes()


def _xmp(rights: Rights) -> bytes:
    """An XMP packet (ISO 16684-1) with dc:creator, photoshop:Credit and dc:rights, each where there is something to say."""
    creator, credit, copyright_notice = (_NOT_XML.sub("", value) for value in _values(rights))
    packet = ElementTree.Element("x:xmpmeta", {"xmlns:x": "adobe:ns:meta/"})
    rdf = ElementTree.SubElement(packet, "rdf:RDF", {"xmlns:rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"})
    namespaces = {
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:photoshop": "http://ns.adobe.com/photoshop/1.0/",
    }
    description = ElementTree.SubElement(rdf, "rdf:Description", {"rdf:about": "", **namespaces})
    if creator:
        names = ElementTree.SubElement(ElementTree.SubElement(description, "dc:creator"), "rdf:Seq")
        ElementTree.SubElement(names, "rdf:li").text = creator
    if credit:
        ElementTree.SubElement(description, "photoshop:Credit").text = credit
    if copyright_notice:
        notices = ElementTree.SubElement(ElementTree.SubElement(description, "dc:rights"), "rdf:Alt")
        ElementTree.SubElement(notices, "rdf:li", {"xml:lang": "x-default"}).text = copyright_notice
    body = ElementTree.tostring(packet, encoding="unicode")
    opening = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{opening}{body}<?xpacket end="r"?>'.encode()


def _put(store: Path, name: str, content: bytes) -> None:
    """Write a file of the store under another name first, so that a killed build leaves no half of a picture."""
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=store, prefix=".", suffix=".part", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(content)
            file.close()
            temporary.replace(store / name)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
