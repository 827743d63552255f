"""The table [links] of content/site.toml -> its settings, with a problem for every fault. Only the
check of links reads it again: nothing of it shapes the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.model.links_settings import LinksSettings
from generator.model.problems import Problem
from generator.model.settings import is_web_address
from generator.read.setting_problems import PATH, typed_table, wrong_value
from generator.read.toml import toml_file


def links_settings(values: dict[str, Any], problems: list[Problem]) -> LinksSettings:
    """Return the settings; the usual ones when anything in them is wrong."""
    links: LinksSettings | None = typed_table(LinksSettings, values, "links.", problems)
    if links and not is_web_address(links.archive):
        hint = f'Leave it out for  archive = "{LinksSettings().archive}"'
        problems.append(wrong_value("links.archive", f"“{links.archive}” is no web address.", hint))
    return links or LinksSettings()


def read_links_settings(content: Path) -> LinksSettings:
    """Return the settings of the newsroom in `content`, which were found to be right."""
    tables = toml_file((content / "site.toml").read_bytes(), PATH).value or {}
    return links_settings(tables.get("links", {}), [])
