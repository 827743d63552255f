"""A plan of the whole site -> the problems of withheld names that no single document and no page
has: in assets, in the names of files, and in last pages of broken documents that would stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.check.withheld import WITHHELD_NAME
from generator.make.withheld import name_in_file
from generator.model.documents import Article, Author, BrokenText, Document
from generator.model.outputs import AssetOutput, Output
from generator.model.problems import Problem, SourceLocation, error
from generator.model.withheld import name_in
from generator.model.withheld_settings import WithheldSettings


def file_problems(outputs: Iterable[Output], names: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the problems of files of the site. Pages and files for programs are searched when they
    are made; their names are searched here, too."""
    for output in outputs if names else ():
        name = name_in(output.path, names)
        if not name and isinstance(output, AssetOutput):
            name = name_in_file(output.content, names)
        if name:
            message = f"The name “{name}” is withheld, and the file {output.path} of the site would have it."
            hint = "Rename the file that it is made from, or take the name out of it or out of what is withheld."
            yield error(WITHHELD_NAME, message, SourceLocation(output.origin), hint)


def staying_problems(
    left_out: Iterable[Document], withheld: WithheldSettings, *, is_as_published: bool
) -> Iterator[Problem]:
    """Yield the problems of broken documents whose last pages would stay as they were made: before
    a name was withheld, perhaps. `is_as_published` says that the settings withhold what they did
    when the site was last published."""
    for document in left_out:
        readable = document.readable if isinstance(document, BrokenText) else document
        if not is_as_published or withheld.has(document.path) or _withholds(readable):
            message = "Its last page cannot stay, because it may have a name that is withheld now."
            hint = "Correct this file: with names that are withheld in it, or newly in site.toml, nothing is published until then."
            yield error(WITHHELD_NAME, message, SourceLocation(f"content/{document.path}"), hint)


def _withholds(document: Document | None) -> bool:
    if isinstance(document, Author):
        return document.header.photo_credit_withheld
    header = document.header if isinstance(document, Article) else None
    figures = document.body.figures if isinstance(document, Article) else ()
    return header is not None and bool(
        header.withheld
        or header.photo_credit_withheld
        or any(photo.credit_withheld for photo in (*header.photos, *figures))
    )
