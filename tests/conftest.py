"""What all tests share: the options that rewrite expectations."""

from __future__ import annotations

import hypothesis
import pytest

hypothesis.settings.register_profile("dateline", deadline=None)  # no test asserts how long something takes
hypothesis.settings.load_profile("dateline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-cases", action="store_true", help="write what the program says now into tests/cases/*/*.txt"
    )
    parser.addoption(
        "--rewrite-sites", action="store_true", help="write what is built now into tests/sites/*/expected/"
    )
