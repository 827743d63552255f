"""The list of outputs -> problems of their addresses: two files with one address, unsafe
addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from generator.model.hosting import TextFile
from generator.model.lite import LITE, is_lite
from generator.model.outputs import DataOutput, Output, PageOutput
from generator.model.problems import FieldLocation, Location, Problem, SourceLocation, error
from generator.model.site import StoryFacts, Unpublished
from generator.model.views import ObjectId
from generator.plan import urls
from generator.plan.last_site import LastPaths
from generator.plan.redirects import Redirect
from generator.plan.site.published import why_story_unpublished
from generator.plan.urls import has_query

_CLAIMS = ("sections", "authors", "pages", "articles")
_RENAME = "Rename one of the two files, give one an  id:  of its own, or correct its  aliases:"


def address_problems(planned: Sequence[Output]) -> tuple[Problem, ...]:
    """Return the problems of all outputs. The addresses of articles are checked for safety when the
    articles are planned; those of plain texts are fixed, and some begin with a dot."""
    unsafe = (
        unsafe_address(output.path, _location(output))
        for output in planned
        if not (isinstance(output, PageOutput) and (isinstance(output.parts, ObjectId) or is_lite(output.layout)))
        and not (isinstance(output, DataOutput) and isinstance(output.content, TextFile))
    )
    return (
        *_in_lite_edition(planned),
        *(_collisions(planned) if collide([output.path for output in planned]) else ()),
        *(problem for found in unsafe for problem in found),
    )


def _in_lite_edition(planned: Sequence[Output]) -> Iterator[Problem]:
    """Yield a problem for each document with a file that would lie among the lite pages."""
    if not any(isinstance(output, PageOutput) and is_lite(output.layout) for output in planned):
        return
    told: set[str] = set()
    for output in planned:
        is_inside = f"/{output.path.casefold()}/".startswith(f"{LITE}/")
        if is_inside and not (isinstance(output, PageOutput) and is_lite(output.layout)) and output.origin not in told:
            told.add(output.origin)
            message = f"The address {_address(output)} lies in {LITE}/, where the lite edition is."
            yield error("same-address", message, _location(output), "Give it another name, another  id:  or prefix.")


def query_problems(redirects: Iterable[Redirect]) -> Iterator[Problem]:
    """Yield the problems of old addresses with a query, which are no outputs: two pages with one of
    them, also in other capitals, as nginx compares them; unsafe paths."""
    taken: dict[str, Redirect] = {}
    for each in redirects:
        if not has_query(each.source):
            continue
        where = FieldLocation(each.origin, "aliases")
        yield from unsafe_address(urls.output_path(each.source.partition("?")[0]), where)
        other = taken.setdefault(each.source.casefold(), each)
        if other is not each:
            message = f"This would have the same old address, {each.source}, as {other.origin}."
            yield error("same-address", message, where, "Correct the  aliases:  of one of the two.")


class _Term(NamedTuple):
    """An address in use: whose it is (the location of a document, or other words), and from when to
    when, in seconds since the epoch."""

    owner: str
    since: float
    until: float


def coming_problems(planned: Iterable[Output], stories: Sequence[StoryFacts], instant: float) -> Iterator[Problem]:
    """Yield the conflicts of addresses that articles to come will have. They are told today: else
    the build at the end of an embargo would stop, with nobody at the desk. An address that is free
    again by then is no conflict."""
    coming = _coming(stories, instant)
    known = {each.path: each for each in stories} if coming else {}
    wanted = {file for each in coming for file in _files(each)}
    taken: dict[str, list[_Term]] = {}
    for output in planned if coming else ():
        if (path := output.path.casefold()) in wanted:
            facts = known.get(output.origin.removeprefix("content/"))
            taken.setdefault(path, []).append(_term(facts) if facts else _Term(_owner(output), -inf, inf))
    for each in sorted(coming, key=lambda facts: (facts.first_out, facts.path)):
        own = _term(each)
        for address in (each.url, *each.aliases):
            terms = taken.setdefault(_file(address), [])
            other = next((term for term in terms if term.since < own.until and own.since < term.until), None)
            if other is None:
                terms.append(own)
            elif other.owner != own.owner:
                message = f"This would have the same address, {address}, as {other.owner}, once it is out."
                where = FieldLocation(own.owner, "aliases" if address in each.aliases else "id")
                yield error("same-address", message, where, _RENAME)


def meet_coming(
    before: Sequence[StoryFacts],
    now: Sequence[StoryFacts],
    stories: Iterable[StoryFacts],
    files: LastPaths,
    instant: float,
) -> bool:
    """Whether the addresses of changed articles may be in such a conflict: as they were `before`, and
    `now`. `files` are the paths of the last site."""
    coming = _coming(stories, instant)
    own = {each.path for each in (*before, *now)}
    addresses = {file for each in (*before, *now) for file in _files(each)}
    if any(not addresses.isdisjoint(_files(each)) for each in coming if each.path not in own):
        return True
    had = {(each.path, file) for each in before for file in _files(each)}
    soon = [(each.path, file) for each in coming if each.path in own for file in _files(each)]
    new = {file for path, file in soon if (path, file) not in had}
    return len({file for _, file in soon}) < len(soon) or bool(new and (files.among(new) or files.have_rivals(new)))


_TO_COME = (Unpublished.EMBARGO, Unpublished.FUTURE)


def _coming(stories: Iterable[StoryFacts], instant: float) -> list[StoryFacts]:
    """Return the articles that are still to come. All are asked, so the two times come first."""
    later = [each for each in stories if each.date > instant or (each.embargo or 0) > instant]
    return [each for each in later if why_story_unpublished(each, instant) in _TO_COME]


def _file(address: str) -> str:
    return urls.output_path(address).casefold()


def _files(facts: StoryFacts) -> set[str]:
    return {_file(address) for address in (facts.url, *facts.aliases)}


def _term(facts: StoryFacts) -> _Term:
    """Return when an article has its addresses: a notice keeps them after its end."""
    is_over = facts.expires is not None and not facts.notice
    return _Term(f"content/{facts.path}", facts.first_out, facts.expires if is_over and facts.expires else inf)


def collide(paths: Sequence[str]) -> bool:
    """Whether two files have one address, or one would lie inside another. It is fast, because
    hardly any site has this problem."""
    files = {path.casefold() for path in paths}
    folders: set[str] = set()
    for path in files:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return len(files) < len(paths) or not folders.isdisjoint(files)


def _collisions(planned: Iterable[Output]) -> Iterator[Problem]:
    """Yield a problem for each conflict. Addresses that differ only in capitals conflict: on
    Windows, macOS and some hosts they are one file."""
    taken: dict[str, Output] = {}
    for output in sorted(planned, key=lambda output: (_claim(output), output.path, output.origin)):
        if isinstance(output, PageOutput) and is_lite(output.layout):  # its full page has the same conflict
            continue
        other = taken.setdefault(output.path.casefold(), output)
        if other is not output:
            yield same_address(_address(output), _owner(other), _location(output))
    for output in taken.values():
        folders = output.path.casefold().split("/")[:-1]
        for end in range(1, len(folders) + 1):
            outer = taken.get("/".join(folders[:end]))
            if outer:
                blamed, other = (output, outer) if _is_document(output) else (outer, output)
                message = f"{_address(output)} would lie inside the file {_address(outer)} ({_owner(other)})."
                hint = "Correct the  aliases:  or the  id:  of one of the two."
                yield error("same-address", message, _location(blamed), hint)


def same_address(address: str, owner: str, where: Location) -> Problem:
    """Return the problem of an address that belongs to another document, or to another page."""
    message = f"This would have the same address, {address}, as {owner}."
    return error("same-address", message, where, _RENAME)


def _claim(output: Output) -> int:
    """Return the priority of an output for its address; the lowest number wins. The site's own
    files come first, then pages that many others link to, and old addresses (aliases) last."""
    if isinstance(output, PageOutput) and output.is_redirect:
        return len(_CLAIMS) + 1
    return next((rank for rank, folder in enumerate(_CLAIMS, 1) if output.origin.startswith(f"content/{folder}/")), 0)


def _location(output: Output) -> Location:
    """Return the line that gives an output its address, if there is one, else its file."""
    if isinstance(output, PageOutput) and output.is_redirect:
        return FieldLocation(output.origin, "aliases")
    return FieldLocation(output.origin, "id") if _is_document(output) else SourceLocation(output.origin)


def _is_document(output: Output) -> bool:
    return output.origin.endswith(".md")


def _owner(output: Output) -> str:
    return output.origin if _is_document(output) else "a page that Dateline makes by itself"


def _address(output: Output) -> str:
    return _shown(output.path)


def _shown(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def unsafe_address(path: str, where: Location) -> tuple[Problem, ...]:
    """Return the problem of a file whose path cannot be published, or nothing. `where` is the
    location to report."""
    if urls.is_safe("/" + path):
        return ()
    shown = _shown(path)
    if any(len(segment.encode()) > urls.LONGEST_SEGMENT for segment in path.split("/")):
        message = f"The address “{shown[:60]}…” is too long for a file system."
        hint = "Give the file a shorter name, or a short  id:"
    else:
        message = f"The address “{shown}” cannot be used: it leaves the site, or has signs that addresses may not have."
        hint = "Look at the  id:  and  aliases:  of the file, and at permalink in site.toml."
    return (error("unsafe-address", message, where, hint),)
