"""`python build.py why /x/`: the sources of the page at an address, and why it was last made.
Builds nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.commands.options import FINE, add_site, build_of, command_parser
from generator.engine.last_build import LastBuild, last_build
from generator.model.problems import DatelineError
from generator.model.published_file import PublishedFile
from generator.model.regex import regex
from generator.model.report import Build
from generator.model.views import ObjectId
from generator.plan.pages.articles import article_outputs
from generator.plan.pages.old_addresses import WITHDRAWAL
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
    last = last_build(build.folders)
    file = _file_at(address, last)
    reasons = [SENTENCES[Reason(reason)] for reason in file.reasons.split()]
    made = datetime.fromisoformat(file.made).astimezone(last.timezone).isoformat(" ", "minutes")
    return [
        f"/{file.path.removesuffix('index.html')} is the file {file.path} in {build.folders.output}.",
        f"It was last made as of {made}" + (f", because {' and '.join(reasons)}." if reasons else "."),
        f"It comes from {file.origin}, and depends on:",
        *(f"  {line}" for line in dict.fromkeys(_dependencies(file, last, build.folders.output))),
    ]


def _file_at(address: str, last: LastBuild) -> PublishedFile:
    """Return the file at an address, which may be given with or without the path of the site on its
    server."""
    path = unquote(urlsplit(address).path)
    path = path.removeprefix(last.base_path) if f"{path}/".startswith(f"{last.base_path}/") else path
    for candidate in (output_path(path), output_path(path + "/"), path.strip("/")):
        if candidate in last.files:
            return last.files[candidate]
    raise DatelineError(f"No file of the site answers to {address}.")


def _dependencies(file: PublishedFile, last: LastBuild, output: Path) -> Iterator[str]:
    yield file.origin
    story = last.stories.get(file.origin.removeprefix("content/"))
    if file.layout == WITHDRAWAL:
        story = None  # nothing of what stands behind the article is left
    beside = article_outputs(story.record, ObjectId("")) if story and story.record else ()
    if story and any(each.path == file.path for each in beside):
        yield from _sources(story)
    elif file.fingerprint.layout or file.path.endswith(".xml"):
        yield from _listed(output / file.path, last.stories)
    if file.layout:
        yield "content/site.toml, and the names of sections and pages: they stand round every page"
        yield from (f"layouts/{name}" for name in last.layouts.get(file.layout, ()))
        yield "the message catalogue of its language, in layouts/locale/"


def _sources(story: PlannedStory) -> Iterator[str]:
    """Yield the files behind the answers of a story."""
    for path, is_address in files_behind((*story.first_answers, *story.second_answers)):
        yield f"the address of content/{path}" if is_address else f"content/{path}"


def _listed(page: Path, stories: Mapping[str, PlannedStory]) -> Iterator[str]:
    """Yield the articles on a list, read from the page itself."""
    try:
        text = page.read_text("utf-8")
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
