"""Digits of any script -> those from 0 to 9. Knows no date and no key."""

from __future__ import annotations

import unicodedata


def ascii_digits(text: str) -> str:
    """With the decimal digits of any script as those of ASCII: editors type those of their keyboard."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
