"""Text that goes into XML 1.0, whatever it says."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    """A text without the signs that XML 1.0 cannot hold (section 2.2)."""
    return _NOT_XML.sub("", text)
