"""An article -> its facts: the properties by which a story is found, dated and listed, and when
these change by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import inf

from generator.model.documents import Article
from generator.model.settings import Settings
from generator.model.site import StoryFacts
from generator.model.tags import tag_id
from generator.plan import urls
from generator.plan.inputs import PlanInputs
from generator.plan.photos.figures import thumbnail
from generator.plan.site.join import tags_of
from generator.plan.site.lookup import Lookup
from generator.plan.site.published import turning_points
from generator.plan.site.references import photograph_of
from generator.plan.story.ages import age_turns


def facts_of(article: Article, lookup: Lookup, inputs: PlanInputs) -> StoryFacts:
    """Return the facts of an article. `lookup` needs only its section, its authors and its lead
    picture."""
    header, settings, as_of = article.header, inputs.settings, inputs.as_of
    tag = header.lang or settings.own_language
    language = settings.lookup_language(tag)
    section = lookup.section(header.section, language)
    local = header.date.astimezone(settings.site.timezone)
    url = urls.article_url(article, settings)
    since, until = _around(as_of.timestamp(), _turns(article, settings, as_of))
    lead = photograph_of(header.lead_photo, article.path, lookup)
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
    )


def _turns(article: Article, settings: Settings, as_of: datetime) -> Iterator[float]:
    header = article.header
    ends = header.expires.timestamp() if header.expires else inf
    yield from turning_points(article, settings.comments)
    yield from (turn for turn in age_turns(header.date, settings.site, as_of) if turn < ends)


def _around(instant: float, turns: Iterable[float]) -> tuple[float, float]:
    """Return the last of `turns` that is reached at `instant`, and the first that is not."""
    since, until = -inf, inf
    for turn in turns:
        if turn <= instant:
            since = max(since, turn)
        else:
            until = min(until, turn)
    return since, until
