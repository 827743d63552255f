"""The sample site, built once and served; a browser; and what is seen of every page on every screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page

from tests.browser.observe import Sight, Windows, sight
from tests.browser.sample import AXE, INSTALL, PAGES, browser, build_sample, chromium, in_ci, served

Look = Callable[[str, int, str], Sight]
Open = Callable[..., Page]


def missing(what: str) -> str:
    """Skips the test and says why; where nothing may be left out, fails it. Never returns."""
    if in_ci():
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def public(sample: Path, shared: Path) -> Path:
    """The site, which the first process that asks builds for all."""
    return _built_once(shared / "sample")


@pytest.fixture(scope="session")
def paper(shared: Path, public: Path) -> Path:
    """The same site in the look called "paper"."""
    return _built_once(shared / "paper", theme="paper", cache=public.parent / "cache")


def _built_once(folder: Path, theme: str = "", cache: Path | None = None) -> Path:
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            making = folder.with_suffix(".making")
            shutil.rmtree(making, ignore_errors=True)
            build_sample(making, theme, cache)
            making.rename(folder)
    return folder / "public"


@pytest.fixture(scope="session")
def address(public: Path) -> Iterator[str]:
    with served(public) as found:
        yield found


@pytest.fixture(scope="session")
def paper_address(paper: Path) -> Iterator[str]:
    with served(paper) as found:
        yield found


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    executable = chromium() or missing("There is no Chromium here; on Debian:  apt-get install chromium")
    with browser(executable) as running:
        yield running


@pytest.fixture(scope="session")
def windows(chrome: Browser) -> Windows:
    return Windows(chrome)


@pytest.fixture(scope="session")
def look(chrome: Browser, address: str) -> Look:
    """Each page is opened once a screen, whatever is asked of it afterwards."""
    windows = Windows(chrome, keeps=False)
    seen: dict[tuple[str, int, str], Sight] = {}

    def one(name: str, width: int, scheme: str) -> Sight:
        key = (name, width, scheme)
        if key not in seen:
            seen[key] = sight(windows.blank(width, scheme), address + PAGES[name])
        return seen[key]

    return one


@pytest.fixture
def opened(windows: Windows, address: str) -> Open:
    """Opens a page by its name, which is the test's until that is over."""
    number = count()

    def one(name: str, width: int = 1280, scheme: str = "light") -> Page:
        return windows.open(address + PAGES[name], width, scheme, next(number))

    return one


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.is_file():
        missing(f"There is no axe-core at {AXE}; for instance:  {INSTALL}")
    return AXE.read_text("utf-8")
