"""A joined story -> the problems that need no more of the newsroom than its answers: of its pictures,
of names that it withholds, of its comments, of its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.check.bylines import byline_problems
from generator.check.photos import photo_problems
from generator.check.withheld import story_withheld_problems
from generator.model.documents import Article
from generator.model.problems import Checked, FieldLocation, Problem
from generator.model.site import Guest, References, Story, StoryFacts
from generator.plan import urls
from generator.plan.conflicts import unsafe_address
from generator.plan.inputs import PlanInputs
from generator.plan.site.published import is_story_shown


def story_problems(
    article: Article,
    joined: Checked[Story | None],
    references: References,
    facts: StoryFacts,
    creators: tuple[str, ...],
    similar: Mapping[str, tuple[str, str]],
    inputs: PlanInputs,
) -> Iterator[Problem]:
    """Yield the problems of a story, those of joining it among them. `creators` are those of its
    pictures whose names are withheld; `similar` are authors, as in `byline_problems`."""
    settings = inputs.settings
    yield from joined.problems
    yield from photo_problems(article, references, settings, date(*facts.day), inputs.as_of)
    if creators or article.header.withheld:
        yield from story_withheld_problems(article, joined.value.byline if joined.value else (), creators)
    if joined.value is None:
        return
    if guests := [each.name for each in joined.value.byline if isinstance(each, Guest)]:
        yield from byline_problems(article, guests, similar)
    if joined.value.comments:
        from generator.plan.story.approved_comments import comment_problems  # noqa: PLC0415 - most have none

        yield from comment_problems(article, joined.value.comments, settings.withheld.names)
    if is_story_shown(facts, inputs.as_of.timestamp(), preview=inputs.preview):
        yield from unsafe_address(urls.output_path(facts.url), FieldLocation(f"content/{article.path}", "id"))
