"""Documents that cannot be read as a whole -> the references in their readable part, with problems
of those. So an editor learns of a wrong section in the same run as of the wrong key above it.
Nothing else of such a document is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.documents import Article, BrokenText, Document
from generator.model.problems import Checked, Problem
from generator.model.settings import Settings
from generator.model.site import References
from generator.plan.site.join import story_problems
from generator.plan.site.lookup import Lookup
from generator.plan.site.references import references_of


def broken_references(
    documents: Iterable[Document], lookup: Lookup, settings: Settings
) -> Checked[Mapping[str, References]]:
    """Return the references of each document, by path."""
    found: dict[str, References] = {}
    problems: list[Problem] = []
    for text in documents:
        if isinstance(text, BrokenText) and text.readable is not None:
            found[text.path] = references_of(text.readable, lookup, problems)
            if isinstance(text.readable, Article):
                problems += _story_problems(text.readable, lookup, settings)
    return Checked(found, tuple(problems))


def _story_problems(article: Article, lookup: Lookup, settings: Settings) -> Iterator[Problem]:
    """Yield the problems of an article. If its language cannot be read, only those that it has in
    every possible language."""
    lang = article.header.lang
    languages = [settings.lookup_language(tag) for tag in ([lang] if lang else settings.editions)]
    first, *others = (tuple(story_problems(article, lookup, language)) for language in languages)
    reported = [{(each.code, each.where) for each in problems} for problems in others]
    yield from (each for each in first if all((each.code, each.where) in places for places in reported))
