"""The folder of layouts -> the files behind each layout, and the fingerprint of every output."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.engine.session import Session
from generator.make.pages.dependencies import layout_digest, layout_uses
from generator.make.pages.layouts import Layouts
from generator.model.dataclass import dataclass
from generator.model.outputs import Output, SearchIndexOutput
from generator.model.published_file import Fingerprint
from generator.plan.fingerprints import digest_of, fingerprint


@dataclass(frozen=True, slots=True)
class LayoutFiles:
    """`uses` gives the files that each layout depends on."""

    folder: Layouts
    uses: Mapping[str, tuple[str, ...]]


def layout_files(session: Session) -> LayoutFiles:
    digests = {path: session.digest_of(f"layouts/{path}") for path in session.snapshot.of("layouts")}
    stamp = digest_of(sorted(digests.items()))
    remembered, uses = session.meta.get("layouts", ("", {}))
    if remembered != stamp:
        checked = layout_uses(session.contents("layouts"))
        uses = session.take(checked)
        # With problems there is no stamp, so that the next build reports them, too.
        session.meta["layouts"] = ("" if checked.problems else stamp, uses)
    folders = session.build.folders
    return LayoutFiles(Layouts(str(folders.layouts), stamp, str(folders.cache / "layouts")), uses)


def fingerprints(layouts: LayoutFiles, session: Session, withheld: tuple[str, ...]) -> Callable[[Output], Fingerprint]:
    """Return a function that gives the fingerprint of an output. `withheld` are the names that no
    file may have: with others, every text is made, and looked at, again."""
    code: str = session.meta["code"]
    if withheld:
        code = digest_of((code, withheld))
    own = {path: session.digest_of(f"layouts/{path}") for path in session.snapshot.of("layouts")}
    known: dict[tuple[str, str], str] = {}

    def digest(layout: str, language: str) -> str:
        if (layout, language) not in known:
            known[layout, language] = layout_digest(layout, language, layouts.uses, own)
        return known[layout, language]

    def of(output: Output) -> Fingerprint:
        found = fingerprint(output, digest, code)
        if not isinstance(output, SearchIndexOutput):
            return found
        from generator.make.search.pagefind import search_program  # noqa: PLC0415 - few sites have an index

        return found._replace(code=f"{code} {search_program()}")

    return of
