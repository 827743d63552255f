"""The law of the clock: `next_due` is the very next instant at which the site is another one. Nothing changes before it,
and something does then: in whatever zone, and when its clocks are set back or forward."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from newsroom import Newsroom, a_newsroom, photo_keys

from generator.model.documents import Author, Body, BodyFacts, BodyFigure, Document, Picture, Policy, StaticPage
from generator.model.headers import (
    AuthorHeader,
    CommentsMode,
    Correction,
    CorrectionSeverity,
    PhotoReference,
    PolicyHeader,
    StaticPageHeader,
    Status,
)
from generator.model.settings import CommentsSettings, Language, LanguageSettings, Settings
from generator.model.site import Site
from tests.unit.newsrooms import FORM, SETTINGS, SITE, a_body, article, body_facts, comment, plan

EXAMPLES = settings().max_examples

CHANGES_OF_THE_HOUR = {
    "Asia/Baghdad": (datetime(2007, 4, 1, tzinfo=UTC), datetime(2007, 10, 1, tzinfo=UTC)),
    "Europe/Istanbul": (datetime(2015, 11, 8, 1, tzinfo=UTC), datetime(2016, 3, 27, 1, tzinfo=UTC)),
    "America/New_York": (datetime(2026, 3, 8, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)),
}
"""The last ones in zones that have given them up."""

SPOTS = [
    *(timedelta(minutes=minutes) for minutes in (-90, -60, -30, 0, 30, 60, 90)),
    *(timedelta(days=days) for days in (-400, -31, -2, -1, 1, 2)),
]
"""Around a change of the hour. There are few, so that many things happen at once."""


def _written(instant: datetime, zone: ZoneInfo) -> datetime:
    """As it is read from a front matter: without an offset where clocks show it once."""
    local = instant.astimezone(zone)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return instant if is_twice else local


class Desk:
    """Draws the newsrooms of one example, and knows every instant at which something could happen."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data
        name = self.one_of(*CHANGES_OF_THE_HOUR)
        self.zone = ZoneInfo(name)
        self._anchor = self.one_of(*CHANGES_OF_THE_HOUR[name])
        self.instants = {self._anchor + spot for spot in SPOTS}

    def one_of(self, *values: Any) -> Any:
        return self._data.draw(st.sampled_from(values))

    def instant(self) -> datetime:
        return _written(self._anchor + self.one_of(*SPOTS), self.zone)

    def maybe(self, chance: int = 3) -> datetime | None:
        return self.instant() if self.one_of(*([False] * chance), True) else None

    def photo(self, file: str = "bridge.jpg") -> PhotoReference:
        return PhotoReference(file, "A bridge", "A bridge.", "A. Name", rights_expire=self.maybe(1))

    def body(self, file: str = "bridge.jpg") -> Body:
        return a_body(*(BodyFigure(self.photo(file)) for _ in range(self.one_of(0, 1))))

    def settings(self) -> Settings:
        site = replace(
            SITE,
            timezone=self.zone,
            old_after_days=self.one_of(0, 0, 1, 31, 365),
            news_sitemap=self.one_of(False, True),
        )
        comments = CommentsSettings(self.one_of("", FORM), self.one_of(None, 0, 1, 2, 31))
        languages = self.one_of((), (Language("en"), Language("ckb", LanguageSettings(form_url=self.one_of("", FORM)))))
        return replace(SETTINGS, site=site, comments=comments, languages=languages)

    def article(self, id: str, settings: Settings) -> Document:
        header: Mapping[str, Any] = {
            "date": self.instant(),
            "status": self.one_of(*[Status.PUBLISHED] * 4, Status.DRAFT, Status.WITHDRAWN),
            "embargo": self.maybe(),
            "expires": self.maybe(),
            "updated": self.maybe(),
            "corrections": tuple(
                Correction(when, "It was noon.", self.one_of(*CorrectionSeverity))
                for when in (self.maybe(), self.maybe(9))
                if when
            ),
            "translation_of": self.one_of("", "", "a0") if id != "a0" else "",
            "comments": self.one_of(*CommentsMode, CommentsMode.OPEN),
            "photo": self.one_of("", "bridge.jpg"),
            "photo_alt": "A bridge",
            "photo_rights_expire": self.maybe(2),
            "photos": tuple(self.photo() for _ in range(self.one_of(0, 0, 0, 1))),
            "lang": self.one_of("", "", "ckb"),
            "author": self.one_of((), ("dilan",)),
        }
        days = settings.comments.close_after_days
        self.instants |= {(header["date"] + timedelta(days=days)).astimezone(UTC)} if days is not None else set()
        return article(id, body=self.body(), **header)

    def others(self) -> tuple[Document, ...]:
        about = StaticPageHeader(title="About", status=self.one_of(Status.PUBLISHED, Status.DRAFT))
        # The picture of a policy is its own: a file that is on another page as well stays when no article shows the policy.
        rules = body_facts(self.body("rules.jpg"))
        return (
            StaticPage("pages/about.md", "about", about, body_facts(self.body())),
            Author("authors/dilan.md", "dilan", AuthorHeader(name="Dilan Example"), body_facts(self.body())),
            *self.policies(rules),
            Picture("photos/rules.jpg", "d2", 900, 600),
        )

    def policies(self, rules: BodyFacts) -> Iterator[Document]:
        """One policy without an instant, or versions of it, perhaps in a language without an edition."""
        begins = [*dict.fromkeys(self.instant() for _ in range(self.one_of(0, 0, 1, 2)))]
        language = self.one_of("", "", "", "ckb")
        if not begins:
            yield Policy("policies/comments.md", "comments", PolicyHeader(title="Our rules"), rules)
        for number, since in enumerate(begins):
            path = f"policies/{language}/comments/{number}.md"
            header = PolicyHeader(title="Our rules", since=since, lang=language)
            yield Policy(path, "comments", header, rules, language)

    def comments(self, on: str) -> Iterator[Document]:
        for number in range(self.one_of(0, 0, 0, 1, 2)):
            yield comment(f"c{number}", on=on, date=self.instant(), reply_to=self.one_of("", "c0"))

    def midnights(self, around: Iterable[datetime]) -> set[datetime]:
        """In the zone: the instants at which articles turn older."""
        days = {each.astimezone(self.zone).date() for each in around}
        near = {day + timedelta(days=more) for day in days for more in range(-1, 3)}
        return {datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(UTC) for day in near}


@given(st.data())
@settings(max_examples=EXAMPLES)
def test_nothing_changes_before_it_is_due_and_something_does_then(data: st.DataObject) -> None:
    desk = Desk(data)
    outlet, preview = desk.settings(), desk.one_of(False, False, True)
    documents = [desk.article(f"a{number}", outlet) for number in range(desk.one_of(1, 1, 2, 3))]
    documents += [each for on in [*documents] for each in desk.comments(Path(on.path).stem)]
    documents += desk.others() if desk.one_of(False, True) else ()

    def planned(as_of: datetime) -> tuple[Site, Any]:
        made = plan(*documents, settings=outlet, as_of=as_of, preview=preview).value
        return made.site, made.outputs

    as_of = desk.instant()
    site, before = planned(as_of.astimezone(desk.one_of(UTC, desk.zone)))
    every = desk.instants | desk.midnights({*desk.instants, as_of})
    every |= {
        each.astimezone(UTC) + timedelta(days=2) for each in desk.instants
    }  # what came out then is no news any more
    due = site.next_due.astimezone(UTC) if site.next_due else None  # arithmetic in a zone ignores its changes
    for instant in sorted(each for each in every if as_of.astimezone(UTC) < each and (due is None or each < due)):
        assert planned(instant)[1] == before, f"at {instant}, before it is due"
    if due is None:
        event("nothing is due")
        return
    event(site.due[0].kind)
    assert due.timestamp() == site.due[0].instant
    assert planned(due - timedelta(seconds=1))[1] == before
    assert planned(due)[1] != before


@dataclass(frozen=True, slots=True)
class FromNothing(Newsroom):
    """The same content, built by a machine that knows nothing of it."""

    @property
    def output(self) -> Path:
        return self.folder / "clean"

    @property
    def cache(self) -> Path:
        return self.folder / "no-cache"


def _clean(newsroom: Newsroom, as_of: datetime) -> dict[str, bytes]:
    clean = FromNothing(newsroom.folder, newsroom.layouts, newsroom.assets)
    for folder in (clean.output, clean.cache):
        shutil.rmtree(folder, ignore_errors=True)
    clean.build(as_of=as_of)
    return clean.published()


def _typed(time: datetime) -> str:
    return time.isoformat(" ") if time.tzinfo is UTC else f"{time:%Y-%m-%d %H:%M}"


def _written_down(newsroom: Newsroom, desk: Desk) -> None:
    """Articles on disk, whose keys an editor may have typed in the zone of the newsroom."""
    newsroom.write("site.toml", IN_PRINT.format(zone=desk.zone.key, days=desk.one_of(1, 31)))
    for number in range(desk.one_of(1, 2, 3)):
        date, embargo, expires = desk.instant(), desk.maybe(1), desk.maybe(1)
        if expires and expires <= max(date, embargo or date):
            expires = None  # that is an error
        keys = {"date": date, "embargo": embargo, "expires": expires, "updated": desk.maybe(1)}
        keys |= {"photo_rights_expire": desk.maybe(1)}
        written: dict[str, Any] = {key: _typed(time) for key, time in keys.items() if time}
        if when := desk.maybe(1):
            written["corrections"] = [{"date": _typed(when), "text": "It was noon."}]
        newsroom.article(f"a{number}", **(photo_keys("flag") | written))


IN_PRINT = """\
[site]
name = "The Courier"
url = "https://courier.example"
timezone = "{zone}"
old_after_days = {days}

[comments]
form_url = "https://forms.example/post?article={{id}}"
close_after_days = 2

[photos]
widths = [320]
formats = ["jpeg"]

[checks]
early-update = "off"
"""


@given(st.data())
@settings(max_examples=max(1, settings().max_examples // 50), suppress_health_check=[HealthCheck.too_slow])
def test_whenever_it_is_built_the_site_is_that_of_a_clean_build_at_that_instant(data: st.DataObject) -> None:
    """The clock goes on from one instant that is due to the next, and is set back and forward in between."""
    desk = Desk(data)
    with tempfile.TemporaryDirectory() as folder:
        newsroom = a_newsroom(Path(folder), printed=True)
        _written_down(newsroom, desk)
        as_of = desk.instant()
        for _ in range(4):
            report = newsroom.build(as_of=as_of)
            assert not report.errors
            now = newsroom.published()
            assert now == _clean(newsroom, as_of)
            due = report.next_due
            if due and desk.one_of(True, True, False):
                assert _clean(newsroom, due.astimezone(UTC) - timedelta(seconds=1)) == now
                as_of = due
                assert newsroom.build(as_of=as_of).next_due != due
                assert newsroom.published() != now
            else:
                as_of = desk.instant()
