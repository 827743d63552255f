"""`Site` -> its old addresses, each with the page that it leads to, in one step. Old addresses with a
query have no page: only a web server can answer them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from generator.model.dataclass import replace
from generator.model.outputs import DataOutput, OldAddresses
from generator.model.settings import Settings
from generator.model.site import Site, Withdrawal
from generator.plan import urls
from generator.plan.site.withdrawals import chains, earlier_addresses, gone

REDIRECTS_FILE = "_redirects"
"""The file that Netlify, Cloudflare Pages and GitLab Pages read in the root of a site."""


class Redirect(NamedTuple):
    """An old address, and that of the page it leads to. `origin` names the document of the page,
    `lang` is its language."""

    source: str
    target: str
    origin: str
    lang: str


class _Claim(NamedTuple):
    """A page with old addresses."""

    aliases: tuple[str, ...]
    url: str
    path: str
    lang: str


def redirects_of(site: Site, settings: Settings) -> tuple[Redirect, ...]:
    """Return all redirects.

    An article that is gone leads nowhere by itself. If its address is an old address of another
    page now, all its own old addresses lead to that page, too."""
    claims = [*_claims(site, settings)]
    taken = {alias for claim in claims for alias in claim.aliases}
    links = chains(gone(site.newsroom.ending, site.as_of.timestamp())) if taken else {}
    if links:
        taken |= {story.facts.url for story in site.stories} | {each.url for each in site.withdrawals}
    return tuple(
        Redirect(source, claim.url, f"content/{claim.path}", claim.lang)
        for claim in claims
        for source in sorted({*claim.aliases, *earlier_addresses(claim.aliases, links, taken)})
        if source != claim.url
    )


def _claims(site: Site, settings: Settings) -> Iterator[_Claim]:
    for story in site.stories:
        if story.facts.aliases:
            yield _Claim(story.facts.aliases, story.facts.url, story.facts.path, story.facts.lang)
    for each in site.withdrawals:
        if each.aliases:
            yield _Claim(each.aliases, each.url, each.path, each.lang)
    for page in site.pages:
        if page.header.aliases:
            aliases = tuple(urls.alias_url(alias, settings.site) for alias in page.header.aliases)
            language = page.language or settings.own_language
            url = settings.prefix(settings.edition(language)) + urls.place(page, settings)
            yield _Claim(aliases, url, page.path, language)


def _old_addresses(redirects: Iterable[Redirect], gone_pages: Iterable[str], address: urls.Address) -> OldAddresses:
    """Return the addresses as servers compare them. `gone_pages` are from the site's root."""
    return OldAddresses(
        tuple(sorted((address.old_href(each.source), address.href(each.target)) for each in redirects)),
        tuple(sorted(address.old_href(each) for each in gone_pages)),
    )


def redirects_file(
    redirects: Iterable[Redirect],
    withdrawals: Iterable[Withdrawal],
    address: urls.Address,
    not_found: tuple[tuple[str, str], ...] = (),
) -> Iterator[DataOutput]:
    """Yield the file for hosts that read one in the site itself, if there is anything to say. So it
    names only addresses that have a page, or that an editor wrote for readers: nothing that is
    gone without a notice. `not_found` are the pages for addresses without a file, by folder."""
    known = replace(_old_addresses(redirects, (each.url for each in withdrawals), address), not_found=not_found)
    if known.moved or known.gone or not_found:
        yield DataOutput(REDIRECTS_FILE, known)


def server_addresses(site: Site, settings: Settings, files: Container[str]) -> OldAddresses:
    """Return all addresses that a web server can answer: also those of articles that are gone
    without a notice. `files` are the paths of all files of the site: nothing is gone where one is,
    nor where there is only another query of a page.
    """
    redirects = redirects_of(site, settings)
    lost = {
        url
        for facts in gone(site.newsroom.ending, site.as_of.timestamp())
        for url in (facts.url, *facts.aliases)
        if not urls.has_query(url) and urls.output_path(url) not in files
    }
    lost -= {each.source for each in redirects}
    notices = {each.url for each in site.withdrawals}
    address = urls.Address(settings.site.url, settings.site.base_path)
    return _old_addresses(redirects, notices | lost, address)
