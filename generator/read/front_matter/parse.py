"""The bytes of a file -> its front matter and its body. Knows no key and no meaning.

python-frontmatter treats an unclosed block as body text and loses line numbers. So the fences are
found here, and the block between them is parsed by `simple_lines`, or by the library (`yaml_block`)
if its lines are not simple.

Every value is the text in the file: `section: no` is the section "no" and not false, `title: 2021`
is a title. `schema` gives the values their types."""

from __future__ import annotations

import codecs
import re
from typing import Any

from generator.model.dataclass import dataclass
from generator.model.problems import Checked, Problem, SourceLocation, error
from generator.model.regex import regex
from generator.read.encoding import NONCHARACTERS, encoding_problems, mended, misread
from generator.read.front_matter.simple_lines import plain_values
from generator.read.front_matter.slips import end_problem, goes_on, hash_problems, list_problems, quote_problem
from generator.read.front_matter.yaml_faults import MAX_LINE, conflict_problem
from generator.read.packages import required

required("yaml", "frontmatter")

MAX_FRONT_MATTER = 100_000
"""Characters; longer front matter means that its end is missing."""

_CONTROLS = [*map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160))), *"\u2028\u2029"]
_CONTROL = regex(f"[{''.join(_CONTROLS)}{NONCHARACTERS}]")
"""Line ends of word processors, which YAML reads as line ends and editors do not see, and
characters that no text has. Each becomes a space: the words on both sides of a line break in Word
(U+000B) are two."""
_BEGINNINGS = {
    "articles": "Begin the file with a line ---, then title:, date: and section:, then a line ---, then the text.",
    "authors": "Begin the file with a line ---, then name:, then a line ---, then the biography.",
    "sections": "Begin the file with a line ---, then title:, then a line ---.",
    "pages": "Begin the file with a line ---, then title:, then a line ---, then the text.",
    "comments": "Begin the file with a line ---, then name: and date:, then a line ---, then what the reader wrote.",
    "policies": "Begin the file with two lines ---; a line  title: …  may stand between. Then comes the policy.",
}
"""The beginning of a file in each folder."""

_PELICAN = regex(r"(?i)(title|date|author|authors|slug|category|tags|summary)\s*:")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter. `values` are texts, lists and mappings."""

    values: dict[str, Any]
    body: str


def decoded(content: bytes, path: str) -> Checked[str | None]:
    r"""Return the text of a file: line ends as `\n`, no byte order mark, spaces in place of control
    characters. Words in a wrong encoding are reported. Those that must not be published are
    repaired, so that no further problem follows from them. None when the file cannot be decoded."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _fault(
            "not-utf8", "The file is in UTF-16, not in UTF-8.", SourceLocation(path), "Save it with the encoding UTF-8."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        line_text = content.split(b"\n")[line - 1].decode("utf-8", "replace").rstrip("\r")
        return _fault(
            "not-utf8",
            "The file is not in UTF-8: here stands a character in an older encoding (Windows-1252, Windows-1256 …).",
            SourceLocation(path, line, len(before) - before.rfind("\n"), line_text[:MAX_LINE]),
            "Save it with the encoding UTF-8.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    words = misread(text)
    problems = encoding_problems(text, words, path)
    if text.startswith("ï»¿"):  # a byte order mark in a wrong encoding, which hides how the file begins
        return Checked(None, problems)
    if words:
        text = mended(text, tuple(word for word in words if word.is_hidden))
    is_clean = text.replace("\n", "").isprintable()  # nearly always, and this check is four times as fast
    return Checked(text if is_clean else _CONTROL.sub(" ", text), problems)


def split(text: str, path: str) -> Checked[FrontMatter | None]:
    """Return the front matter and the body of a document. `path` is for problems only."""
    lines = text.split("\n")
    if not text.strip():
        return _fault("empty-file", "The file is empty.", SourceLocation(path, 1), "Write it, or delete it.")
    if conflict := conflict_problem(text, path):
        return Checked(None, (conflict,))
    start = next(number for number, line in enumerate(lines) if line.strip())
    if lines[start].rstrip() != "---":
        return _no_fence(lines[start], start + 1, path)
    end = next((number for number in range(start + 1, len(lines)) if lines[number].rstrip() in ("---", "...")), None)
    if end is None:
        fault = end_problem(path, start + 1, len(lines), lines, is_open=True)
        return Checked(None, (fault,) if fault else ())
    block = "\n".join(lines[start + 1 : end])
    checked, is_plain = _parsed(block, path, start + 1, lines)
    if not is_plain and (slips := _slips(checked.problems, block, path, start + 1, end, lines)):
        return Checked(None, slips)
    if checked.value is None:
        return Checked(None, checked.problems)
    return Checked(FrontMatter(checked.value, "\n".join(lines[end + 1 :])))


def _slips(
    faults: tuple[Problem, ...], block: str, path: str, first: int, last: int, lines: list[str]
) -> tuple[Problem, ...]:
    """Return typing errors between two lines (from 0) that YAML missed, or that caused its
    messages."""
    complaint = max((_line_of(fault) or 0 for fault in faults), default=0)
    if quote := quote_problem(path, first, last, lines):
        return (quote,)
    cut, is_cause = list_problems(path, first, last, lines, complaint)
    if is_cause:
        return (*cut, *hash_problems(block, path, first, last, lines))
    if complaint and (ending := end_problem(path, first, min(complaint, last), lines, is_open=False)):
        return (ending,)
    cut_off = (*cut, *hash_problems(block, path, first, last, lines))
    is_cause = any(
        _line_of(cut) == complaint or (_line_of(cut) == complaint - 1 and goes_on(lines[complaint - 1]))
        for cut in cut_off
    )
    return cut_off if is_cause or not faults else (*cut_off, *faults)


def _line_of(problem: Problem) -> int | None:
    return problem.where.line if isinstance(problem.where, SourceLocation) else None


def _parsed(block: str, path: str, offset: int, lines: list[str]) -> tuple[Checked[dict[str, Any] | None], bool]:
    """Return the values of a block, and whether all its lines are simple. `offset` is the number of
    lines before it in the file."""
    block = block.replace("\xa0", " ")  # word processors paste it; YAML reads it as a letter
    if len(block) > MAX_FRONT_MATTER:
        message = f"The front matter has {len(block):,} characters."
        hint = "Is the line with --- that ends it in the right place?"
        return _fault("too-large", message, SourceLocation(path, offset), hint), True
    values = plain_values(block)
    if values is not None:
        return Checked(values), True
    from generator.read.front_matter.yaml_block import yaml_values  # noqa: PLC0415 - only where lines are not simple

    return yaml_values(block, path, offset, lines), False


def _no_fence(line: str, number: int, path: str) -> Checked[Any]:
    where = SourceLocation(path, number, 1, line[:MAX_LINE])
    if line.rstrip() == "+++":
        hint = "This is front matter in TOML, as Hugo and Zola write it. Here it is YAML: --- above and below, and “key: value”."
    elif line.strip().startswith("{"):
        hint = "This is front matter in JSON. Here it is YAML: a line --- above and below, and “key: value” between."
    elif _PELICAN.match(line) or line.startswith(".. title"):
        hint = "Put a line with only --- above the first key, and one below the last."
    elif re.fullmatch(r"\s*-{2,}\s*", line):
        hint = "The line above the front matter is exactly three hyphens: ---"
    else:
        hint = _BEGINNINGS.get(path.split("/")[1] if "/" in path else "", _BEGINNINGS["articles"])
    return _fault("no-front-matter", "The file does not begin with front matter.", where, hint)


def _fault(code: str, message: str, where: SourceLocation, hint: str) -> Checked[Any]:
    return Checked(None, (error(code, message, where, hint),))
