"""`[republish]` of content/site.toml -> `RepublishSettings`, with a problem for every fault."""

from __future__ import annotations

from typing import Any

from generator.model.dataclass import replace
from generator.model.partner_settings import RepublishSettings
from generator.model.problems import Problem
from generator.model.regex import regex
from generator.read.setting_problems import typed_table, wrong_value
from generator.read.values.schema import is_http

_CREATIVE_COMMONS = regex(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>[a-z-]+)/(?P<version>[\d.]+)|publicdomain/(?P<kind>zero))"
)


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
    found = _CREATIVE_COMMONS.match(settings.licence)
    if found and not settings.licence_name:
        name = "CC0" if found["kind"] else f"CC {found['terms'].upper()} {found['version']}"
        return replace(settings, licence_name=name)
    if not settings.licence_name:
        message = "Readers are to know what the licence is called."
        problems.append(wrong_value("republish.licence_name", message, 'Write  licence_name = "…"  below it.'))
    return settings
