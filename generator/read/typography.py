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
    if "-" in text:
        text = true_minus(text)
    if not any(sign in text for sign in ("'", '"', "--", "...")):
        return text
    for pattern, sign in _RULES:
        text = pattern.sub(sign, text)
    return text


_MINUS = re.compile(r"(?:^|(?<=[\s(\[“‘«]))-(?=[$€£]?\d)", re.MULTILINE)


def true_minus(text: str) -> str:
    """With a minus sign before a negative number: “−5”. Behind another number a hyphen may stand for anything, and stays."""
    return _MINUS.sub(lambda sign: "-" if text[: sign.start()].rstrip()[-1:].isdigit() else "−", text)
