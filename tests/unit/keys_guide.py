"""The keys of an article -> their table in content/README.md.

    python -m tests.unit.keys_guide

writes it anew after a change of model/key_descriptions.py.
"""

from __future__ import annotations

from pathlib import Path

from generator.model.key_descriptions import ARTICLE_KEYS

GUIDE = Path(__file__).resolve().parents[2] / "content" / "README.md"
BEGINS, ENDS = "<!-- made by tests/unit/keys_guide.py -->\n", "<!-- end of the keys -->\n"


def table() -> str:
    """As it stands in the guide."""
    rows = (
        f"| `{key}` | {each.about}{f'. {each.more}' if each.more else ''} | {each.example} |"
        for key, each in ARTICLE_KEYS.items()
    )
    return "\n".join(("| Key | What | Example |", "|---|---|---|", *rows, ""))


def rewritten(guide: str) -> str:
    """The guide with its table made anew."""
    before, _, rest = guide.partition(BEGINS)
    return before + BEGINS + "\n" + table() + "\n" + ENDS + rest.partition(ENDS)[2]


if __name__ == "__main__":
    GUIDE.write_bytes(rewritten(GUIDE.read_bytes().decode()).encode())
