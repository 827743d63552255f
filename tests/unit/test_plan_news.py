"""The news sitemap: what came out in the last two days, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from generator.make.opening import opened_data
from generator.model.headers import Status
from generator.model.outputs import MAX_NEWS_ENTRIES, DataOutput, Robots, Sitemap, SitemapIndex
from generator.model.schedule import ChangeKind
from generator.model.settings import Language, LanguageSettings
from generator.plan.outputs import Plan
from tests.unit import newsrooms
from tests.unit.newsrooms import NOON, OBJECTS, SITE, article

HOUR, TWO_DAYS = timedelta(hours=1), timedelta(days=2)


SETTINGS = replace(newsrooms.SETTINGS, site=replace(SITE, news_sitemap=True))
plan = partial(newsrooms.plan, settings=SETTINGS)


def files(made: Plan) -> dict[str, Any]:
    return {each.path: opened_data(each, OBJECTS) for each in made.outputs if isinstance(each, DataOutput)}


def news(*articles: Any, **how: Any) -> list[tuple[str, ...]]:
    found = files(plan(*articles, **how).value).get("sitemap-news.xml", Sitemap(()))
    return [(entry.url.split("/")[-2], *entry.news) for entry in found.entries]


def test_an_article_is_news_for_two_days_to_the_second() -> None:
    first = article("first", date=NOON)
    last = NOON + TWO_DAYS - timedelta(seconds=1)
    expected = [("first", "The Outlet", "en", "2026-11-22T12:00:00+03:00", "Title of first")]
    assert news(first, as_of=NOON) == news(first, as_of=last) == expected
    assert news(first, as_of=NOON + TWO_DAYS) == []
    assert news(first, as_of=NOON - timedelta(seconds=1)) == []


def test_the_site_is_due_when_an_article_leaves() -> None:
    made = plan(article("first", date=NOON), article("second", date=NOON + HOUR), as_of=NOON).value.site
    assert [(each.kind, each.instant - NOON.timestamp()) for each in made.due] == [
        (ChangeKind.OUT, 3600),
        (ChangeKind.NEWS, 48 * 3600),
        (ChangeKind.NEWS, 49 * 3600),
    ]
    assert plan(article("first", date=NOON), as_of=NOON + HOUR).value.site.next_due == NOON + TWO_DAYS


def test_a_text_under_embargo_is_news_from_its_end() -> None:
    held = article("held", date=NOON - 5 * TWO_DAYS, embargo=NOON)
    assert news(held, as_of=NOON) == [("held", "The Outlet", "en", "2026-11-22T12:00:00+03:00", "Title of held")]
    assert plan(held, as_of=NOON).value.site.next_due == NOON + TWO_DAYS


def test_an_article_that_expires_first_is_due_once() -> None:
    made = plan(article("first", date=NOON, expires=NOON + HOUR), as_of=NOON).value.site
    assert [each.kind for each in made.due] == [ChangeKind.EXPIRED]


@pytest.mark.parametrize(
    "keys", [{"status": Status.DRAFT}, {"status": Status.WITHDRAWN}, {"embargo": NOON + HOUR}], ids=str
)
def test_what_is_not_out_is_no_news(keys: dict[str, Any]) -> None:
    assert news(article("first", date=NOON, **keys), as_of=NOON) == []


def test_a_preview_has_no_news_and_waits_for_none() -> None:
    made = plan(article("first", date=NOON), as_of=NOON, preview=True).value
    assert "sitemap-news.xml" not in files(made)
    assert made.site.next_due is None


def test_each_language_is_a_publication_under_its_own_name() -> None:
    languages = (
        Language("en", LanguageSettings(name="The English Outlet")),
        Language("ckb", LanguageSettings(name="دەروازە")),
        Language("ar-IQ"),
        Language("zh-Hant"),
        Language("kmr", LanguageSettings(hreflang="ku")),
    )
    tags = [each.tag for each in languages] + ["tr"]
    found = news(
        *(article(f"in-{tag.lower()}", lang=tag) for tag in tags), settings=replace(SETTINGS, languages=languages)
    )
    assert sorted((name, language) for _, name, language, *_ in found) == [
        ("The English Outlet", "en"),
        ("The English Outlet", "tr"),
        ("The Outlet", "ar"),
        ("The Outlet", "ku"),
        ("The Outlet", "zh-tw"),
        ("دەروازە", "ckb"),
    ]


def test_more_than_a_thousand_articles_are_in_two_files_which_robots_find() -> None:
    many = [article(f"n{number:04}") for number in range(MAX_NEWS_ENTRIES + 1)]
    made = files(plan(*many).value)
    assert [len(made[path].entries) for path in ("sitemap-news.xml", "sitemap-news-2.xml")] == [MAX_NEWS_ENTRIES, 1]
    index = made["sitemap.xml"]
    assert isinstance(index, SitemapIndex)
    named = [f"{SITE.url}/sitemap-news{number}.xml" for number in ("", "-2")]
    assert [each.url for each in index.entries if "news" in each.url] == named
    assert made["robots.txt"] == Robots((f"{SITE.url}/sitemap.xml", *named))


def test_without_news_there_is_no_file_for_it() -> None:
    made = files(plan(article(), as_of=NOON + TWO_DAYS).value)
    assert "sitemap-news.xml" not in made
    assert made["robots.txt"] == Robots((f"{SITE.url}/sitemap.xml",))


def test_an_outlet_may_do_without_and_is_never_due_for_it() -> None:
    made = newsrooms.plan(article("first", date=NOON), as_of=NOON).value
    assert "sitemap-news.xml" not in files(made)
    assert made.site.next_due is None
