"""Documents -> the plan of the site, with all problems. Makes no file. If the build is to keep
going, the plan leaves out documents that have errors and includes their last pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from generator.check.newsroom import newsroom_problems
from generator.engine.documents import Documents
from generator.engine.severity import at_rest, blamed, dependents, graded, location_of, unpublished
from generator.model.dataclass import dataclass, replace
from generator.model.documents import Article, BrokenText, Document
from generator.model.photo_files import FinishedFiles
from generator.model.problems import Problem
from generator.model.published_file import PublishedFile
from generator.model.settings import Settings
from generator.model.site import Emblems
from generator.plan.inputs import plan_inputs
from generator.plan.outputs import Plan, planned_site
from generator.plan.site.comment_folders import CommentFolders
from generator.plan.site.links import files_of
from generator.plan.site.published import with_last_pages
from generator.plan.sources import SourceDocuments
from generator.plan.story.planning import ObjectWriter, Spread
from generator.plan.story.stories import PlannedStory

FOLDER = "content/"


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """The inputs of a plan.

    `stories` come from an earlier build, by path. `assets` gives the output path of each asset by
    its name; `emblems` are the pictures of the outlet. `recipe` is the version of the code that
    makes photographs; `finished` are the photographs that a quick build need not make. `before` is
    the last site, in the folder `output`. New objects go to `objects`; `spread` plans stories in
    other processes."""

    documents: Documents
    stories: Mapping[str, PlannedStory]
    settings: Settings
    assets: Mapping[str, str]
    emblems: Emblems
    recipe: str
    finished: FinishedFiles | None
    before: Mapping[str, PublishedFile]
    output: Path
    as_of: datetime
    preview: bool
    mirror: str
    objects: ObjectWriter
    spread: Spread

    def graded(self, problems: Sequence[Problem]) -> list[Problem]:
        paths = {each.where.path.removeprefix(FOLDER) for each in problems if each.where}
        documents = self.documents.documents_at(paths)
        return graded(problems, self.settings, at_rest(documents, self.as_of), documents)

    def unpublished(self) -> frozenset[str]:
        return unpublished(self.documents.everything(), self.as_of, preview=self.preview)


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A plan and its problems. `left_out` are the locations of broken documents whose last pages
    stay."""

    plan: Plan
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


def site_plan(request: PlanRequest, found: Sequence[Problem], *, keep_going: bool) -> SitePlan:
    """Return the plan of the site; with `keep_going`, of the site without the documents that have
    errors. `found` are the problems from before the plan."""
    unread = blamed(request.graded(found))
    plan = _planned(request, unread)
    broken = unread | blamed(request.graded([*found, *plan.problems]))  # together: a baseline counts them
    if not keep_going or not broken:
        return plan
    problems = list(plan.problems)
    documents = request.documents.everything()
    while True:
        broken |= dependents(broken, documents, request.settings)
        again = _planned(request, broken, without=broken)
        more = blamed(request.graded([*found, *again.problems])) - broken
        if not more:
            left_out = broken - request.unpublished()
            site = with_last_pages(again.plan.site, _staying(left_out, request), request.settings.site.timezone)
            return SitePlan(replace(again.plan, site=site), tuple(problems), left_out)
        problems += [problem for problem in again.problems if problem.where and problem.where.path in more]
        broken |= more


def _planned(request: PlanRequest, broken: frozenset[str], without: frozenset[str] = frozenset()) -> SitePlan:
    """Return the plan without the files in `without`. `broken` are the locations of documents that
    have errors: references to them are not reported as missing."""
    documents, settings = request.documents, request.settings
    unpublished = request.unpublished() if broken else frozenset()
    missing = documents.documents_at(location.removeprefix(FOLDER) for location in broken)
    gone = {path for path, entry in request.before.items() if entry.origin in broken & unpublished}
    staying = frozenset(
        path
        for path, entry in request.before.items()
        if entry.origin in broken - unpublished and (request.output / path).is_file()
    )
    checked = planned_site(
        SourceDocuments(
            {path: digest for path, digest in documents.articles.items() if f"{FOLDER}{path}" not in without},
            documents.articles_at,
            request.stories,
            tuple(document for document in documents.others if location_of(document) not in without),
            documents.digests,
            frozenset(location.removeprefix(FOLDER) for location in broken),
            frozenset(each.id for each in map(_readable, missing) if isinstance(each, Article)),
            (files_of(missing, settings) | gone) - staying,
            CommentFolders(
                {path: each for path, each in documents.comments.items() if f"{FOLDER}{path}" not in without},
                documents.comments_at,
            ),
        ),
        plan_inputs(
            settings,
            request.recipe,
            request.as_of,
            preview=request.preview,
            emblems=request.emblems,
            finished=request.finished,
            mirror=request.mirror,
        ),
        request.assets,
        request.objects,
        staying=staying,
        spread=request.spread,
    )
    style = newsroom_problems(checked.value.site.newsroom, settings, request.as_of, broken)
    return SitePlan(checked.value, (*style, *checked.problems))


def _staying(left_out: frozenset[str], request: PlanRequest) -> list[Document]:
    """Return the documents left out that have a page in the last site."""
    paged = {entry.origin for path, entry in request.before.items() if (request.output / path).is_file()}
    return request.documents.documents_at(sorted(each.removeprefix(FOLDER) for each in left_out & paged))


def _readable(document: Document) -> Document | None:
    return document.readable if isinstance(document, BrokenText) else document
