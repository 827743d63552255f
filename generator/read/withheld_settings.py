"""`[withheld]` of site.toml -> the names and folders, and problems: of what can have no effect, and
of settings that readers would see with such a name in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from generator.model.problems import Problem
from generator.model.withheld import is_name, name_in
from generator.model.withheld_settings import WithheldSettings
from generator.read.setting_problems import typed_table, wrong_value

TABLE = "withheld"

_FOLDER = 'Write it as seen from the content folder:  folders = ["photos/sources"]'


def withheld_settings(tables: Mapping[str, Any], content: Path, problems: list[Problem]) -> WithheldSettings:
    """Return the table of `tables`. A folder that does not exist in `content` is an error: with a
    typing error in it, names would be published."""
    written = typed_table(WithheldSettings, tables.get(TABLE, {}), f"{TABLE}.", problems)
    if written is None:
        return WithheldSettings()
    for name in written.names:
        if not is_name(name):
            message, hint = f"“{name}” has no letter and no digit.", "Write a whole name."
            problems.append(wrong_value(f"{TABLE}.names", message, hint))
    folders = tuple(map(_plain, written.folders))
    for folder in folders:
        if not folder or ".." in folder.split("/") or not (content / folder).is_dir():
            message = f"There is no folder “{folder}” in the content folder."
            problems.append(wrong_value(f"{TABLE}.folders", message, _FOLDER))
    for key, text in _texts(tables, "") if written.names else ():
        if name := name_in(text, written.names):
            message = f"The name “{name}” is withheld, and “{key}” would publish it."
            problems.append(wrong_value(key, message, "Write it without the name, or take the name out of [withheld]."))
    return WithheldSettings(written.names, folders)


def _plain(folder: str) -> str:
    """Return a folder as the paths of documents begin."""
    return (
        PurePosixPath(folder.strip().removeprefix("./").removeprefix("content/").strip("/") or ".")
        .as_posix()
        .strip(".")
    )


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield all texts of the settings that pages may show, with their keys."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, each in value.items():
            if key or name not in (TABLE, "checks", "keys", "spellings"):
                yield from _texts(each, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, key)
