"""A page's view and a layout -> its HTML; and where a layout is wrong, the file and the line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from generator.make.pages.layouts import Layouts
from generator.make.pages.render import layout_problem
from generator.make.texts import TextBatch, make_texts
from generator.model.outputs import Failed, Made, PageOutput
from generator.model.page_views import MainView
from generator.model.problems import SourceLocation
from tests.unit.newsrooms import OBJECTS, article, page_outputs

OURS = str(Path(__file__).resolve().parents[2] / "layouts")
ASSETS = {
    "site.css": "assets/site-1f.css",
    "favicon.svg": "assets/favicon-2e.svg",
    "touch-icon.png": "assets/touch-icon.png",
}
HOSTILE = '</title><script>alert("1")</script>'


def page_of(**header: Any) -> PageOutput:
    every = page_outputs(article(**header), assets={"site.css": "assets/site-1f.css"})
    return next(page for page in every if page.layout == "article.html")


def make(folder: Path, layout: str, parts: dict[str, str] | None = None, **header: Any) -> Made | Failed:
    for name, text in {"article.html": layout, **(parts or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (made,) = make_texts(Layouts(str(folder), "stamp"), TextBatch((page_of(**header),), OBJECTS))
    return made


def html(made: Made | Failed) -> str:
    assert isinstance(made, Made), made
    return made.content.decode()


def failure(made: Made | Failed) -> Failed:
    assert isinstance(made, Failed), made
    return made


def test_a_layout_sees_the_page_the_site_and_the_main_thing(tmp_path: Path) -> None:
    made = make(tmp_path, "{{ page.url }} {{ site.name }} {{ article.title }}")
    assert html(made) == "/kurdistan/2026/11/handover/ The Outlet Title of handover"


def test_every_main_view_has_a_name_in_layouts() -> None:
    names = [kind.NAME for kind in get_args(MainView)]
    assert len(set(names)) == len(names)


def test_a_layout_sees_nothing_else(tmp_path: Path) -> None:
    for name in ("listing", "open", "now", "desk"):
        assert failure(make(tmp_path / name, f"{{{{ {name} }}}}")).message == f"'{name}' is undefined"


def test_a_hostile_title_stays_text(tmp_path: Path) -> None:
    made = html(make(tmp_path, '<title>{{ article.title }}</title><p title="{{ article.title }}">', title=HOSTILE))
    assert "<script>" not in made
    assert '"1"' not in made
    assert made.count("&lt;script&gt;") == 2


def test_a_hostile_title_stays_text_inside_a_translated_sentence(tmp_path: Path) -> None:
    made = html(make(tmp_path, "{% trans title=article.title %}On: {{ title }}{% endtrans %}", title=HOSTILE))
    assert "<script>" not in made


def test_a_hostile_title_stays_text_in_our_own_layouts() -> None:
    every = page_outputs(article(title=HOSTILE, summary=HOSTILE, tags=(HOSTILE,)), assets=ASSETS)
    made = make_texts(Layouts(OURS, "stamp"), TextBatch(every, OBJECTS))
    assert [page.message for page in made if isinstance(page, Failed)] == []
    told = b'<script type="application/ld+json">'
    scripts = [page.content.replace(told, b"").count(b"<script") for page in made if isinstance(page, Made)]
    assert sum(scripts) == 0
    assert any(told in page.content for page in made if isinstance(page, Made))


def test_an_asset_has_the_address_of_its_hashed_file(tmp_path: Path) -> None:
    assert html(make(tmp_path, "{{ asset('site.css') }}")) == "/assets/site-1f.css"


def test_an_asset_that_is_missing_is_told_with_those_there_are(tmp_path: Path) -> None:
    failed = failure(make(tmp_path, "<p>\n{{ asset('sight.css') }}"))
    assert "there is no asset “sight.css”; there are: site.css" in failed.message
    assert (failed.layout, failed.line) == ("article.html", 2)


@pytest.mark.parametrize(
    ("layout", "line", "words"),
    [
        ("<p>\n\n{{ article.headline }}</p>", 3, "headline"),
        ("{{ nothing_here }}", 1, "'nothing_here' is undefined"),
        ("<p>\n{{ 1 / 0 }}", 2, "division by zero"),
        ("<p>\n{% if article %}\n", 2, "if"),
        ("<p>\n{{ article.title | loud }}", 2, "loud"),
        ("<p>\n{{ article|link(page) }}", 2, "“article” has no attribute 'text'"),
        ("<p>\n{{ once(footer, page) }}", 2, "'footer' is undefined"),
        (
            "{% macro nav(frame) %}\n{{ frame.url }}\n{% endmacro %}{{ once(nav, page) }}",
            2,
            "“frame” has no attribute 'url'",
        ),
    ],
    ids=[
        "no such field",
        "no such variable",
        "an exception",
        "an open block",
        "no such filter",
        "no link",
        "no such macro to fill in once",
        "nothing of the page in a frame",
    ],
)
def test_a_fault_of_a_layout_is_told_with_its_line(tmp_path: Path, layout: str, line: int, words: str) -> None:
    failed = failure(make(tmp_path, layout))
    assert (failed.layout, failed.line) == ("article.html", line)
    assert words in failed.message


def test_a_fault_in_an_included_layout_is_told_where_it_stands(tmp_path: Path) -> None:
    parts = {"parts/card.html": "{% macro card(of) %}\n\n{{ of.colour }}\n{% endmacro %}"}
    failed = failure(make(tmp_path, "{% from 'parts/card.html' import card %}\n{{ card(article) }}", parts))
    assert (failed.layout, failed.line) == ("parts/card.html", 3)


def test_a_layout_that_is_not_there_is_a_failure_of_the_one_that_names_it(tmp_path: Path) -> None:
    failed = failure(make(tmp_path, "<p>\n{% include 'parts/gone.html' %}"))
    assert failed.layout == "article.html"
    assert "parts/gone.html" in failed.message


def test_a_failure_becomes_a_problem_that_leads_to_the_line() -> None:
    problem = layout_problem(Failed("a/index.html", "content/articles/a.md", "'x' is undefined", "parts/card.html", 3))
    assert problem.where == SourceLocation("layouts/parts/card.html", 3)
    assert problem.message == "The layout fails: 'x' is undefined."
    assert "/a/index.html from content/articles/a.md" in problem.hint


def test_pages_are_made_in_their_order_and_the_good_ones_beside_the_bad(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("fine", "utf-8")
    every = page_outputs(article("one"), article("two"))
    made = make_texts(Layouts(str(tmp_path), "stamp"), TextBatch(every, OBJECTS))
    assert [page.path for page in made] == [page.path for page in every]
    assert sum(isinstance(page, Made) for page in made) == 2


def test_a_page_is_the_same_alone_as_after_all_others(tmp_path: Path) -> None:
    articles = article("one"), article("two", section="iraq"), article("three", lang="ckb")
    every = page_outputs(*articles, assets=ASSETS)
    together = make_texts(Layouts(OURS, "together", str(tmp_path)), TextBatch(every, OBJECTS))
    back = make_texts(Layouts(OURS, "back", str(tmp_path)), TextBatch(every[::-1], OBJECTS))
    alone = [make_texts(Layouts(OURS, page.path, str(tmp_path)), TextBatch((page,), OBJECTS))[0] for page in every]
    assert list(together) == alone == list(reversed(back))


def test_only_the_section_that_a_page_is_in_is_the_current_one() -> None:
    many = [article(f"story-{number}") for number in range(70)]
    every = page_outputs(*many, article("other", section="iraq"), assets=ASSETS)
    made = make_texts(Layouts(OURS, "stamp"), TextBatch(every, OBJECTS))
    current = {page.path: re.findall(r'<li><a href="(\S+)" aria-current="(\w+)"', html(page)) for page in made}
    assert current["kurdistan/index.html"] == [("/kurdistan/", "page")]
    assert current["kurdistan/page/1/index.html"] == [("/kurdistan/", "true")]
    assert current["kurdistan/2026/11/story-1/index.html"] == [("/kurdistan/", "true")]
    assert current["iraq/2026/11/other/index.html"] == [("/iraq/", "true")]
    assert current["index.html"] == current["archive/index.html"] == []
