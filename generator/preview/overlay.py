"""Additions to pages of the preview: the errors of the last build over the page, and the script
that reloads it. Values in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generator.model.problems import Problem, Severity
from generator.model.report import BuildReport

SHOWN = 20
"""The most errors over a page."""

_STYLE = """
#dateline-errors { all: initial; position: fixed; inset: 0 0 auto 0; z-index: 2147483647; max-height: 85vh; overflow: auto;
  box-sizing: border-box; direction: ltr; background: #fff5f5; color: #1d1010; border-block-end: 6px solid #b3122a;
  font: 16px/1.5 system-ui, sans-serif; padding: 1rem 1.5rem; box-shadow: 0 4px 24px #0006 }
#dateline-errors summary { font-weight: 700; cursor: pointer }
#dateline-errors ol { margin: 0; padding-inline-start: 1.5rem }
#dateline-errors li { margin-block: .8rem }
#dateline-errors b, #dateline-errors span, #dateline-errors p { display: block; margin: 0; unicode-bidi: plaintext }
#dateline-errors code { display: block; white-space: pre-wrap; background: #f7dede; padding: .1rem .4rem; unicode-bidi: plaintext;
  font: 14px/1.5 ui-monospace, monospace }
"""

_BARE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body></body></html>
"""


def bare_page(title: str) -> bytes:
    """Return a page for an address without one."""
    return _BARE.format(title=escape(title)).encode()


def overlay(report: BuildReport | None, fault: str, place_of: Sequence[str]) -> str:
    """Return the errors as HTML; "" if there are none. `fault` is the reason why there was no build
    at all; `place_of` gives the file and line of each error of the report."""
    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR] if report else []
    if fault:
        said, entries = "The site could not be built.", f"<li><b>{escape(fault)}</b></li>"
    elif errors:
        count = f"{len(errors):,} error{'' if len(errors) == 1 else 's'}"
        stays = "It was published without what is broken." if report and report.published else (
            "This page is as it was before." if report and report.name else "Nothing was built."
        )  # fmt: skip
        said = f"{count}. {stays}"
        entries = "".join(map(_entry, errors[:SHOWN], place_of))
        if len(errors) > SHOWN:
            entries += f"<li>and {len(errors) - SHOWN:,} more, in the terminal</li>"
    else:
        return ""
    return (
        f'<div id="dateline-errors" role="alert" lang="en"><style>{_STYLE}</style>'
        f"<details open><summary>{said}</summary><ol>{entries}</ol></details></div>"
    )


def with_overlay(page: bytes, script: str, errors: str) -> bytes:
    """Return the page with a script at the end of its head, and the errors at the end of
    its body."""
    for mark, text in ((b"</head>", script), (b"</body>", errors)):
        before, found, after = page.rpartition(mark) if mark == b"</body>" else page.partition(mark)
        if found:
            page = before + text.encode() + found + after
        elif text:
            page += text.encode()
    return page


def _entry(problem: Problem, place: str) -> str:
    line = getattr(problem.where, "line_text", "").strip()
    parts = [f"<b>{escape(place)}</b>" if place else "", f"<span>{escape(problem.message)}</span>"]
    parts.append(f"<code>{escape(line)}</code>" if line else "")
    parts.append(f"<p>{escape(problem.hint)}</p>" if problem.hint else "")
    return f"<li>{''.join(parts)}</li>"
