"""Notices of changes and the outcomes of builds -> the next order, and what the browsers have to be
told. Runs in the event loop of the server, knows neither HTTP nor HTML, and builds nothing itself.

One build runs at a time. All that changes meanwhile makes one more, so no save is lost. A notice can
be lost by the system, though: when its files are left alone for a while, one look goes over
everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from generator.model.dataclass import dataclass
from generator.model.problems import Problem, Severity
from generator.model.report import BuildReport
from generator.preview.builder import Answer, Order, Outcome, Styles
from generator.publish.decide import SENTENCES, Reason

SETTLE = 0.02
"""Seconds without a further notice before a build: an editor's program saves in several steps."""
LONGEST = 0.1
"""Seconds until a build, however many notices come."""
QUIET = 5.0
"""Seconds without a notice before a look at everything."""
_MOST = 200
"""Touched files; a look at everything takes less time than at more of them."""
_FARTHEST = 7 * 24 * 3600.0
"""Seconds that a timer may run."""
DESK = "/__desk/"


class Loop(Protocol):
    """The part of an event loop that is used here."""

    def call_later(self, delay: float, callback: Callable[..., Any], /) -> object: ...
    def remove_timeout(self, timeout: object, /) -> None: ...


@dataclass(frozen=True, slots=True)
class News:
    """What a page is told: to take other style sheets, given by their addresses, or else to load
    itself anew, or to `follow` to the article that was saved."""

    styles: tuple[str, ...] = ()
    follow: str = ""


class Builds:
    """The state of the preview.

    `report` and `fault` are of the last build. `number` counts what came of builds; pages of `loud`
    and later ones differ from those of now in their style sheets alone. `sheets` are style sheets,
    by path, that are ready before the pages that name them, and `styles` the addresses of all. `follow`
    is the address of the article of the last save, "" if nobody is to follow.

    `order` gives an order to the builder. `tell` is called after each build, with a function that
    gives the news for the page at an address, None without any. `seconds` is a clock."""

    def __init__(
        self,
        loop: Loop,
        order: Callable[[Order], None],
        tell: Callable[[Callable[[str], News | None]], None],
        seconds: Callable[[], float],
        *,
        follows: bool = False,
    ) -> None:
        self.report: BuildReport | None = None
        self.fault = ""
        self.number = self.loud = 0
        self.sheets: dict[str, bytes] = {}
        self.styles: tuple[str, ...] = ()
        self.follow = ""
        self._loop, self._order, self._tell, self._seconds = loop, order, tell, seconds
        self._follows = follows
        self._touched: set[str] = set()
        self._first = 0.0
        self._is_all = self._is_building = self._was_part = self._is_styled = False
        self._timers: dict[str, object] = {}

    def notice(self, path: str) -> None:
        """Take in that a file may have changed."""
        if not self._touched:
            self._first = self._seconds()
        self._touched.add(path)
        self._settle()

    def look(self) -> None:
        """Order a look at everything: a timer has come, or a folder is another one now."""
        self._is_all = True
        self._settle()

    def hear(self, answer: Answer) -> None:
        """Take in an answer of the builder."""
        if isinstance(answer, Styles):
            self._is_styled = True
            self.sheets = {path.removeprefix("/"): content for _, path, content in answer.sheets}
            self.styles = tuple(path for _, path, _ in answer.sheets)
            self._tell(lambda address: News(self.styles))
            return
        self._is_building = False
        self._take(answer)
        self._is_styled = False
        self._when("look", QUIET if self._was_part else self._next_due())
        if self._touched or self._is_all:
            self._settle()

    def _take(self, outcome: Outcome) -> None:
        errors, fault = self.errors, self.fault
        was_shown = self.report is not None
        if outcome.report is None and not outcome.fault and not fault:
            return  # nothing has changed
        self.fault = outcome.fault
        self.report = outcome.report or self.report
        report = outcome.report
        is_told = (errors, fault) != (self.errors, self.fault) or not was_shown
        files = {*report.added, *report.changed, *report.removed} if report else set()
        self.number += 1
        if self._is_styled and not is_told and report and _is_only_styled(report):
            self._tell(lambda address: News(self.styles))
            return
        self.loud = self.number
        follow = self.follow = outcome.saved if self._follows and not self.errors else ""

        def news(address: str) -> News | None:
            path = path_of(address)
            is_other = is_told or path in files or path.startswith(DESK.strip("/"))
            return News(follow=follow) if is_other or follow else None

        self._tell(news)

    @property
    def errors(self) -> tuple[Problem, ...]:
        problems = self.report.problems if self.report else ()
        return tuple(each for each in problems if each.severity is Severity.ERROR)

    def _settle(self) -> None:
        if not self._is_building:
            left = LONGEST - (self._seconds() - self._first) if self._touched else SETTLE
            self._when("build", max(0.0, min(SETTLE, left)))

    def _build(self) -> None:
        if self._is_building:
            return
        is_part = not self._is_all and len(self._touched) <= _MOST
        order = Order(frozenset(self._touched) if is_part else None)
        self._touched.clear()
        self._is_all, self._was_part, self._is_building = False, is_part, True
        self._order(order)

    def _next_due(self) -> float | None:
        """Return the seconds until the site changes by itself."""
        if not self.report or self.report.valid_until == float("inf"):
            return None
        return max(1.0, min(_FARTHEST, self.report.valid_until - datetime.now().timestamp()))

    def _when(self, name: str, delay: float | None) -> None:
        """Set a timer in the place of the last one of its name."""
        if name in self._timers:
            self._loop.remove_timeout(self._timers.pop(name))
        if delay is not None:
            self._timers[name] = self._loop.call_later(delay, self._build if name == "build" else self.look)


def _is_only_styled(report: BuildReport) -> bool:
    """Whether pages differ in the names of their style sheets alone. What was saved while this build
    ran may be in it, too."""
    known = {SENTENCES[Reason.CHROME]}
    return all(known.issuperset(file.reasons) or file.path.endswith(".css") for file in report.rebuilt)


def path_of(address: str) -> str:
    """Return the path in the output folder of the page at an address."""
    path = unquote(urlsplit(address).path).removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
