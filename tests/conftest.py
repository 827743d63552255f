"""The sample newsroom, options and settings: what all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.sample import GONE, SAMPLE
from tests.turns import Turns

# No test asserts how long something takes; and what lands is judged by the same examples every time.
hypothesis.settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.register_profile("few", hypothesis.settings.get_profile("dateline"), max_examples=20)
"""For a second Python: all tests, with fewer made-up examples."""
hypothesis.settings.load_profile("dateline")


@pytest.fixture(scope="session")
def sample() -> Path:
    """The content folder of the sample newsroom."""
    return SAMPLE or pytest.skip(GONE)


BROWSER = "tests/browser/"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-cases", action="store_true", help="write what the program says now into tests/cases/*/*.txt"
    )
    parser.addoption(
        "--rewrite-sites", action="store_true", help="write what is built now into tests/sites/*/expected/"
    )


class ByFileButBrowser(LoadFileScheduling):  # type: ignore[misc]  # xdist ships no types
    """Runs the tests of one file in one process, and all that look at pages in a browser in one,
    too: what such tests share, a built site or a cluster, is made once."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else str(super()._split_scope(nodeid))


@pytest.fixture(scope="session")
def turns(tmp_path_factory: pytest.TempPathFactory) -> Turns:
    """Those of all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    return Turns(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)


@pytest.fixture(autouse=True)
def _in_turn(turns: Turns, request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with the mark `alone` runs while no other does, in any process: it measures a time, which others would spoil."""
    with turns.alone() if request.node.get_closest_marker("alone") else turns.beside_others():
        yield


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFileButBrowser:
    """Distribute the tests ourselves: the marks of `--dist loadgroup` have no effect with xdist 3.8 on pytest 9.2."""
    return ByFileButBrowser(config, log)
