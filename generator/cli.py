"""The command line: finds the command, and turns exceptions into an exit code. Knows no option of
any command. Exit codes: 0: fine; 1: the content has errors; 2: the program or its use has an error;
3: of `due`: something is overdue; 4: of `ping`: somebody could not be told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from generator import __version__
from generator.commands import build
from generator.commands.options import WRONG_USE, add_folders, add_site, add_work
from generator.model.problems import DatelineError
from generator.report.terminal import patient

COMMANDS = {
    "build": "build the site; what is done if no command is named",
    "check": "say what is wrong with the content, as a build would, and build nothing",
    "serve": "preview it in a browser, drafts included, as you write",
    "switch": "put a site that was built ahead in the place of the live one, in one step",
    "due": "say when the site changes next by itself, and what changes then",
    "changes": "say what readers would see otherwise since a commit, in words and pages",
    "why": "say what the page at an address is made from, and why it was made anew",
    "addresses": "list old addresses, and those that are gone, for a web server",
    "hosting": "print the configuration of nginx or Caddy: headers, caches, pages for errors",
    "new": "begin an article, an author, a section, a page, a language, or a newsroom of your own",
    "admin": "fetch the program of the web desk at /admin/, for editors who do not use git",
    "ping": "tell hubs and search engines what changed in the published site",
    "record": "remember the published addresses, so that none vanishes; accept that one is gone",
    "comments": "write the approved comments of the form's export into content/comments/",
    "pack": "write the articles of the last days into a ZIP archive and books (EPUB), to be read without the site",
    "schema": "write JSON Schemas of front matter and site.toml, for editors' programs",
    "photos": "list the photographs that need work: credits, rights, age, size, copies",
}
"""Each command is a module of generator/commands with `run`, which takes the other arguments and
returns the exit code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; `arguments` are without the program's name. Returns the exit code."""
    with patient() as unwritten:
        code = _outcome(sys.argv[1:] if arguments is None else arguments)
    if unwritten:
        with suppress(OSError):  # standard error may be on the same disk
            print(f"error: what this call had to say could not be written: {unwritten[0].strerror}", file=sys.stderr)
        return WRONG_USE
    return code


def _outcome(arguments: Sequence[str]) -> int:
    try:
        return _run(list(arguments))
    except DatelineError as fault:
        print(f"error: {fault}", file=sys.stderr)
        return WRONG_USE
    except ModuleNotFoundError:  # build.py prints how to install it
        raise
    except OSError as fault:
        print(f"error: {fault.filename or 'the disk'}: {fault.strerror or fault}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print(
            "Stopped. Every page that is out is whole; if publishing had begun, build again to finish it.",
            file=sys.stderr,
        )
        return WRONG_USE
    except Exception:  # a fault of the program: exit code 1 would mean that the content is wrong
        import traceback

        traceback.print_exc()
        print(
            "error: this is a fault of Dateline itself; nothing was lost. Please report it with the lines above.",
            file=sys.stderr,
        )
        return WRONG_USE


def _run(arguments: list[str]) -> int:
    if "--version" in arguments:
        print(f"Dateline {__version__}")
        return 0
    name = _command_of(arguments)
    if name in arguments:
        arguments.remove(name)
    if name == "build":
        return build.run(arguments, _overview())
    code: int = import_module(f"generator.commands.{name}").run(arguments)
    return code


def _command_of(arguments: list[str]) -> str:
    """Return the command, which may stand behind options; “build” without one. Exits for an unknown
    command."""
    if arguments and arguments[0] in COMMANDS:
        return arguments[0]
    if all(each.startswith("-") for each in arguments):  # most builds, which wait for nothing they do not need
        return "build"
    shared = argparse.ArgumentParser("python build.py", add_help=False, allow_abbrev=False, exit_on_error=False)
    for add in (add_folders, add_site, add_work):
        add(shared)
    try:
        _, others = shared.parse_known_args(arguments)
    except argparse.ArgumentError:  # the command's own parser reports it
        others = arguments
    if found := next((each for each in others if each in COMMANDS), ""):
        return found
    if others and not others[0].startswith("-"):
        from generator.model.suggestions import closest

        close = closest(others[0], COMMANDS)
        meant = f"did you mean {close}?" if close else f"there are {', '.join(COMMANDS)}."
        raise DatelineError(f"There is no command “{others[0]}”: {meant}")
    return "build"


def _overview() -> str:
    return "\ncommands, each with --help of its own:\n" + "\n".join(
        f"  python build.py {name:<10}{what}" for name, what in COMMANDS.items()
    )
