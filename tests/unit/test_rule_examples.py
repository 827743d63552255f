"""The examples of the guide: what is called wrong breaks its rule, and what is called right does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check.articles import document_problems
from generator.model.check_settings import HouseStyle
from generator.model.rules import OPTIONAL, RULES
from generator.model.rules.rule import Rule
from generator.read.documents import Reading, read
from generator.read.scan import scanned
from tests.unit.newsrooms import SETTINGS

READING = Reading(
    SETTINGS.site.timezone,
    "en",
    ("en", "ckb", "ku", "ar", "tr"),
    style=HouseStyle(tuple(sorted(OPTIONAL)), ("BAGHDAD",), (("en", "Irbil", "Erbil"), ("ckb", "سلێمانیی", "سلێمانی"))),
)
KEYS = {"title": "A bridge", "date": "2026-11-20 14:30", "section": "news", "author": "dilan", "tags": "[roads]"}
KEYS |= {"dateline": "ERBIL, Kurdistan Region", "summary": "Cars cross the Zab again, ten years after the flood."}
UNASKED = {"no-author": "author", "no-byline": "author", "no-summary": "summary"}
UNASKED |= {"reportage-dateline": "dateline", "opinion-dateline": "dateline"}
ELSEWHERE = frozenset(
    [
        "animated-photo",
        "byline-names",
        "changed-address",
        "coming-policy",
        "comment-email",
        "corrected-original",
        "credit-form",
        "dead-link",
        "early-comment",
        "expired-photo",
        "gone-article",
        "gone-from-front",
        "link-to-unpublished",
        "loose-reply",
        "misread-photo",
        "mistyped-year",
        "no-catalogue",
        "not-yet-on-front",
        "old-photo",
        "other-caption",
        "other-credit",
        "other-edition-on-front",
        "photo-alt",
        "photo-caption",
        "photo-credit",
        "poor-alt",
        "repeated-headline",
        "security-expires",
        "silent-edit",
        "similar-byline",
        "similar-tags",
        "small-photo",
        "stale-baseline",
        "stray-comments",
        "stray-file",
        "two-of-one-name",
        "unused-allow",
        "vague-credit",
        "withdrawn-original",
    ]
)
"""Rules that need pictures, other files, or a build."""
CASES = [
    (rule, number) for code, rule in RULES.items() if code not in ELSEWHERE for number in range(len(rule.examples))
]


def codes(snippet: str, code: str, language: str, folder: Path) -> list[str]:
    """The problems of an article with these lines: keys above the first line ---, text below it, or text alone."""
    snippet = snippet.split("      #", maxsplit=1)[0].replace("<U+202A>", "\u202a").replace("<U+202C>", "\u202c")
    keys = {name: value for name, value in KEYS.items() if name != UNASKED.get(code)}
    is_header = snippet.split(":")[0] in (
        *KEYS,
        "type",
        "sponsor",
        "status",
        "corrections",
        "updated",
        "photo_caption",
        "photo",
        "photo_credit",
        "allow",
    )
    head, fence, text = snippet.partition("\n---\n") if is_header else ("", "", snippet)
    lines = [f"{name}: {value}" for name, value in keys.items() if f"\n{name}:" not in f"\n{head}"]
    if language:
        lines.append(f"lang: {language}")
    file = folder / "articles" / "a.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        "\n".join(["---", *lines, *([head] if head else []), "---", text if text or fence else "Cars cross.", ""]),
        "utf-8",
    )
    (source,) = scanned(folder, "content").value
    got = read(source, READING)
    return [each.code for each in (*got.problems, *(document_problems(got.document) if got.document else ()))]


@pytest.mark.parametrize(("rule", "number"), CASES, ids=lambda each: each.code if isinstance(each, Rule) else str(each))
def test_an_example_is_wrong_and_right(rule: Rule, number: int, tmp_path: Path) -> None:
    language, wrong, right = rule.examples[number]
    assert rule.code in codes(wrong, rule.code, language, tmp_path)
    assert rule.code not in codes(right, rule.code, language, tmp_path)


def test_every_rule_has_an_example_and_codes_of_its_own() -> None:
    assert all(rule.examples for rule in RULES.values())
    assert not {code.upper() for code in RULES} & {rule.short for rule in RULES.values()}
