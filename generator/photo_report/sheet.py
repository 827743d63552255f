"""A photo report and thumbnails -> the contact sheet: one HTML file that needs no other, no script and no network, for a
picture editor's browser, in light and dark and on paper. Every text in it comes from strangers and is escaped; names stand
in `<bdi>`, because nobody knows which way they are written. Opens nothing but its own style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from generator.model.documents import Picture
from generator.photo_report.findings import Finding, Kind
from generator.photo_report.survey import PhotoReport
from generator.photo_report.telling import HEADINGS, MARKS, common_advice, counted, line_of
from generator.photo_report.uses import Use

_MOST_USES = 8
"""Of one picture, that are listed; the text and JSON have all."""

_TYPED, _AS_CODE = re.compile(r" {2}(.+?)(?: {2}|$)"), r" <code>\1</code> "

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""A name that slipped through could still load nothing and run nothing."""


def sheet(report: PhotoReport, thumbnails: Mapping[str, str]) -> str:
    """A whole HTML document. `thumbnails` are addresses by the paths of the pictures."""
    style = Path(__file__).with_name("sheet.css").read_text("utf-8")
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>Photo report: {escape(report.name)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            *_head(report),
            "<main>",
            *(part for kind in Kind for part in _section(kind, report, thumbnails)),
            *([] if report.findings else ["<p>There is nothing to do about any picture.</p>"]),
            *_collection(report, thumbnails),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _head(report: PhotoReport) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>Photo report: <bdi>{escape(report.name)}</bdi></h1>"
    looked = f"{counted(report.pictures, 'picture')}, used {counted(report.uses, 'time')}."
    instant = f'<time datetime="{report.as_of.isoformat()}">{report.as_of:%Y-%m-%d %H:%M}</time>'
    yield f"<p>{looked} As of {instant}. For the desk, not for readers: drafts and what is under embargo are in it.</p>"
    if report.unread:
        yield "<p>Not looked at, because what is wrong in them comes first:</p>"
        yield f"<ul>{''.join(f'<li>{_file(path)}</li>' for path in report.unread)}</ul>"
    numbers = {kind: sum(each.kind is kind for each in report.findings) for kind in Kind}
    entries = [
        f'<li><a href="#{kind}">{HEADINGS[kind]} <b>{number:,}</b></a></li>'
        for kind, number in numbers.items()
        if number
    ]
    if report.measured:
        entries.append('<li><a href="#all">All pictures</a></li>')
    yield f'<nav aria-label="On this sheet"><ul>{"".join(entries)}</ul></nav>'
    yield "</header>"


def _section(kind: Kind, report: PhotoReport, thumbnails: Mapping[str, str]) -> Iterator[str]:
    found = [each for each in report.findings if each.kind is kind]
    if not found:
        return
    yield f'<section aria-labelledby="{kind}">'
    yield f'<h2 id="{kind}">{HEADINGS[kind]} <small>{len(found):,}</small></h2>'
    advice = common_advice(found)
    if advice:
        yield _advice(advice)
    yield '<ul class="cards">'
    for each in found:
        yield "<li>"
        yield from _card(each, report, thumbnails)
        if not advice:
            yield _advice(each.advice)
        yield "</li>"
    yield "</ul>"
    yield "</section>"


def _collection(report: PhotoReport, thumbnails: Mapping[str, str]) -> Iterator[str]:
    """Every picture there is, in the order of the folders, as a picture editor lays them out."""
    shown = sorted(report.measured.keys() & thumbnails.keys())
    if not report.measured:
        return
    yield '<section aria-labelledby="all">'
    yield f'<h2 id="all">All pictures <small>{len(report.measured):,}</small></h2>'
    if len(shown) < len(report.measured):
        yield "<p>There are too many to show them here; above are those of which there is something to tell.</p></section>"
        return
    yield '<ul class="cards">'
    for path in shown:
        picture = report.measured[path]
        yield '<li><div class="pictures">'
        yield f'<img src="{thumbnails[path]}" alt="{escape(_alt(path, (), picture), quote=True)}" loading="lazy">'
        yield f"</div><h3>{_file(path)}</h3>"
        facts = (*_facts(picture), f"shown {counted(report.used.get(path, 0), 'time')}")
        yield f'<p class="facts">{" · ".join(facts)}</p></li>'
    yield "</ul></section>"


def _card(finding: Finding, report: PhotoReport, thumbnails: Mapping[str, str]) -> Iterator[str]:
    paths = (finding.picture, *finding.others)
    yield f'<div class="pictures{" several" if finding.others else ""}">'
    for path in paths:
        address = thumbnails.get(path)
        alt = escape(_alt(path, finding.uses, report.measured.get(path)), quote=True)
        yield f'<img src="{address}" alt="{alt}">' if address else '<span class="none">No picture</span>'
    yield "</div>"
    yield f"<h3>{'<br>'.join(_file(path) for path in paths)}</h3>"
    yield f'<p class="what"><bdi>{escape(_sentence(finding.message))}</bdi></p>'
    if finding.uses:
        shown = finding.uses[:_MOST_USES]
        more = len(finding.uses) - len(shown)
        entries = [f"<li>{_use(use)}</li>" for use in shown]
        entries += [f"<li>and {more:,} more</li>"] if more else []
        yield f'<ul class="uses">{"".join(entries)}</ul>'
    if facts := list(_facts(report.measured.get(finding.picture))):
        yield f'<p class="facts">{" · ".join(facts)}</p>'


def _advice(advice: str) -> str:
    """With what is to be typed set apart: between two spaces, as in all that editors are told."""
    return f'<p class="advice"><bdi>{_TYPED.sub(_AS_CODE, escape(advice))}</bdi></p>'


def _alt(path: str, uses: Iterable[Use], picture: Picture | None) -> str:
    """What can be seen, where an editor or the photographer said so."""
    written = next((use.reference.alt for use in uses if use.picture == path and use.reference.alt), "")
    return written or (picture.caption if picture else "") or f"Thumbnail of {path}, which nobody has described"


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:]


def _use(use: Use) -> str:
    mark = f' <span class="mark">{MARKS[use.mark]}</span>' if use.mark else ""
    line = f", line {line_of(use)}" if line_of(use) else ""
    return (
        f"<bdi>{escape(use.title)}</bdi>{mark}<br><small>{use.place}, {_file(f'content/{use.document}')}{line}</small>"
    )


def _facts(picture: Picture | None) -> Iterator[str]:
    """What the file says of itself."""
    if picture is None:
        return
    yield f"{picture.width} × {picture.height}"
    if picture.created:
        yield f"taken {picture.created}"
    for name in dict.fromkeys((picture.rights.creator, picture.rights.credit)):
        if name:
            yield f"<bdi>{escape(name)}</bdi>"


def _file(path: str) -> str:
    """A path that may be broken at its slashes."""
    return f"<bdi>{escape(path).replace('/', '/<wbr>')}</bdi>"
