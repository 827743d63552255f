"""`[republish]` of content/site.toml -> `RepublishSettings`, with a problem for every fault."""

from __future__ import annotations

from typing import Any

from generator.model.creative_commons import creative_commons
from generator.model.dataclass import replace
from generator.model.partner_settings import RepublishSettings
from generator.model.problems import Problem
from generator.read.setting_problems import typed_table, wrong_value
from generator.read.values.schema import is_http


def republish_settings(values: dict[str, Any], problems: list[Problem]) -> RepublishSettings | None:
    """Return the settings, with the name of a licence of Creative Commons filled in."""
    settings: RepublishSettings | None = typed_table(RepublishSettings, values, "republish.", problems)
    if settings is None:
        return None
    example = 'licence = "https://creativecommons.org/licenses/by-nd/4.0/"'
    if not is_http(settings.licence):
        message = f"“{settings.licence}” is no web address: readers are to find the terms there."
        problems.append(wrong_value("republish.licence", message, f"Write for instance  {example}"))
        return settings
    if settings.licence_name:
        return settings
    if (known := creative_commons(settings.licence)) and known.name:
        return replace(settings, licence_name=known.name)
    message = "Readers are to know what the licence is called."
    problems.append(wrong_value("republish.licence_name", message, 'Write  licence_name = "…"  below it.'))
    return settings
