"""The sample newsroom, options and settings: what all tests share."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.sample import GONE, SAMPLE
from tests.turns import Turns

# No test asserts how long something takes; and what lands is judged by the same examples every time.
hypothesis.settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.register_profile("few", hypothesis.settings.get_profile("dateline"), max_examples=20)
"""For a second Python: all tests, with fewer made-up examples."""
hypothesis.settings.register_profile("many", hypothesis.settings.get_profile("dateline"), max_examples=400)
"""For who changes what the laws are about."""
hypothesis.settings.load_profile("dateline")


LONGEST = (
    "tests/browser/test_screens.py",
    "tests/laws/test_killed_anywhere.py",
    "tests/browser/test_adapting.py",
    "tests/laws/test_at_once.py",
    "tests/browser/test_axe.py",
    "tests/cases/test_cases.py",
    "tests/browser/test_keyboard.py",
    "tests/laws/test_incremental_equals_clean.py",
    "tests/browser/test_lighthouse.py",
    "tests/e2e/test_cluster.py",
    "tests/browser/test_weight.py",
    "tests/unit/test_engine_scope.py",
    "tests/unit/test_make_photos.py",
    "tests/browser/test_fronts.py",
    "tests/e2e/test_command_line.py",
    "tests/e2e/test_unpublished.py",
)
"""Files of tests, those that take longest first."""


@pytest.fixture(scope="session")
def sample() -> Path:
    """The content folder of the sample newsroom."""
    return SAMPLE or pytest.skip(GONE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-cases", action="store_true", help="write what the program says now into tests/cases/*/*.txt"
    )
    parser.addoption(
        "--rewrite-sites", action="store_true", help="write what is built now into tests/sites/*/expected/"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files begin, so that all processes end together; short ones fill what is left."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.nodeid.split("::")[0], len(LONGEST)))


def pytest_collection_finish() -> None:
    """What was collected stays: nobody looks for cycles in it again and again, while sites are built in this process."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def turns(shared: Path) -> Turns:
    """Those of all processes of this run."""
    return Turns(shared)


@pytest.fixture(autouse=True)
def _in_turn(turns: Turns) -> Iterator[None]:
    with turns.beside_others():
        yield
