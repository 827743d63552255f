"""Pages at addresses where no text is any more: redirects to a new address, and the notices of
withdrawn articles. No other page lists them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from generator.model.outlet_views import WithdrawalView
from generator.model.outputs import DataOutput, PageOutput, Wave
from generator.model.site import Withdrawal
from generator.model.views import ObjectId, RedirectView
from generator.plan.dates import moment
from generator.plan.edition_context import EditionContext
from generator.plan.feeds.news_items import canceled_output
from generator.plan.pages.page import Page, page_output
from generator.plan.redirects import Redirect
from generator.plan.urls import has_query

REDIRECT, WITHDRAWAL = "redirect.html", "withdrawal.html"


def old_address_pages(
    redirects: Collection[Redirect],
    withdrawals: Collection[Withdrawal],
    editions: Collection[str],
    context: EditionContext,
    chrome: ObjectId,
) -> Iterator[PageOutput | DataOutput]:
    """Yield the pages of one edition, and the files beside the notices. `editions` are all that exist: a page in a language without
    one, as the notice of its only article, belongs to that of the site's own language. `chrome` is
    the digest of the chrome."""

    def is_here(lang: str) -> bool:
        edition = context.settings.edition(lang)
        return context.language == (edition if edition in editions else context.settings.own_language)

    languages = {each.lang for each in withdrawals} | {each.lang for each in redirects}
    here = {lang for lang in languages if is_here(lang)}
    for each in withdrawals:
        if each.lang in here:
            yield page_output(_notice(each, context), chrome, context)._replace(withheld=each.withheld)
            yield from canceled_output(each, context)
    for redirect in redirects:
        if redirect.lang in here and not has_query(redirect.source):
            yield page_output(_redirect(redirect, context), chrome, context)


def _redirect(redirect: Redirect, context: EditionContext) -> Page:
    view = RedirectView(context.address.href(redirect.target), context.address.canonical(redirect.target))
    return Page(layout=REDIRECT, url=redirect.source, main=view, origin=redirect.origin, wave=Wave.PAGES, noindex=True)


def _notice(withdrawal: Withdrawal, context: EditionContext) -> Page:
    """Return the page of a withdrawn article. It has no description: that would be the notice, and
    search engines may not show the page anyway."""
    language = context.spoken(withdrawal.lang)
    view = WithdrawalView(
        withdrawal.title,
        moment(datetime.fromtimestamp(withdrawal.date, UTC), context.settings.site.timezone, language),
        withdrawal.notice,
        withdrawal.has_expired,
        withdrawal.lang,
        context.direction(withdrawal.lang),
    )
    return Page(
        layout=WITHDRAWAL,
        url=withdrawal.url,
        main=view,
        origin=f"content/{withdrawal.path}",
        wave=Wave.PAGES,
        lang=withdrawal.lang,
        noindex=True,
    )
