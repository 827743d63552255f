"""Every key of an article is described, once: the guide and the comments in a new article say the same."""

from __future__ import annotations

from generator.model.dataclass import fields
from generator.model.headers import ArticleHeader
from generator.model.key_descriptions import ARTICLE_KEYS
from tests.unit.keys_guide import GUIDE, rewritten


def test_every_key_of_an_article_is_described_and_no_other() -> None:
    assert ARTICLE_KEYS.keys() == {field.name for field in fields(ArticleHeader)}


def test_the_editors_guide_lists_every_key_as_it_is() -> None:
    guide = GUIDE.read_text("utf-8")
    assert guide == rewritten(guide), "python -m tests.unit.keys_guide writes it anew"
