"""The text of a document -> the same text with mended signs. What is no running text stays as it is:
code, links, pictures, HTML, attributes, tables. Ends of lines and of hard breaks stay, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.regex import regex
from generator.read.typography import JOINT, with_signs

_FENCE = regex(r" {0,3}(`{3,}|~{3,})")
_NO_TEXT = regex(r"(?: {4}|\t| {0,3}(?:<|\[[^\]]*\]:|\||\{:))|.*\|.*\|")
"""Beginnings of lines that are code, HTML, definitions, tables or attributes."""
_PROTECTED = regex(
    r"(`+)(?:(?!\1).)+\1"  # code
    r"|!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?(?:\{[^}]*\})?"  # links, pictures, footnotes
    r"|<[^>]*>|\{[^}]*\}"  # HTML and addresses, attributes
    r"|\b(?:https?://|www\.)\S+"
    r"|\\.|-{2,}|\$[^$]*\$"
)
_LINE = regex(r"[^\n]*\n|[^\n]+")
_SPACES = regex(r"(?<=\S) {2,}(?=\S)")
_DOTS = regex(r"(?<!\.)\.\.\.(?!\.)")

Mend = Callable[[str], str]
"""A function that mends a text, in which `JOINT` stands for each protected part."""


def doubled_spaces(text: str) -> str:
    """One space for several between two words."""
    return _SPACES.sub(" ", text)


def dots(text: str) -> str:
    """The sign … for three dots."""
    return _DOTS.sub("…", text)


def quotes(text: str) -> str:
    """Quotation marks and apostrophes as readers see them anyway."""
    return with_signs(text)


def in_text(body: str, mend: Mend) -> str:
    """Return a body with its running text mended, line by line."""
    return "".join(_line(line, mend) if is_text else line for line, is_text in _lines(body))


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each line with its end, and whether it is running text."""
    in_html, was_empty = False, True
    for line, is_code in running_lines(body):
        is_empty = not line.strip()
        in_html = not (is_empty or is_code) and (in_html or (was_empty and line.lstrip().startswith("<")))
        yield line, not (is_empty or is_code or in_html or _NO_TEXT.match(line))
        was_empty = is_empty


def running_lines(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each line with its end, and whether it is code in a fence."""
    fence = ""
    for line in _LINE.findall(body):
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            yield line, True
            continue
        if match := _FENCE.match(line):
            fence = match[1]
        yield line, bool(fence)


def _line(line: str, mend: Mend) -> str:
    if JOINT in line:
        return line
    text = line.rstrip("\r\n")
    end, lead = line[len(text) :], text[: len(text) - len(text.lstrip())]
    body = text.strip()
    tail = text[len(lead) + len(body) :]
    parts = [match[0] for match in _PROTECTED.finditer(body)]
    mended = mend(_PROTECTED.sub(JOINT, body))
    pieces = mended.split(JOINT)
    if len(pieces) != len(parts) + 1:
        return line
    whole = pieces[0] + "".join(part + piece for part, piece in zip(parts, pieces[1:], strict=True))
    return f"{lead}{whole}{tail}{end}"
