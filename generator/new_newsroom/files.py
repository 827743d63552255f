"""An owner's answers -> the files of a new newsroom. They are: settings, sections, a comment
policy, a draft of a page about the outlet, and one article in each language. Writes nothing."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from generator.model.dataclass import dataclass
from generator.model.wall_clock import written

_WORDS = Path(__file__).parent / "first"
LANGUAGES = ("en", "ckb", "ku", "ar-IQ", "tr")
"""The languages for which the program has texts, with an Erbil outlet's tags."""
_SAME_LANGUAGE = {"kmr": "ku"}

_HEAD = """\
# Every setting is told in content/README.md, under “site.toml”.
[site]
"""
_MORE = """\
# description = "…"          one sentence under the name
# email = "…"                where readers write to
# address = "…"              of the newsroom
# copyright = "…"            the line at the foot of every page, if the name alone will not do
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers. `languages` are BCP 47 tags, the site's own first. `names` are pairs of another
    language and the outlet's name in it, where that differs. `form` is the address of the comment
    form, "" for none. `policy` is the outlet's own comment policy, "" for ours."""

    name: str
    url: str
    languages: tuple[str, ...]
    timezone: str
    form: str = ""
    names: tuple[tuple[str, str], ...] = ()
    policy: str = ""


def words_of(tag: str) -> str:
    """Return the name of the file with a language's texts, or ""."""
    primary = tag.lower().split("-", 1)[0]
    primary = _SAME_LANGUAGE.get(primary, primary)
    return primary if (_WORDS / f"{primary}.toml").is_file() else ""


def settings_text(answers: Answers) -> str:
    """Return the text of site.toml."""
    own, *others = answers.languages
    lines = [
        f"name = {in_toml(answers.name)}",
        f"url = {in_toml(answers.url.rstrip('/'))}",
        f"language = {in_toml(own)}",
        f"timezone = {in_toml(answers.timezone)}",
    ]
    text = _HEAD + "\n".join(lines) + "\n" + _MORE
    for tag in answers.languages:
        words = texts_in(words_of(tag))
        keys = {
            "name": dict(answers.names).get(tag, "") if tag in others else "",
            "label": words["label"] if others else "",
        }
        keys["time"] = words.get("time", "")
        if any(keys.values()):
            block = [f"{key} = {in_toml(value)}" for key, value in keys.items() if value]
            text += "\n".join(["", f"[languages.{tag}]", *block, ""])
        elif tag in others:
            text += f"\n[languages.{tag}]\n"
    return text + (f"\n[comments]\nform_url = {in_toml(answers.form)}\n" if answers.form else "")


def newsroom_files(answers: Answers, now: datetime) -> dict[str, str]:
    """Return every file by its path in the content folder. `now` is the date of the first
    article."""
    files = {"site.toml": settings_text(answers)}
    own, *others = answers.languages
    has_ours = not answers.policy  # beside an outlet's own policy, ours would promise something else
    files |= _in_language(own, "", answers.name, now, has_policy=has_ours)
    for tag in others:
        name = dict(answers.names).get(tag) or answers.name
        files |= _in_language(tag, f"{tag}/", name, now, has_policy=has_ours)
    if answers.policy:
        title = texts_in(words_of(own))["policy"]["title"]
        is_whole = answers.policy.startswith("---")
        files["policies/comments.md"] = answers.policy if is_whole else _document({"title": title}, answers.policy, {})
    return files


def _in_language(tag: str, folder: str, name: str, now: datetime, *, has_policy: bool) -> dict[str, str]:
    """Return the files of one language. `folder` is that of the language in each folder of content,
    "" for the site's own. Without `has_policy` our comment policy is none of them."""
    words = texts_in(words_of(tag))
    first = f"first-{tag.lower()}" if folder else "first"
    paths = {
        "article": f"articles/{folder}{now:%Y/%m}/{first}.md",
        "about": f"pages/{folder}about.md",
        "policy": f"policies/{folder if has_policy else ''}comments.md",
    }
    said = {part: f"content/{path}" for part, path in paths.items()} | {"name": name}
    article = {
        "title": words["article"]["title"],
        "date": written(now),
        "section": "news",
        "summary": words["article"]["summary"],
    }
    if folder:
        article["translation_of"] = "first"
    files = {
        paths["article"]: _document(article, words["article"]["text"], said),
        paths["about"]: _document({"title": words["about"]["title"], "status": "draft"}, words["about"]["text"], said),
    }
    if has_policy:
        files[paths["policy"]] = first_policy(words_of(tag), name)
    for order, (section, title) in enumerate(words["sections"].items(), 1):
        keys = {"title": title} if folder else {"title": title, "order": order}
        files[f"sections/{folder}{section}.md"] = _document(keys, "", said)
    return files


def _document(keys: Mapping[str, str | int], text: str, said: Mapping[str, str]) -> str:
    lines = ["---"]
    for key, value in keys.items():
        written = _filled(value, said) if isinstance(value, str) else value
        is_plain = key not in ("title", "summary")
        lines.append(f"{key}: {written if is_plain else in_toml(str(written))}")
    return "\n".join([*lines, "---", _filled(text, said).strip("\n"), ""])


def _filled(text: str, said: Mapping[str, str]) -> str:
    for name, value in said.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def first_policy(words: str, name: str) -> str:
    """Return the comment policy of a new newsroom called `name`. `words` is what `words_of` gives for
    a language."""
    texts = texts_in(words)["policy"]
    return _document({"title": texts["title"]}, texts["text"], {"name": name})


def in_toml(text: str) -> str:
    """Return a string that is valid in TOML and YAML; JSON is both."""
    return json.dumps(text, ensure_ascii=False)


@cache
def texts_in(name: str) -> dict[str, Any]:
    """Return the texts in a language. `name` is what `words_of` gives for it."""
    return tomllib.loads((_WORDS / f"{name}.toml").read_text("utf-8"))
