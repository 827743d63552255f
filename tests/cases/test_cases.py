"""Every file in the folders beside this one is a test: case_files.py says how one is written.

What is expected is rewritten with  python -m pytest tests/cases --rewrite-cases  and then read, word by word, in the diff.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from case_files import HERE, ROOT, lay_out, options_of, read_case, rewrite_case

from generator.engine.build import run
from generator.executors.workshop import InlineExecutor, Workshop
from generator.model.problems import DatelineError
from generator.model.report import Build, Folders
from generator.report.lines import text_lines
from tests.compiled import cache_with_layouts

AS_OF = datetime(2026, 11, 22, 6, tzinfo=UTC)

CASES = sorted(HERE.glob("*/*.txt"))

UNTOLD = "small-photo"
"""The rule that every photograph here breaks: those of the cases are a few pixels wide."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = read_case(path)
    content, layouts = lay_out(case, tmp_path)
    result, problems = _built(content, layouts, tmp_path, options_of(case))
    if layouts == ROOT / "layouts":
        assert "[layout]" not in problems, "the project's own layouts are broken; no case expects that"
    if request.config.getoption("--rewrite-cases"):
        rewrite_case(path, case, result, problems)
        return
    assert case.problems is not None, f"{path.name} has no line “=== problems”: --rewrite-cases writes it"
    assert problems == case.problems
    assert result == case.result


def _built(content: Path, layouts: Path, folder: Path, options: frozenset[str]) -> tuple[str, str]:
    """What is published of a newsroom, and what is said about it."""
    folders = Folders(content, folder / "public", folder / "cache", layouts, ROOT / "assets")
    cache_with_layouts(folders.cache, layouts)
    build = Build(folders, AS_OF, preview="preview" in options, keep_going="keep-going" in options)
    try:
        report = run(build, Workshop(InlineExecutor(), 1), lambda stage, done, total: None)
    except DatelineError as fault:
        return published_text(folders.output), f"error: {fault}\n"
    report = replace(report, problems=tuple(problem for problem in report.problems if problem.code != UNTOLD))
    *said, _summary = text_lines(report, folders, folder, verbose=False, quiet=False)
    return published_text(folders.output), "".join(f"{line}\n" for line in said).replace(str(folder), "(here)")


def published_text(output: Path) -> str:
    """The articles of a site, each as its address, headline, bylines, time, lead photo and body; the notices of withdrawn
    ones; and the redirects, those with a query as hosts read them."""
    pages = {path: path.read_text("utf-8") for path in sorted(output.rglob("*.html"))}
    if not pages:
        return "Nothing was published.\n"
    told = []
    for path, html in pages.items():
        page = _Page()
        page.feed(html)
        address = "/" + path.relative_to(output).as_posix().removesuffix("index.html")
        if page.redirect:
            told.append(f"{address} leads to {page.redirect}\n")
        elif page.published:
            lines = [address, page.headline, " | ".join(page.authors), page.published, page.lead, page.body.strip()]
            told.append("".join(f"{line}\n" for line in lines if line))
        elif page.notice:
            told.append(f"{address}\n{page.headline}\n{' '.join(page.notice.split())}\n")
    hosts = output / "_redirects"
    for old, *query, new, _ in map(str.split, hosts.read_text("utf-8").splitlines() if hosts.is_file() else ()):
        if query:
            told.append(f"{old}?{'&'.join(query)} leads to {new}\n")
    return "\n".join(told) or "No article was published.\n"


class _Page(HTMLParser):
    """What an article's page shows, as far as cases look at it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.redirect = self.headline = self.published = self.lead = self.body = self.notice = ""
        self.authors: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attributes}
        if tag == "meta" and said.get("http-equiv") == "refresh":
            self.redirect = said["content"].split("url=")[-1]
        if tag == "meta" and said.get("property") == "article:published_time":
            self.published = said["content"]
        if tag == "meta" and said.get("name") == "author":
            self.authors.append(said["content"])
        if tag == "img":
            self._write(f"{said['width']} × {said['height']}, “{said['alt']}”", figure=True)
        if tag == "figcaption":
            self._write(": ", figure=True)
        if tag == "figure":
            self._write("[photo ", figure=True)
        if f"{tag}.{said.get('class', '')}" not in ("div.body", "h1.") and tag != "figure":
            self._write(self.get_starttag_text() or "")
        if tag not in ("img", "meta", "link", "br", "hr", "source"):
            self._within.append(f"{tag}.{said.get('class', '')}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._write("]", figure=True)
        elif self._within[-1] not in ("div.body", "h1."):
            self._write(f"</{tag}>")
        self._within.pop()

    def handle_data(self, data: str) -> None:
        if "span.visually-hidden" not in self._within:
            self._write(data, figure="figcaption." in self._within)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _write(self, text: str, *, figure: bool = False) -> None:
        in_figure = any(element.startswith("figure.") for element in self._within)
        if in_figure and not figure:
            return
        if "body.withdrawal-page" in self._within and "div.correction serious" in self._within:
            self.notice += "" if text.startswith("<") else text
        elif "div.body" in self._within:
            self.body += text
        elif in_figure or (figure and text == "[photo "):
            self.lead += text
        elif "h1." in self._within:
            self.headline += text
