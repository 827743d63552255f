"""The assets and the settings -> the pictures of the outlet: its logo for search engines, and the
picture for social networks on pages without one."""

from __future__ import annotations

import io
import struct

from generator.model.outputs import AssetOutput
from generator.model.problems import Checked, FieldLocation, Problem, error
from generator.model.settings import Settings
from generator.model.site import Emblem, Emblems

LOGO, SHARE_IMAGE = "touch-icon.png", "share.png"
"""The default files of the logo and of the picture for social networks."""

_PNG = b"\x89PNG\r\n\x1a\n"


def emblems_of(outputs: tuple[AssetOutput, ...], settings: Settings) -> Checked[Emblems]:
    """Return the logo, and the picture for social networks of each edition. The picture is the file
    in the settings, else `SHARE_IMAGE`, else the logo."""
    files = {output.origin.removeprefix("assets/"): output for output in outputs}
    problems: list[Problem] = []
    logo = _emblem(files[LOGO]) if LOGO in files else None
    usual = _emblem(files[SHARE_IMAGE]) if SHARE_IMAGE in files else None
    images = []
    for tag in settings.editions:
        name = settings.of_edition(tag).site.share_image if settings.languages else settings.site.share_image
        own = settings.languages and settings.language(tag).settings.share_image
        key = f"languages.{tag}.share_image" if own else "site.share_image"
        chosen = _emblem(files[name]) if name in files else None
        if name and chosen is None:
            problems.append(_no_share_image(name, key, is_there=name in files))
        if image := chosen or usual or logo:
            images.append((tag, image))
    return Checked(Emblems(logo, tuple(images)), tuple(dict.fromkeys(problems)))


def _emblem(output: AssetOutput) -> Emblem | None:
    """Return a picture with its size; None for a file that is no raster image."""
    if output.content[:8] == _PNG and len(output.content) >= 24:
        return Emblem(output.path, *struct.unpack(">II", output.content[16:24]))
    from PIL import Image  # noqa: PLC0415 - only for a format whose header is not read here

    try:
        with Image.open(io.BytesIO(output.content), formats=("JPEG", "WEBP")) as image:
            return Emblem(output.path, *image.size)
    except Exception:  # Pillow raises many kinds for a broken file
        return None


def _no_share_image(name: str, key: str, *, is_there: bool) -> Problem:
    where = FieldLocation("content/site.toml", key)
    if is_there:
        hint = "Social networks show PNG and JPEG; 1200 by 630 pixels are the size they ask for."
        return error("wrong-value", f"“{name}” is no picture that social networks can show.", where, hint)
    hint = f"Put the file into assets/, or leave the key out: then it is assets/{SHARE_IMAGE}."
    return error("missing-asset", f"There is no file “{name}” in assets/.", where, hint)
