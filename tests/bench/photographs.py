"""What the formats of photographs cost, ours beside sharp's: `python -m tests.bench.photographs --photos FOLDER`.

    --sharp NODE FOLDER   measure sharp too: node's program, and the folder of modules that holds sharp
    --most N              of each folder of photographs, this many (12)

Every photograph is made in the same four widths, in every format, at several efforts and qualities. Told are the bytes and
the processor time of a photograph, all widths together and its decoding included, and how alike the files are (mean SSIM
of the luma) to the same photograph reduced as well as can be; see similarity.py. Of each format and effort, the bytes at the
likeness of sharp's WebP of quality 80, or JPEG of quality 82, are worked out between the qualities that were measured. Ours are
made by the program itself, with rights to write, so nothing is left out. Asserts nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator.make.photos.variants import PhotoRequest, make_photo
from generator.make.stored_photos import stored
from generator.model.documents import Rights
from generator.model.outputs import PhotoOutput, Stored
from tests.bench.similarity import Plane, linear_light, luma, reference_luma, ssim

WIDTHS = (480, 800, 1200, 1600)
RIGHTS = Rights("A. Name", "A. Name/Agency", "© 2026 Agency")
SHARP_SCRIPT = Path(__file__).with_name("sharp.cjs")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A format as it is asked for: `effort` is ours (0 to 10), or sharp's own."""

    format: str
    quality: int
    effort: int

    def __str__(self) -> str:
        return f"{self.format} {self.quality}, effort {self.effort}"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one photograph in all widths, on average: bytes, likeness and seconds of processor time."""

    maker: str
    encodings: tuple[Encoding, ...]
    bytes: float
    likeness: float
    seconds: float


OURS: tuple[tuple[Encoding, ...], ...] = (
    *((Encoding("jpeg", quality, 5),) for quality in (68, 75, 82)),
    (Encoding("jpeg", 82, 0),),
    *((Encoding("webp", quality, effort),) for effort in (2, 4, 6, 10) for quality in (70, 80)),
    *((Encoding("avif", quality, effort),) for effort in (0, 2, 4) for quality in (50, 60, 70)),
    (Encoding("webp", 80, 6), Encoding("jpeg", 82, 5)),
    (Encoding("webp", 80, 4), Encoding("jpeg", 82, 5)),
    (Encoding("avif", 60, 0), Encoding("jpeg", 82, 5)),
    (Encoding("avif", 62, 0), Encoding("jpeg", 80, 5)),
    (Encoding("avif", 60, 0), Encoding("webp", 80, 4), Encoding("jpeg", 82, 5)),
)
"""What is measured, a row each: the formats alone, then the sets that a site might ask for."""

SHARP: tuple[tuple[Encoding, ...], ...] = (
    (Encoding("jpeg", 82, 0),),
    (Encoding("webp", 80, 4),),
    (Encoding("avif", 50, 4),),
    (Encoding("webp", 80, 4), Encoding("jpeg", 82, 0)),
)


class References:
    """The luma of each photograph in each width, as it ought to be."""

    def __init__(self, photos: Sequence[Path]) -> None:
        self._planes: dict[tuple[Path, int], Plane] = {}
        for photo in photos:
            light = linear_light(photo)
            high, wide = light[0].shape
            for width in WIDTHS:
                self._planes[photo, width] = reference_luma(light, width, round(high * width / wide))

    def likeness(self, photo: Path, width: int, content: bytes) -> float:
        return ssim(luma(content), self._planes[photo, width])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.photographs", description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=Path, nargs="+", required=True, help="folders of JPEG files")
    parser.add_argument("--sharp", nargs=2, metavar=("NODE", "FOLDER"))
    parser.add_argument("--most", type=int, default=12)
    options = parser.parse_args(arguments)
    photos = [photo for folder in options.photos for photo in sorted(folder.glob("*.jpg"))[: options.most]]
    if not photos:
        print("There are no JPEG files in those folders.", file=sys.stderr)
        return 2
    references = References(photos)
    with tempfile.TemporaryDirectory() as scratch:
        figures = [ours(photos, encodings, references, Path(scratch)) for encodings in OURS]
        if options.sharp:
            node, modules = options.sharp
            figures += [sharps(photos, encodings, references, node, modules, Path(scratch)) for encodings in SHARP]
    print(table(figures, len(photos)))
    return 0


def ours(photos: Sequence[Path], encodings: tuple[Encoding, ...], references: References, scratch: Path) -> Figures:
    """The program's own files."""
    sizes, likenesses, seconds = 0, [], 0.0
    for photo in photos:
        variants = wanted(photo, encodings)
        with tempfile.TemporaryDirectory(dir=scratch) as store:
            begun = time.process_time()
            results = make_photo(PhotoRequest(str(photo), store, variants))
            seconds += time.process_time() - begun
            for variant, result in zip(variants, results, strict=True):
                if not isinstance(result, Stored):
                    raise RuntimeError(result.message)
                finished = stored(Path(store), result.name)
                content = bytes(finished.content) if finished else b""
                sizes += len(content)
                likenesses.append(references.likeness(photo, variant.width, content))
    return Figures(
        "ours", encodings, sizes / len(photos), math.fsum(likenesses) / len(likenesses), seconds / len(photos)
    )


def wanted(photo: Path, encodings: Iterable[Encoding]) -> tuple[PhotoOutput, ...]:
    """A photograph in all widths and encodings, as plan would ask for it."""
    digest = hashlib.blake2b(photo.read_bytes(), digest_size=16).hexdigest()
    with Image.open(photo) as original:
        wide, high = original.size
    return tuple(
        PhotoOutput(
            path=f"{photo.stem}-{width}-{encoding.quality}-{encoding.effort}.{encoding.format}",
            source=photo.name,
            digest=digest,
            width=width,
            height=round(high * width / wide),
            format=encoding.format,
            quality=encoding.quality,
            rights=RIGHTS,
            origin=photo.name,
            effort=encoding.effort,
        )
        for encoding in encodings
        for width in WIDTHS
    )


def sharps(
    photos: Sequence[Path],
    encodings: tuple[Encoding, ...],
    references: References,
    node: str,
    modules: str,
    scratch: Path,
) -> Figures:
    """What sharp makes of them."""
    asked = [(encoding, width) for encoding in encodings for width in WIDTHS]
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        out, job = Path(folder), Path(folder, "job.json")
        variants = [
            {"width": width, "format": encoding.format, "options": _sharp_options(encoding)}
            for encoding, width in asked
        ]
        named = [str(photo.resolve()) for photo in photos]
        job.write_text(json.dumps({"photos": named, "variants": variants, "out": folder}), encoding="utf-8")
        command = [node, str(SHARP_SCRIPT), str(Path(modules).resolve()), str(job)]
        seconds = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        sizes, likenesses = 0, []
        for number, photo in enumerate(photos):
            for index, (_, width) in enumerate(asked):
                content = Path(out, f"{number}-{index}").read_bytes()
                sizes += len(content)
                likenesses.append(references.likeness(photo, width, content))
    return Figures(
        "sharp", encodings, sizes / len(photos), math.fsum(likenesses) / len(likenesses), sum(seconds) / len(photos)
    )


def _sharp_options(encoding: Encoding) -> dict[str, object]:
    if encoding.format == "jpeg":
        return {"quality": encoding.quality, "progressive": True}
    return {"quality": encoding.quality, "effort": encoding.effort}


def table(figures: Sequence[Figures], photos: int) -> str:
    """A row for each, in Markdown, and the bytes of our formats at the likeness of sharp's WebP and JPEG."""
    lines = [
        f"{photos} photographs in {', '.join(map(str, WIDTHS))} pixels; a photograph, on average:",
        "",
        "| made by | formats | KB | SSIM | seconds |",
        "|---|---|---|---|---|",
    ]
    for each in figures:
        formats = " + ".join(map(str, each.encodings))
        lines.append(
            f"| {each.maker} | {formats} | {each.bytes / 1000:.0f} | {each.likeness:.4f} | {each.seconds:.3f} |"
        )
    for theirs in figures:
        if theirs.maker != "ours" and len(theirs.encodings) == 1:
            lines += ["", *_at_the_likeness_of(theirs, figures)]
    return "\n".join(lines)


def _at_the_likeness_of(theirs: Figures, figures: Sequence[Figures]) -> list[str]:
    """Bytes of each of our formats and efforts that is as alike as theirs, as a share of theirs."""
    kinds: dict[tuple[str, int], list[Figures]] = {}
    for each in figures:
        if each.maker == "ours" and len(each.encodings) == 1:
            kinds.setdefault((each.encodings[0].format, each.encodings[0].effort), []).append(each)
    lines = [f"At the SSIM of sharp's {theirs.encodings[0]} ({theirs.likeness:.4f}, {theirs.bytes / 1000:.0f} KB):", ""]
    for (name, effort), measured in kinds.items():
        if (size := bytes_at(theirs.likeness, measured)) is not None:
            lines.append(f"- {name}, effort {effort}: {size / 1000:.0f} KB, {size / theirs.bytes:.2f} of theirs")
    return lines


def bytes_at(likeness: float, measured: Sequence[Figures]) -> float | None:
    """The bytes that a format needs for a likeness, between or beyond the two qualities measured nearest to it, on a line of
    the logarithm of the bytes by that of what is missing to 1; None where fewer than two were measured."""
    nearest = sorted(measured, key=lambda each: abs(each.likeness - likeness))[:2]
    if len(nearest) < 2 or nearest[0].likeness == nearest[1].likeness:
        return None
    (x, y), (other_x, other_y) = ((math.log(1 - each.likeness), math.log(each.bytes)) for each in nearest)
    return math.exp(y + (math.log(1 - likeness) - x) * (other_y - y) / (other_x - x))


if __name__ == "__main__":
    sys.exit(main())
