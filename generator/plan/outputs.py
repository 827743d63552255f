"""`Site` -> every file the site will consist of. Nothing is published that is not in this list, and the list is made from
a `Site`, in which nothing is that is not out. Makes and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.documents import Picture
from generator.model.outputs import Output
from generator.model.problems import Checked
from generator.model.settings import Settings
from generator.model.site import References, Site
from generator.plan import urls
from generator.plan.conflicts import address_problems
from generator.plan.machines import machine_outputs
from generator.plan.pages import pages
from generator.plan.photos import variants
from generator.plan.views import Desk


def outputs(site: Site, settings: Settings, assets: Mapping[str, str], recipe: str) -> Checked[tuple[Output, ...]]:
    """All outputs but the assets themselves, sorted by path. `assets` gives the output path of each asset by its name;
    `recipe` names the encoder of photographs."""
    address = urls.Address(settings.site.url, settings.site.base_path)
    made = {picture.path: variants(picture, settings.photos, recipe) for picture in _pictures_in_use(site)}
    desk = Desk(site, settings, address, _addresses(site, settings), made)
    html = pages(desk, assets)
    photos = {variant.path: variant for row in made.values() for variant in row}
    planned: list[Output] = [*html, *machine_outputs(site, desk, html), *photos.values()]
    planned.sort(key=lambda output: (output.path, output.origin))
    return Checked(tuple(planned), address_problems(planned, site))


def _addresses(site: Site, settings: Settings) -> dict[str, str]:
    newsroom = site.newsroom
    return {
        **{story.article.path: urls.article_url(story.article, settings.site) for story in site.stories},
        **{section.path: urls.section_url(section.id) for section in newsroom.sections},
        **{author.path: urls.author_url(author.id) for author in newsroom.authors},
        **{page.path: urls.page_url(page.path) for page in site.pages},
    }


def _pictures_in_use(site: Site) -> list[Picture]:
    """Those of articles and pages that are out, and of authors: no other picture is ever made."""
    newsroom = site.newsroom
    references: list[References] = [story.references for story in site.stories]
    hidden = {page.path for page in newsroom.pages} - {page.path for page in site.pages}
    references += [shelf for path, shelf in newsroom.references.items() if path not in hidden]
    pictures = {picture.path: picture for shelf in references for picture in shelf.pictures.values()}
    return [pictures[path] for path in sorted(pictures)]
