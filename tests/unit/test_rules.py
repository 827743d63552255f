"""A rule is one thing: the guide, the settings and the messages know the same ones."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from generator.model import rules
from generator.model.problems import PhraseLocation, Severity
from generator.model.rules import RULES, Rule, broken
from tests.unit.rules_guide import GUIDE, rewritten

TESTS = Path(__file__).resolve().parents[1]
VALUES = {name: value for name, value in vars(rules).items() if isinstance(value, Rule)}


def test_the_editors_guide_lists_every_rule_as_it_is() -> None:
    guide = GUIDE.read_text("utf-8")
    assert guide == rewritten(guide), "python -m tests.unit.rules_guide writes it anew"


def test_the_rules_are_listed_by_their_codes() -> None:
    assert [*RULES] == sorted({rule.code for rule in VALUES.values()})
    assert all(rule.code == code for code, rule in RULES.items())


@pytest.mark.parametrize("code", RULES)
def test_each_rule_is_broken_in_a_test(code: str) -> None:
    """In a file of cases, or in a test with pictures or a clock, which cases have not."""
    in_cases = any(f"[{code}]" in case.read_text("utf-8") for case in (TESTS / "cases").rglob("*.txt"))
    assert in_cases or any(f'"{code}"' in test.read_text("utf-8") for test in (TESTS / "unit").glob("test_*.py"))


@pytest.mark.parametrize("name", VALUES)
def test_a_broken_rule_is_a_problem_with_its_words(name: str) -> None:
    rule = VALUES[name]
    parsed = [*Formatter().parse(rule.message), *Formatter().parse(rule.hint)]
    words = {field: "12" for _, field, _, _ in parsed if field}
    problem = broken(rule, PhraseLocation("content/a.md", "x"), **words)
    assert (problem.code, problem.severity) == (rule.code, RULES[rule.code].severity)
    assert problem.message and problem.severity is not Severity.OFF
