"""What all tests share: the options that rewrite expectations."""

from __future__ import annotations

import os

import hypothesis
import pytest

# No test asserts how long something takes; and what lands is judged by the same examples every time.
hypothesis.settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("dateline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-cases", action="store_true", help="write what the program says now into tests/cases/*/*.txt"
    )
    parser.addoption(
        "--rewrite-sites", action="store_true", help="write what is built now into tests/sites/*/expected/"
    )
