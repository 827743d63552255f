"""`python build.py why /x/`: the sources of the page at an address, and why it was last made. Reads
the ledger; builds nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from generator.cache.ledger import DamagedError, Ledger, ledger_of
from generator.cache.packing import unpacked_story
from generator.commands.options import FINE, add_site, build_of, command_parser
from generator.model.problems import DatelineError
from generator.model.published_file import PublishedFile
from generator.model.regex import regex
from generator.model.report import Build
from generator.model.views import ObjectId
from generator.plan.pages.articles import article_outputs
from generator.plan.story.questions import files_behind
from generator.plan.story.stories import PlannedStory
from generator.plan.urls import output_path
from generator.publish.decide import SENTENCES, Reason
from generator.report.terminal import print_lines

_HREF = regex(r'href="([^"]+)"')
_IN_XML = regex(r"<(?:link|loc)>([^<]+)</")
_MOST_LISTED = 12


def run(arguments: Sequence[str]) -> int:
    parser = command_parser("why", "Says what the page at an address is made from, and why it was last made.")
    add_site(parser)
    parser.add_argument("address", metavar="ADDRESS", nargs="?", help="of a page: /kurdistan/2021/12/x/")
    options = parser.parse_args(arguments)
    if not options.address:
        parser.error("write  why  and the address of a page:  python build.py why /kurdistan/2021/12/handover/")
    print_lines(why_lines(build_of(options, preview=options.drafts), options.address), sys.stdout)
    return FINE


def why_lines(build: Build, address: str) -> list[str]:
    """Return the lines. Raises DatelineError when the page is unknown."""
    path = ledger_of(build.folders.output, build.folders.cache)
    if not path.is_file():
        raise DatelineError("Nothing is known of any page: build the site first.")
    try:
        with closing(Ledger(path)) as ledger:
            return list(_lines(build, ledger, address))
    except DamagedError as fault:
        raise DatelineError("The ledger of the last build cannot be read: build the site again.") from fault


def _lines(build: Build, ledger: Ledger, address: str) -> Iterator[str]:
    entries, stories = ledger.outputs(), {path: unpacked_story(story) for path, story in ledger.stories()}
    entry = _entry(address, ledger.meta("base").get("base", ""), entries)
    yield f"/{entry.path.removesuffix('index.html')} is the file {entry.path} in {build.folders.output}."
    reasons = [SENTENCES[Reason(reason)] for reason in entry.reasons.split()]
    made = datetime.fromisoformat(entry.made).astimezone(ZoneInfo(ledger.meta("timezone").get("timezone", "UTC")))
    yield f"It was last made as of {made.isoformat(' ', 'minutes')}" + (
        f", because {' and '.join(reasons)}." if reasons else "."
    )
    yield f"It comes from {entry.origin}, and depends on:"
    for line in dict.fromkeys(_dependencies(build, ledger, entry, stories)):
        yield f"  {line}"


def _entry(address: str, base: str, entries: Mapping[str, PublishedFile]) -> PublishedFile:
    """Return the entry of an address, which may be given with or without `base`, the path of the
    site on its server."""
    path = unquote(urlsplit(address).path)
    path = path.removeprefix(base) if f"{path}/".startswith(f"{base}/") else path
    for candidate in (output_path(path), output_path(path + "/"), path.strip("/")):
        if candidate in entries:
            return entries[candidate]
    raise DatelineError(f"No file of the site answers to {address}.")


def _dependencies(
    build: Build, ledger: Ledger, entry: PublishedFile, stories: Mapping[str, PlannedStory]
) -> Iterator[str]:
    yield entry.origin
    story = stories.get(entry.origin.removeprefix("content/"))
    beside = article_outputs(story.record, ObjectId("")) if story and story.record else ()
    if story and any(output.path == entry.path for output in beside):
        yield from _sources(story)
    elif entry.fingerprint.layout or entry.path.endswith(".xml"):
        yield from _listed(build, entry, stories)
    if entry.layout:
        yield "content/site.toml, and the names of sections and pages: they stand round every page"
        _, uses = ledger.meta("layouts").get("layouts", ("", {}))
        yield from (f"layouts/{name}" for name in uses.get(entry.layout, ()))
        yield "the message catalogue of its language, in layouts/locale/"


def _sources(story: PlannedStory) -> Iterator[str]:
    """Yield the files behind the answers of a story."""
    for path, is_address in files_behind((*story.first_answers, *story.second_answers)):
        yield f"the address of content/{path}" if is_address else f"content/{path}"


def _listed(build: Build, entry: PublishedFile, stories: Mapping[str, PlannedStory]) -> Iterator[str]:
    """Yield the articles on a list, read from the page itself."""
    try:
        text = (build.folders.output / entry.path).read_text("utf-8")
    except (OSError, ValueError):
        return
    shown = set(_HREF.findall(text)) | set(_IN_XML.findall(text))
    listed = [path for path, story in stories.items() if story.record and _addresses(story) & shown]
    yield from (f"what lists show of content/{path}" for path in sorted(listed)[:_MOST_LISTED])
    if len(listed) > _MOST_LISTED:
        yield f"… and of {len(listed) - _MOST_LISTED} more articles"


def _addresses(story: PlannedStory) -> set[str]:
    canonical = story.record.canonical if story.record else ""
    return {canonical, urlsplit(canonical).path}
