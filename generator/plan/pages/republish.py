"""The page from which others may copy an article, where the outlet allows that. Search engines are
told to leave it out: the article itself stands for it."""

from __future__ import annotations

from generator.model.creative_commons import creative_commons
from generator.model.dataclass import replace
from generator.model.outlet_views import RepublishView
from generator.model.outputs import PageOutput, Wave
from generator.model.page_views import PageParts
from generator.model.partner_settings import RepublishSettings
from generator.model.site import Photograph, Story, StoryRecord
from generator.model.views import ArticleView, BodySlot, FigureView, Link, ObjectId
from generator.plan import urls
from generator.plan.edition_context import EditionContext
from generator.plan.pages.page import Page, bare_parts
from generator.plan.story.views import text_language

REPUBLISH = "republish.html"


def republish_parts(
    story: Story, url: str, view: ArticleView, terms: RepublishSettings, context: EditionContext
) -> PageParts:
    """Return the page without the chrome. `url` is the address of the article, `view` its view. The
    body has the number 0."""
    said = text_language("republish_conditions", context)
    lead = view.lead if view.lead and view.lead.picture and _may_be_taken(story.lead, terms) else None
    body, gallery = _body(story, view, terms), _gallery(story, view, terms)
    article = Link(view.title, view.url, view.lang, view.dir)
    page = Page(
        layout=REPUBLISH,
        url=urls.republish_url(url),
        main=RepublishView(
            title=view.title,
            summary=view.summary,
            names=tuple(author.name for author in view.authors),
            published=view.published,
            body=body,
            article=article,
            canonical=context.address.canonical(url),
            origin=context.here().address.absolute(""),
            licence=Link(terms.licence_name, terms.licence),
            conditions=tuple(Link(text, "", said.lang, said.dir) for text in terms.conditions),
            lead=lead,
            gallery=gallery,
            corrections=view.corrections,
            leaves_out=(lead, body, gallery) != (view.lead, view.body, view.gallery),
            lang=view.lang,
            dir=view.dir,
        ),
        origin="",
        lang=view.lang,
        breadcrumb=(view.section,),
        noindex=True,
    )
    return bare_parts(page, context)


def _body(story: Story, view: ArticleView, terms: RepublishSettings) -> BodySlot | tuple[()]:
    if not isinstance(view.body, BodySlot):
        return ()
    of_text = map(story.references.photograph, story.article.body.figures)
    pairs = zip(of_text, view.body.figures, strict=True)
    return replace(
        view.body,
        figures=tuple(
            figure if figure and figure.picture and _may_be_taken(photo, terms) else None for photo, figure in pairs
        ),
    )


def _gallery(story: Story, view: ArticleView, terms: RepublishSettings) -> tuple[FigureView, ...]:
    photographs = filter(None, map(story.references.photograph, story.article.header.photos))
    pairs = zip(photographs, view.gallery, strict=True)
    return tuple(figure for photo, figure in pairs if figure.picture and _may_be_taken(photo, terms))


def _may_be_taken(photograph: Photograph | None, terms: RepublishSettings) -> bool:
    """Whether a picture may be republished: the outlet names its credit, or its file names the same
    licence or a free one. A licence that forbids commercial use is free only beside such a licence.
    """
    if photograph is None:
        return False
    credit, statement = photograph.credit.casefold(), photograph.picture.rights.statement
    names = {credit.strip(), *(part.strip() for part in credit.split("/"))}
    if not names.isdisjoint([each.casefold() for each in terms.credits]):
        return True
    free, own = creative_commons(statement), creative_commons(terms.licence)
    is_allowed = free is not None and (not free.is_noncommercial or (own is not None and own.is_noncommercial))
    return statement == terms.licence or is_allowed


def republish_output(story: StoryRecord, chrome: ObjectId) -> PageOutput:
    """Return the page; `chrome` is the digest of the chrome."""
    facts = story.facts
    url = urls.republish_url(facts.url)
    return PageOutput(
        urls.output_path(url), REPUBLISH, facts.lang, chrome, ObjectId(story.republish), f"content/{facts.path}",
        Wave.PAGES, url, story.bodies[:1], noindex=True, withheld=(*facts.withheld, *story.creators),
    )  # fmt: skip
