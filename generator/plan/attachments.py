"""Attachments: files that links publish unchanged. Their addresses, the text that their links add,
and their problems. Opens no file.

They are published in /files/ and not beside the page, because two pages may link to one file, and
because the address of a page may change. Only a published document publishes its attachments. The
digest in the name keeps the address secret until then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.documents import Attachment, TextDocument
from generator.model.outputs import AttachmentFile
from generator.model.problems import Location, Problem, SourceLocation, error
from generator.model.rules import STRAY_FILE, UNLINKED_FILE, broken
from generator.model.settings import ATTACHMENT_KINDS, Language
from generator.model.site import Newsroom, References, Site
from generator.plan.languages import decimal_point, in_digits
from generator.plan.site.lookup import attachment_candidates
from generator.plan.urls import file_url, output_path

_RENAME = dict.fromkeys(("markdown", "mdown", "mkd", "txt"), "If it is an article, rename it so that it ends in .md.")
_UNITS = ("KB", "MB", "GB")


def attachment_files(site: Site, attachments: Iterable[Attachment]) -> Iterator[AttachmentFile]:
    """Yield the attachments of published documents, each once."""
    known = {each.path: each for each in attachments}
    if not known:
        return
    texts: tuple[TextDocument, ...] = (*site.pages, *site.authors, *site.policies)
    linked = {resolved for story in site.stories for _, resolved in story.links}
    withheld: dict[str, tuple[str, ...]] = {}
    for facts, links in ((each.facts, each.links) for each in site.stories if each.facts.withheld):
        withheld |= {path: (*withheld.get(path, ()), *facts.withheld) for _, path in links}
    linked |= {resolved for each in texts for resolved in site.newsroom.references[each.path].links.values()}
    files: dict[str, AttachmentFile] = {}
    for path in sorted(linked & known.keys()):
        each = known[path]
        place = output_path(file_url(each))
        files.setdefault(
            place, AttachmentFile(place, path, each.digest, f"content/{path}", tuple(sorted({*withheld.get(path, ())})))
        )
    yield from files.values()


def add_attachment(
    references: References, target: str, found: Attachment, where: Location, problems: list[Problem]
) -> None:
    if found.fault:
        code = "broken-file" if found.is_listed else "file-kind"
        message = f"The link leads to {found.path}, which cannot be published: {found.fault}."
        problems.append(error(code, message, where, found.hint))
        return
    references.links[target] = found.path
    references.attachments[target] = found


def is_for_attachment(path: str) -> bool:
    return path.rpartition(".")[2].lower() in ATTACHMENT_KINDS


def missing_file(target: str, where: Location, close: str) -> Problem:
    """Return the problem of a missing attachment. `close` is the path of a file with a similar
    name, or ""."""
    capitals = " Capitals count." if close != target and close.lower() == target.lower() else ""
    hint = f"Did you mean “{close}”?{capitals}" if close else "Copy it there, or correct the name."
    message = f"There is no file “{target}”, neither beside this one nor from the content folder."
    return error("missing-file", message, where, hint)


def stray_problems(
    attachments: Iterable[Attachment], newsroom: Newsroom, linked: Iterable[str], *, is_all_known: bool
) -> Iterator[Problem]:
    """Yield a problem for each attachment without a link to it. `linked` are the paths that the
    links of stories may mean. Without `is_all_known`, some documents could not be read, and those
    may link to it."""
    unlinked = {each.path: each for each in attachments}
    for story in newsroom.stories:
        for _, resolved in story.links:
            unlinked.pop(resolved, None)
    if not unlinked:
        return
    texts: tuple[TextDocument, ...] = (*newsroom.sections, *newsroom.authors, *newsroom.pages, *newsroom.policies)
    for path in (*linked, *(path for each in texts for path in attachment_candidates(each))):
        unlinked.pop(path, None)
    for _, each in sorted(unlinked.items()):
        if not each.is_listed or is_all_known:
            yield _stray(each)


def _stray(found: Attachment) -> Problem:
    name = found.path.rsplit("/", 1)[-1]
    where = SourceLocation(f"content/{found.path}")
    if found.is_listed:
        link = f"[What it is](<{name}>)" if " " in name else f"[What it is]({name})"
        return broken(UNLINKED_FILE, where, name=name, link=link)
    hint = _RENAME.get(found.kind, "Articles are files that end in .md; photographs end in .jpg, .png or .webp.")
    return broken(STRAY_FILE, where, name=name, hint=hint)


def kind_and_size(found: Attachment, language: Language) -> str:
    """Return “PDF 1.2 MB”, with the number in the language's form. The unit and the sentence come
    from the layouts."""
    number, unit = found.size / 1000, 0
    while number >= 999.5 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    shown = f"{number:.1f}" if unit and number < 9.95 else f"{max(1, round(number))}"
    return f"{found.kind.upper()} {in_digits(shown.replace('.', decimal_point(language)), language)} {_UNITS[unit]}"
