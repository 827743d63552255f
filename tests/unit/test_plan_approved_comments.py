"""Approved comments on the page of their article: in their order, as text that can never become anything else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Body, Comment, Policy
from generator.model.headers import CommentsMode, PolicyHeader, Status
from generator.model.schedule import ChangeKind
from generator.model.views import CommentsView
from generator.plan.site.policies import policy_problems
from generator.plan.story.approved_comments import in_order
from generator.plan.story.comment_text import comment_html
from tests.unit.newsrooms import NOON, POLICY, SETTINGS, article, body_facts, comment, page_views, plan

ADDRESS = "/kurdistan/2026/11/handover/"


def block(*comments: Comment, **header: Any) -> CommentsView | None:
    view: CommentsView | None = page_views(article(**header), *comments)[ADDRESS].main.comments
    return view


def order(*comments: Comment) -> list[tuple[str, int]]:
    return [(placed.comment.id, placed.level) for placed in in_order(comments, NOON)]


def test_the_oldest_is_first_and_replies_follow_what_they_answer() -> None:
    early, late = NOON - timedelta(hours=9), NOON - timedelta(hours=1)
    comments = (
        comment("z", date=early),
        comment("b", date=early + timedelta(minutes=1)),
        comment("reply-2", date=late + timedelta(minutes=1), reply_to="z"),
        comment("reply", date=late, reply_to="z"),
        comment("to-reply", date=late, reply_to="reply"),
        comment("deep", date=late, reply_to="to-reply"),
        comment("deeper", date=late, reply_to="deep"),
    )
    placed = [("z", 0), ("reply", 1), ("to-reply", 2), ("deep", 2), ("deeper", 2), ("reply-2", 1), ("b", 0)]
    assert order(*comments) == order(*reversed(comments)) == placed
    answers = {each.anchor: each.answers and each.answers.url for each in shown(*comments).approved}
    assert answers["comment-deeper"] == "comment-deep"
    assert answers["comment-z"] is None


def shown(*comments: Comment, **header: Any) -> CommentsView:
    view = block(*comments, **header)
    assert view
    return view


def test_comments_that_answer_one_another_or_none_stand_by_themselves() -> None:
    assert order(comment("a", reply_to="b"), comment("b", reply_to="a"), comment("c", reply_to="a")) == [
        ("a", 0), ("c", 1), ("b", 0)
    ]  # fmt: skip
    assert order(comment("a", reply_to="a"), comment("b", reply_to="lost")) == [("a", 0), ("b", 0)]


def test_a_thread_may_be_longer_than_any_stack() -> None:
    comments = [comment(f"c{number}", reply_to=f"c{number - 1}") for number in range(3000)]
    assert [id for id, _ in order(*comments)] == [each.id for each in comments]


def test_a_comment_is_out_from_its_date_on_and_a_reply_to_it_waits_for_nobody() -> None:
    coming = comment("coming", date=NOON + timedelta(seconds=1))
    made = plan(article(), coming, comment("reply", reply_to="coming")).value.site
    assert [(each.instant, each.kind) for each in made.due] == [(NOON.timestamp() + 1, ChangeKind.COMMENT)]
    assert order(coming, comment("reply", reply_to="coming")) == [("reply", 0)]


def test_approved_comments_stay_when_the_comments_close_or_the_form_goes() -> None:
    closed = shown(comment("a"), comments=CommentsMode.CLOSED)
    assert (closed.open, [each.anchor for each in closed.approved]) == (False, ["comment-a"])
    assert block(comment("a"), comments=CommentsMode.NONE) is None


def test_comments_on_what_is_not_out_are_on_no_page() -> None:
    without = page_views(article(), article("secret", status=Status.DRAFT))
    assert page_views(article(), article("secret", status=Status.DRAFT), comment("a", on="secret")) == without
    assert page_views(article(), comment("a", on="nothing")).keys() == without.keys()


def test_the_data_for_search_engines_has_them() -> None:
    metadata = page_views(article(), comment("a", "</script> & so"), comment("b", reply_to="a"))[ADDRESS].metadata
    assert "</script" not in metadata
    data = json.loads(metadata)["@graph"][0]
    assert (data["commentCount"], data["discussionUrl"]) == (2, f"https://outlet.example{ADDRESS}#comments")
    first, second = data["comment"]
    assert (first["text"], first["author"]["name"]) == ("</script> & so", "A. Reader")
    assert second["parentItem"]["url"] == first["url"] == f"https://outlet.example{ADDRESS}#comment-a"
    assert json.loads(page_views(article())[ADDRESS].metadata)["@graph"][0]["commentCount"] == 0


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))
        self.text += "\n" if tag in ("br", "p") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def elements(text: str) -> _Elements:
    parser = _Elements()
    parser.feed(comment_html(text))
    parser.close()
    return parser


PIECES = st.sampled_from(["<b>", "</p>", '"', "'", "&amp;", "&#60;", "http://a.example", "https://x.example/?a=1&b=<i>", "javascript:x", "\n", "\n\n",
                          "(", ")", ".", "@", "%", "#", "[x](y)", "{{ x }}", "س", "\u202e", " "])  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_whatever_a_reader_writes_is_text_in_paragraphs_with_links_to_the_web(text: str) -> None:
    parser = elements(text)
    assert {tag for tag, _ in parser.found} <= {"p", "br", "a"}
    for tag, attributes in parser.found:
        if tag == "a":
            assert attributes.keys() == {"href", "rel", "dir"}
            assert attributes["rel"] == "ugc nofollow noopener"
            assert urlsplit(attributes["href"] or "").scheme.lower() in ("http", "https")
        else:
            assert attributes in ({}, {"dir": "auto"})
    assert parser.text.split() == text.split()


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("See https://a.example.", "https://a.example"),
        ("(https://a.example/x_(y)),", "https://a.example/x_(y)"),
        ("HTTPS://A.example/?q=1&r=2#a#b", "HTTPS://A.example/?q=1&r=2#a%23b"),
        ("https://a.example/50%|x", "https://a.example/50%25%7Cx"),
        ("بڕوانە https://نموونە.example/هەواڵ؟", "https://نموونە.example/%D9%87%DB%95%D9%88%D8%A7%DA%B5"),
        ("https://a.example:8080/x", "https://a.example:8080/x"),
    ],
)
def test_an_address_ends_where_readers_see_it_end(text: str, href: str) -> None:
    assert [attributes["href"] for tag, attributes in elements(text).found if tag == "a"] == [href]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "https://bank.example@evil.example/", "https://u:p@evil.example", "ftp://a.example", "//a.example", "https://localhost", "data:text/html,x"]
)  # fmt: skip
def test_what_leads_elsewhere_than_to_the_web_is_no_link(text: str) -> None:
    assert "<a" not in comment_html(text)


# -- the versions of the policy -----------------------------------------------------------------------------------------


def version(days: int, text: str) -> Policy:
    """A version that stands from some days ahead on."""
    path = f"policies/comments/{days}.md"
    header = PolicyHeader(title="Our rules", since=NOON + timedelta(days=days))
    return Policy(path, "comments", header, body_facts(Body((f"<p>{text}</p>",))))


OLD, NOW, NEXT = version(-9, "Be kind."), version(-2, "Be brief."), version(2, "Be quiet.")
RULES = (OLD, NOW, NEXT)


def test_the_page_of_the_policy_has_the_earlier_versions_and_no_later_one() -> None:
    views = page_views(article(), *RULES, without=POLICY.path)
    policy = views["/policies/comments/"].main
    assert [(each.body[0].html, each.since.date, each.until and each.until.date) for each in policy.versions] == [
        ("<p>Be brief.</p>", "November 20, 2026", None),
        ("<p>Be kind.</p>", "November 13, 2026", "November 20, 2026"),
    ]
    comments = views[ADDRESS].main.comments
    assert comments.policy[0].html == "<p>Be brief.</p>"
    assert (comments.since.date, comments.versions) == ("November 20, 2026", "/policies/comments/")
    assert views == page_views(article(), OLD, NOW, without=POLICY.path)


def test_in_a_folder_of_a_host_the_way_to_the_versions_begins_with_that_folder() -> None:
    settings = replace(SETTINGS, site=replace(SETTINGS.site, url="https://outlet.example/paper"))
    views = page_views(article(), *RULES, without=POLICY.path, settings=settings)
    assert views[f"/paper{ADDRESS}"].main.comments.versions == "/paper/policies/comments/"
    assert "/paper/policies/comments/" in views


def test_a_later_version_is_due_and_stands_then() -> None:
    site = plan(article(), *RULES, without=POLICY.path).value.site
    assert [(each.kind, each.path, each.instant) for each in site.due] == [
        ("policy", "policies/comments/2.md", NEXT.header.since.timestamp() if NEXT.header.since else None)
    ]
    views = page_views(article(), *RULES, without=POLICY.path, as_of=NOON + timedelta(days=2))
    assert len(views["/policies/comments/"].main.versions) == 3
    assert views[ADDRESS].main.comments.policy[0].html == "<p>Be quiet.</p>"


def test_a_policy_without_versions_has_no_page() -> None:
    views = page_views(article())
    assert "/policies/comments/" not in views
    assert (views[ADDRESS].main.comments.since, views[ADDRESS].main.comments.versions) == (None, "")


def test_a_policy_of_which_no_version_stands_yet_is_told() -> None:
    def told(*policies: Policy) -> list[str]:
        return [
            each.where.path for each in policy_problems(policies, NOON) if each.code == "coming-policy" and each.where
        ]

    kurdish = replace(NEXT, path="policies/ckb/comments.md", language="ckb")
    assert told(NEXT, version(4, "Be gone.")) == [f"content/{NEXT.path}"]
    assert told(NEXT, kurdish) == [f"content/{kurdish.path}", f"content/{NEXT.path}"]
    assert told(NOW, NEXT, kurdish) == told(POLICY, kurdish) == []
