"""`allow` of an article -> the rules that are silent about it, each with the reason. A rule needs a
reason, and what nothing can switch off cannot be allowed."""

from __future__ import annotations

from collections.abc import Callable

from generator.model.rules import SINCE, codes_named, names_of_rules
from generator.model.suggestions import did_you_mean

_FORM = "Write the rule and the reason:  allow: {typed-dateline: the city begins the quotation}"

_ALWAYS_ERRORS = frozenset(
    [
        "broken-photo",
        "duplicate-id",
        "empty-file",
        "file-name",
        "html-entity",
        "missing-file",
        "missing-key",
        "missing-photo",
        "photo-outside",
        "same-address",
        "too-large",
        "unclosed-front-matter",
        "unknown-article",
        "unknown-author",
        "unknown-key",
        "unknown-section",
        "unreadable",
        "unsafe-address",
        "vanished-address",
        "withheld-name",
        "wrong-date",
        "wrong-encoding",
        "wrong-value",
        "yaml-syntax",
    ]
)
"""Errors of articles that are no rules, as far as an editor may try to allow them."""


def allowed(
    value: object, text: Callable[[object], str], wrong: Callable[[str, str, str], ValueError]
) -> tuple[tuple[str, str], ...]:
    """Return the codes as written, with their reasons. `text` reads a text, and `wrong` makes an
    exception of a code, a message and a hint. Raises that exception at the first fault."""
    if not isinstance(value, dict):
        raise wrong("wrong-value", "a rule is allowed with the reason behind it", _FORM)
    return tuple((code, _reason(code, value[code], text, wrong)) for code in map(str, value))


def _reason(
    code: str, value: object, text: Callable[[object], str], wrong: Callable[[str, str, str], ValueError]
) -> str:
    codes = codes_named(code)
    if not codes and value in (None, ""):
        message = f"there is a comma before “{code}”, and YAML takes what follows for another rule"
        raise wrong("wrong-value", message, 'Put the reason in quotes:  allow: {D3: "the reason, with a comma"}')
    if code in _ALWAYS_ERRORS:
        raise wrong("wrong-value", f"“{code}” is an error that nothing can switch off", "Take the line out.")
    if not codes:
        message = f"“{code}” cannot be allowed: it is misspelled, or an error that nothing can switch off"
        hint = did_you_mean(code, names_of_rules()) or "The rules that can be allowed stand in content/RULES.md."
        raise wrong("wrong-value", message, hint)
    if SINCE.issuperset(codes):
        message = f"“{code}” cannot be allowed in an article: only  check --since  tells it, of what changed"
        raise wrong("wrong-value", message, "Take the line out.")
    reason = "" if value is None else text(value)
    if not any(map(str.isalpha, reason)):
        raise wrong("wrong-value", f"no reason is given for “{code}”", f"Say why:  allow: {{{code}: the reason}}")
    return reason
