"""`python build.py new language TAG`: another language of the paper: its block in site.toml, the words of
the layouts, its sections. It says what is left to translate, and where."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from generator.commands.asking import ask, is_terminal
from generator.commands.new_options import elsewhere, finish, new_parser, shown, words
from generator.new_content.content_folder import content_folder
from generator.new_content.files import write_new
from generator.new_content.language import NewLanguage, known_label, new_language, replace_settings
from generator.new_newsroom.files import LANGUAGES

_LISTED = 12


def run(what: str, arguments: Sequence[str]) -> int:
    options = _parser(what).parse_args(arguments)
    folder = content_folder(options.content.absolute())
    layouts = options.layouts.absolute()
    is_asked = is_terminal() and options.tag is None
    tag = words(options.tag, "TAG")
    if not tag:
        tag = ask(f"Which language? Its tag; there are words for {', '.join(LANGUAGES)}.", "TAG")
    given = {key: words(getattr(options, key), f"--{key}") for key in ("name", "label", "locale")}
    new_language(tag, given, folder, layouts)  # a wrong tag ends here, before more is asked
    if is_asked and not given["name"]:
        name = ask("What is the paper called in it?", "--name", default=folder.settings.site.name)
        given["name"] = "" if name == folder.settings.site.name else name
    if is_asked and not given["label"] and not known_label(tag, folder.settings):
        given["label"] = ask("What does the language call itself? For the switch on every page.", "--label")
    made = new_language(tag, given, folder, layouts)
    if made.catalogue:
        path, text = made.catalogue
        write_new(layouts / path, text.encode("utf-8"))
    for path, text in made.files:
        write_new(folder.root / path, text.encode("utf-8"))
    file = folder.root / "site.toml"
    replace_settings(file, made)
    return finish(options, file, _lines(made, options))


def _parser(what: str) -> argparse.ArgumentParser:
    parser = new_parser(what, "Adds a language to the paper.")
    parser.add_argument("tag", nargs="?", metavar="TAG", help=f"its tag: {', '.join(LANGUAGES)}, fa …")
    keys = parser.add_argument_group("the language")
    keys.add_argument("--name", metavar="NAME", help="of the paper, in this language")
    keys.add_argument("--label", metavar="NAME", help="what the language calls itself, in the switch on every page")
    keys.add_argument(
        "--locale", metavar="TAG", help="the language whose dates it has, where Unicode knows none of its own: ckb"
    )
    return parser


def _lines(made: NewLanguage, options: argparse.Namespace) -> list[str]:
    content, layouts = options.content.absolute(), options.layouts.absolute()
    lines = [f"It has a block [languages.{made.tag}] now."]
    lines += [f"New: {shown(content / path)}" for path, _ in made.files]
    if made.catalogue:
        place = shown(layouts / made.catalogue[0])
        lines += [
            f"New: {place}",
            f'The words round every article wait there: {made.messages} messages, each with an empty msgstr "". Until you fill it in,',
            "readers see it in English.",
        ]
    left = made.to_translate
    if left:
        lines.append("Left to translate, as far as you want to; until then readers get the site's own:")
        lines += [f"  {shown(content / path)}  from  {original}" for path, original in left[:_LISTED]]
        lines += [f"  and {len(left) - _LISTED} more"] if len(left) > _LISTED else []
        lines.append(
            f"  begun by  python build.py new author --translate NAME --lang {made.tag}{elsewhere(options)}  and so with page"
        )
    return [
        *lines,
        "Its front is there from its first article on:",
        f"  python build.py new article --translate ID --lang {made.tag}{elsewhere(options)}",
    ]
