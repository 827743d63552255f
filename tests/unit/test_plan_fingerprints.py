"""Fingerprints: the same everywhere for what is the same, and another for anything that is not."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, cast

import pytest

from generator.model.outputs import (
    AssetOutput,
    Fingerprint,
    MachineOutput,
    PageOutput,
    Robots,
)
from generator.model.views import ArticleView, PageView
from generator.plan.fingerprints import digest_of, fingerprint
from generator.plan.pages import pages
from generator.plan.photos import variants
from tests.unit.newsrooms import BRIDGE, SETTINGS, article, desk

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = {"article.html": "a1", "home.html": "h1"}


def article_page() -> PageOutput:
    full = article(author=("dilan",), tags=("Water", "پرد"), photo="bridge.jpg", lang="ckb", summary="Words.")
    return next(page for page in pages(desk(full), {"site.css": "assets/site.css"}) if page.layout == "article.html")


PRINT = "from tests.unit.test_plan_fingerprints import *; print(fingerprint(article_page(), LAYOUTS, 'c1'))"


@pytest.mark.parametrize("seed", ["0", "1", "42"])
def test_another_process_with_another_hash_seed_finds_the_same_fingerprint(seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", PRINT], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == str(fingerprint(article_page(), LAYOUTS, "c1"))


@pytest.mark.parametrize("field", [field.name for field in fields(PageView)])
def test_every_field_of_a_page_counts(field: str) -> None:
    view, change = article_page().view, {field: "something else"}
    assert digest_of(replace(view, **cast(Any, change))) != digest_of(view)


@pytest.mark.parametrize("field", [field.name for field in fields(ArticleView)])
def test_every_field_of_an_article_counts(field: str) -> None:
    main = article_page().view.main
    assert isinstance(main, ArticleView)
    change = {field: "something else"}
    assert digest_of(replace(main, **cast(Any, change))) != digest_of(main)


def test_the_parts_of_a_fingerprint_say_what_changed() -> None:
    page = article_page()
    before = fingerprint(page, LAYOUTS, "c1")
    assert fingerprint(page, LAYOUTS, "c2") == replace(before, code="c2")
    assert fingerprint(page, LAYOUTS | {"article.html": "a2"}, "c1") == replace(before, layout="a2")
    assert fingerprint(page, LAYOUTS | {"home.html": "h2"}, "c1") == before


def test_a_file_for_programs_depends_on_what_it_says_and_on_the_program() -> None:
    robots = MachineOutput("robots.txt", Robots("https://outlet.example/sitemap.xml"))
    before = fingerprint(robots, LAYOUTS, "c1")
    assert before == Fingerprint(digest_of(robots.content), "", "c1")
    assert fingerprint(replace(robots, content=Robots("x")), LAYOUTS, "c1") != before


def test_files_whose_names_carry_their_content_need_no_other_digest() -> None:
    photo = variants(BRIDGE, SETTINGS.photos, "recipe")[0]
    asset = AssetOutput("assets/site-1f.css", b"", "assets/site.css")
    assert fingerprint(photo, {}, "c1") == fingerprint(photo, {}, "c2") == Fingerprint(photo.path, "", "")
    assert fingerprint(asset, {}, "c1") == Fingerprint("assets/site-1f.css", "", "")
