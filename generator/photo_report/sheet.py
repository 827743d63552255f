"""A photo report and thumbnails -> the contact sheet: one HTML file without other files, scripts or
network, for screen and paper, light and dark. Every text in it comes from strangers and is escaped.
Names are in `<bdi>`, because their direction is unknown. Opens only its own layout and style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from generator.model.regex import regex
from generator.photo_report.findings import Finding, Kind
from generator.photo_report.lines import HEADINGS, MARKS, common_advice, counted, line_of
from generator.photo_report.survey import PhotoReport
from generator.photo_report.uses import Use

_MOST_USES = 8
"""The most uses of one picture that are listed; the text and JSON have all."""

_TYPED, _AS_CODE = regex(r" {2}(.+?)(?: {2}|$)"), r" <code>\1</code> "

_POLICY = Markup("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
"""With this policy, even a name that was not escaped could load nothing and run nothing."""


class Part(NamedTuple):
    """All findings of a kind; `advice` is set if it is the same for all of them."""

    kind: Kind
    heading: str
    findings: tuple[Finding, ...]
    advice: str


def sheet(report: PhotoReport, thumbnails: Mapping[str, str]) -> str:
    """Return a whole HTML document. `thumbnails` are data URLs by the paths of the pictures."""

    def alt(path: str, uses: Iterable[Use] = ()) -> str:
        """Return an alternative text, if an editor or the photographer wrote one."""
        picture = report.measured.get(path)
        written = next((use.reference.alt for use in uses if use.picture == path and use.reference.alt), "")
        return written or (picture.caption if picture else "") or f"Thumbnail of {path}, which nobody has described"

    return _environment().get_template("sheet.html").render(
        report=report,
        thumbnails=thumbnails,
        parts=list(_parts(report)),
        shown=sorted(report.measured.keys() & thumbnails.keys()),
        policy=_POLICY,
        most_uses=_MOST_USES,
        marks=MARKS,
        alt=alt,
        counted=counted,
        line_of=line_of,
    )  # fmt: skip


def _parts(report: PhotoReport) -> Iterable[Part]:
    for kind in Kind:
        found = tuple(each for each in report.findings if each.kind is kind)
        if found:
            yield Part(kind, HEADINGS[kind], found, common_advice(found))


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, finalize=_escaped,
    )  # fmt: skip
    made.filters |= {
        "breakable": lambda path: Markup(escape(path).replace("/", "/<wbr>")),
        "grouped": lambda number: f"{number:,}",
        "sentence": lambda message: message[:1].upper() + message[1:],
        "typed": lambda advice: Markup(_TYPED.sub(_AS_CODE, escape(advice))),
        "unique_names": lambda names: [name for name in dict.fromkeys(names) if name],
    }
    return made


def _escaped(value: Any) -> Any:
    return value if isinstance(value, Markup) else Markup(escape(str(value)))
