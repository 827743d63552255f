"""A document, and the newsroom as a whole -> what is wrong with its house style. Every rule has a code, and a severity that the outlet chooses in
`[checks]`; here each speaks with its usual one. Changes nothing, and looks at what is not out as well: a fault in an
embargoed article is to show before the embargo ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from generator.check.typed_by_hand import typed_twice
from generator.model.documents import Article, Document
from generator.model.headers import Status
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem, SourceLocation, error
from generator.model.rules import RULES
from generator.model.settings import Settings
from generator.model.site import Newsroom


def document_problems(document: Document, told: Iterable[Problem] = ()) -> tuple[Problem, ...]:
    """What is wrong with one document by itself, whatever else there is. `told` is what was wrong when it was read: a text of
    which nothing is left for a reason that stands there is not called missing."""
    if not isinstance(document, Article):
        return ()
    is_refused = any(isinstance(problem.where, PhraseLocation) for problem in told)
    return tuple(each for each in _article_problems(document) if not (is_refused and each.code == "no-text"))


def newsroom_problems(
    newsroom: Newsroom, settings: Settings, as_of: datetime, broken: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """The faults of the newsroom as a whole, as of an instant. `broken` are the locations of documents that have errors."""
    return (*_distant(newsroom, as_of), *_without_policy(newsroom, settings, broken))


_FAR = timedelta(days=731)


def _distant(newsroom: Newsroom, as_of: datetime) -> Iterator[Problem]:
    """Articles that would come out in years: 2062 is 2026, mistyped. A year that nobody can mean is no date at all."""
    far = (as_of + _FAR).timestamp()
    for story in newsroom.stories:
        facts = story.facts
        if facts.status != Status.PUBLISHED or max(facts.date, facts.embargo or facts.date) < far:
            continue
        for key, moment in (("date", facts.date), ("embargo", facts.embargo)):
            if moment is None or moment < far:
                continue
            year = datetime.fromtimestamp(moment, UTC).year
            yield _broken(
                "mistyped-year",
                f"“{key}” is in the year {year}: the article is not out before.",
                FieldLocation(f"content/{facts.path}", key),
                f"Correct the year, if {as_of.year} is meant. What has no day yet is better a draft:  status: draft",
            )


_POLICIES = "content/policies/"


def _without_policy(newsroom: Newsroom, settings: Settings, broken: frozenset[str]) -> tuple[Problem, ...]:
    """A policy that is broken is there: its own fault is told already."""
    told = {
        location.removeprefix(_POLICIES).rpartition("/")[0] for location in broken if location.startswith(_POLICIES)
    }
    there = told.union(policy.language for policy in newsroom.policies)
    if "" in there:
        return ()
    forms = [("comments.form_url", settings.comments.form_url, "comments.md")]
    for language in settings.languages:
        if language.tag not in there:
            file = f"{language.tag}/comments.md"
            forms.append((f"languages.{language.tag}.form_url", language.settings.form_url, file))
    return tuple(
        error(
            "no-policy",
            "There is a comment form, but no comment policy.",
            FieldLocation("content/site.toml", key),
            f"Write content/policies/{file}: what must be met for a comment to be approved, and what is not tolerated.",
        )
        for key, form, file in forms
        if form
    )


_OF_A_PHOTO = ("photo_credit", "photo_caption", "photo_alt", "file_photo", "photo_focus", "photo_rights_expire")
"""The keys that say something of the lead picture."""


def _article_problems(article: Article) -> Iterator[Problem]:
    header, location = article.header, f"content/{article.path}"
    if not article.body.words:
        yield _broken("no-text", "The article has no text.", SourceLocation(location),
                      "Write it below the front matter, or set  status: draft")  # fmt: skip
    if header.expires and header.expires <= header.date:
        yield error("wrong-date", "The article expires before it is published.", FieldLocation(location, "expires"),
                    "Correct one of the two, or set  status: withdrawn")  # fmt: skip
    written = next((key for key in _OF_A_PHOTO if getattr(header, key)), "")
    if written and not header.photo:
        yield _broken("no-photo", f"There is no photo for this “{written}”.", FieldLocation(location, written),
                      "Name the picture's file as  photo:  or delete the line.")  # fmt: skip
    if header.updated and _is_before(header.updated, header.date):
        yield _broken("early-update", "The article was updated before it was published.",
                      FieldLocation(location, "updated"), "Correct one of the two dates.")  # fmt: skip
    for number, correction in enumerate(header.corrections):
        if _is_before(correction.date, header.date):
            yield _broken("early-update", "The correction is older than the article.",
                          FieldLocation(location, f"corrections.{number}.date"), "Correct one of the two dates.")  # fmt: skip
        if not correction.text:
            yield error("missing-key", "A correction has no text.", FieldLocation(location, f"corrections.{number}"),
                        "Say what was wrong and what is right, as  text:")  # fmt: skip
    yield from typed_twice(article)


def _is_before(moment: datetime, published: datetime) -> bool:
    """Midnight may stand for a day without a time, if an outlet accepts these: then only the days are compared."""
    moment = moment.astimezone(published.tzinfo)
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date() < published.date()
    return moment < published


def _broken(code: str, message: str, where: Location, hint: str) -> Problem:
    return Problem(code, RULES[code], message, where, hint)
