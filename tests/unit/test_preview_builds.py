"""Notices and outcomes -> orders and news: no save is lost, and no page is loaded again that has not changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.model.dataclass import replace
from generator.model.problems import error
from generator.model.report import BuildReport, Counts, Rebuilt
from generator.preview.builder import Order, Outcome, Styles
from generator.preview.builds import QUIET, Builds, News
from generator.publish.decide import SENTENCES, Reason

REPORT = BuildReport("The Courier", True, (), Counts(), (), (), (), 9, (), datetime(2026, 11, 22, tzinfo=UTC), None)
PAGE, OTHER, DESK = "http://localhost:5500/news/a/", "http://localhost:5500/news/b/", "http://localhost:5500/__desk/"


@dataclass
class Clock:
    """An event loop whose time goes on when it is told."""

    now: float = 0.0
    waiting: dict[int, tuple[float, Callable[..., Any]]] = field(default_factory=dict)
    number: int = 0

    def call_later(self, delay: float, callback: Callable[..., Any], /) -> object:
        self.number += 1
        self.waiting[self.number] = (self.now + delay, callback)
        return self.number

    def remove_timeout(self, timeout: object, /) -> None:
        assert isinstance(timeout, int)
        self.waiting.pop(timeout, None)

    def pass_by(self, seconds: float) -> None:
        end = self.now + seconds
        while due := sorted((at, number) for number, (at, _) in self.waiting.items() if at <= end):
            self.now, number = due[0]
            self.waiting.pop(number)[1]()
        self.now = end


class Desk:
    """The state of a preview with what it ordered, and what the three pages were told last."""

    def __init__(self, *, follows: bool = False) -> None:
        self.clock, self.orders = Clock(), list[Order]()
        self.told: dict[str, News | None] = {}
        self.builds = Builds(self.clock, self.orders.append, self.tell, lambda: self.clock.now, follows=follows)

    def tell(self, news: Callable[[str], News | None]) -> None:
        self.told = {page: news(page) for page in (PAGE, OTHER, DESK)}

    def begin(self) -> None:
        self.builds.look()
        self.clock.pass_by(1)
        self.builds.hear(Outcome(REPORT))
        self.orders.clear()
        self.told.clear()

    def save(self, *paths: str) -> None:
        for path in paths:
            self.builds.notice(path)


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.begin()
    return desk


def test_the_steps_of_one_save_are_one_build(desk: Desk) -> None:
    desk.save("a.md~", "a.md")
    desk.clock.pass_by(0.01)
    desk.save("a.md")
    desk.clock.pass_by(0.05)
    assert desk.orders == [Order(frozenset({"a.md~", "a.md"}))]


def test_a_stream_of_notices_is_not_waited_for(desk: Desk) -> None:
    for number in range(30):
        desk.save(f"{number}.md")
        desk.clock.pass_by(0.01)
    assert len(desk.orders) == 1
    desk.builds.hear(Outcome(REPORT))
    desk.clock.pass_by(1)
    assert len(desk.orders) == 2
    assert {path for order in desk.orders for path in order.touched or ()} == {f"{each}.md" for each in range(30)}


def test_all_that_is_saved_during_a_build_makes_one_more(desk: Desk) -> None:
    desk.save("a.md")
    desk.clock.pass_by(1)
    desk.save("b.md")
    desk.clock.pass_by(1)
    desk.save("c.md")
    desk.clock.pass_by(1)
    assert desk.orders == [Order(frozenset({"a.md"}))]
    desk.builds.hear(Outcome(REPORT))
    desk.clock.pass_by(1)
    assert desk.orders[1:] == [Order(frozenset({"b.md", "c.md"}))]


def test_a_checkout_of_many_files_is_looked_at_as_a_whole(desk: Desk) -> None:
    desk.save(*(f"{number}.md" for number in range(500)))
    desk.clock.pass_by(1)
    assert desk.orders == [Order(None)]


def test_when_it_is_quiet_everything_is_looked_at_once(desk: Desk) -> None:
    desk.save("a.md")
    desk.clock.pass_by(1)
    desk.builds.hear(Outcome(REPORT))
    desk.clock.pass_by(QUIET + 1)
    assert desk.orders[1:] == [Order(None)]
    desk.told.clear()
    desk.builds.hear(Outcome())
    desk.clock.pass_by(1000)
    assert len(desk.orders) == 2
    assert desk.told == {}, "nothing was found, nobody is told"


def test_only_pages_that_changed_are_loaded_again_and_the_desk(desk: Desk) -> None:
    desk.builds.hear(Outcome(replace(REPORT, changed=("news/a/index.html",))))
    assert desk.told == {PAGE: News(), OTHER: None, DESK: News()}


def test_an_error_is_shown_on_every_page_and_vanishes_from_every_page(desk: Desk) -> None:
    desk.builds.hear(Outcome(replace(REPORT, problems=(error("x", "Wrong."),))))
    assert None not in desk.told.values()
    assert desk.builds.errors
    desk.builds.hear(Outcome(REPORT))
    assert None not in desk.told.values()
    desk.builds.hear(Outcome(fault="There is no content folder."))
    assert None not in desk.told.values()
    assert desk.builds.fault


def test_style_sheets_come_before_their_pages_and_load_none(desk: Desk) -> None:
    before = desk.builds.loud
    desk.builds.hear(Styles((("assets/site.css", "/assets/site-0123456789.css", b"p{}"),)))
    assert desk.told[PAGE] == News(("/assets/site-0123456789.css",))
    assert desk.builds.sheets == {"assets/site-0123456789.css": b"p{}"}
    made = tuple(Rebuilt(path, (SENTENCES[Reason.CHROME],)) for path in ("news/a/index.html", "news/b/index.html"))
    desk.builds.hear(Outcome(replace(REPORT, changed=tuple(each.path for each in made), rebuilt=made)))
    assert desk.told[PAGE] == News(("/assets/site-0123456789.css",))
    assert desk.builds.loud == before


def test_a_text_that_was_saved_while_styles_were_built_is_shown(desk: Desk) -> None:
    desk.builds.hear(Styles((("assets/site.css", "/assets/site-0123456789.css", b"p{}"),)))
    made = (Rebuilt("news/a/index.html", (SENTENCES[Reason.CHROME], SENTENCES[Reason.TEXT])),)
    desk.builds.hear(Outcome(replace(REPORT, changed=("news/a/index.html",), rebuilt=made)))
    assert desk.told[PAGE] == News()


def test_browsers_follow_to_what_was_saved_if_they_are_to() -> None:
    desk = Desk(follows=True)
    desk.begin()
    desk.builds.hear(Outcome(replace(REPORT, changed=("news/a/index.html",)), saved="/news/a/"))
    assert desk.told[OTHER] == News(follow="/news/a/")
