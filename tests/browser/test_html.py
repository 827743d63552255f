"""The Nu HTML checker, which browsers' makers and W3C use, finds no error on any page of the built site."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.browser.conftest import missing
from tests.browser.sample import INSTALL, VNU


def test_every_page_is_valid_html(public: Path) -> None:
    java = shutil.which("java") or missing("There is no Java here, which the HTML checker needs.")
    if not VNU.is_file():
        missing(f"There is no vnu.jar at {VNU}; for instance:  {INSTALL}")
    options = ("--errors-only", "--skip-non-html", "--format", "json")
    told = subprocess.run([java, "-Xss4m", "-jar", VNU, *options, public], capture_output=True, text=True, check=False)
    wrong = [
        f"{message['url'].rsplit('/public/', 1)[-1]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(told.stderr)["messages"]
    ]
    assert wrong == []
    assert told.returncode == 0
