"""The table [comments.export] of content/site.toml -> which column of the comment form's export is
what, with a problem for every fault. Reads no export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from generator.model.problems import Problem
from generator.model.regex import regex
from generator.model.settings import ExportSettings
from generator.read.setting_problems import typed_table, wrong_value

_KEY = "comments.export"
_FIELDS = regex(r"'[^']*'|([A-Za-z])\1*")
_KNOWN = {"y": 4, "M": 2, "d": 2, "H": 2, "h": 2, "m": 2, "s": 2, "a": 1, "x": 3}
"""The letters of a pattern, and how often each may be repeated (UTS 35, part 4, “Date Field Symbol
Table”)."""


def export_settings(values: Any, problems: list[Problem]) -> ExportSettings | None:
    """Return the settings; None when anything in them is wrong."""
    if not isinstance(values, dict):
        hint = f"Write a line [{_KEY}], and the heads of the columns below it."
        problems.append(wrong_value(_KEY, "“export” must be a table.", hint))
        return None
    export: ExportSettings | None = typed_table(ExportSettings, values, f"{_KEY}.", problems)
    if export:
        problems += _faults(export)
    return export


def _faults(export: ExportSettings) -> Iterator[Problem]:
    columns = export.columns
    for key, head in columns.items():
        other = next(each for each, named in columns.items() if named == head)
        if other != key:
            message = f"“{other}” and “{key}” name the same column, “{head}”."
            yield wrong_value(f"{_KEY}.{key}", message, "Each has a column of its own.")
    if not export.approved_values:
        hint = 'Write what stands in the column when a comment was approved:  approved_values = ["yes"]'
        yield wrong_value(f"{_KEY}.approved_values", "No comment could be approved.", hint)
    if export.timezone:
        try:
            ZoneInfo(export.timezone)
        except (KeyError, ValueError, OSError):
            message = f"“{export.timezone}” is not a time zone."
            yield wrong_value(f"{_KEY}.timezone", message, "Write for instance Asia/Baghdad or UTC.")
    if export.date_format:
        fields = fields_of(export.date_format)
        letters = {each[0] for each in fields}
        is_known = all(len(each) <= _KNOWN.get(each[0], 0) for each in fields)
        if not is_known or len(letters) < len(fields) or not letters >= {"y", "M", "d"}:
            message = f"“{export.date_format}” is no pattern of a date."
            hint = "Write the date 22/11/2026 14:30:05 as  dd/MM/yyyy HH:mm:ss  and 11/22/2026 2:30 PM as  M/d/yyyy h:mm a."
            yield wrong_value(f"{_KEY}.date_format", message, hint)


def fields_of(pattern: str) -> list[str]:
    """Return the fields of a pattern of CLDR: runs of one letter, outside of quotes."""
    return [match[0] for match in _FIELDS.finditer(pattern) if match[1]]
