"""The editorial rules -> content/RULES.md: their table, and an example of wrong and right for each.

    python -m tests.unit.rules_guide

writes it anew after a change of model/rules/.
"""

from __future__ import annotations

from pathlib import Path

from generator.model.rules import RULES
from generator.model.rules.rule import Example, Rule

GUIDE = Path(__file__).resolve().parents[2] / "content" / "RULES.md"
BEGINS, ENDS = "<!-- made by tests/unit/rules_guide.py -->\n", "<!-- end -->\n"

_LANGUAGES = {"en": "English", "ckb": "Sorani", "ku": "Kurmanji", "ar": "Arabic", "tr": "Turkish"}


def tables() -> str:
    """As they stand in the guide."""
    rows = (
        f"| [`{rule.code}`](#{rule.code}) | {rule.short} | {_usual(rule)} | {rule.about} |" for rule in RULES.values()
    )
    table = "\n".join(("| Rule | Short | Usually | What |", "|---|---|---|---|", *rows, ""))
    return "\n".join((table, "## Wrong and right", "", *map(_section, RULES.values())))


def _usual(rule: Rule) -> str:
    return f"off ({rule.severity})" if rule.is_off else rule.usual.value


def _section(rule: Rule) -> str:
    short = f" · {rule.short}" if rule.short else ""
    return "\n".join(
        (f"### {rule.code}", "", f"{_usual(rule)}{short}: {rule.about}.", "", *map(_example, rule.examples))
    )


def _example(example: Example) -> str:
    """An example as code, each of its lines with a sign before it."""
    language, wrong, right = example
    lines = [f"# {_LANGUAGES[language]}"] if language in _LANGUAGES and language != "en" else []
    lines += [f"✗ {line}".rstrip() for line in wrong.split("\n")] + [f"✓ {line}".rstrip() for line in right.split("\n")]
    return "\n".join(("```text", *lines, "```", ""))


def rewritten(guide: str) -> str:
    """The guide with its tables made anew."""
    before, _, rest = guide.partition(BEGINS)
    return before + BEGINS + "\n" + tables() + "\n" + ENDS + rest.partition(ENDS)[2]


if __name__ == "__main__":
    GUIDE.write_bytes(rewritten(GUIDE.read_bytes().decode()).encode())
