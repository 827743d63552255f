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

Size = tuple[int, int]
"""Width and height, in pixels."""

RECIPE = f"2-pillow{pillow_version}"
"""The encoder's version. It is part of every variant's name: the engine hands it to plan, which must not import make.
Raise its first number with every change here that makes other pixels or other metadata."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")

_SIDEWAYS = (5, 6, 7, 8)
"""The EXIF orientations that exchange width and height."""

_COMMON = 1600
"""Variants up to this width may be made from a reduced decode, which leaves a quarter more pixels than that."""

_STAIRS = (800, 1200, 1600)
"""The widths a smaller size is made from: the original is first brought down to the lowest of them that is far enough
above that size, by way of the next, and so on. Four widths of a photograph of 2400 × 1600 take 69 ms this way, and
took 143 ms when each was made from the original by LANCZOS; to which they are 0.997 alike (SSIM). These are no
setting: the bytes of a variant must not depend on what else is asked for."""

_STEP = 1.3
"""A step is at least this many times as wide and as high as what is made from it; the original is 1.25 times as wide as
a step. With less, a picture would be filtered twice for nothing."""

_SHORT = 1.4
"""Reduced by less than this, a picture is made by LANCZOS, which keeps it sharp; by more, it is made by BICUBIC, in two
thirds of the time."""

_REDUCING_GAP = 2.0
"""What is reduced to less than a quarter goes through a box filter to twice the size first; nobody sees that."""

_BLOCK = 16 * 1024 * 1024
"""Bytes in a block of Pillow's memory; a pixel takes four."""

_DIGEST = 16
"""Bytes."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
            raise ValueError("the file was changed while the site was being built; build again")
        with warnings.catch_warnings():  # Pillow warns of size and of odd metadata, which reading has judged already
            warnings.simplefilter("ignore")
            for whole in (False, True):
                if group := [variant for variant in missing if (variant.width > _COMMON) == whole]:
                    failures |= _made(*_upright(content, whole), group, store)
    except Exception as fault:  # whatever is wrong with the original, or the disk, is wrong with all that is missing
        failures = {variant.path: _failed(variant, fault) for variant in missing} | failures
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


def _failed(variant: PhotoOutput, fault: Exception) -> Failed:
    reason = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return Failed(variant.path, variant.origin, f"{variant.source}: {reason}")


def _made(image: Image, steps: tuple[Size, ...], variants: list[PhotoOutput], store: Path) -> dict[str, Failed]:
    """Put variants of a decoded picture into the store; what failed, by path."""
    failures: dict[str, Failed] = {}
    sizes: dict[Size, Image] = {}
    for variant in variants:
        size = variant.width, variant.height
        try:
            _put(store, _name(variant), _encoded(_resized(image, size, steps, sizes), variant))
        except Exception as fault:  # one variant that cannot be made is no reason to withhold the others
            failures[variant.path] = _failed(variant, fault)
    return failures


def _upright(content: bytes, whole: bool) -> tuple[Image, tuple[Size, ...]]:
    """The first frame, turned as its EXIF says, in sRGB, as RGB or (only with a pixel to see through) RGBA, without
    any metadata; and its steps. Unless `whole`, a JPEG may come reduced, to no less than 1.25 × `_COMMON` pixels in
    width."""
    from PIL import Image  # noqa: PLC0415 - only when there is a picture to make

    with Image.open(io.BytesIO(content), formats=_FORMATS) as original:
        is_jpeg = original.format in {"JPEG", "MPO"}
        orientation = _orientation(original) if is_jpeg else 1
        size = original.size  # before it is reduced: steps are to have the heights that variants have
        if is_jpeg and not whole:
            width = original.height if orientation in _SIDEWAYS else original.width
            scale = next((scale for scale in (8, 4, 2) if width // scale >= _COMMON * 1.25), 1)
            original.draft(None, (original.width // scale, original.height // scale))
        _keep_memory(original)
        original.load()
        if not is_jpeg:  # a PNG may keep its EXIF behind its pixels; Pillow turned a TIFF, which now says 1
            orientation, size = _orientation(original), original.size
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
    return image, _steps(size[::-1] if orientation in _SIDEWAYS else size)


def _steps(original: Size) -> tuple[Size, ...]:
    """The steps down from an original of that size, lowest first, each as high as plan/photos.py makes its variants."""
    width, height = original
    return tuple((step, max(1, round(height * step / width))) for step in _STAIRS if step * 1.25 <= width)


def _keep_memory(image: Image) -> None:
    """Let Pillow use two of its blocks of memory again, as PILLOW_BLOCKS_MAX=2 does in the environment, or none for a
    picture that is larger than those. To get fresh pages from the system for every size takes 20 ms a photograph; but
    blocks that are kept from among the many of a large picture leave holes in the heap, of 350 MB once it is gone."""
    from PIL import Image as images  # noqa: N813, PLC0415 - only when there is a picture to make

    core = getattr(images, "core", None)  # which Pillow does not promise to keep as it is
    if set_blocks_max := getattr(core, "set_blocks_max", None):
        set_blocks_max(2 if image.width * image.height * 4 <= 2 * _BLOCK else 0)


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
            return image if image.mode == mode else image.convert(mode)
        if "sRGB" not in ImageCms.getProfileDescription(profile):
            srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
            converted = ImageCms.profileToProfile(image, profile, srgb, intent, mode, flags=flags)
            image = converted or image
    except Exception:  # a broken profile, or one for another kind of picture, is as good as none
        pass
    return image if image.mode == mode else image.convert(mode)  # a copy of 4 megapixels takes 14 ms


def _resized(image: Image, size: Size, steps: tuple[Size, ...], sizes: dict[Size, Image]) -> Image:
    """The picture in another size, by way of its steps. `sizes` keeps all that was made on the way."""
    from PIL.Image import Resampling  # noqa: PLC0415 - only when there is a picture to make

    if size not in sizes:
        if size[0] > image.width or size[1] > image.height:
            raise ValueError(f"it has only {image.width} × {image.height} pixels")
        step = next((each for each in steps if each[0] >= size[0] * _STEP and each[1] >= size[1] * _STEP), None)
        source = _resized(image, step, steps, sizes) if step else image
        resampling = Resampling.LANCZOS if size[0] * _SHORT > source.width else Resampling.BICUBIC
        sizes[size] = source.resize(size, resampling, reducing_gap=_REDUCING_GAP)
    return sizes[size]


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
            file.write(content + hashlib.blake2b(content, digest_size=_DIGEST).digest())
            file.close()
            temporary.replace(store / name)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
