"""The sample newsroom, options and settings: what all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

from tests.sample import GONE, SAMPLE

# No test asserts how long something takes; and what lands is judged by the same examples every time.
hypothesis.settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("dateline")


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
    """Tests that share something dear to make, a built site or a cluster, run in one process (`-n auto --dist loadgroup`)."""
    here = Path(__file__).parent
    for item in items:
        kind, *rest = item.path.relative_to(here).parts
        if kind == "browser":
            item.add_marker(pytest.mark.xdist_group(kind))
        elif kind in ("e2e", "laws"):
            item.add_marker(pytest.mark.xdist_group("/".join((kind, *rest))))
