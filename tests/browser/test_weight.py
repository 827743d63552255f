"""What a page costs a reader on a slow phone: bytes, requests, scripts, and text that jumps while pictures come."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.observe import screen
from tests.browser.sample import PAGES, SCRIPTED

MOST_BYTES = 30 * 1024
"""Of a page without its pictures, compressed: its HTML, its style sheet and its icon."""

WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    shifts.push([entry.value, ...entry.sources.map(source => source.node?.nodeName + '.' + (source.node?.className || ''))]);
}).observe({type: 'layout-shift', buffered: true});
"""

LOADED = """
() => performance.getEntriesByType('resource').map(one => [one.initiatorType, one.renderBlockingStatus, new URL(one.name).pathname])
"""

RUNS = """
() => [...document.querySelectorAll('*')].flatMap(element => [
  ...(element.matches('script:not([type="application/ld+json"]), iframe, object, embed') ? [element.tagName] : []),
  ...element.getAttributeNames().filter(name => name.startsWith('on')),
  ...(element.protocol === 'javascript:' ? [element.href] : []),
])
"""

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

IN_VIEW_CAME = """
() => [...document.images].every(image => {
  const box = image.getBoundingClientRect();
  return image.complete || !image.checkVisibility() || box.top >= innerHeight || box.bottom <= 0;
})
"""


def test_every_page_without_its_pictures_is_under_30_kilobytes(public: Path) -> None:
    style = sum(len(gzip.compress(path.read_bytes())) for path in (public / "assets").iterdir() if path.is_file())
    pages = {page.relative_to(public): style + len(gzip.compress(page.read_bytes())) for page in public.rglob("*.html")}
    assert len(pages) > 100
    assert {page: size for page, size in pages.items() if size >= MOST_BYTES} == {}


@pytest.fixture
def phone(chrome: Browser) -> Iterator[Page]:
    with screen(chrome, 360) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        yield page


@pytest.mark.parametrize("name", PAGES)
def test_nothing_holds_up_the_first_paint_but_one_style_sheet_and_nothing_runs(
    phone: Page, address: str, name: str
) -> None:
    phone.goto(address + PAGES[name])
    loaded = phone.evaluate(LOADED)
    own = ["copy"] if name in SCRIPTED else []  # of a page to copy from
    files = [(blocking, PurePosixPath(path)) for _, blocking, path in loaded]
    sheets = [path.stem.partition("-")[0] for blocking, path in files if blocking == "blocking"]
    assert sheets == ["site", *own]
    pictures = {".avif", ".jpg", ".png", ".webp", ".svg"}  # the last is the icon
    others = [path.stem.partition("-")[0] for _, path in files if path.suffix not in pictures | {".css"}]
    assert others == own
    assert phone.evaluate(RUNS) == ["SCRIPT"] * len(own)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_when_the_pictures_come_late(phone: Page, address: str, name: str) -> None:
    assert read_with_late_pictures(phone, address + PAGES[name]) == []


def test_what_moves_would_be_seen(phone: Page, address: str) -> None:
    def without_measures(route: Route) -> None:
        answer = route.fetch()
        style = "<style>img { width: auto !important; height: auto !important }</style></head>"
        text = answer.text().replace(' width="', ' data-width="').replace("</head>", style)
        route.fulfill(response=answer, body=text)

    phone.route(address + PAGES["article"], without_measures)
    assert read_with_late_pictures(phone, address + PAGES["article"]) != []


def read_with_late_pictures(page: Page, url: str) -> list[object]:
    """The shifts of the layout, while no picture comes before the page without it was painted, down to the page's end."""
    held: list[Route] = []
    page.route("**/photos/**", lambda route: held.append(route))  # noqa: PLW0108  # Playwright takes no method of a list
    page.goto(url, wait_until="commit")
    page.wait_for_function("document.readyState !== 'loading' && document.styleSheets.length > 0")
    while True:
        page.evaluate(TWO_FRAMES)
        while not page.evaluate(IN_VIEW_CAME):
            while held:
                held.pop().continue_()
            page.evaluate(TWO_FRAMES)
        if page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 1"):
            break
        page.evaluate("scrollBy({top: innerHeight / 2, behavior: 'instant'})")
    shifts: list[object] = page.evaluate("shifts")
    return shifts
