"""The page of the comment policy: the version that stands, and below it the earlier ones. Without
versions there is no such page: the policy is under every article."""

from __future__ import annotations

from collections.abc import Container, Iterator

from generator.model.documents import Policy
from generator.model.outlet_views import PolicyPageView, PolicyVersionView
from generator.model.outputs import Wave
from generator.model.site import Site
from generator.model.views import Moment
from generator.plan import urls
from generator.plan.dates import moment
from generator.plan.edition_context import EditionContext
from generator.plan.pages.page import Page
from generator.plan.site.policies import has_page
from generator.plan.story.views import body_slot


def policy_page(site: Site, context: EditionContext) -> Iterator[Page]:
    """Yield the page of an edition with versions in its own language."""
    listed = _own_versions(site, context)
    if not has_page(listed):
        return
    begins = [_since(policy, context) for policy in listed]
    shown = tuple(
        _version(number, policy, since, until, site, context)
        for number, (policy, since, until) in enumerate(zip(listed, begins, (None, *begins[:-1]), strict=True))
    )
    first = listed[0]
    yield Page(
        layout="policy.html",
        url=context.at(urls.POLICY),
        main=PolicyPageView(first.header.title, shown),
        origin=f"content/{first.path}",
        wave=Wave.PAGES,
        description=first.body.opening,
        bodies=tuple(policy.body.digest for policy in listed),
    )


def links_elsewhere(site: Site, context: EditionContext, paths: Container[str]) -> bool:
    """Whether the page links to a document at one of the paths, or to any address of the site."""
    references = site.newsroom.references
    targets = (to for policy in _own_versions(site, context) for to in references[policy.path].links.values())
    return any(to in paths or to.startswith("/") for to in targets)


def _own_versions(site: Site, context: EditionContext) -> tuple[Policy, ...]:
    return tuple(policy for policy in site.policies if policy.language == context.lookup_language)


def _since(policy: Policy, context: EditionContext) -> Moment | None:
    since = policy.header.since
    return moment(since, context.settings.site.timezone, context.spoken(context.language)) if since else None


def _version(
    number: int, policy: Policy, since: Moment | None, until: Moment | None, site: Site, context: EditionContext
) -> PolicyVersionView:
    references = site.newsroom.references[policy.path]
    return PolicyVersionView(body_slot(number, policy.body, references, context, context.language), since, until)
