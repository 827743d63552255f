"""The chrome: what the site puts around every page, one value for each edition. It has names,
addresses, sections and languages."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.lite import LITE
from generator.model.page_views import SiteView
from generator.model.site import Site
from generator.model.views import Link
from generator.model.well_known import MANIFEST
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.feed_links import feed_links
from generator.plan.languages import label
from generator.plan.pages.corrections import corrections_link
from generator.plan.story.views import dateline_end, document_link, link_to, text_language


def chrome_of(site: Site, assets: Mapping[str, str], context: EditionContext) -> SiteView:
    """Return the chrome of an edition. `assets` gives the output path of each asset by the name
    that layouts use."""
    about = context.settings.site
    home = context.at(urls.HOME)
    filled = {story.facts.section for story in site.stories}
    return SiteView(
        name=about.name,
        description=about.description,
        url=about.url,
        lang=about.language,
        dir=context.direction(about.language),
        home=context.address.href(home),
        archive=context.address.href(context.at(urls.ARCHIVE)),
        people=context.address.href(context.at(urls.PEOPLE)) if site.authors else "",
        feed=next((each.url for each in feed_links("site", "", urls.HOME, context)), ""),
        sections=tuple(document_link(section, context) for section in site.sections if section.path in filled),
        pages=(
            *(link_to(page.path, page.header.title, page.header.lang, context) for page in site.pages),
            *((link,) if (link := corrections_link(site, context)) else ()),
        ),
        organisation=about.organisation,
        email=about.email,
        phone=about.phone,
        address=about.address,
        founded=about.founded,
        copyright=about.copyright or about.name,
        social=tuple(Link(account.name, account.url) for account in about.social),
        assets={name: context.address.href("/" + path) for name, path in sorted(assets.items())},
        languages=tuple(
            Link(label(context.spoken(tag)), context.address.href(url), tag, context.direction(tag))
            for tag, url in context.counterparts.get(home, ())
        ),
        theme=about.theme,
        image=context.image,
        dateline_end=dateline_end(context),
        name_language=text_language("name", context),
        description_language=text_language("description", context),
        address_language=text_language("address", context),
        copyright_language=text_language("copyright" if about.copyright else "name", context),
        search=context.address.href(context.at(urls.SEARCH)) if context.settings.search.is_on else "",
        manifest=context.address.href(context.at(MANIFEST)) if context.settings.well_known.manifest else "",
        lite=context.address.href(LITE) if context.settings.lite.enabled else "",
        onion=about.onion,
    )
