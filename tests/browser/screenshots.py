"""python -m tests.browser.screenshots OUT [PAGE …]: pictures of every kind of page, on each screen, in light and dark,
in the folder OUT as PAGE-WIDTH-SCHEME.png; and of an article as it is printed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.browser.observe import screen, scroll_through
from tests.browser.sample import PAGES, SCHEMES, WIDTHS, browser, build_sample, chromium, served


def take(running: Browser, address: str, out: Path, names: list[str]) -> None:
    for width in WIDTHS:
        for scheme in SCHEMES:
            with screen(running, width, scheme) as context:
                page = context.new_page()
                for name in names:
                    page.goto(address + PAGES[name])
                    scroll_through(page)
                    page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
    with screen(running, 720) as context:
        page = context.new_page()
        media: Literal["print"] = "print"
        page.emulate_media(media=media)
        page.goto(address + PAGES["article"])
        scroll_through(page)
        page.screenshot(path=out / "article-print.png", full_page=True)


def main(arguments: list[str]) -> int:
    if not arguments or not set(arguments[1:]) <= PAGES.keys():
        print(__doc__, f"Pages: {', '.join(PAGES)}", sep="\n", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(build_sample(Path(folder))) as address,
        browser(chromium()) as running,
    ):
        take(running, address, out, arguments[1:] or list(PAGES))
    print(f"{len(list(out.glob('*.png')))} screenshots in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
