"""Documents, as of an instant -> `Site` -> the list of all files of the site. Only files in this
list are published. The list is made from a `Site`, which has published content only. Makes and
writes no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.check.withheld import named_elsewhere
from generator.model.dataclass import dataclass
from generator.model.documents import Attachment, Author, Policy, StaticPage
from generator.model.outputs import DataOutput, Output, PageOutput, PhotoFile, SearchIndexOutput
from generator.model.problems import Checked
from generator.model.site import PhotoFiles, Site
from generator.model.views import ObjectId
from generator.plan.attachments import attachment_files
from generator.plan.conflicts import address_problems, coming_problems, query_problems
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feeds import feed_outputs
from generator.plan.feeds.indexnow import indexnow_key
from generator.plan.feeds.news_items import latest_outputs
from generator.plan.feeds.news_sitemap import news_entries
from generator.plan.feeds.sitemaps import page_entries, sitemaps
from generator.plan.hosting import headers_file, told_pages
from generator.plan.inputs import PlanInputs
from generator.plan.pages.chrome import chrome_of
from generator.plan.pages.lite import lite_pages
from generator.plan.pages.old_addresses import old_address_pages
from generator.plan.pages.pages import pages, policies_of
from generator.plan.pages.search import search_index
from generator.plan.photos.figures import figure_files, portrait_files
from generator.plan.photos.withheld import withheld_uses
from generator.plan.redirects import redirects_file, redirects_of
from generator.plan.site.archive import Archive
from generator.plan.site.editions import edition_of
from generator.plan.site.links import link_problems
from generator.plan.site.newsroom import archived, edition_contexts, planned_newsroom
from generator.plan.site.published import published
from generator.plan.sources import SourceDocuments
from generator.plan.story.planning import ObjectWriter, Spread, one_by_one
from generator.plan.story.stories import PlannedStory
from generator.plan.web_desk.outputs import web_desk
from generator.plan.well_known import well_known_files, with_security_turn


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a site.

    `outputs` are sorted by path. `planned` are the stories that were planned now, by path.
    `shared_objects` are the digests of objects that several stories share; `chromes` are those of
    the chrome of each edition, by its language tag. `archive` has all stories in short."""

    site: Site
    outputs: tuple[Output, ...]
    planned: Mapping[str, PlannedStory]
    shared_objects: frozenset[str]
    chromes: Mapping[str, str]
    archive: Archive


def planned_site(
    sources: SourceDocuments,
    inputs: PlanInputs,
    assets: Mapping[str, str],
    objects: ObjectWriter,
    *,
    staying: frozenset[str] = frozenset(),
    spread: Spread = one_by_one,
) -> Checked[Plan]:
    """Return all outputs except assets. `assets` gives the output path of each asset by its name.
    `staying` are the last pages of documents that are left out."""
    newsroom = planned_newsroom(sources, inputs, objects, spread)
    planned, context = newsroom.value, newsroom.value.around.context
    timezone, as_of = inputs.settings.site.timezone, inputs.as_of
    tags = [contents.tag for contents in planned.around.editions]
    languages = [*map(inputs.settings.lookup_language, tags)]
    site = published(
        planned.newsroom, as_of, context.addresses, languages,
        preview=inputs.preview, timezone=timezone, has_news=inputs.settings.site.news_sitemap,
    )  # fmt: skip
    site = with_security_turn(site, inputs.settings)
    texts: list[PageOutput | DataOutput] = []
    indexes: list[SearchIndexOutput] = []
    chromes: dict[str, str] = {}
    redirects = redirects_of(site, inputs.settings)
    for contents, own_context in zip(planned.around.editions, edition_contexts(planned, inputs), strict=True):
        edition = edition_of(site, contents, inputs.settings)
        chromes[contents.tag] = objects.add(chrome_of(edition, assets, own_context))
        texts += pages(edition, own_context, planned.around.people, ObjectId(chromes[contents.tag]))
        texts += old_address_pages(redirects, site.withdrawals, tags, own_context, ObjectId(chromes[contents.tag]))
        texts += feed_outputs(edition, own_context)
        texts += latest_outputs(edition, policies_of(edition, own_context), own_context)
        indexes += search_index(edition, own_context)
    texts += indexnow_key(inputs.settings)
    texts += [*lite_pages(texts, inputs.settings)]
    entries = page_entries((each for each in texts if isinstance(each, PageOutput)), context)
    maps = sitemaps(site, context, entries.values(), news=news_entries(site, context, inputs.settings))
    around = uses_around(site, context)
    uses = {use for story in site.stories for use in story.photos} | around
    photos = [*photo_outputs(uses)]
    attachments = (each for each in sources.documents if isinstance(each, Attachment))
    moved = redirects_file(
        redirects, site.withdrawals, context.address, told_pages(inputs.settings, tags, inputs.address)
    )
    told = (
        *headers_file(inputs.settings, tags, inputs.address),
        *well_known_files(inputs.settings, tags, assets, inputs.emblems.logo, inputs.address),
        *web_desk(inputs.settings, assets, inputs.address),
    )
    outputs: list[Output] = [
        *(*texts, *indexes, *maps.outputs, *moved, *told, *photos),
        *attachment_files(site, attachments),
    ]
    outputs.sort(key=lambda output: (output.path, output.origin))
    files = staying.union(output.path for output in outputs)
    facts = [] if inputs.preview else [each.facts for each in planned.newsroom.stories]
    addresses = (*address_problems(outputs), *coming_problems(outputs, facts, as_of.timestamp()))
    links = (*link_problems(planned.newsroom, files, context),)
    withheld = withheld_uses(planned.newsroom.stories, around, as_of.timestamp(), planned.around.lookup)
    archive = Archive(
        inputs.digest,
        inputs.address,
        archived(planned, site.stories),
        planned.unsettled,
        tuple(each.paths for each in planned.around.editions),
        context.hidden,
        planned.problems,
        links,
        planned.tag_problems,
        planned.around.shared,
        entries,
        maps.last,
        frozenset(photo.source for photo in photos),
        waiting(uses),
        frozenset(use[0] for own in withheld.values() for use in own),
    )
    return Checked(
        Plan(site, tuple(outputs), planned.planned, planned.around.shared, chromes, archive),
        (
            *newsroom.problems,
            *addresses,
            *query_problems(redirects),
            *links,
            *named_elsewhere(withheld),
        ),
    )


def uses_around(site: Site, context: EditionContext) -> set[PhotoFiles]:
    """Return the pictures of published pages, of authors and of the comment policies; besides those
    of published articles no other picture is made. A translated author may show the portrait of the
    original."""
    newsroom = site.newsroom
    uses: set[PhotoFiles] = set()
    ids = {author.id for author in site.authors}
    texts: tuple[StaticPage | Author | Policy, ...] = (*site.pages, *site.authors, *site.policies)
    for document in texts:
        references = newsroom.references[document.path]
        uses.update(use for each in document.body.figures for use in figure_files(references.photograph(each), context))
    for author in newsroom.authors:
        if author.id in ids:
            references = newsroom.references[author.path]
            uses.update(portrait_files(references.photograph(author.header.portrait), context))
    return uses


def waiting(uses: Iterable[PhotoFiles]) -> dict[str, frozenset[str]]:
    """Return the files that a quick build leaves for later, by picture."""
    found: dict[str, frozenset[str]] = {}
    for path, _, _, later in uses:
        if later:
            found[path] = found.get(path, frozenset()).union(later)
    return found


def photo_outputs(uses: set[PhotoFiles]) -> Iterator[PhotoFile]:
    files: dict[str, PhotoFile] = {}
    for path, (focus, credit, notes), names, _ in sorted(uses, key=lambda use: (use[0], use[1][0] or (), *use[1][1:])):
        for name in names:
            files.setdefault(name, PhotoFile(name, path, f"content/{path}", focus, credit, notes))
    yield from files.values()
