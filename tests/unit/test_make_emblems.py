"""The pictures that stand for the outlet, with their sizes; and what is said of one that cannot."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from generator.make.assets import asset_outputs
from generator.make.emblems import emblems_of
from generator.model.problems import FieldLocation
from generator.model.settings import Language, LanguageSettings
from generator.model.site import Emblems
from tests.unit.newsrooms import SETTINGS, SITE

ICON = b"<svg/>"


def png(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height)).save(content, "PNG")
    return content.getvalue()


def jpeg(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height)).save(content, "JPEG")
    return content.getvalue()


FILES = {"share.png": png(1200, 630), "touch-icon.png": png(180, 180), "ckb.jpg": jpeg(1000, 500), "icon.svg": ICON}


def test_the_logo_and_the_picture_for_social_networks_have_their_sizes() -> None:
    languages = (Language("en"), Language("ckb", LanguageSettings(share_image="ckb.jpg")))
    emblems = emblems_of(asset_outputs(FILES).value, replace(SETTINGS, languages=languages)).value
    assert emblems.logo
    assert emblems.logo[1:] == (180, 180)
    images = dict(emblems.images)
    assert (images["en"][1:], images["ckb"][1:]) == ((1200, 630), (1000, 500))
    assert images["ckb"].path.startswith("assets/ckb-")


def test_without_a_picture_for_social_networks_the_logo_stands_in_and_without_that_nothing() -> None:
    only = {name: content for name, content in FILES.items() if name != "share.png"}
    assert [image[1:] for _, image in emblems_of(asset_outputs(only).value, SETTINGS).value.images] == [(180, 180)]
    assert emblems_of(asset_outputs({"icon.svg": ICON}).value, SETTINGS).value == Emblems()


@pytest.mark.parametrize(
    ("name", "code"), [("nowhere.png", "missing-asset"), ("icon.svg", "wrong-value"), ("cut.png", "wrong-value")]
)
def test_a_picture_that_is_none_or_not_there_is_told_at_its_setting(name: str, code: str) -> None:
    files = FILES | {"cut.png": b"\x89PNG\r\n\x1a\n"}
    asked = replace(SETTINGS, site=replace(SITE, share_image=name))
    (problem,) = emblems_of(asset_outputs(files).value, asked).problems
    assert (problem.code, problem.where) == (code, FieldLocation("content/site.toml", "site.share_image"))
