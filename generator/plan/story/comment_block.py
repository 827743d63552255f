"""An article -> the block below it: the comment policy, the link to the outlet's form, and the
approved comments of readers. Time is an input; no clock is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from generator.model.dataclass import dataclass, replace
from generator.model.documents import Comment
from generator.model.headers import CommentsMode
from generator.model.outputs import COMMENT_ANCHOR
from generator.model.site import Story
from generator.model.views import BodySlot, BodyView, CommentsView, CommentView, Link, Moment
from generator.plan.dates import moment
from generator.plan.edition_context import EditionContext
from generator.plan.site.published import comments_close
from generator.plan.story.comments import form_link


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The comment policy as pages of articles show it; the fields are as in `CommentsView`. `body` is
    the digest of its text."""

    title: str
    slot: BodyView
    body: str
    lang: str
    dir: str
    since: Moment | None = None
    versions: str = ""


_NO_POLICY = PolicyView("", (), "", "", "")


def comments_view(story: Story, url: str, context: EditionContext, policy: PolicyView | None) -> CommentsView | None:
    """Return the comment block; None when there are neither a form nor comments, or the editors want
    no comments here. `url` is the address of the article; the policy is its body number 1."""
    header, settings = story.article.header, context.settings
    if header.comments is CommentsMode.NONE:
        return None
    language = header.lang or settings.own_language
    approved = (*_approved(story, language, context),) if story.comments else ()
    has_form = bool(settings.comments.form_url) and policy is not None
    if not has_form and not approved:
        return None
    closes = comments_close(header, settings.comments) if has_form else None
    is_open = has_form and header.comments is CommentsMode.OPEN and (closes is None or closes > context.as_of)
    rules = policy or _NO_POLICY
    return CommentsView(
        open=is_open,
        policy_title=rules.title,
        policy=replace(rules.slot, number=1) if is_open and isinstance(rules.slot, BodySlot) else (),
        post_url=_post_url(story, url, language, context) if is_open else "",
        closes=moment(closes, settings.site.timezone, context.spoken(language)) if closes else None,
        lang=rules.lang,
        dir=rules.dir,
        since=rules.since if is_open else None,
        versions=rules.versions if is_open else "",
        approved=approved,
    )


def _post_url(story: Story, url: str, language: str, context: EditionContext) -> str:
    header, settings = story.article.header, context.settings
    return form_link(
        settings.comments.form_url,
        id=story.article.id,
        title=header.title,
        url=context.address.canonical(url),
        lang=language,
        date=f"{header.date.astimezone(settings.site.timezone):%Y-%m-%d}",
    )


def _approved(story: Story, language: str, context: EditionContext) -> Iterator[CommentView]:
    """Yield the comments in their order. Their dates are in the `language` of the page."""
    from generator.plan.story.approved_comments import in_order  # noqa: PLC0415 - most articles have none
    from generator.plan.story.comment_text import comment_html  # noqa: PLC0415

    for comment, level, answers in in_order(story.comments, context.as_of):
        header = comment.header
        yield CommentView(
            anchor=f"{COMMENT_ANCHOR}{comment.id}",
            name=header.name,
            date=_moment(comment, language, context),
            html=comment_html(comment.text),
            level=level,
            answers=Link(answers.header.name, f"{COMMENT_ANCHOR}{answers.id}") if answers else None,
            lang=header.lang,
        )


def _moment(comment: Comment, language: str, context: EditionContext) -> Moment:
    """Return the instant of a comment; midnight stands for a day without a time."""
    timezone, written = context.settings.site.timezone, comment.header.date
    shown = moment(written, timezone, context.spoken(language))
    is_day = written.astimezone(timezone).time() == time()
    return Moment(shown.iso.partition("T")[0], shown.date, "") if is_day else shown
