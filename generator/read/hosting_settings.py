"""`[hosting]`, `[well_known]` and `[licence]` of content/site.toml -> their settings, with a problem
for every fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.model.dataclass import replace
from generator.model.hosting import ENDINGS, HostingSettings
from generator.model.problems import Problem
from generator.model.regex import regex
from generator.model.suggestions import did_you_mean
from generator.model.well_known import AI_USES, DATA_TRAINING, LicenceSettings, WellKnownSettings
from generator.read.setting_problems import scheme_of, typed_table, wrong_value

HOSTING, WELL_KNOWN, LICENCE = "hosting", "well_known", "licence"

_HEADER = regex(r"[\x20-\x7e]*")
_ADS = regex(r"(?:[^,#=]+,){2,3}[^,#=]+(?:#.*)?|[A-Za-z]+=.+|#.*")
_TRUST = regex(r"[a-z]+=\S.*|#.*")
_LONGEST = 10 * 365
"""Days."""


def hosting_settings(tables: Mapping[str, Any], problems: list[Problem]) -> HostingSettings:
    """Return the table [hosting] of `tables`."""
    settings: HostingSettings | None = typed_table(HostingSettings, tables.get(HOSTING, {}), f"{HOSTING}.", problems)
    if settings is None:
        return HostingSettings()
    for key, least, most in (("max_age", 0, 86_400), ("hsts_days", 0, _LONGEST)):
        if not least <= getattr(settings, key) <= most:
            hint = f"Write for instance {key} = {getattr(HostingSettings(), key)}."
            problems.append(wrong_value(f"{HOSTING}.{key}", f"“{key}” is from {least} to {most}.", hint))
    for key in ("permissions", "referrer"):
        if not _HEADER.fullmatch(getattr(settings, key)):
            hint = "Write it in ASCII, on one line."
            problems.append(wrong_value(f"{HOSTING}.{key}", "This cannot stand in a header.", hint))
    for encoding in settings.precompressed:
        if encoding not in ENDINGS:
            hint = did_you_mean(encoding, ENDINGS) or 'Write  precompressed = ["gzip", "br"]  or one of them.'
            message = f"“{encoding}” is no way to compress that is known here."
            problems.append(wrong_value(f"{HOSTING}.precompressed", message, hint))
    return replace(settings, precompressed=tuple(each for each in ENDINGS if each in settings.precompressed))


def well_known_settings(
    tables: Mapping[str, Any], licence: LicenceSettings, problems: list[Problem]
) -> WellKnownSettings:
    """Return the table [well_known] of `tables`."""
    written = dict(tables.get(WELL_KNOWN, {}))
    key = "security_expires"
    if isinstance(written.get(key), date):
        written[key] = written[key].isoformat().replace("T", " ")
    settings: WellKnownSettings | None = typed_table(WellKnownSettings, written, f"{WELL_KNOWN}.", problems)
    if settings is None:
        return WellKnownSettings()
    problems += _security_problems(settings)
    problems += _line_problems(settings, licence)
    return settings


def _security_problems(settings: WellKnownSettings) -> Iterator[Problem]:
    table = f"{WELL_KNOWN}."
    if bool(settings.security_contact) != bool(settings.security_expires):
        message = "security.txt needs an address to write to, and a day on which it ends."
        hint = 'Write  security_contact = "mailto:security@outlet.example"  and  security_expires = 2027-06-01'
        yield wrong_value(
            f"{table}{'security_contact' if settings.security_contact else 'security_expires'}", message, hint
        )
    for key, addresses in (
        ("security_contact", settings.security_contact),
        ("security_policy", (settings.security_policy,) if settings.security_policy else ()),
    ):
        for each in addresses:
            if fault := _no_address(f"{table}{key}", each):
                yield fault


def _no_address(key: str, address: str) -> Problem | None:
    if scheme_of(address) in ("https", "mailto", "tel") and not any(sign.isspace() for sign in address):
        return None
    hint = "Begin it with https:// or mailto:"
    return wrong_value(key, f"“{address}” is no address that programs can use.", hint)


def _line_problems(settings: WellKnownSettings, licence: LicenceSettings) -> Iterator[Problem]:
    """Yield the problems of files whose lines stand as they are written."""
    for line in settings.ads:
        if not _ADS.fullmatch(line):
            hint = 'Write for instance  "adsystem.example, 1234, DIRECT"'
            yield wrong_value(f"{WELL_KNOWN}.ads", f"“{line}” is no line of ads.txt.", hint)
    for line in settings.trust:
        if not _TRUST.fullmatch(line):
            hint = 'Write for instance  "belongto=https://association.example/"'
            yield wrong_value(f"{WELL_KNOWN}.trust", f"“{line}” is no line of trust.txt.", hint)
        elif licence.ai and line.startswith(f"{DATA_TRAINING}="):
            message = f"What models may learn from stands in [{LICENCE}], and trust.txt says it by itself."
            yield wrong_value(f"{WELL_KNOWN}.trust", message, f"Delete “{line}”.")


def licence_settings(tables: Mapping[str, Any], problems: list[Problem]) -> LicenceSettings:
    """Return the table [licence] of `tables`."""
    settings: LicenceSettings | None = typed_table(LicenceSettings, tables.get(LICENCE, {}), f"{LICENCE}.", problems)
    if settings is None:
        return LicenceSettings()
    if settings.ai and settings.ai not in AI_USES:
        hint = did_you_mean(settings.ai, AI_USES) or f"Write {', '.join(AI_USES[:-1])} or {AI_USES[-1]}."
        problems.append(wrong_value(f"{LICENCE}.ai", f"“{settings.ai}” is not possible here.", hint))
    if settings.text and scheme_of(settings.text) not in ("http", "https"):
        hint = 'Write for instance  text = "https://creativecommons.org/licenses/by-nc/4.0/"'
        problems.append(wrong_value(f"{LICENCE}.text", f"“{settings.text}” is no web address.", hint))
    if settings.contact and (fault := _no_address(f"{LICENCE}.contact", settings.contact)):
        problems.append(fault)
    return settings
