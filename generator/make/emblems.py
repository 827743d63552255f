"""The assets and what the outlet sets -> the pictures that stand for it: its logo in search results, and what social networks show of pages
that have no picture."""

from __future__ import annotations

import io
import struct

from generator.model.outputs import AssetOutput
from generator.model.problems import Checked, FieldLocation, Problem, error
from generator.model.settings import Settings
from generator.model.site import Emblem, Emblems

LOGO, SHARE_IMAGE = "touch-icon.png", "share.png"
"""What stands for the outlet in search results, and on social networks for pages without a picture."""

_PNG = b"\x89PNG\r\n\x1a\n"


def emblems_of(outputs: tuple[AssetOutput, ...], settings: Settings) -> Checked[Emblems]:
    """The logo, and what social networks show of pages of each edition that have no picture: the file that is set, else `SHARE_IMAGE`,
    else the logo."""
    files = {output.origin.removeprefix("assets/"): output for output in outputs}
    problems: list[Problem] = []
    logo = _emblem(files[LOGO]) if LOGO in files else None
    usual = _emblem(files[SHARE_IMAGE]) if SHARE_IMAGE in files else None
    images = []
    for tag in settings.editions:
        asked = settings.of_edition(tag).site.share_image if settings.languages else settings.site.share_image
        own = settings.languages and settings.language(tag).settings.share_image
        key = f"languages.{tag}.share_image" if own else "site.share_image"
        chosen = _emblem(files[asked]) if asked in files else None
        if asked and chosen is None:
            problems.append(_no_share_image(asked, key, is_there=asked in files))
        if image := chosen or usual or logo:
            images.append((tag, image))
    return Checked(Emblems(logo, tuple(images)), tuple(dict.fromkeys(problems)))


def _emblem(output: AssetOutput) -> Emblem | None:
    """None for what is no picture of pixels."""
    if output.content[:8] == _PNG and len(output.content) >= 24:
        return Emblem(output.path, *struct.unpack(">II", output.content[16:24]))
    from PIL import Image  # noqa: PLC0415 - only for an outlet that has one in another format

    try:
        with Image.open(io.BytesIO(output.content), formats=("JPEG", "WEBP")) as image:
            return Emblem(output.path, *image.size)
    except Exception:  # whatever is wrong with it
        return None


def _no_share_image(name: str, key: str, *, is_there: bool) -> Problem:
    where = FieldLocation("content/site.toml", key)
    if is_there:
        hint = "Social networks show PNG and JPEG; 1200 by 630 pixels are the size they ask for."
        return error("wrong-value", f"“{name}” is no picture that social networks can show.", where, hint)
    hint = f"Put the file into assets/, or leave the key out: then it is assets/{SHARE_IMAGE}."
    return error("missing-asset", f"There is no file “{name}” in assets/.", where, hint)
