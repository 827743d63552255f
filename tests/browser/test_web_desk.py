"""An editor writes an article on the web desk in a real browser, and it builds without a warning. The desk
works with a folder of this machine, as `serve` offers it; a browser without a window can show no dialog for
choosing one, so its answer is a folder of the browser's own, which has the newsroom's files."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from generator.web_desk.package import VERSION, install, published_name
from tests.browser.conftest import missing
from tests.browser.observe import screen
from tests.browser.sample import ROOT, TOOLS, served

PACKAGE = Path(os.environ.get("DATELINE_SVELTIA") or TOOLS / "@sveltia" / "cms")

SITE = """\
[site]
name = "The Courier"
url = "https://courier.example"
timezone = "Asia/Baghdad"
[languages.ckb]
[photos]
formats = ["jpeg"]
search_crops = false
[hosting]
headers = true
[admin]
backend = "github"
repo = "outlet/newspaper"
"""
OLD = """\
---
title: "Council opens the new bridge: at last"
date: 2026-11-20 14:30:00+03:00
section: kurdistan
author: Sana Rashid
photo: bridge.png
photo_alt: A bridge over a river
photo_caption: The bridge, on November 20, 2026.
photo_credit: A. Name/Agency
photo_focus: [0.5, 0.3]
tags: [roads, Amedi]
corrections: [{date: 2026-11-21 10:00, text: "The bridge is 30 metres long, not 40.", severity: serious}]
---

The council opened it on Friday.[^1] “It’s *long*”, said [Dilan](https://dilan.example).

![A crowd](bridge.png "The crowd."){credit="A. Name/Agency"}

| Year | Cost |
|---|---:|
| 2025 | 10 |

[^1]: A note.
"""
FILES = {
    "site.toml": SITE,
    "policies/comments.md": "---\ntitle: Comments\n---\nBe kind.\n",
    "sections/kurdistan.md": "---\ntitle: Kurdistan\n---\n",
    "sections/business.md": "---\ntitle: Business\n---\n",
    "authors/dilan-example.md": "---\nname: Dilan Example\n---\nShe writes.\n",
    "authors/README.md": "# A guide\n\nNo author.\n",
    "articles/2026/README.md": "# A guide\n\nNo article.\n",
    "articles/2026/11/README.md": "# A guide\n\nNo article.\n",
    "articles/2026/11/council-bridge.md": OLD,
}

SEED = """
async files => {
  const root = await navigator.storage.getDirectory();
  for (const [path, data] of Object.entries(files)) {
    const names = path.split("/");
    let folder = root;
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
    const file = await (await folder.getFileHandle(names.at(-1), { create: true })).createWritable();
    await file.write(Uint8Array.from(atob(data), sign => sign.charCodeAt(0)));
    await file.close();
  }
}
"""
FOUND = """
async () => {
  const found = {};
  const walk = async (folder, prefix) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") { await walk(entry, `${prefix}${name}/`); continue; }
      const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
      found[prefix + name] = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}
"""


def build(folder: Path) -> str:
    folders = [f"--{name}={folder / name}" for name in ("content", "assets", "output", "cache")]
    built = subprocess.run(
        [sys.executable, ROOT / "build.py", *folders, "--as-of", "2026-12-01T09:00:00+03:00"],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    return built.stdout + built.stderr


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (PACKAGE / "package.json").is_file():
        missing(f"There is no Sveltia CMS at {PACKAGE}:  npm install --prefix .cache/tools @sveltia/cms@{VERSION}")
    folder = tmp_path_factory.mktemp("desk")
    for path, text in FILES.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "content" / "photos").mkdir()
    for number, name in enumerate(("content/photos/bridge.png", "ferry.png")):
        Image.effect_noise((1300, 800), 60 + number).convert("RGB").save(folder / name)
    for each in (ROOT / "assets").rglob("*"):
        if each.is_file():
            copy = folder / "assets" / each.relative_to(ROOT / "assets")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(each.read_bytes())
    parts = (
        "dist/sveltia-cms.js",
        "LICENSE.txt",
        *(f"npm/assets/{each.name}" for each in PACKAGE.glob("npm/assets/*")),
    )
    names = {part: published_name(f"package/{part}") for part in (*parts, "locales/en-US.json", "locales/ar.json")}
    install({name: (PACKAGE / part).read_bytes() for part, name in names.items() if name}, folder / "assets")
    assert "warning" not in build(folder)
    return folder


@pytest.fixture(scope="module")
def desk(newsroom: Path, chrome: Browser) -> Iterator[Page]:
    """The desk in the browser of an editor abroad, with the policy that hosts send for it."""
    line = (newsroom / "output" / "_headers").read_text("utf-8").partition("/admin/*")[2].splitlines()[2]
    policy = line.partition(": ")[2].replace("; upgrade-insecure-requests", "")
    files = {
        path.relative_to(newsroom).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in (newsroom / "content").rglob("*")
        if path.is_file()
    }
    with (
        served(newsroom / "output", {"Content-Security-Policy": policy}) as address,
        screen(chrome, 1280, height=9000) as window,
    ):
        page = window.new_page()
        page.add_init_script("window.showDirectoryPicker = () => navigator.storage.getDirectory()")
        page.goto(f"{address}/admin/")
        page.evaluate(SEED, {**files, ".git/HEAD": base64.b64encode(b"ref: refs/heads/main\n").decode()})
        page.get_by_role("button", name="Work with Local Repository").click()
        page.get_by_text("Council opens the new bridge").wait_for()
        yield page


def field(page: Page, key: str) -> Locator:
    """The field of a key. The desk draws fields as they come into view, and this window shows all."""
    wanted = page.locator(f'[data-key-path="{key}"]').first
    wanted.wait_for()
    return wanted


def saved(page: Page) -> dict[str, str]:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/#/collections/articles")
    return dict(page.evaluate(FOUND))


def put_back(newsroom: Path, found: dict[str, str]) -> list[str]:
    """Write what the editor has changed into the newsroom. Returns the paths."""
    changed = []
    for path, data in found.items():
        file, content = newsroom / path, base64.b64decode(data)
        if path.startswith("content/") and not (file.is_file() and file.read_bytes() == content):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            changed.append(path)
    return sorted(changed)


def test_an_article_of_the_desk_builds_without_a_warning(newsroom: Path, desk: Page) -> None:
    assert desk.get_by_role("row").count() <= 2, "a guide is listed as an article"
    desk.evaluate("location.hash = '#/collections/articles/new'")
    field(desk, "title").locator("input").fill("Ferry returns to Dukan: 12 seats, no queue")
    field(desk, "summary").locator("textarea").fill("It sails twice a day.")
    field(desk, "body").locator("textarea").fill("The ferry is back.\n\n## The fare\n\nIt costs *nothing*.")
    field(desk, "photo").locator("input[type=file]").first.set_input_files(newsroom / "ferry.png")
    field(desk, "photo_alt").locator("input").fill("A ferry on a lake")
    field(desk, "photo_caption").locator("textarea").fill("The ferry at Dukan, on November 30, 2026.")
    field(desk, "photo_credit").locator("input").fill("A. Name/Agency")
    field(desk, "section").get_by_role("radio", name="Kurdistan").click()
    field(desk, "author").get_by_role("checkbox", name="Dilan Example").click()
    field(desk, "dateline").locator("input").fill("ERBIL, Kurdistan Region")
    field(desk, "tags").locator("input, textarea").first.fill("lakes, ferries")
    field(desk, "date").locator("input").fill("2026-11-30T08:05")
    field(desk, "status").get_by_role("radio", name="published").click()
    changed = put_back(newsroom, saved(desk))
    article = next(path for path in changed if path.endswith(".md"))
    assert changed == [article, "content/photos/ferry.png"]
    assert article.endswith("/ferry-returns-to-dukan-12-seats-no-queue.md")
    text = (newsroom / article).read_text("utf-8")
    assert "\ndate: 2026-11-30 08:05\n" in text, text
    assert {line.partition(":")[0] for line in text.split("---")[1].splitlines() if line[:1].isalpha()} == {
        "title", "summary", "photo", "photo_alt", "photo_caption", "photo_credit", "section", "author", "dateline",
        "tags", "date", "status",
    }  # fmt: skip
    assert "warning" not in build(newsroom)
    page = (newsroom / "output/kurdistan/2026/11/ferry-returns-to-dukan-12-seats-no-queue/index.html").read_text(
        "utf-8"
    )
    for said in ("2026-11-30T08:05:00+03:00", "Dilan Example", "The fare", "A. Name/Agency", "ERBIL, Kurdistan Region"):
        assert said in page


def test_what_the_desk_does_not_show_stays_as_it_is(newsroom: Path, desk: Page) -> None:
    desk.evaluate("location.hash = '#/collections/articles'")
    desk.get_by_text("Council opens the new bridge").click()
    field(desk, "title").locator("input").fill("Council opens the bridge: at last")
    field(desk, "status").get_by_role("radio", name="published").click()
    path = "content/articles/2026/11/council-bridge.md"
    assert put_back(newsroom, saved(desk)) == [path]
    text = (newsroom / path).read_text("utf-8")
    assert text.split("---\n", 2)[2] == OLD.split("---\n", 2)[2]
    for kept in ("2026-11-20 14:30:00+03:00", "  - 0.5\n  - 0.3\n", "  - Sana Rashid\n", "severity: serious"):
        assert kept in text
    assert "warning" not in build(newsroom)
