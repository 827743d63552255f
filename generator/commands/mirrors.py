"""The mirrors of a site: the same site at other addresses, each in a folder of its own. `--base-url`,
repeated, names them behind the site itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from generator.model.dataclass import replace
from generator.model.problems import DatelineError
from generator.model.regex import regex
from generator.model.report import Build

_NO_NAME = regex(r"[^\w.-]+")


def mirrors_of(build: Build, addresses: Sequence[str]) -> tuple[Build, ...]:
    """Return the builds of the mirrors at these addresses, each into a folder beside that of the
    site: public-mirrors/HOST/ for public/. Raises DatelineError for a preview, and where two would
    have one folder."""
    if addresses and build.preview:
        raise DatelineError("A preview has no mirrors: give --base-url once, or leave out --drafts.")
    return tuple(_mirrors(build, addresses))


def _mirrors(build: Build, addresses: Sequence[str]) -> Iterator[Build]:
    output = build.folders.output
    taken = {_name_of(build.base_url): build.base_url}
    for address in (each.rstrip("/") for each in addresses):
        name = _name_of(address)
        if name in taken:
            raise DatelineError(f"{address} and {taken[name]} are one place: give each mirror an address of its own.")
        taken[name] = address
        folder = output.parent / f"{output.name}-mirrors" / name
        yield replace(build, folders=replace(build.folders, output=folder), mirror=address)


def _name_of(address: str) -> str:
    """Return the folder of a mirror: its host, port and path in small letters."""
    parts = urlsplit(address)
    return _NO_NAME.sub("_", f"{parts.netloc}{parts.path}".lower().strip("/")).strip("._")
