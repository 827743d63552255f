"""An article and its `type` -> problems of house style: what each type needs, and what it may not
have. The label of a type is printed by itself, so it may not be typed in a headline as well."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.model.documents import Article
from generator.model.headers import ArticleType
from generator.model.letters import searched
from generator.model.problems import FieldLocation, Problem
from generator.model.regex import regex
from generator.model.rules import (
    NO_BYLINE,
    NO_SPONSOR,
    OPINION_DATELINE,
    REPORTAGE_DATELINE,
    STRAY_SPONSOR,
    TYPED_TYPE,
    broken,
)

_SIGNED = (ArticleType.OPINION, ArticleType.ANALYSIS, ArticleType.REVIEW)
"""The types that are somebody's own view."""

_WORDS = {
    ArticleType.OPINION: "opinion, op-ed, görüş, yorum, nêrîn, raman, رأي, بیروڕا, بۆچوون",
    ArticleType.ANALYSIS: "analysis, analiz, analîz, şîrove, تحليل, شیکاری, شیکردنەوە",
    ArticleType.REVIEW: "review, eleştiri, nirxandin, مراجعة, هەڵسەنگاندن",
    ArticleType.BACKGROUND: "background, explainer, arka plan, paşxane, خلفية, پاشخان",
    ArticleType.REPORTAGE: "reportage, röportaj, reportaj, ريبورتاج, ڕیپۆرتاژ",
    ArticleType.SPONSORED: "sponsored, advertorial, sponsorlu, advertorîal, محتوى ممول, سپۆنسەرکراو",
}
"""The labels as editors type them: in English, Turkish, Kurmanji, Arabic and Sorani."""

_LABEL = regex(r"\s*[(\[]?(?P<word>[^\W\d_][\w ’'-]{1,20}?)[)\]]?\s*(?:[:|]|[-–—]\s)\s*\S")
"""The words before the first colon, bar or dash of a headline."""


def type_problems(article: Article) -> Iterator[Problem]:
    """Yield the problems of the type of an article."""
    header, location = article.header, f"content/{article.path}"
    kind = header.type
    if kind is ArticleType.OPINION and header.dateline:
        yield broken(OPINION_DATELINE, FieldLocation(location, "dateline"))
    if kind is ArticleType.REPORTAGE and not header.dateline:
        yield broken(REPORTAGE_DATELINE, FieldLocation(location, "type"))
    if kind in _SIGNED and not header.author:
        yield broken(NO_BYLINE, FieldLocation(location, "type"), type=kind.value)
    if kind is ArticleType.SPONSORED and not header.sponsor:
        yield broken(NO_SPONSOR, FieldLocation(location, "type"))
    if header.sponsor and kind is not ArticleType.SPONSORED:
        yield broken(STRAY_SPONSOR, FieldLocation(location, "sponsor"), sponsor=header.sponsor)
    typed = _LABEL.match(header.title)
    if typed and (meant := _types().get(searched(typed["word"]))):
        yield broken(TYPED_TYPE, FieldLocation(location, "title"), typed=typed["word"], type=meant.value)


@cache
def _types() -> dict[str, ArticleType]:
    return {searched(word): kind for kind, words in _WORDS.items() for word in words.split(", ")}
