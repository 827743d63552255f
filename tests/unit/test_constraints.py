"""The exact versions that a newcomer gets: every package that is asked for has one, and all are of a kind that cannot move."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def _constraints() -> list[Requirement]:
    lines = (ROOT / ".ci" / "constraints.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def _asked_for() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(line) for line in (*project["dependencies"], *(line for extra in extras for line in extra))]


def test_every_constraint_is_one_exact_version() -> None:
    loose = [str(each) for each in _constraints() if not re.fullmatch(r"==[0-9][^*,]*", str(each.specifier))]
    assert loose == []


def test_every_package_that_is_asked_for_has_a_version_that_fits() -> None:
    exact = [(canonicalize_name(each.name), str(each.specifier)[2:]) for each in _constraints()]
    missing = [
        str(asked)
        for asked in _asked_for()
        if not any(name == canonicalize_name(asked.name) and asked.specifier.contains(at) for name, at in exact)
    ]
    assert missing == [], "run .ci/constraints"


def test_the_readme_installs_with_the_constraints() -> None:
    installs = re.findall(r"pip install [^&\n]*", (ROOT / "README.md").read_text("utf-8"))
    assert installs
    assert all(install.startswith("pip install -c .ci/constraints.txt ") for install in installs)
