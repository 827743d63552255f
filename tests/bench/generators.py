"""The generators, and one made-up newspaper as a site of each. Runs no build.

The articles come from make_corpus.py of the bench folder, which writes the same ones for each
generator; the layouts of the peers from its peers/. A site is a copy, made anew for every
measuring: the corpus is never edited.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DATELINE, HUGO, HUGO_FULL, ELEVENTY = "Dateline", "Hugo", "Hugo, equal work", "Eleventy"
"""Hugo is measured twice: with layouts as short as can be, and with those that print the same
newspaper as Dateline."""
SETTINGS = "content/site.toml"
EFFORTS = {HUGO: "{ webp = 3, jpeg = 0 }", ELEVENTY: "{ webp = 6, jpeg = 5 }"}
"""What Dateline is told to spend on photographs, to spend what a peer does: Hugo has libwebp's
method 2 (`hugo config` tells it) and baseline JPEG, the only one Go's encoder knows; sharp method
4, and the bench asks it for progressive JPEG."""
PHOTOS = 300
OUTPUT = "out"


@dataclass(frozen=True, slots=True)
class Generator:
    """How to build a site of one generator, from within its folder, into out/.

    `key` is its name in the bench folder and on the command line. `kept` are the folders a build
    leaves beside the output. The originals of photographs lie in the folder `photos`, and
    `photo_environment` makes it encode them; `store` is the folder of the output where it looks for
    finished ones. `modules` is where its program and its plugins are installed, if these must lie
    beside the site; `cache_variable` takes the absolute path of the folder cache/, where it is a
    matter of the environment.
    """

    name: str
    key: str
    command: tuple[str, ...]
    kept: tuple[str, ...]
    base_layout: str
    photos: str
    photo_environment: dict[str, str] = field(default_factory=dict)
    store: str | None = None
    modules: Path | None = None
    cache_variable: str | None = None


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A site ready to be built. `edited` is the path of the article to be edited; `added` that of
    one which is not in the site but in the folder `extra`."""

    generator: Generator
    articles: int
    folder: Path
    environment: dict[str, str]
    edited: str
    added: str
    extra: Path

    @property
    def output(self) -> Path:
        return self.folder / OUTPUT


def dateline() -> Generator:
    """This checkout's; the layouts are a copy, to be edited."""
    folders = {"content": "content", "output": OUTPUT, "cache": "cache", "layouts": "layouts"}
    options = [part for name, folder in folders.items() for part in (f"--{name}", folder)]
    command = (sys.executable, str(ROOT / "build.py"), *options, "--assets", str(ROOT / "assets"), "--quiet")
    return Generator(DATELINE, "dateline", command, ("cache",), "layouts/base.html", "content/photos")


def hugo(program: Path) -> Generator:
    return Generator(
        HUGO,
        "hugo",
        (str(program), "--quiet", "--destination", OUTPUT),
        kept=("cache", "resources"),
        base_layout="layouts/baseof.html",
        photos="assets/photos",
        photo_environment={"HUGO_PARAMS_IMAGES": "true"},
        cache_variable="HUGO_CACHEDIR",
    )


def hugo_full(program: Path) -> Generator:
    """Without photographs."""
    return replace(hugo(program), name=HUGO_FULL, key="hugo-full")


def eleventy(node: Path, installed: Path) -> Generator:
    """`installed` is the folder whose node_modules hold it."""
    return Generator(
        ELEVENTY,
        "eleventy",
        (str(node), "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        kept=(".cache",),
        base_layout="src/_includes/base.njk",
        photos="photos",
        photo_environment={"IMAGES": "1"},
        store="img",
        modules=installed / "node_modules",
    )


def newspapers(
    bench: Path, work: Path, generators: Sequence[Generator], articles: int, *, photos: bool = False, effort: str = ""
) -> list[Newspaper]:
    """The same newspaper for each of these generators, in the scratch folder `work`. `effort` is
    what Dateline is to spend on photographs, as its settings say it."""
    corpus = _corpus(bench, work, [generator.key for generator in generators], articles, photos=photos)
    manifest = json.loads((corpus / "manifest.json").read_text("utf-8"))
    return [
        _newspaper(bench, work, generator, corpus, manifest, photos=photos, effort=effort) for generator in generators
    ]


def forget_all(newspaper: Newspaper) -> None:
    """As if it had never been built."""
    for left in (OUTPUT, *newspaper.generator.kept):
        shutil.rmtree(newspaper.folder / left, ignore_errors=True)


def forget_output(newspaper: Newspaper) -> None:
    """As on a new machine with a restored cache: what was kept stays, and a store of photographs in
    the output."""
    for path in newspaper.output.iterdir():
        if path.name == newspaper.generator.store:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _newspaper(
    bench: Path, work: Path, generator: Generator, corpus: Path, manifest: dict[str, Any], *, photos: bool, effort: str
) -> Newspaper:
    key, articles = generator.key, manifest["articles"]
    folder = work / "sites" / f"{key}-{articles}{'-photos' if photos else ''}"
    shutil.rmtree(folder, ignore_errors=True)
    _copy(corpus / key, folder)
    if generator.name == DATELINE:
        _copy(ROOT / "layouts", folder / "layouts")
        with (folder / SETTINGS).open("a", encoding="utf-8") as settings:
            settings.write("search_crops = false\n")  # its last table is [photos]; the others make none
            if effort:
                settings.write(f"effort = {effort}\n")
    else:
        _copy(bench / "peers" / key, folder)
    if generator.modules:
        (folder / "node_modules").symlink_to(generator.modules)
    if photos:
        _copy(corpus / "photos", folder / generator.photos, os.link)
    environment = dict(generator.photo_environment) if photos else {}
    if generator.cache_variable:
        environment[generator.cache_variable] = str(folder / "cache")
    edited, added = manifest["edit"][key], manifest["add"][key]
    return Newspaper(generator, articles, folder, environment, edited, added, corpus / "extra" / key)


def _corpus(bench: Path, work: Path, keys: list[str], articles: int, *, photos: bool) -> Path:
    """Made once, and made again when it lacks a generator."""
    corpus = work / (f"corpus-{articles}-photos" if photos else f"corpus-{articles}")
    manifest = corpus / "manifest.json"
    made = json.loads(manifest.read_text("utf-8"))["edit"] if manifest.exists() else {}
    if not set(keys) <= made.keys():
        maker = [sys.executable, str(bench / "make_corpus.py"), "--articles", str(articles), "--out", str(corpus)]
        maker += ["--variants", ",".join(sorted({*keys, *made})), "--photos", str(PHOTOS if photos else 0)]
        subprocess.run(maker, check=True)
    return corpus


def _copy(source: Path, target: Path, copy: Callable[[Path, Path], object] = shutil.copyfile) -> None:
    """Contents only: the source may not be ours to write, the copy must be."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            copied = target / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.unlink(missing_ok=True)
            copy(path, copied)
