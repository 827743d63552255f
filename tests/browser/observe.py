"""A page in a browser -> what can be seen of it, as a value. Asserts nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

HEIGHT = 800

_LOOK = """
() => {
  const wide = document.documentElement.clientWidth;
  const inScroller = element => {
    for (let above = element.parentElement; above && above !== document.body; above = above.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(above).overflowX)) return true;
    return false;
  };
  const name = element => element.tagName.toLowerCase() + (element.className ? '.' + element.className : '');
  const past = [...document.body.querySelectorAll('*')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > wide + 1 || box.left < -1) && !inScroller(element)
      && getComputedStyle(element).visibility === 'visible';
  });
  const pictures = [...document.images].filter(image => image.checkVisibility()).map(image => {
    const box = image.getBoundingClientRect();
    return {
      src: image.currentSrc, alt: image.getAttribute('alt'), loaded: image.complete && image.naturalWidth > 0,
      inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      shown: [box.width, box.height], cover: getComputedStyle(image).objectFit === 'cover',
      ratio: image.getAttribute('width') / image.getAttribute('height'),
      srcset: [...(image.parentElement.querySelector('source') || image).srcset.matchAll(/ (\\d+)w/g)].map(m => +m[1]),
      lazy: image.loading === 'lazy', first: image.fetchPriority === 'high',
      lead: !!image.closest('.lead-figure, .front-lead, .listing-lead'), body: !!image.closest('.body'),
    };
  });
  return {
    scrolls: document.documentElement.scrollWidth - wide, past: past.map(name), pictures,
    scripts: document.querySelectorAll('script:not([type="application/ld+json"])').length,
    dir: document.documentElement.dir, lang: document.documentElement.lang,
  };
}
"""

_ALL_IN_VIEW = """
() => [...document.images].every(image => {
  const box = image.getBoundingClientRect();
  return image.complete || !image.checkVisibility() || box.top >= innerHeight || box.bottom <= 0;
})
"""

_FILE_WIDTH = re.compile(r"-(\d+)\.\w+$")


@dataclass(frozen=True, slots=True)
class Picture:
    """`file_width` is that of the file the browser chose, `offered` all widths it could choose from; `shown_width` and
    `shown_height` are in CSS pixels, `drawn_width` is that of the whole picture, where a part of it is cut off."""

    src: str
    alt: str | None
    loaded: bool
    in_view: bool
    file_width: int
    offered: tuple[int, ...]
    shown_width: float
    drawn_width: float
    lazy: bool
    first: bool
    lead: bool
    body: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """One page on one screen. `overflow` is by how many pixels the page scrolls sideways, `past_the_edge` names what sticks
    out; `failed` are the requests without a good answer, but for the page itself; `hosts` all hosts that were asked."""

    status: int
    overflow: int
    past_the_edge: tuple[str, ...]
    pictures: tuple[Picture, ...]
    scripts: int
    dir: str
    lang: str
    complaints: tuple[str, ...]
    failed: tuple[str, ...]
    hosts: frozenset[str]


def screen(browser: Browser, width: int, scheme: Any = "light", height: int = HEIGHT) -> BrowserContext:
    return browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)


class Windows:
    """The pages of a browser, each of which is used again and again: to start one takes longer than to look at what it shows.
    With `keeps` what was loaded once is not loaded again; then Chromium shows a picture larger than it need be, if it has it."""

    def __init__(self, browser: Browser, *, keeps: bool = True) -> None:
        self._context = browser.new_context()
        self._keeps = keeps
        self._pages: list[Page] = []

    def blank(self, width: int, scheme: Any = "light", number: int = 0) -> Page:
        """A page without anything of what it was used for before, as of a new reader with this screen. Who needs several at
        once numbers them."""
        while len(self._pages) <= number:
            self._pages.append(self._context.new_page())
            if not self._keeps:
                told = self._context.new_cdp_session(self._pages[-1])
                told.send("Network.enable")
                told.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page = self._pages[number]
        page.goto("about:blank")
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(
            media="null", color_scheme=scheme, reduced_motion="null", forced_colors="null", contrast="null"
        )
        return page

    def open(self, url: str, width: int, scheme: Any = "light", number: int = 0) -> Page:
        page = self.blank(width, scheme, number)
        page.goto(url)
        return page


def sight(page: Page, url: str) -> Sight:
    """Open an address, let what is in view load, and look."""
    complaints: list[str] = []
    failed: list[str] = []
    hosts: set[str] = set()

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def check(answer: Response) -> None:
        if not answer.ok and answer.url != url:
            failed.append(answer.url)

    listeners: dict[Any, Any] = {
        "console": hear,
        "pageerror": lambda fault: complaints.append(str(fault)),
        "request": lambda request: hosts.add(urlsplit(request.url).hostname or ""),
        "requestfailed": lambda request: failed.append(request.url),
        "response": check,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    answer = page.goto(url)
    page.wait_for_function(_ALL_IN_VIEW)
    looked = page.evaluate(_LOOK)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return Sight(
        status=answer.status if answer else 0,
        overflow=looked["scrolls"],
        past_the_edge=tuple(looked["past"]),
        pictures=tuple(_picture(facts) for facts in looked["pictures"]),
        scripts=looked["scripts"],
        dir=looked["dir"],
        lang=looked["lang"],
        complaints=tuple(complaints if answer and answer.ok else complaints[1:]),  # the first is of the page itself
        failed=tuple(failed),
        hosts=frozenset(hosts),
    )


def _picture(facts: dict[str, Any]) -> Picture:
    width, height = facts["shown"]
    found = _FILE_WIDTH.search(facts["src"])
    return Picture(
        src=facts["src"],
        alt=facts["alt"],
        loaded=facts["loaded"],
        in_view=facts["inView"],
        file_width=int(found[1]) if found else 0,
        offered=tuple(facts["srcset"]),
        shown_width=width,
        drawn_width=max(width, height * facts["ratio"]) if facts["cover"] else width,
        lazy=facts["lazy"],
        first=facts["first"],
        lead=facts["lead"],
        body=facts["body"],
    )


def scroll_through(page: Page) -> None:
    """Down to the end and up again, so that every lazy picture is fetched; returns when all are there."""
    page.evaluate(
        """async () => {
          for (const image of document.images) {
            if (!image.checkVisibility()) continue;
            image.scrollIntoView({block: 'center'});
            if (!image.naturalWidth) await new Promise(done => { image.onload = image.onerror = done; });
            await image.decode();
          }
          scrollTo(0, 0);
        }"""
    )
