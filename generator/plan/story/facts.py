"""An article -> its facts: the properties by which a story is found, dated and listed, and when
these change by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import inf

from generator.model.documents import Article
from generator.model.headers import ArticleHeader, CorrectionSeverity
from generator.model.site import StoryFacts
from generator.model.tags import tag_id
from generator.plan import urls
from generator.plan.inputs import PlanInputs
from generator.plan.photos.figures import thumbnail
from generator.plan.site.join import tags_of
from generator.plan.site.lookup import Lookup
from generator.plan.site.references import photograph_of
from generator.plan.story.changes_ahead import changes_ahead, turns_of


def facts_of(article: Article, lookup: Lookup, inputs: PlanInputs) -> StoryFacts:
    """Return the facts of an article. `lookup` needs only its section, its authors, its lead picture
    and its comments."""
    header, settings, as_of = article.header, inputs.settings, inputs.as_of
    tag = header.lang or settings.own_language
    language = settings.lookup_language(tag)
    section = lookup.section(header.section, language)
    local = header.date.astimezone(settings.site.timezone)
    url = urls.article_url(article, settings)
    instant, turns = as_of.timestamp(), [*turns_of(article, settings, as_of, lookup.comments.get(article.id, ()))]
    since, until = _around(instant, (turn for turn, _ in turns))
    lead = photograph_of(header.lead_photo, article.path, lookup, header.withheld)
    return StoryFacts(
        path=article.path,
        id=article.id,
        status=header.status.value,
        date=header.date.timestamp(),
        embargo=header.embargo.timestamp() if header.embargo else None,
        expires=header.expires.timestamp() if header.expires else None,
        since=since,
        until=until,
        url=url,
        aliases=tuple(sorted({urls.alias_url(alias, settings.site) for alias in header.aliases} - {url})),
        day=(local.year, local.month, local.day),
        section=section.path if section else "",
        byline=tuple(dict.fromkeys(author.path for name in header.author if (author := lookup.author(name, language)))),
        tags=tuple((tag.id, tag.name) for tag in tags_of(header.tags, tag)),
        lang=tag,
        translation_of=header.translation_of,
        title=header.title,
        series=f"{tag}:{tag_id(header.series, tag) or header.series}" if header.series else "",
        thumbnail=thumbnail(lead, inputs),
        ids=article.body.ids,
        changes=changes_ahead(header, turns, instant, preview=inputs.preview),
        notice=header.notice,
        corrections=_corrections(header, as_of) if header.corrections else (),
        withheld=header.withheld,
        type=header.shown_type,
    )


def _corrections(header: ArticleHeader, as_of: datetime) -> tuple[tuple[float, str, bool], ...]:
    made = sorted((each for each in header.corrections if each.date <= as_of), key=lambda each: each.date)
    return tuple((each.date.timestamp(), each.text, each.severity is CorrectionSeverity.SERIOUS) for each in made)


def _around(instant: float, turns: Iterable[float]) -> tuple[float, float]:
    """Return the last of `turns` that is reached at `instant`, and the first that is not."""
    since, until = -inf, inf
    for turn in turns:
        if turn <= instant:
            since = max(since, turn)
        else:
            until = min(until, turn)
    return since, until
