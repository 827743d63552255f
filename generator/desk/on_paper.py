"""A page and its style sheets -> the same as a printer gets them, for a frame on a screen. Rules for
paper are made to count on the screen, and those for screens to count nowhere."""

from __future__ import annotations

from generator.model.regex import regex

SHEET = "/__desk/print.css?of="
"""The address of a style sheet as printers read it; the address of the sheet itself follows."""

_LINK = regex(r"""(<link[^>]*\brel="?stylesheet"?[^>]*\bhref=")([^"]+)(")""")
_SCRIPT = regex(r"<script\b(?![^>]*application/ld\+json).*?</script>")
_MEDIA = regex(r"@media\s+(only\s+)?(screen|print)\b")
_DARK = regex(r"@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)")


def page_on_paper(page: str) -> str:
    """Return a page whose style sheets are those for paper, without scripts."""
    page = page.replace('content="light dark"', 'content="light"')
    return _LINK.sub(rf"\1{SHEET}\2\3", _SCRIPT.sub("", page))


def sheet_on_paper(sheet: str) -> str:
    """Return a style sheet in which the rules for print count on a screen. Paper is never dark."""
    sheet = _DARK.sub("@media not all", sheet)
    return _MEDIA.sub(lambda media: "@media all" if media[2] == "print" else "@media not all", sheet)
