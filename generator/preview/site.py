"""What requests are answered from: the builds, the folders, and who may ask."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.story_index import StoryIndex
from generator.desk.words import Words, chosen_language, words_in
from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError
from generator.model.report import Folders
from generator.plan.site.story_keys import ADDRESS, key
from generator.plan.urls import output_path
from generator.preview.builds import DESK, Builds
from generator.preview.overlay import desk_link, overlay, with_overlay
from generator.report.lines import place_of


@dataclass(frozen=True, slots=True)
class Site:
    """What requests are answered from. `hosts` are the names under which the preview answers;
    `language` is that of the desk, "" for the browser's."""

    builds: Builds
    folders: Folders
    hosts: frozenset[str]
    language: str = ""
    follows: bool = False

    def words(self, accepted: str) -> Words:
        """Return the words of the desk. `accepted` is what the browser says of languages."""
        return words_in(chosen_language(self.language, accepted))

    def page(self, html: bytes, words: Words, path: str = "") -> bytes:
        """Return a page as the preview shows it. `path` is its file in the output folder."""
        builds, here = self.builds, Path.cwd()
        places = [place_of(each, self.folders, here) for each in builds.errors]
        more = desk_link(words, self._article_at(path) if path else "") + overlay(
            builds.report, builds.fault, places, words
        )
        return with_overlay(html, self.script(), more)

    def ledger(self) -> Ledger:
        """Open the ledger of the preview, to read it. Raises DamagedError and DatelineError while a
        build is writing."""
        return Ledger(ledger_of(self.folders.output, self.folders.cache), is_kept=False)

    def _article_at(self, path: str) -> str:
        """Return the id of the article whose page this is; "" for another page."""
        with suppress(DamagedError, DatelineError, OSError), closing(self.ledger()) as ledger:
            found = StoryIndex(ledger).under(key(ADDRESS, path)).values()
            return next((each.facts.id for each in found if output_path(each.facts.url) == path), "")
        return ""

    def script(self, *, follows: bool = True) -> str:
        """Return the scripts of a page. Their number is that of the build that the page is of. The
        browser sends it when it begins to wait for news: if there are some already, they come at
        once, so no save between the two is lost."""
        does = ' data-follows="1"' if follows and self.follows else ""
        return (
            f'<script defer src="{DESK}preview.js"{does}></script>'
            f'<script defer src="/livereload.js?snipver={self.builds.number}"></script>'
        )
