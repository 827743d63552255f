"""A rule of the newsroom, and the problem of a broken one. Knows no rule."""

from __future__ import annotations

from generator.model.dataclass import dataclass, replace
from generator.model.problems import Location, Problem, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

Example = tuple[str, str, str]
"""A language tag ("" for any), what is wrong, and what is right: lines of a file, or its name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `about` is its sentence in the table of content/RULES.md, which
    tests/unit/rules_guide.py makes. `message` and `hint` are templates of `str.format`: literal
    braces are doubled.

    `short` is its code in the list of house style, "" for none; several rules may share one. A rule
    that `is_off` is a matter of taste: it is checked only where the outlet gives it a severity.
    Without a choice, `severity` is that of its problems."""

    code: str
    severity: Severity
    about: str
    message: str
    hint: str
    examples: tuple[Example, ...] = ()
    short: str = ""
    is_off: bool = False

    @property
    def usual(self) -> Severity:
        """The severity where an outlet says nothing."""
        return Severity.OFF if self.is_off else self.severity

    def also(self, message: str, hint: str) -> Rule:
        """Return the same rule with another message and hint."""
        return replace(self, message=message, hint=hint)


def broken(rule: Rule, where: Location | None, /, **words: object) -> Problem:
    """Return the problem of a broken rule, with its usual severity; `words` fill its templates."""
    return Problem(rule.code, rule.severity, rule.message.format(**words), where, rule.hint.format(**words))
