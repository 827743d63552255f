"""Questions to an editor on a terminal: for a line of words, or for one of several. A script is
never asked: there the option is named that was missing. What is typed wrongly is asked again, with
what was probably meant."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

from generator.model.letters import searched
from generator.model.problems import DatelineError
from generator.model.suggestions import closest
from generator.report.terminal import print_lines

T = TypeVar("T")

_MOST_LISTED = 40


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, option: str, *, default: str = "") -> str:
    """Return a line of words. Raises DatelineError, which names the option, where nobody can be
    asked, and where an editor ends the questions."""
    if not is_terminal():
        how = f"as an option:  {option} …" if option.startswith("--") else f"behind the command:  {option}"
        raise DatelineError(f"{question} There is nobody to ask. Say it {how}")
    print_lines([f"{question} [{default}]" if default else question], sys.stderr)
    try:
        return " ".join(input("> ").split()) or default
    except (EOFError, KeyboardInterrupt):
        print_lines([""], sys.stderr)
        raise DatelineError("You ended the questions: nothing was written.") from None


def ask_until(question: str, option: str, take: Callable[[str], T], *, default: str = "") -> T:
    """Ask until `take` accepts the answer; it raises DatelineError for a wrong one."""
    while True:
        try:
            return take(ask(question, option, default=default))
        except WrongAnswerError as fault:
            print_lines([str(fault)], sys.stderr)


class WrongAnswerError(DatelineError):
    """An answer that cannot be taken. On a terminal it is asked again."""


def choose(
    question: str, option: str, choices: Mapping[str, str], *, may_be_none: bool = False, default: str = ""
) -> str:
    """Return one of the `choices`, which are names by ids. It may be typed as a number, an id, a
    name, or the beginning of one. With `may_be_none`, an empty answer is ""; else it is the
    `default`, if there is one."""
    listed = list(choices)[:_MOST_LISTED]
    if is_terminal():
        width = max(map(len, listed), default=0)
        lines = [
            f"  {number:>2}  {id:<{width}}  {choices[id] if choices[id] != id else ''}".rstrip()
            for number, id in enumerate(listed, 1)
        ]
        more = len(choices) - len(listed)
        print_lines([question, *lines, *([f"      and {more} more, by name"] if more else [])], sys.stderr)

    def take(text: str) -> str:
        if not text and may_be_none:
            return ""
        if text.isdecimal() and 1 <= int(text) <= len(listed):
            return listed[int(text) - 1]
        if not text:
            raise WrongAnswerError("Choose one of them.")
        return chosen(text, choices, option)

    ending = "A number or a name; nothing for none:" if may_be_none else "A number or a name:"
    return ask_until(ending if is_terminal() else question, option, take, default=default)


def chosen(text: str, choices: Mapping[str, str], option: str) -> str:
    """Return the choice that a text means. Raises `WrongAnswerError` with the most similar one if it means
    none."""
    if text in choices:
        return text
    plain = searched(text)
    names = {searched(name): id for id, name in choices.items()} | {searched(id): id for id in choices}
    if plain in names:
        return names[plain]
    begins = {id for name, id in names.items() if plain and name.startswith(plain)}
    if len(begins) == 1 and is_terminal():
        return begins.pop()
    fault = f"There is no “{text}” here." if is_terminal() else f"{option}: there is no “{text}”."
    close = closest(plain, names, cutoff=0.5)
    if close:
        raise WrongAnswerError(f"{fault} Did you mean “{names[close]}”?")
    raise WrongAnswerError(f"{fault} There are: {', '.join(list(choices)[:_MOST_LISTED])}.")
