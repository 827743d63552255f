"""Links by which an article is passed on: plain addresses, with nothing in them but its title and its own address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from generator.model.settings import SHARE_SERVICES
from generator.plan.story.reading_time import minutes
from generator.plan.story.sharing import share_links

TITLE = "“Water & wells”: 100% + a question?"
URL = "https://outlet.example/ئاو/?a=b&c"


def test_each_link_carries_title_and_address_whole() -> None:
    for link in share_links(SHARE_SERVICES, TITLE, URL):
        query = parse_qs(urlsplit(link.url).query, strict_parsing=True)
        said = " ".join(value for values in query.values() for value in values)
        assert URL in said
        assert link.service == "facebook" or TITLE in said
        assert "+" not in link.url


def test_they_stand_in_the_order_that_the_outlet_chose() -> None:
    assert [link.service for link in share_links(("x", "mail"), TITLE, URL)] == ["x", "mail"]
    assert share_links((), TITLE, URL) == ()


def test_a_text_takes_as_long_to_read_as_its_language_takes() -> None:
    assert [minutes(690, language) for language in ("en", "ar-IQ", "tr", "ckb", "xx")] == [3, 5, 4, 5, 3]
    assert [minutes(words, "en") for words in (0, 1, 2280)] == [0, 1, 10]
