"""Documents -> the plan of the site, with what is wrong in them; if the build is to keep going, the plan without the documents
that have errors, and with their last pages. Makes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.check.newsroom import newsroom_problems
from generator.engine.documents import Library
from generator.engine.severity import at_rest, blamed, graded, leaning_on, location_of, taken_back
from generator.model.documents import Article, BrokenText, Document
from generator.model.problems import Problem
from generator.model.published_file import PublishedFile
from generator.model.settings import Settings
from generator.model.site import Emblems
from generator.plan.outputs import Plan, planned_site
from generator.plan.site.links import files_of
from generator.plan.site.newsroom import Apart, Sources, Spread
from generator.plan.story.stories import PlannedStory, setting_of

FOLDER = "content/"


@dataclass(frozen=True, slots=True)
class Material:
    """What is planned from. `stories` are kept from an earlier build, by path; `assets` gives the output path of each asset by
    its name, `emblems` those that stand for the outlet; `recipe` names the encoder of photographs; `before` is the last site, in
    the folder `output`; what lies
    apart is put into `apart`, and `spread` plans stories in other processes."""

    library: Library
    stories: Mapping[str, PlannedStory]
    settings: Settings
    assets: Mapping[str, str]
    emblems: Emblems
    recipe: str
    before: Mapping[str, PublishedFile]
    output: Path
    as_of: datetime
    preview: bool
    apart: Apart
    spread: Spread

    def graded(self, problems: Sequence[Problem]) -> list[Problem]:
        paths = {each.where.path.removeprefix(FOLDER) for each in problems if each.where}
        return graded(problems, self.settings, at_rest(self.library.documents_at(paths), self.as_of))

    def taken_back(self) -> frozenset[str]:
        return taken_back(self.library.everything(), self.as_of, preview=self.preview)


@dataclass(frozen=True, slots=True)
class SitePlan:
    """`left_out` are the locations of broken documents whose last pages stay."""

    plan: Plan
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


def site_plan(material: Material, found: Sequence[Problem], *, keep_going: bool) -> SitePlan:
    """The plan of the site. When the build keeps going, of the site without the documents that have errors. `found` is
    what was wrong before."""
    unread = blamed(material.graded(found))
    plan = _planned(material, unread)
    broken = unread | blamed(material.graded(plan.problems))
    if not keep_going or not broken:
        return plan
    problems = list(plan.problems)
    documents = material.library.everything()
    while True:
        broken |= leaning_on(broken, documents, material.settings)
        again = _planned(material, broken, without=broken)
        more = blamed(material.graded(again.problems)) - broken
        if not more:
            return replace(again, problems=tuple(problems), left_out=broken - material.taken_back())
        problems += [problem for problem in again.problems if problem.where and problem.where.path in more]
        broken |= more


def _planned(material: Material, broken: frozenset[str], without: frozenset[str] = frozenset()) -> SitePlan:
    """`broken` are the locations of documents that have errors: what points to them has none. Those `without` which the
    site is to be are left out."""
    library, settings = material.library, material.settings
    taken_back = material.taken_back() if broken else frozenset()
    missing = library.documents_at(location.removeprefix(FOLDER) for location in broken)
    gone = {path for path, entry in material.before.items() if entry.origin in broken & taken_back}
    staying = frozenset(
        path
        for path, entry in material.before.items()
        if entry.origin in broken - taken_back and (material.output / path).is_file()
    )
    checked = planned_site(
        Sources(
            {path: digest for path, digest in library.articles.items() if f"{FOLDER}{path}" not in without},
            library.articles_at,
            material.stories,
            tuple(document for document in library.documents if location_of(document) not in without),
            library.digests,
            frozenset(location.removeprefix(FOLDER) for location in broken),
            frozenset(each.id for each in map(_readable, missing) if isinstance(each, Article)),
            (files_of(missing, settings) | gone) - staying,
        ),
        setting_of(settings, material.recipe, material.as_of, preview=material.preview, emblems=material.emblems),
        material.assets,
        material.apart,
        staying=staying,
        spread=material.spread,
    )
    style = newsroom_problems(checked.value.site.newsroom, settings, material.as_of, broken)
    return SitePlan(checked.value, (*style, *checked.problems))


def _readable(document: Document) -> Document | None:
    return document.readable if isinstance(document, BrokenText) else document
