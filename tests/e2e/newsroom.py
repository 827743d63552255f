"""A small newsroom on disk, how it is built, and what its readers get: the tools of the end-to-end tests."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from PIL import Image

from generator.engine.build import run
from generator.engine.snapshot import look
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.report import Build, BuildReport, Folders
from generator.publish.manifest import MANIFEST
from tests.compiled import cache_with_layouts
from tests.fork_server import fork_server

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ROOT / "tests" / "sites"
AS_OF = datetime(2026, 11, 22, 6, tzinfo=UTC)
"""Nine o'clock in Erbil, where the newsroom is."""

SITE = """\
[site]
name = "The Courier"
url = "https://courier.example"
timezone = "Asia/Baghdad"
old_after_days = 0
news_sitemap = false

[comments]
form_url = "https://forms.example/post?article={id}&title={title}&url={url}"

[photos]
widths = [320, 640]
"""

POLICY = """\
---
title: Before you write
---
All comments are read before they appear.

We welcome constructive criticism.

We approve or reject comments; we never edit them.
"""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom in `folder`; what is built of it lies beside its content. Its layouts are the few lines of the golden
    sites, unless a test is about what readers see."""

    folder: Path
    layouts: Path = PLAIN / "layouts"
    assets: Path = PLAIN / "assets"

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "public"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def folders(self) -> Folders:
        return Folders(self.content, self.output, self.cache, self.layouts, self.assets)

    def write(self, path: str, text: str) -> None:
        """A file of the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.content / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_bytes(text.replace(old, new).encode())

    def article(self, slug: str, body: str = "The council met.", **keys: object) -> None:
        """An article in the section Kurdistan, of November 20, unless `keys` say otherwise."""
        keys = {"title": f"A headline of {slug}", "date": "2026-11-20 14:30", "section": "kurdistan"} | keys
        self.write(f"articles/{slug}.md", document(body, keys))

    def photo(self, path: str, width: int = 640, height: int = 426) -> None:
        """A picture like no other: its colours come from its path."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(jpeg(path, width, height))

    def build(self, executor: Executor | None = None, workers: int = 1, **options: object) -> BuildReport:
        """A build in this process. `options` are those of `Build`."""
        build = Build(self.folders, **({"as_of": AS_OF, "begun": time.time_ns()} | options))  # type: ignore[arg-type]
        cache_with_layouts(self.cache, self.layouts)
        first = look(build)
        workshop = Workshop(executor or InlineExecutor(), workers)
        return first.report or run(build, workshop, lambda stage, done, total: None, first)

    def arguments(self, *more: str) -> list[str]:
        folders = self.folders.sources | {"output": self.output, "cache": self.cache}
        named = [f"--{name}={folder}" for name, folder in folders.items()]
        return [sys.executable, str(ROOT / "build.py"), "--as-of", AS_OF.isoformat(), *named, *more]

    def build_py(self, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`python build.py`, as an editor runs it, in the newsroom's folder. Arguments that come twice count as the last."""
        if not more or more[0].startswith("-"):  # a build; other commands may leave no cache
            cache_with_layouts(self.cache, self.layouts)
        variables, server = os.environ | environment, fork_server()
        if server and server.fits(variables):
            return server.run(self.arguments(*more), self.folder, timeout=120)
        return subprocess.run(
            self.arguments(*more),
            cwd=self.folder,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def published(self) -> dict[str, bytes]:
        """Every file of the site, by its path."""
        return tree(self.output)

    def page(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Preview(Newsroom):
    """The same newsroom, built for the desk: into another folder, by way of the same cache."""

    @property
    def output(self) -> Path:
        return self.folder / ".preview"


def in_print(folder: Path) -> Newsroom:
    """A newsroom with the layouts that readers see."""
    return Newsroom(folder, ROOT / "layouts", ROOT / "assets")


def a_newsroom(folder: Path, *, printed: bool = False) -> Newsroom:
    """Two sections, two authors, three articles, two of them with a photo."""
    newsroom = in_print(folder) if printed else Newsroom(folder)
    newsroom.write("site.toml", SITE)
    newsroom.write("policies/comments.md", POLICY)
    newsroom.write("sections/kurdistan.md", document("", {"title": "Kurdistan", "order": 1}))
    newsroom.write("sections/culture.md", document("", {"title": "Culture", "order": 2}))
    newsroom.write("authors/dilan-example.md", document("Dilan covers politics.", {"name": "Dilan Example"}))
    newsroom.write("authors/hevi-example.md", document("Hevi covers culture.", {"name": "Hevi Example"}))
    newsroom.photo("photos/flag.jpg")
    newsroom.photo("photos/bazaar.jpg")
    newsroom.article(
        "handover",
        "Iraq announced the end of the mission.\n\nThe flag came down at noon.",
        title="Coalition formally ends its combat mission",
        author="dilan-example",
        dateline="ERBIL, Kurdistan Region",
        tags=["coalition", "security"],
        **photo_keys("flag"),
    )
    newsroom.article(
        "bazaar",
        "The shops open at eight.",
        title="The bazaar opens again",
        date="2026-11-18 09:00",
        section="culture",
        author="hevi-example",
        tags=["markets"],
        **photo_keys("bazaar"),
    )
    newsroom.article(
        "harvest",
        "The wheat is in.",
        title="Farmers bring in the wheat",
        date="2026-10-03 08:00",
        author="dilan-example",
        tags=["farming"],
    )
    return newsroom


def photo_keys(name: str) -> dict[str, str]:
    return {
        "photo": f"{name}.jpg",
        "photo_alt": f"What {name} shows",
        "photo_caption": f"The caption of {name}.",
        "photo_credit": "A. Name/Agency",
    }


def document(body: str, keys: Mapping[str, object]) -> str:
    """Front matter and text. JSON is YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", body, ""])


@cache
def jpeg(name: str, width: int = 640, height: int = 426) -> bytes:
    content = io.BytesIO()
    ground = tuple(hashlib.blake2b(name.encode(), digest_size=3).digest())
    image = Image.new("RGB", (width, height), ground)
    image.paste(Image.linear_gradient("L").resize((width // 2, height // 2)), (width // 4, height // 4))
    image.save(content, "JPEG")
    return content.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the publisher's manifest, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def mtimes(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_mtime_ns for path in tree(folder)}


def codes(report: BuildReport) -> list[str]:
    return [problem.code for problem in report.problems]
