"""Additions to pages of the preview: the errors of the last build over the page, the link to the desk,
and the script that reloads it. Values in, HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from generator.desk.words import Words
from generator.model.problems import Problem, Severity
from generator.model.report import BuildReport

SHOWN = 20
"""The most errors over a page."""

_STYLE = """
#dateline-errors { all: initial; position: fixed; inset: 0 0 auto 0; z-index: 2147483647; max-height: 85vh; overflow: auto;
  box-sizing: border-box; background: #fff5f5; color: #1d1010; border-block-end: 6px solid #b3122a;
  font: 16px/1.5 system-ui, sans-serif; padding: 1rem 1.5rem; box-shadow: 0 4px 24px #0006 }
#dateline-errors summary { font-weight: 700; cursor: pointer }
#dateline-errors ol { margin: 0; padding-inline-start: 1.5rem }
#dateline-errors li { margin-block: .8rem }
#dateline-errors b, #dateline-errors span, #dateline-errors p { display: block; margin: 0; unicode-bidi: plaintext }
#dateline-errors a { color: #8a0f22; text-decoration: underline; cursor: pointer }
#dateline-errors code { display: block; white-space: pre-wrap; background: #f7dede; padding: .1rem .4rem; unicode-bidi: plaintext;
  font: 14px/1.5 ui-monospace, monospace }
"""

_LINK_STYLE = """
#dateline-desk { all: initial; position: fixed; inset-block-end: .75rem; inset-inline-end: .75rem; z-index: 2147483646; opacity: .8;
  font: 13px/1 system-ui, sans-serif; color: #fff; background: #1b2430; padding: .5rem .7rem; border-radius: 1rem; cursor: pointer }
#dateline-desk:hover, #dateline-desk:focus-visible { opacity: 1; outline: 2px solid #6cb2ff }
#dateline-desk style { display: none }
@media print { #dateline-desk, #dateline-errors { display: none } }
"""

_BARE = """<!DOCTYPE html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body></body></html>
"""


def bare_page(title: str, words: Words) -> bytes:
    """Return a page for an address without one; `title` is in English."""
    return _BARE.format(lang=words.lang, dir=words.dir, title=escape(words.say(title))).encode()


def overlay(report: BuildReport | None, fault: str, place_of: Sequence[str], words: Words) -> str:
    """Return the errors as HTML; "" if there are none. `fault` is the reason why there was no build
    at all; `place_of` gives the file and line of each error of the report. What is wrong is said in
    English, the rest in the language of the `words`."""
    errors = [problem for problem in report.problems if problem.severity is Severity.ERROR] if report else []
    say = words.say
    if fault:
        said, entries = say("The site could not be built."), f'<li lang="en" dir="ltr"><b>{escape(fault)}</b></li>'
    elif errors:
        count = say("Errors: %(number)s.", number=f"{len(errors):,}")
        stays = say("All else is shown as it is now.") if report and report.published else (
            say("This page is as it was before.") if report and report.name else say("Nothing was built.")
        )  # fmt: skip
        said = f"{count} {stays}"
        entries = "".join(map(_entry, errors[:SHOWN], place_of))
        if len(errors) > SHOWN:
            entries += f"<li>{escape(say('and %(number)s more', number=f'{len(errors) - SHOWN:,}'))}</li>"
    else:
        return ""
    return (
        f'<div id="dateline-errors" role="alert" lang="{words.lang}" dir="{words.dir}"><style>{_STYLE}</style>'
        f'<details open><summary>{escape(said)}</summary><ol>{entries}</ol><p><a href="/__desk/">{escape(say("The desk"))}</a></p>'
        "</details></div>"
    )


def desk_link(words: Words, id: str = "") -> str:
    """Return the link to the desk in the corner of a page: to what it shows of the article with an
    id, or to its front."""
    address = f"/__desk/article/{quote(id, safe='')}" if id else "/__desk/"
    return (
        f'<a id="dateline-desk" href="{address}" lang="{words.lang}" dir="{words.dir}"><style>{_LINK_STYLE}</style>'
        f"{escape(words.say('The desk'))}</a>"
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
    return f'<li lang="en" dir="ltr">{"".join(parts)}</li>'
