"""The editorial rules -> their table in content/README.md.

    python -m tests.unit.rules_guide

writes it anew after a change of model/rules.py.
"""

from __future__ import annotations

from pathlib import Path

from generator.model.rules import RULES

GUIDE = Path(__file__).resolve().parents[2] / "content" / "README.md"
BEGINS, ENDS = "<!-- made by tests/unit/rules_guide.py -->\n", "<!-- end -->\n"


def table() -> str:
    """As it stands in the guide."""
    rows = (f"| `{rule.code}` | {rule.severity} | {rule.about} |" for rule in RULES.values())
    return "\n".join(("| Rule | Usually | What |", "|---|---|---|", *rows, ""))


def rewritten(guide: str) -> str:
    """The guide with its table made anew."""
    before, _, rest = guide.partition(BEGINS)
    return before + BEGINS + "\n" + table() + "\n" + ENDS + rest.partition(ENDS)[2]


if __name__ == "__main__":
    GUIDE.write_bytes(rewritten(GUIDE.read_bytes().decode()).encode())
