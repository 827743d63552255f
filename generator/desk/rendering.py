"""The values of the desk -> HTML, in the language of the desk. Opens only its own layouts; loads
nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.desk.article import ArticlePage
from generator.desk.changes import Commit
from generator.desk.overview import Overview
from generator.desk.words import Words
from generator.report.times import shown_instant

FOLDER = Path(__file__).parent / "pages"


def overview_page(desk: Overview, fault: str, words: Words, script: str) -> str:
    """Return the desk. `fault` is the reason why the last build was impossible, or ""; `script` are
    the scripts of the preview, as HTML."""
    return _printed("overview.html", words, script, desk=desk, fault=fault)


def article_html(article: ArticlePage, words: Words, script: str) -> str:
    return _printed("article.html", words, script, article=article)


def history_page(commits: Iterable[Commit], words: Words) -> str:
    return _printed("history.html", words, "", commits=tuple(commits))


def message_page(message: str, words: Words, script: str) -> str:
    """Return a page with one sentence, given in English."""
    return _printed("message.html", words, script, message=words.say(message))


def _printed(layout: str, words: Words, script: str, **values: object) -> str:
    found = _environment().get_template(layout)
    return found.render(words=words, _=words.say, script=Markup(script), **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"instant": _instant, "format_named": _named}
    return made


def _instant(instant: datetime) -> str:
    return shown_instant(instant.replace(second=0, microsecond=0))


def _named(message: str, **values: object) -> str:
    return message % {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
