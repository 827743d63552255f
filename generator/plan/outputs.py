"""`Site` -> every file the site will consist of. Nothing is published that is not in this list, and the list is made from
a `Site`, in which nothing is that is not out. Makes and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.documents import Picture
from generator.model.outputs import Output
from generator.model.problems import Checked
from generator.model.settings import Settings
from generator.model.site import Site
from generator.plan import urls
from generator.plan.conflicts import address_problems
from generator.plan.links import hidden_files, link_problems
from generator.plan.machines import machine_outputs
from generator.plan.pages import pages
from generator.plan.photos import variants
from generator.plan.views import Desk


def outputs(
    site: Site,
    settings: Settings,
    assets: Mapping[str, str],
    recipe: str,
    *,
    staying: frozenset[str] = frozenset(),
    gone: frozenset[str] = frozenset(),
) -> Checked[tuple[Output, ...]]:
    """All outputs but the assets themselves, sorted by path. `assets` gives the output path of each asset by its name;
    `recipe` names the encoder of photographs. Of the pages of documents that are left out, `staying` are there all the
    same, and `gone` are not."""
    desk = desk_of(site, settings, recipe, gone - staying)
    html = pages(desk, assets)
    photos = {variant.path: variant for row in desk.variants.values() for variant in row}
    planned: list[Output] = [*html, *machine_outputs(site, desk, html), *photos.values()]
    planned.sort(key=lambda output: (output.path, output.origin))
    return Checked(tuple(planned), (*address_problems(planned), *link_problems(planned, desk, staying)))


def desk_of(site: Site, settings: Settings, recipe: str, gone: frozenset[str] = frozenset()) -> Desk:
    """What the views of a site are made with. `gone` are files of pages that are missing, besides those that are not out."""
    return Desk(
        site,
        settings,
        urls.Address(settings.site.url, settings.site.base_path),
        _addresses(site, settings),
        {picture.path: variants(picture, settings.photos, recipe) for picture in _pictures_in_use(site)},
        hidden_files(site, settings.site, gone),
    )


def _addresses(site: Site, settings: Settings) -> dict[str, str]:
    return {
        **{story.article.path: urls.article_url(story.article, settings.site) for story in site.stories},
        **{section.path: urls.section_url(section.id) for section in site.sections},
        **{author.path: urls.author_url(author.id) for author in site.authors},
        **{page.path: urls.page_url(page.path) for page in site.pages},
    }


def _pictures_in_use(site: Site) -> list[Picture]:
    """Those of articles and pages that are out, of authors and of the comment policy: no other picture is ever made."""
    newsroom = site.newsroom
    policies = (newsroom.policy,) if newsroom.policy else ()
    references = [story.references for story in site.stories]
    references += [newsroom.references[document.path] for document in (*site.pages, *site.authors, *policies)]
    pictures = {picture.path: picture for shelf in references for picture in shelf.pictures.values()}
    return [pictures[path] for path in sorted(pictures)]
