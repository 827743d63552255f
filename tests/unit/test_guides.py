"""The guides lead where they say: every link in them to a file, and to a heading of it, is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in (
        "*.md",
        "content/README.md",
        "content/*/README.md",
        "*/README.md",
        ".deploy/*.md",
        ".github/**/*.md",
    )
    for path in set(ROOT.glob(pattern))
)
_CODE = re.compile(r"(?m)^ {4}.*$|`[^`\n]*`")
_LINK = re.compile(r"\]\((?!https?:|mailto:|id:)([^)\s#]*)(?:#([^)\s]*))?\)")


def _anchors(file: Path) -> set[str]:
    """As GitHub makes them of headings."""
    found: set[str] = set()
    for heading in re.findall(r"(?m)^#{1,6} +(.+?) *$", file.read_text("utf-8")):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        number = 0
        while (made := f"{anchor}-{number}" if number else anchor) in found:
            number += 1
        found.add(made)
    return found


@pytest.mark.parametrize("guide", sorted(set(GUIDES)))
def test_every_link_of_a_guide_leads_somewhere(guide: str) -> None:
    file = ROOT / guide
    for path, anchor in _LINK.findall(_CODE.sub("", file.read_text("utf-8"))):
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), f"{guide}: {path}"
        if anchor and target.suffix == ".md":
            assert anchor in _anchors(target), f"{guide}: {path}#{anchor}"
