"""`python build.py new …`: begins a newsroom, an article, an author, a section, a page or a language.
Each has a module of its own; what they share is in `new_options`."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from generator.commands.asking import choose, is_terminal
from generator.commands.options import FINE
from generator.model.problems import DatelineError
from generator.model.suggestions import closest

WHAT = {
    "article": "an article: a draft with every key, and its photograph",
    "author": "an author, who has a page of her own",
    "section": "a section of the paper",
    "page": "a page: about, ethics, contact",
    "language": "another language of the paper",
    "newsroom": "a newsroom of your own; the sample newsroom moves out of the way",
}
_MODULES = {"author": "new_entry", "section": "new_entry", "page": "new_entry"}


def run(arguments: Sequence[str]) -> int:
    """Run the command of what is to be begun, which may stand behind options."""
    given = list(arguments)
    what = next((each for each in given if each in WHAT), "")
    if what:
        given.remove(what)
    elif "--help" in given or "-h" in given:
        print(
            "\n".join(["usage: python build.py new WHAT … [--content DIR], each with --help of its own\n", *_listed()])
        )
        raise SystemExit(FINE)
    elif given and not given[0].startswith("-"):
        close = closest(given[0], WHAT)
        meant = f"Did you mean “{close}”?" if close else f"There are: {', '.join(WHAT)}."
        raise DatelineError(f"“{given[0]}” is nothing that can be begun. {meant}")
    elif is_terminal():
        what = choose("What do you want to begin?", "python build.py new", WHAT)
    else:
        raise DatelineError(
            f'Say what to begin: {", ".join(WHAT)}. For instance  python build.py new article "Headline"'
        )
    code: int = import_module(f"generator.commands.{_MODULES.get(what, f'new_{what}')}").run(what, given)
    return code


def _listed() -> list[str]:
    return [f"  python build.py new {name:<10}{about}" for name, about in WHAT.items()]
