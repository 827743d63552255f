"""Straight quotes, hyphens and dots as typed -> the signs a newspaper prints, in headlines, summaries and captions. (In the
text itself Python-Markdown's `smarty` does the same.) Knows no Markdown and no HTML."""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"---"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
    (re.compile(r"(?<![^\s(\[{“‘—–/-])\"(?=\S)"), "“"),
    (re.compile(r"\""), "”"),
    (re.compile(r"'(?=\d\ds?\b)"), "’"),
    (re.compile(r"(?<![^\s(\[{“—–/-])'(?=\S)"), "‘"),
    (re.compile(r"'"), "’"),
)


def typographic(text: str) -> str:
    """The same words; opening and closing quotes told apart by what stands before them, as `smarty` does."""
    if not any(sign in text for sign in ("'", '"', "--", "...")):
        return text
    for pattern, sign in _RULES:
        text = pattern.sub(sign, text)
    return text
