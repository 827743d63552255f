"""A translation whose original was corrected since: what its readers are told, and its editors.

A correction of words that were translated is one of the translation, too, unless somebody has
looked. So a serious correction of the original asks for a later `updated` of the translation, or
for a correction of its own. Only originals that readers can see count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from generator.model.documents import Article
from generator.model.problems import FieldLocation, Problem
from generator.model.rules import CORRECTED_ORIGINAL, broken
from generator.model.settings import Settings
from generator.model.site import StoryFacts
from generator.model.views import Link, OriginalView
from generator.plan.dates import moment
from generator.plan.edition_context import EditionContext
from generator.plan.story.questions import (
    NO_ANSWER,
    Answer,
    Answers,
    Kind,
    ListedStory,
    Question,
    question,
    related_answer,
    related_in,
)


def correction_answers(stories: Iterable[StoryFacts], shown: Iterable[StoryFacts]) -> dict[Question, Answer]:
    """Return the last serious correction by the id of each article that is translated, or of what
    that one translates in turn. `shown` are the visible ones of the stories."""
    grave = {facts.id: facts for facts in shown if facts.corrections and _last_serious(facts)}
    if not grave:
        return {}
    leads_to = {facts.id: facts.translation_of for facts in stories if facts.translation_of}
    found = {}
    for translated in dict.fromkeys(leads_to.values()):
        above = [grave[id] for id in _above(translated, leads_to) if id in grave]
        if above:
            last = max(above, key=_last_serious)
            listed = ListedStory(last.url, last.title, _last_serious(last))
            found[question(Kind.CORRECTED, translated)] = related_answer((listed,))
    return found


def _last_serious(facts: StoryFacts) -> float:
    """Return the instant of the last serious correction; 0 without one."""
    return max((instant for instant, _, is_serious in facts.corrections if is_serious), default=0.0)


def _above(id: str, leads_to: Mapping[str, str]) -> Iterator[str]:
    """Yield an id, and those of the articles that it translates, also through others."""
    seen = set()
    while id and id not in seen:
        seen.add(id)
        yield id
        id = leads_to.get(id, "")


def whose_original_changed(
    before: Mapping[Question, Answer], now: Mapping[Question, Answer], stories: Iterable[StoryFacts]
) -> Iterator[str]:
    """Yield the paths of translations whose answer is another one now."""
    if before != now:
        for facts in stories:
            asked = question(Kind.CORRECTED, facts.translation_of)
            if facts.translation_of and before.get(asked) != now.get(asked):
                yield facts.path


def _unchecked(article: Article, answers: Answers, as_of: datetime) -> ListedStory | None:
    """Return the corrected original, with the instant of its correction; None without one, and
    once an editor has looked at the translation. A time to come is not counted yet."""
    header = article.header
    answer = answers.get(question(Kind.CORRECTED, header.translation_of), NO_ANSWER) if header.translation_of else ""
    original = next(related_in(Answer(answer)), None)
    if original is None:
        return None
    looked_at = (header.updated, *(each.date for each in header.corrections))
    known = (header.date, *(each for each in looked_at if each and each <= as_of))
    return original if original.date > max(known).timestamp() else None


def original_view(article: Article, answers: Answers, language: str, context: EditionContext) -> OriginalView | None:
    """Return the original for the readers of a translation in `language`, if it was corrected
    since."""
    original = _unchecked(article, answers, context.as_of)
    if original is None:
        return None
    edition = context.settings.edition_at(original.url)
    url, direction = context.address.href(original.url), context.direction(edition)
    corrected = moment(_instant(original), context.settings.site.timezone, context.spoken(language))
    return OriginalView(Link(original.title, url, edition, direction, edition), corrected)


def original_problems(
    article: Article, answers: Answers, settings: Settings, path: str, as_of: datetime
) -> Iterator[Problem]:
    """Yield a problem for a translation whose original was corrected since. `path` is that of the
    article that it names."""
    if original := _unchecked(article, answers, as_of):
        day = _instant(original).astimezone(settings.site.timezone)
        where = FieldLocation(f"content/{article.path}", "translation_of")
        yield broken(CORRECTED_ORIGINAL, where, title=original.title, path=path, day=f"{day:%Y-%m-%d %H:%M}")


def _instant(original: ListedStory) -> datetime:
    return datetime.fromtimestamp(original.date, UTC)
