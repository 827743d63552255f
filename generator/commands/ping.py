"""`python build.py ping`: tells hubs and search engines what changed in the published site. Builds
nothing. Without --send it tells nobody, and prints what it would tell."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from generator.commands.options import FINE, PUBLIC, ROOT, UNTOLD, command_parser, folders_of
from generator.engine.last_build import ledger_of_last_build
from generator.engine.snapshot import last_options
from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.pings.due import DueMessages, due_messages
from generator.pings.messages import Message
from generator.pings.told import read_told, told_file, write_told
from generator.plan.urls import Address
from generator.read.settings import read_settings
from generator.report.terminal import print_lines

_DESCRIPTION = (
    "Tells the hub of the feeds (WebSub) and search engines (IndexNow) what changed in the site since they were last told. "
    "Call it when the site is uploaded: they come at once, and look."
)
_EPILOG = """\
exit codes: 0 fine, or nothing to tell; 4 somebody could not be told: the site is out all the same, and the next call tells
them; 2 the program or its use has an error.
"""
_MOST_LISTED = 20


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("ping", _DESCRIPTION, _EPILOG)
    parser.add_argument("--send", action="store_true", help="send the messages; without it, they are printed")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing unless somebody could not be told")
    options = parser.parse_args(arguments)
    folders = folders_of(options, options.output or ROOT / PUBLIC)
    settings = read_settings(folders.content).value
    if settings is None:
        raise DatelineError("site.toml has errors; `python build.py check` names them.")
    if not (settings.ping.hub or settings.ping.indexnow_key):
        raise DatelineError('site.toml says whom to tell:  [ping]  hub = "https://…"  or  indexnow_key = "…".')
    with ledger_of_last_build(folders) as ledger:
        files, build = ledger.outputs(), last_options(ledger.meta("options"))
    if build.preview:
        raise DatelineError(f"{folders.output} has drafts in it, and nobody is told of those.")
    if build.mirror:
        raise DatelineError(
            f"{folders.output} is a mirror: tell of the site itself, whose addresses are the lasting ones."
        )
    site = replace(settings.site, url=build.base_url.rstrip("/") or settings.site.url)
    address = Address(site.url, site.base_path)
    told = told_file(folders)
    due = due_messages(files, read_told(told), settings.ping, address, folders.output)
    if not options.send:
        print_lines([] if options.quiet else [*_preview(due)], sys.stdout)
        return FINE
    failed: list[tuple[Message, str]] = []
    from generator.pings.sending import send

    for number, message in enumerate(due.messages, 1):
        if reason := send(message):
            failed.append((message, reason))
        # at once, so that a call that is stopped tells nothing twice
        write_told(told, due.told([*(each for each, _ in failed), *due.messages[number:]]))
    if not due.messages:
        write_told(told, due.told(()))
    for message, reason in failed:
        print(f"{message.service}: {message.address} was not told of {_count(message)}: {reason}.", file=sys.stderr)
    if failed:
        print("The site is out all the same. Call  python build.py ping --send  again.", file=sys.stderr)
        return UNTOLD
    if not options.quiet:
        print_lines([*_sent(due)], sys.stdout)
    return FINE


def _preview(due: DueMessages) -> Iterator[str]:
    for message in due.messages:
        yield f"{message.service}: {message.address} would be told of {_count(message)}:"
        yield from (
            f"  {url}{'' if digest else '  (gone)'}"
            for url, digest in [*zip(message.urls, message.files.values(), strict=True)][:_MOST_LISTED]
        )
        if len(message.urls) > _MOST_LISTED:
            yield f"  … and {len(message.urls) - _MOST_LISTED} more"
    yield "Nothing was sent: --send sends it." if due.messages else "There is nothing to tell."


def _sent(due: DueMessages) -> Iterator[str]:
    for message in due.messages:
        yield f"{message.service}: {message.address} was told of {_count(message)}."
    if not due.messages:
        yield "There is nothing to tell."


def _count(message: Message) -> str:
    number = len(message.urls)
    return f"{number} address{'es' if number > 1 else ''}"
