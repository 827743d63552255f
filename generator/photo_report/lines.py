"""A photo report -> lines for a picture editor, or one JSON object. Prints nothing, reads
nothing."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.model.problems import SourceLocation
from generator.photo_report.findings import Finding, Kind
from generator.photo_report.survey import PhotoReport
from generator.photo_report.uses import Use

HEADINGS = {
    Kind.BROKEN: "Broken or missing",
    Kind.EXPIRED: "Rights that have ended",
    Kind.EXPIRING: "Rights that end within 30 days",
    Kind.UNEVEN: "Rights that end here and not there",
    Kind.NO_CREDIT: "Without a credit",
    Kind.OTHER_CREDIT: "Credited otherwise than in the file",
    Kind.OLD: "Old, and not called a file photo",
    Kind.GENERATED: "Made or changed by artificial intelligence",
    Kind.SMALL: "Too small for a lead photo",
    Kind.ALIKE: "Looking alike",
    Kind.COPIES: "Several files of the same picture",
    Kind.REUSED: "Shown in several stories",
    Kind.LARGE: "Larger than of any use",
    Kind.UNUSED: "Used nowhere",
}

MARKS = {
    "draft": "draft",
    "embargo": "under embargo",
    "future": "not out yet",
    "withdrawn": "withdrawn",
    "expired": "expired",
}

_ISOLATE, _END = "\u2068", "\u2069"
_JOINERS = "\u200c\u200d"
"""Joiners, which shape Arabic letters and are otherwise invisible."""


def photo_lines(report: PhotoReport) -> Iterator[str]:
    """Yield a heading for each kind; for each finding its place, the finding and the advice; a
    summary at the end. Places are locations, as in `content/articles/x.md:7`."""
    for kind in Kind:
        if found := [each for each in report.findings if each.kind is kind]:
            advice = common_advice(found)
            yield f"{HEADINGS[kind]} ({len(found):,})"
            for each in found:
                yield from _finding_lines(each)
                if not advice:
                    yield f"      {isolated(each.advice)}"
            if advice:
                yield f"  {isolated(advice)}"
            yield ""
    yield from summary(report)


def _finding_lines(finding: Finding) -> Iterator[str]:
    first, *more = finding.uses or (None,)
    place = f"{place_of(first)}: " if first else ""
    mark = f" ({MARKS[first.mark]})" if first and first.mark else ""
    yield f"  {place}{picture_name(finding)} {isolated(finding.message)}{mark}"
    yield from (f"      the other file: {isolated(f'content/{other}')}" for other in finding.others)
    yield from (
        f"      also {place_of(use)}, {use.place}{f' ({MARKS[use.mark]})' if use.mark else ''}" for use in more if use
    )


def common_advice(found: Sequence[Finding]) -> str:
    """Return advice that several findings share, to be printed once; "" where there is only one, or
    where they differ."""
    advice = {each.advice for each in found}
    return found[0].advice if len(found) > len(advice) == 1 else ""


def summary(report: PhotoReport) -> Iterator[str]:
    """Yield how many pictures were looked at, and which could not be."""
    looked = f"{counted(report.pictures, 'picture')}, used {counted(report.uses, 'time')}"
    if not report.findings:
        yield f"{looked}: nothing to tell."
    else:
        found = Counter(each.kind for each in report.findings)
        counts = ", ".join(f"{found[kind]:,} {kind}" for kind in Kind if found[kind])
        yield f"{looked}: {counts}."
    if report.unread:
        which = ", ".join(isolated(path) for path in report.unread[:5]) + (" …" if len(report.unread) > 5 else "")
        yield f"Not looked at, because what is wrong in them comes first (python build.py says what): {which}"


def photo_json(report: PhotoReport) -> str:
    """Return one JSON object. Kinds, findings and uses are in the order of the text; paths are in
    the content folder; times are in ISO 8601."""
    found = Counter(each.kind for each in report.findings)
    return json.dumps(
        {
            "name": report.name,
            "as_of": report.as_of.isoformat(),
            "pictures": report.pictures,
            "uses": report.uses,
            "counts": {kind: found[kind] for kind in Kind},
            "findings": [
                {
                    "kind": finding.kind,
                    "grave": finding.is_grave,
                    "picture": finding.picture,
                    "others": finding.others,
                    "message": finding.message,
                    "advice": finding.advice,
                    "uses": [_use_object(use) for use in finding.uses],
                }
                for finding in report.findings
            ],
            "unread": report.unread,
        },
        ensure_ascii=False,
        indent=1,
    )


def _use_object(use: Use) -> dict[str, object]:
    return {
        "document": use.document,
        "line": line_of(use),
        "place": use.place,
        "title": use.title,
        "picture": use.picture,
        "mark": use.mark,
    }


def place_of(use: Use) -> str:
    """Return the place where a picture is named, in the form of a compiler's message."""
    line = line_of(use)
    return isolated(f"content/{use.document}") + (f":{line}" if line else "")


def line_of(use: Use) -> int | None:
    return use.where.line if isinstance(use.where, SourceLocation) else None


def picture_name(finding: Finding) -> str:
    """Return the file of a picture; when there is none, the text that an editor wrote."""
    is_written = finding.kind is Kind.BROKEN and finding.uses and not finding.uses[0].picture
    return f"“{isolated(finding.picture)}”" if is_written else isolated(f"content/{finding.picture}")


def isolated(text: str) -> str:
    """Return text that is safe within a line: without control characters for the cursor or for the
    direction of text. Text from right to left is isolated (Unicode Standard Annex #9), so that the
    direction of the line does not change."""
    plain = "".join(letter if _is_harmless(letter) else "\ufffd" for letter in text)
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in plain)
    return f"{_ISOLATE}{plain}{_END}" if turns else plain


def _is_harmless(letter: str) -> bool:
    return letter in _JOINERS or not unicodedata.category(letter).startswith("C")


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
