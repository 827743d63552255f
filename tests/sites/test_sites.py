"""Whole small newsrooms and the sites made of them, file by file. A folder beside this one with content/ and expected/ in it
is a test; its layouts and assets are the few lines in layouts/ and assets/ here, so that it changes when the program does.

    python -m pytest tests/sites --rewrite-sites

writes what the program makes now into expected/: then read the diff. Texts are compared byte for byte. A photograph's name
carries a digest that changes with the version of Pillow: it is written as “digest” here, and of its bytes only the format
and the size are compared.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from generator.engine.build import run
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.report import Build, Folders
from generator.publish.manifest import MANIFEST

HERE = Path(__file__).parent
SITES = sorted(folder.parent for folder in HERE.glob("*/content"))
AS_OF = datetime(2026, 11, 22, 6, tzinfo=UTC)
PHOTOS = "photos.txt"
"""In place of the photographs themselves: a line each."""

_DIGEST = re.compile(r"(photos/[a-z0-9-]+)-[0-9a-f]{12}-(\d+\.[a-z]+)\b")


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_site(site: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folders = Folders(site / "content", tmp_path / "public", tmp_path / "cache", HERE / "layouts", HERE / "assets")
    folders.cache.mkdir()
    report = run(Build(folders, AS_OF), Workshop(InlineExecutor(), 1), lambda stage, done, total: None)
    assert report.problems == ()
    made = _comparable(folders.output)
    expected = site / "expected"
    if request.config.getoption("--rewrite-sites"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(text.encode())
        return
    wanted = {
        path.relative_to(expected).as_posix(): path.read_bytes().decode()
        for path in expected.rglob("*")
        if path.is_file()
    }
    assert sorted(made) == sorted(wanted)
    for path, text in made.items():
        assert text == wanted[path], path


def _comparable(output: Path) -> dict[str, str]:
    """The texts of a site by path, and one more that lists its photographs."""
    texts, photos = {}, []
    for file in sorted(output.rglob("*")):
        path = file.relative_to(output).as_posix()
        if path.startswith("photos/"):
            with Image.open(file) as image:
                photos.append(f"{_undigested(path)}: {image.format}, {image.width} × {image.height}\n")
        elif file.is_file() and file.name != MANIFEST:
            texts[path] = _undigested(file.read_bytes().decode())
    return texts | {PHOTOS: "".join(sorted(photos))}


def _undigested(text: str) -> str:
    return _DIGEST.sub(r"\1-digest-\2", text)
