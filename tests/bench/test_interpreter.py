"""The Python that measured is named, and nothing is claimed that its configuration does not say."""

from __future__ import annotations

import platform

import pytest

from tests.bench.interpreter import optimisation, this_python

FLAGS = "-fprofile-use -fprofile-correction"


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"CONFIG_ARGS": "'--enable-optimizations' '--with-lto'", "PGO_PROF_USE_FLAG": FLAGS}, "built with"),
        ({"CONFIG_ARGS": "'--enable-shared'", "PGO_PROF_USE_FLAG": FLAGS}, "built without"),
        ({"CONFIG_ARGS": "'--enable-shared'", "PGO_PROF_USE_FLAG": ""}, "probably built with"),
        ({}, "which does not tell"),
    ],
    ids=["asked for", "not asked for", "Debian's", "Windows"],
)
def test_the_optimisation_is_what_the_configuration_says(variables: dict[str, object], said: str) -> None:
    assert optimisation(variables).startswith(f"{said} ")


def test_the_python_is_named_with_its_version() -> None:
    assert f" {platform.python_version()}, " in this_python()
