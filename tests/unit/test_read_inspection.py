"""Values are taken at once exactly when the inspection, by pydantic, finds nothing wrong with them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Standing
from generator.model.headers import ArticleHeader, AuthorHeader, PolicyHeader, SectionHeader, StaticPageHeader
from generator.model.settings import CommentsSettings, PhotoSettings, SiteSettings
from generator.read.values.inspection import _model_of, faults
from generator.read.values.moments import DateRules
from generator.read.values.types import made

KINDS = (ArticleHeader, AuthorHeader, StaticPageHeader, PolicyHeader, SectionHeader, Standing, SiteSettings, CommentsSettings, PhotoSettings)  # fmt: skip
RULES = DateRules(ZoneInfo("Asia/Baghdad"))

_WORDS = st.sampled_from(
    ("", "word", "a, b", "true", "no", "maybe", "2021-12-09 14:30", "2021-12-09", "yesterday", "7", "0.5,0.3", "draft", "open", "minor",
     "UTC", "https://a.example", "&amp;", "\u200f")
)  # fmt: skip
_CORRECTION = st.fixed_dictionaries(
    {}, optional={"date": _WORDS, "text": _WORDS, "severity": _WORDS, "name": _WORDS, "url": _WORDS, "mood": _WORDS}
)
_VALUES = st.recursive(
    _WORDS | st.integers() | st.booleans() | st.floats() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS | st.sampled_from(("webp", "jpeg")), inner, max_size=2),
    max_leaves=4,
) | st.lists(_CORRECTION, max_size=3)  # fmt: skip


def _whole(kind: Any) -> dict[str, str]:
    known = {"date": "2021-12-09 14:30", "timezone": "UTC"}
    return {field.name: known.get(field.name, "word") for field in fields(kind) if field.name in ("title", "name", "url", "section", *known)}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
def test_what_is_taken_at_once_is_what_has_no_fault(kind: Any, data: st.DataObject) -> None:
    names = st.sampled_from([field.name for field in fields(kind)]) | st.sampled_from(("mood", "Title"))
    written = _whole(kind) | data.draw(st.dictionaries(names, _VALUES, max_size=3))
    written.pop(data.draw(names), None)
    try:
        value = made(kind, written, RULES)
    except (TypeError, ValueError):
        assert faults(kind, written, RULES)
    else:
        assert not faults(kind, written, RULES)
        model = _model_of(kind).model_validate(written, context=RULES)
        assert all(repr(getattr(value, name)) == repr(getattr(model, name)) for name in written)
