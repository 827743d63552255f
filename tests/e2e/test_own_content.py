"""What lies in content/ builds, whosever it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import ROOT, Newsroom

from tests.sample import CONTENT, is_sample


@pytest.mark.skipif(is_sample(CONTENT), reason="the sample newsroom is built by test_whole_site.py")
def test_the_newsroom_builds_without_an_error(tmp_path: Path) -> None:
    folders = [f"--{name}={ROOT / name}" for name in ("content", "layouts", "assets")]
    built = Newsroom(tmp_path).build_py(*folders, "--quick")
    assert built.returncode == 0, built.stdout
