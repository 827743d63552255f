"""The bytes of a file of content/fronts/ -> the editors' ranking of a front. Knows no article and
no section: plan/site/ranking.py checks that they exist."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.documents import FrontRanking
from generator.model.headers import FrontRankingHeader
from generator.model.problems import Checked, FieldLocation, Problem, error
from generator.read.toml import toml_file
from generator.read.values.schema import validated

FOLDER = "fronts"

_FOREIGN_KEYS = {
    "featured": 'Write  top = ["…", "…"]',
    "main": 'Write  lead = "…"',
    "pinned": 'Write  top = ["…", "…"]',
    "splash": 'Write  lead = "…"',
    "stories": 'Write  top = ["…", "…"]',
    "top_stories": 'Write  top = ["…", "…"]',
}
"""Keys that other newsrooms use, and the hint for each."""


def is_front(path: str) -> bool:
    """Whether a file of the content folder ranks a front: fronts/home.toml, or fronts/ckb/home.toml
    in a language."""
    parts = PurePosixPath(path).parts
    return parts[0] == FOLDER and len(parts) in (2, 3) and path.endswith(".toml")


def read_front(path: str, content: bytes, own: str = "") -> Checked[FrontRanking | None]:
    """Return the ranking; None when anything in it is wrong: half of it is not what the editors
    wanted. `own` is the site's own language."""
    location = f"content/{path}"
    tables = toml_file(content, location)
    if tables.value is None:
        return Checked(None, tables.problems)
    if fault := _fault_of_top(tables.value, location):
        return Checked(None, (*tables.problems, fault))
    header = validated(FrontRankingHeader, tables.value, location, timezone=ZoneInfo("UTC"), foreign_keys=_FOREIGN_KEYS)
    if header.value is None:
        return Checked(None, (*tables.problems, *header.problems))
    language = "".join(PurePosixPath(path).parts[1:-1])
    front = FrontRanking(path, PurePosixPath(path).stem, header.value, "" if language == own else language)
    return Checked(front, (*tables.problems, *header.problems))


def _fault_of_top(tables: dict[str, Any], location: str) -> Problem | None:
    top = tables.get("top", [])
    if not isinstance(top, list) or all(isinstance(name, str) for name in top):
        return None
    where, hint = FieldLocation(location, "top"), 'Write  top = ["…", "…"],  with ids of articles or their files.'
    return error("wrong-value", "“top” must be a list of names in quotes.", where, hint)
