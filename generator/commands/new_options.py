"""What the commands of `new` share: options, the language, the folder, and what is told in the end."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from generator.commands.asking import choose, chosen
from generator.commands.editor import edit
from generator.commands.options import FINE, ROOT
from generator.model.problems import DatelineError
from generator.new_content.content_folder import ContentFolder
from generator.plan.languages import label
from generator.report.terminal import print_lines


def new_parser(what: str, description: str) -> argparse.ArgumentParser:
    """Return a parser with the options of all that is new."""
    parser = argparse.ArgumentParser(
        f"python build.py new {what}",
        allow_abbrev=False,
        description=f"{description} What is needed and not given is asked on a terminal. Nothing is ever overwritten.",
    )
    how = parser.add_argument_group("how")
    how.add_argument(
        "--edit", action="store_true", help="open the file in $VISUAL or $EDITOR, else in the system's program"
    )
    how.add_argument("-q", "--quiet", action="store_true", help="print the path of the file, and nothing else")
    how.add_argument("--content", type=Path, default=ROOT / "content", metavar="DIR", help="what the newsroom writes")
    how.add_argument("--layouts", type=Path, default=ROOT / "layouts", metavar="DIR", help=argparse.SUPPRESS)
    how.add_argument("--cache", type=Path, default=ROOT / ".cache", metavar="DIR", help=argparse.SUPPRESS)
    return parser


def words(text: str | None, option: str) -> str:
    """Return a text on one line, without signs that nobody sees. Raises DatelineError if a terminal
    gave bytes that are no text."""
    seen = (" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text or "")
    plain = " ".join("".join(seen).split())
    try:
        plain.encode("utf-8")
    except UnicodeEncodeError:
        raise DatelineError(f"{option}: this is not valid Unicode. Is the terminal set to UTF-8?") from None
    return plain


def language_of(given: str | None, folder: ContentFolder, *, is_asked: bool) -> str:
    """Return the language of a new file: a tag of the paper. It is that of the site unless one is
    given, or chosen on a terminal."""
    editions = folder.settings.editions
    labels = {tag: label(folder.settings.language(tag)) for tag in editions}
    if given is not None:
        if given not in editions and (meant := [tag for tag in editions if tag.split("-")[0].lower() == given.lower()]):
            return meant[0]
        if given not in editions and given not in labels.values():
            raise DatelineError(
                f"--lang: the paper has no language “{given}”; it has {', '.join(editions)}."
                f" This adds one:  python build.py new language {given}"
            )
        return chosen(given, labels, "--lang")
    if is_asked and len(editions) > 1:
        return choose("In which language?", "--lang", labels, default=folder.settings.own_language)
    return folder.settings.own_language


def shown(path: Path) -> str:
    """Return a path as an editor would type it here."""
    try:
        return os.fspath(path.relative_to(Path.cwd()))
    except ValueError:
        return os.fspath(path)


def finish(options: argparse.Namespace, path: Path, lines: Iterable[str], warnings: Iterable[str] = ()) -> int:
    """Say what was written, and open it if that was asked for. Returns the exit code."""
    if options.quiet:
        print_lines([shown(path)], sys.stdout)
    else:
        print_lines([f"{shown(path)} is written.", *(f"  {line}" for line in lines)], sys.stdout)
    for warning in warnings:
        print_lines([f"{shown(path)}: warning: {warning}"], sys.stderr)
    sys.stdout.flush()
    if options.edit:
        edit(path)
    return FINE


def elsewhere(options: argparse.Namespace) -> str:
    """Return the option that other commands need for a newsroom in another folder."""
    return "" if options.content.absolute() == ROOT / "content" else f" --content {options.content}"
