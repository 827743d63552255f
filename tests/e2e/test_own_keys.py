"""A key of the outlet's own: declared in site.toml, written in articles, printed by a layout, without a line of Python."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom

PAGE = "kurdistan/2026/11/bridge/index.html"
PRINTS = """{% block main %}
{% set own = article.own %}
<p>{{ own.kicker or "no kicker" }}; {{ own.hearing.date ~ "," ~ own.hearing.time if own.hearing else "no hearing" }};
{{ own.sponsored }}; {{ own.sources|join("/") or "no sources" }}</p>
"""


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = a_newsroom(tmp_path)
    made.edit(
        "site.toml",
        "[comments]",
        "[keys]\nsponsored = 'flag'\nsources = 'list'\nkicker = 'text'\nhearing = 'date'\n\n[comments]",
    )
    layouts = tmp_path / "layouts"
    shutil.copytree(made.layouts, layouts)
    article = layouts / "article.html"
    article.write_text(article.read_text("utf-8").replace("{% block main %}\n", PRINTS), "utf-8")
    return replace(made, layouts=layouts)


def _printed(newsroom: Newsroom) -> str:
    return newsroom.page(PAGE).partition("<p>")[2].partition("</p>")[0].replace("\n", " ")


def test_a_layout_prints_what_an_article_has_and_what_it_has_not_is_false(newsroom: Newsroom) -> None:
    newsroom.article(
        "bridge", kicker='Roads & "bridges"', hearing="2026-12-01", sponsored="yes", sources=["A. Name", "B. Name"]
    )
    assert newsroom.build().problems == ()
    assert _printed(newsroom) == "Roads &amp; “bridges”; December 1, 2026,; True; A. Name/B. Name"
    newsroom.article("bridge", hearing="2026-12-01 09:30")
    newsroom.build()
    assert _printed(newsroom) == "no kicker; December 1, 2026,9:30\u202fAM; False; no sources"


def test_a_changed_value_makes_one_page_stale(newsroom: Newsroom) -> None:
    newsroom.article("bridge", kicker="Roads")
    newsroom.build()
    newsroom.article("bridge", kicker="Rivers")
    report = newsroom.build()
    assert (report.added, report.changed, report.removed) == ((), (PAGE,), ())


def test_another_kind_is_read_at_the_next_build(newsroom: Newsroom) -> None:
    newsroom.article("bridge", kicker="Roads")
    newsroom.build()
    newsroom.edit("site.toml", "kicker = 'text'", "kicker = 'list'")
    newsroom.build()
    assert _printed(newsroom).startswith("(&#39;Roads&#39;,);")


def test_a_layout_that_prints_a_key_which_is_not_declared_fails(newsroom: Newsroom) -> None:
    newsroom.article("bridge")
    newsroom.edit("site.toml", "kicker = 'text'\n", "")
    assert {problem.code for problem in newsroom.build().problems} == {"layout"}
