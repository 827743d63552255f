"""`python build.py new author`, `new section`, `new page`: a file that other files are called by, or that
readers have a page of; with `--translate`, the same in another language of the paper."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from generator.commands.asking import WrongAnswerError, ask, ask_until, is_terminal
from generator.commands.new_options import elsewhere, finish, language_of, new_parser, words
from generator.model.problems import DatelineError
from generator.new_content.content_folder import ContentFolder, content_folder
from generator.new_content.files import write_new
from generator.new_content.others import AUTHOR, KNOWN_PAGES, PAGE, SECTION, Entry, new_entry

_DESCRIPTIONS = {
    AUTHOR: "Begins an author: her name, her role, what she covers.",
    SECTION: "Begins a section of the paper, behind those that are there.",
    PAGE: "Begins a page, which stands in the footer. It is a draft.",
}
_QUESTIONS = {
    AUTHOR: "What is her or his name, as readers see it?",
    SECTION: "What is the section called?",
    PAGE: "What is the page called?",
}
_KEYS = {
    AUTHOR: (("role", "TEXT", "what she does: Duhok correspondent"), ("email", "ADDRESS", "printed on her page")),
    SECTION: (
        ("description", "TEXT", "one sentence: what readers find here"),
        ("order", "N", "its place in the bar of sections"),
    ),
    PAGE: (("summary", "TEXT", "one or two sentences, under the title"), ("order", "N", "its place in the footer")),
}


def run(what: str, arguments: Sequence[str]) -> int:
    options = _parser(what).parse_args(arguments)
    folder = content_folder(options.content.absolute())
    is_asked = is_terminal() and options.name is None
    language = _language(options, folder, is_asked=is_asked)
    title = words(options.name, "NAME") if options.name is not None else _asked_for(what, language)
    if not title:
        raise DatelineError(f'{_QUESTIONS[what]} Say it behind the command:  python build.py new {what} "…"')
    given = tuple((key, words(getattr(options, key), f"--{key}")) for key, _, _ in _KEYS[what])
    if is_asked and what == AUTHOR and not options.role:
        given = (("role", ask("What does she or he do? Nothing, to write it later.", "--role")), *given[1:])
    for key, value in given:
        if key == "order" and value and not value.isdecimal():
            raise DatelineError(f"--order {value}: write a whole number, as 3.")
    status = getattr(options, "status", "published")
    slug, original = words(options.slug, "--slug"), words(options.translate, "--translate")
    path, text = new_entry(Entry(what, title, language, given, slug, original, status == "draft"), folder)
    file = folder.root / path
    write_new(file, text.encode("utf-8"))
    return finish(options, file, _lines(what, path, options))


def _parser(what: str) -> argparse.ArgumentParser:
    parser = new_parser(what, _DESCRIPTIONS[what])
    name = "NAME" if what == AUTHOR else "TITLE"
    parser.add_argument("name", nargs="?", metavar=name, help="as readers see it, in quotes")
    keys = parser.add_argument_group(f"the {what}")
    for key, metavar, about in _KEYS[what]:
        keys.add_argument(f"--{key}", metavar=metavar, help=about)
    if what == PAGE:
        keys.add_argument(
            "--status", choices=("draft", "published"), default="draft", help="a draft, unless you say otherwise"
        )
    keys.add_argument("--lang", metavar="TAG", help="the language, if it is not the site's: ckb")
    keys.add_argument(
        "--slug", metavar="NAME", help="the name of its file, and in its address; made of its name, if left out"
    )
    keys.add_argument(
        "--translate", metavar="NAME", help=f"the name of the file of a {what} that this is in another language"
    )
    return parser


def _language(options: argparse.Namespace, folder: ContentFolder, *, is_asked: bool) -> str:
    others = folder.settings.editions[1:]
    if options.translate and options.lang is None:
        if len(others) == 1:
            return others[0]
        raise DatelineError(f"--translate: say into which language:  --lang {others[0] if others else 'TAG'}")
    return language_of(options.lang, folder, is_asked=is_asked)


def _asked_for(what: str, language: str) -> str:
    def take(text: str) -> str:
        if not text:
            raise WrongAnswerError("It needs a name.")
        return words(text, "NAME")

    return ask_until(f"{_QUESTIONS[what]} ({language})", "NAME", take)


def _lines(what: str, path: str, options: argparse.Namespace) -> list[str]:
    id = path.rsplit("/", 1)[-1].removesuffix(".md")
    serve = f"See it:  python build.py serve{elsewhere(options)}"
    if what == AUTHOR:
        return [
            f"Articles name this author by  author: {id}",
            "Write below the second --- what she covers. Her page is out with the next build, before anything of hers is:",
            "so wait with this file, if nobody may guess her name yet.",
            serve,
        ]
    if what == SECTION:
        return [f"Articles go there by  section: {id}", "Its front is out with the next build.", serve]
    known = f"Its name is known: {KNOWN_PAGES[id]}." if id in KNOWN_PAGES else ""
    names = f"The program and search engines know these names of pages: {', '.join(KNOWN_PAGES)}."
    draft = (
        "It is a draft: it is on the site once you take out the line “status: draft”."
        if options.status == "draft"
        else ""
    )
    return [line for line in (known or names, draft, serve) if line]
