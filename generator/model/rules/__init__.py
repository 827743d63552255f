"""The editorial rules that an outlet may loosen or switch off in `[checks]` of site.toml. Every
other problem is an error that nothing can switch off.

A rule is one value: its code, its usual severity, its sentence in the guide with examples, and its
message and hint for editors. A rule with several messages has a value for each, made by `also`. The
values are grouped by what they are about; `broken` makes the problem. Checks nothing."""

from __future__ import annotations

from collections.abc import Collection

from generator.model.rules.articles import *  # noqa: F403 - a rule is imported from here, whatever its group
from generator.model.rules.excuses import *  # noqa: F403
from generator.model.rules.newsroom import *  # noqa: F403
from generator.model.rules.photos import *  # noqa: F403
from generator.model.rules.references import *  # noqa: F403
from generator.model.rules.rule import Rule as Rule
from generator.model.rules.rule import broken as broken
from generator.model.rules.style import *  # noqa: F403
from generator.model.rules.texts import *  # noqa: F403

RULES: dict[str, Rule] = {}
"""All rules by code, in the order of the guide. One with several messages is in it with the first."""

for _rule in sorted((each for each in vars().copy().values() if isinstance(each, Rule)), key=lambda rule: rule.code):
    RULES.setdefault(_rule.code, _rule)

SHORT_CODES: dict[str, tuple[str, ...]] = {}
"""The codes of the rules by each short code."""

for _rule in RULES.values():
    if _rule.short:
        SHORT_CODES[_rule.short] = (*SHORT_CODES.get(_rule.short, ()), _rule.code)

OPTIONAL = frozenset(code for code, rule in RULES.items() if rule.is_off)
"""The codes of rules that are checked only where an outlet asks for them."""


def codes_named(name: str) -> tuple[str, ...]:
    """Return the codes of the rules that settings or an article name by a code, long or short; none
    for an unknown name."""
    return (name,) if name in RULES else SHORT_CODES.get(name.upper(), ())


def names_of_rules() -> Collection[str]:
    """Return everything by which a rule can be named."""
    return (*RULES, *SHORT_CODES)
