"""Documents, as of an instant -> `Site` -> every file the site will consist of. Nothing is published that is not in this
list, and the list is made from a `Site`, in which nothing is that is not out. Makes and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.documents import Author
from generator.model.outputs import Output, PageOutput, PhotoFile
from generator.model.problems import Checked
from generator.model.site import PhotoFiles, Site
from generator.plan.conflicts import address_problems
from generator.plan.desk import Desk
from generator.plan.figures import figure_files, portrait_files
from generator.plan.links import link_problems
from generator.plan.machines import machine_outputs
from generator.plan.newsroom import Apart, Sources, Spread, one_by_one, planned_newsroom
from generator.plan.pages import pages
from generator.plan.published import published
from generator.plan.stories import PlannedStory, Setting


@dataclass(frozen=True, slots=True)
class Plan:
    """`outputs` are sorted by path; `planned` are the stories that had to be planned, by path; `sealed` the digests
    of what is kept besides stories and texts; `waiting` are the paths of the pictures that a quick build does not publish in
    all formats."""

    site: Site
    outputs: tuple[Output, ...]
    planned: Mapping[str, PlannedStory]
    sealed: frozenset[str]
    waiting: frozenset[str]

    @property
    def frame(self) -> str:
        """The digest of what stands round every page."""
        return next((output.frame for output in self.outputs if isinstance(output, PageOutput)), "")


def planned_site(
    sources: Sources,
    setting: Setting,
    assets: Mapping[str, str],
    apart: Apart,
    *,
    staying: frozenset[str] = frozenset(),
    spread: Spread = one_by_one,
) -> Checked[Plan]:
    """All outputs but the assets themselves. `assets` gives the output path of each asset by its name; `staying` are pages of documents that are left out, and there all the same."""
    newsroom = planned_newsroom(sources, setting, apart, spread)
    planned, desk = newsroom.value, newsroom.value.desk
    timezone, as_of = setting.settings.site.timezone, setting.as_of
    site = published(planned.newsroom, as_of, planned.silent, preview=setting.preview, timezone=timezone)
    html = tuple(pages(site, desk, planned.people, assets, apart.seal))
    uses = _uses(site, desk)
    outputs: list[Output] = [*html, *machine_outputs(site, desk, html), *_photos(uses)]
    outputs.sort(key=lambda output: (output.path, output.origin))
    return Checked(
        Plan(site, tuple(outputs), planned.planned, planned.sealed, frozenset(use[0] for use in uses if use[3])),
        (
            *newsroom.problems,
            *address_problems(outputs),
            *link_problems(planned.newsroom, outputs, desk, staying),
        ),
    )


def _uses(site: Site, desk: Desk) -> set[PhotoFiles]:
    """Of articles and pages that are out, of authors and of the comment policy: no other picture is ever made."""
    newsroom = site.newsroom
    policies = (newsroom.policy,) if newsroom.policy else ()
    uses = {use for story in site.stories for use in story.photos}
    for document in (*site.pages, *site.authors, *policies):
        references = newsroom.references[document.path]
        if isinstance(document, Author):
            uses.update(portrait_files(references.photograph(document.header.portrait), desk))
        uses.update(use for each in document.body.figures for use in figure_files(references.photograph(each), desk))
    return uses


def _photos(uses: set[PhotoFiles]) -> Iterator[PhotoFile]:
    files: dict[str, PhotoFile] = {}
    for path, focus, names, _ in sorted(uses, key=lambda use: (use[0], use[1] or ())):
        for name in names:
            files.setdefault(name, PhotoFile(name, path, f"content/{path}", focus))
    yield from files.values()
