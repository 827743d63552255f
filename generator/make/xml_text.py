"""Any text -> text that XML 1.0 allows."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """Return a text without the characters that XML 1.0 cannot contain (section 2.2)."""
    return _NOT_XML.sub("", text)
