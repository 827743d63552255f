"""Documents -> all stories planned, and everything else joined. Stories of an earlier build are
used where they are still valid: only the other articles are loaded.

The order is: documents (sections, authors, pictures, ids); the facts of stories, and whether they
are published; the pages that follow from these; the views of authors and comment policies; then the
stories."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import chain

from generator.check.photos import photo_problems
from generator.check.repeated_headlines import repeated_headlines
from generator.check.tags import similar_tag_problems
from generator.model.dataclass import dataclass, replace
from generator.model.documents import (
    Attachment,
    Author,
    Policy,
    StaticPage,
)
from generator.model.problems import Checked, Problem
from generator.model.site import Newsroom, StoryFacts, StoryRecord
from generator.plan.attachments import stray_problems
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.partners import unknown_section_problems
from generator.plan.inputs import PlanInputs
from generator.plan.languages import language_problems
from generator.plan.site.archive import ArchivedStory
from generator.plan.site.editions import (
    translation_problems,
)
from generator.plan.site.join import lookup_of, newest_first
from generator.plan.site.policies import policy_problems
from generator.plan.site.ranking import ranking_problems
from generator.plan.site.surroundings import Surroundings, first_answers_of, in_edition, seen, surroundings
from generator.plan.site.tag_names import tag_answers
from generator.plan.site.unknown_names import stray_comments
from generator.plan.sources import SourceDocuments
from generator.plan.story.all_answers import SimilarAuthors
from generator.plan.story.facts import facts_of
from generator.plan.story.originals import correction_answers
from generator.plan.story.planning import Known, ObjectWriter, Spread, one_by_one, plan_stories
from generator.plan.story.questions import (
    NO_FILES,
    Answers,
    FilesAsked,
    files_asked,
    full_names,
    has_same_answers,
    similar_asked,
)
from generator.plan.story.related import (
    RELATED,
    Related,
    oldest_first,
    related_answers,
    related_stories,
    series_answers,
)
from generator.plan.story.stories import (
    PlannedStory,
    has_same_photos,
)


@dataclass(frozen=True, slots=True)
class PlannedNewsroom:
    """The newsroom with its stories, and everything around them.

    `planned` are the stories that were planned now, by path. `related` are the related stories;
    `files` are those that stories ask for, by the path of each that asks for any. `unsettled` are
    the paths of stories without an answer to every question. `problems` are those of the newsroom
    that no single story has; `tag_problems` are those of similar tags."""

    newsroom: Newsroom
    around: Surroundings
    planned: Mapping[str, PlannedStory]
    related: Related
    files: Mapping[str, FilesAsked]
    unsettled: frozenset[str]
    problems: tuple[Problem, ...]
    tag_problems: tuple[Problem, ...] = ()


def planned_newsroom(
    sources: SourceDocuments, inputs: PlanInputs, objects: ObjectWriter, spread: Spread = one_by_one
) -> Checked[PlannedNewsroom]:
    first_answers = first_answers_of(sources)
    settings = inputs.settings
    still_valid = {
        path: story for path in sources.articles if (story := _still_valid(path, sources, inputs, first_answers))
    }
    unknown = sorted(sources.articles.keys() - still_valid.keys())
    facts = {path: story.facts for path, story in still_valid.items()}
    names: set[str] = set()
    others = lookup_of(sources.documents, sources.unreadable, sources.unreadable_ids, sources.comments)
    for articles in sources.opened(unknown):
        facts |= {each.path: facts_of(each, others.value, inputs) for each in articles}
        names.update(name for each in articles for name in full_names(each))
    shown = seen(facts.values(), inputs.as_of.timestamp(), preview=inputs.preview)
    around = surroundings(sources, facts, shown, others, inputs, objects)
    by_date = oldest_first(shown)
    related = related_stories(by_date)
    own_answers = tag_answers(shown, settings) | related_answers(related, facts) | dict(series_answers(by_date))
    if any(contents.has_corrections for contents in around.editions):
        own_answers |= correction_answers(facts.values(), shown)
    answers = dict(around.answers_with(first_answers | own_answers))  # at once, because all stories ask
    similar = SimilarAuthors(others.value.authors.values())
    answers |= similar.answers(names)
    stale = []
    for path, story in still_valid.items():
        trace = story.second_answers
        answers |= similar.answers(name for name, _ in similar_asked(trace))
        if not has_same_answers(trace, answers):
            stale.append(path)
    known = Known(facts, answers, around.lookup, around.locations)
    planned = plan_stories(sorted([*unknown, *stale]), known, sources, inputs, objects, spread)
    stories = {**still_valid, **planned}
    newsroom = replace(
        around.newsroom, stories=newest_first(story.record for story in stories.values() if story.record)
    )
    files = asked_files(stories)
    own = newsroom_problems_of(newsroom, sources, around, facts, files, inputs)
    tag_problems = (*similar_tag_problems(facts.values(), settings),)
    of_stories = (problem for story in stories.values() for problem in story.problems)
    return Checked(
        PlannedNewsroom(
            newsroom,
            around,
            planned,
            related,
            files,
            unsettled_in(stories),
            own,
            tag_problems,
        ),
        (*others.problems, *own, *tag_problems, *repeated_headlines(facts.values()), *of_stories),
    )


def asked_files(stories: Mapping[str, PlannedStory]) -> dict[str, FilesAsked]:
    """Return the files that stories ask for, by the path of each that asks for any."""
    asked = ((path, files_asked(story.first_answers)) for path, story in stories.items())
    return {path: files for path, files in asked if any(files)}


def unsettled_in(stories: Mapping[str, PlannedStory]) -> frozenset[str]:
    """Return the paths of stories without an answer to every question."""
    return frozenset(path for path, story in stories.items() if not story.is_settled)


def newsroom_problems_of(
    newsroom: Newsroom,
    sources: SourceDocuments,
    around: Surroundings,
    facts: Mapping[str, StoryFacts],
    files: Mapping[str, FilesAsked],
    inputs: PlanInputs,
    other_files: Container[str] = (),
    ids: Container[str] | None = None,
) -> tuple[Problem, ...]:
    """Return the problems of the newsroom that no single story has, without those of tags; and
    without those of the attachments in `other_files`. Of comments, only those on articles with
    these `ids` are looked at; all for None."""
    settings, lookup = inputs.settings, around.lookup
    pictured: tuple[Author | StaticPage | Policy, ...] = (*newsroom.authors, *newsroom.pages, *newsroom.policies)
    return (
        *around.problems,
        *language_problems(settings),
        *unknown_section_problems(settings, newsroom.sections),
        *translation_problems(facts.values(), settings),
        *(
            problem
            for document in pictured
            for problem in photo_problems(document, newsroom.references[document.path], settings, None, inputs.as_of)
        ),
        *stray_problems(
            [each for each in sources.documents if isinstance(each, Attachment) and each.path not in other_files],
            newsroom,
            chain.from_iterable(each.attachments for each in files.values()),
            is_all_known=not sources.unreadable,
        ),
        *stray_comments(sources.comments, lookup, ids),
        *policy_problems(newsroom.policies, inputs.as_of),
        *ranking_problems(sources.documents, lookup, facts, settings, inputs.as_of, preview=inputs.preview),
    )


def _still_valid(
    path: str, sources: SourceDocuments, inputs: PlanInputs, first_answers: Answers
) -> PlannedStory | None:
    """Return the story of an earlier build, if nothing in the first round has changed for it."""
    story = sources.before.get(path)
    if (
        story is None
        or story.article != sources.articles[path]
        or story.inputs != inputs.digest
        or not story.is_settled
        or not story.facts.since <= inputs.as_of.timestamp() < story.facts.until
        or not has_same_answers(story.first_answers, first_answers)
        or story.record is None
        or not has_same_photos(story.record, inputs.finished)
    ):
        return None
    return story


def edition_contexts(planned: PlannedNewsroom, inputs: PlanInputs) -> list[EditionContext]:
    """Return the context of each edition, in the order of `around.editions`."""
    return [in_edition(planned.around.context, contents.tag, inputs) for contents in planned.around.editions]


def archived(
    planned: PlannedNewsroom, shown: Iterable[StoryRecord], among: Container[str] | None = None
) -> dict[str, ArchivedStory]:
    """Return the stories in short, by path; `shown` are the visible ones, and `among` are the paths
    of those wanted, if not all."""
    dates = {story.facts.path: story.facts.date for story in shown}
    return {
        (path := record.facts.path): ArchivedStory(
            record.facts,
            record.links,
            *planned.files.get(path, NO_FILES),
            (related := planned.related.get(path, ())),
            record.card.digest,
            path in dates,
            path in dates and sum(dates[other] < dates[path] for other in related if other in dates) < RELATED,
        )
        for record in planned.newsroom.stories
        if among is None or record.facts.path in among
    }
