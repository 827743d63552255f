"""Who made a picture goes out with it: what an editor wrote is in the published files, where the original names nobody."""

from __future__ import annotations

import re
from pathlib import Path

from newsroom import Newsroom, a_newsroom, photo_keys


def files_of(newsroom: Newsroom, page: str) -> set[str]:
    return set(re.findall(r"photos/[\w.-]+", newsroom.page(page)))


def naming(newsroom: Newsroom, credit: str) -> set[str]:
    """The published pictures in which a credit is written."""
    return {
        path
        for path, content in newsroom.published().items()
        if path.startswith("photos/") and credit.encode() in content
    }


def test_every_file_of_an_article_bears_the_credit_that_the_article_gives(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.article("one", **photo_keys("flag") | {"photo_credit": "Zîn Example/Agency"})
    newsroom.article("other", **photo_keys("flag") | {"photo_credit": "ئا. نموونە"})
    newsroom.build()
    for slug, credit in (("one", "Zîn Example/Agency"), ("other", "ئا. نموونە")):
        shown = files_of(newsroom, f"kurdistan/2026/11/{slug}/index.html")
        assert shown
        assert shown <= naming(newsroom, credit)


def test_a_corrected_credit_is_corrected_in_the_files_too(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.article("one", **photo_keys("flag") | {"photo_credit": "Wrong Example"})
    newsroom.build()
    assert naming(newsroom, "Wrong Example")
    newsroom.article("one", **photo_keys("flag") | {"photo_credit": "Right Example"})
    newsroom.build()
    assert naming(newsroom, "Right Example")
    assert not naming(newsroom, "Wrong Example")
