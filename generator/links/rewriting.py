"""Dead links -> the same files with links to archived copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.fixes.files import Fixed
from generator.links.found import links_in
from generator.read.scan import SourceFile


def with_copies(files: Iterable[SourceFile], copies: Mapping[str, str]) -> Iterator[Fixed]:
    """Yield the files with a link that has a copy. Of a file only these addresses change, where they
    are links; a part of the page that a link names (#part) stays named."""
    for file in files:
        links = [link for link in links_in([file]) if link.address in copies]
        if not links:
            continue
        before = Path(file.disk_path).read_bytes()
        lines = before.decode("utf-8", "surrogateescape").split("\n")
        mark = "\ufeff" if lines[0].startswith("\ufeff") else ""
        lines[0] = lines[0].removeprefix(mark)
        for link in reversed(links):  # the last of a line first: what is before it keeps its place
            number, start = (link.where.line or 1) - 1, (link.where.column or 1) - 1
            line, end = lines[number], start + len(link.written)
            part = "#" + link.written.partition("#")[2] if "#" in link.written else ""
            if line[start:end] == link.written:
                lines[number] = f"{line[:start]}{copies[link.address]}{part}{line[end:]}"
        after = (mark + "\n".join(lines)).encode("utf-8", "surrogateescape")
        yield Fixed(file.path, Path(file.disk_path), before, after, ("links to archived copies",))
