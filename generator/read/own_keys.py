"""`[keys]` of site.toml -> the keys that an outlet adds to the front matter of its articles, and a
header with fields for them. They are read and checked like our own."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.model.dataclass import dataclass, fields
from generator.model.headers import ArticleHeader
from generator.model.own_keys import OWN_KINDS, OwnValue
from generator.model.problems import FieldLocation, Problem, error
from generator.model.regex import regex
from generator.model.suggestions import did_you_mean

_OURS = tuple(each.name for each in fields(ArticleHeader))
_NAME = regex(r"(?!model_config$)[a-z][a-z0-9_]{0,60}")
"""Names that layouts, Python and pydantic allow."""
_CHOICE = 'Write "text", "date", "flag" or "list".'

FOR_ARTICLES = "It is declared under [keys] in site.toml, and these keys are for articles alone."


def own_keys(values: Mapping[str, Any], path: str) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """Return the names and kinds of the keys, sorted by name. `path` is that of site.toml."""
    problems: list[Problem] = []
    for name, kind in values.items():
        where = FieldLocation(path, f"keys.{name}")
        if name in _OURS:
            hint = "Dateline has it already, for every article. Give yours another name."
            problems.append(error("wrong-value", f"“{name}” is a key of Dateline's own.", where, hint))
        elif not _NAME.fullmatch(name) or keyword.iskeyword(name):
            hint = "Write small letters of ASCII, digits and underscores, beginning with a letter:  kicker"
            problems.append(error("wrong-value", f"“{name}” cannot be the name of a key.", where, hint))
        elif not isinstance(kind, str) or kind not in OWN_KINDS:
            hint = (did_you_mean(kind, OWN_KINDS) if isinstance(kind, str) else "") or _CHOICE
            problems.append(error("wrong-value", f"“{name}”: there is no kind of key “{kind}”.", where, hint))
    return tuple(sorted(values.items())) if not problems else (), problems


@cache
def header_with(keys: tuple[tuple[str, str], ...]) -> type[ArticleHeader]:
    """Return the header of articles with fields for these keys."""
    types = {name: OWN_KINDS[kind][0] for name, kind in keys}
    defaults = {name: OWN_KINDS[kind][1] for name, kind in keys}
    kind = type("OwnArticleHeader", (ArticleHeader,), {**defaults, "__annotations__": types, "__module__": __name__})
    return dataclass(frozen=True, slots=True, kw_only=True)(kind)


def divided(
    header: ArticleHeader, keys: tuple[tuple[str, str], ...]
) -> tuple[ArticleHeader, tuple[tuple[str, OwnValue], ...]]:
    """Divide a header of `header_with` into our own header and the values of the outlet's keys."""
    plain = ArticleHeader(**{name: getattr(header, name) for name in _OURS})
    return plain, tuple((name, getattr(header, name)) for name, _ in keys)
