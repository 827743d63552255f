"""The list of outputs -> what is wrong with their addresses: two for one place, unsafe ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.model.outputs import Output
from generator.model.problems import Problem, SourceLocation, error
from generator.plan import urls


def address_problems(planned: Sequence[Output]) -> tuple[Problem, ...]:
    return (*_collisions(planned), *_unsafe(planned))


def _collisions(planned: Iterable[Output]) -> Iterator[Problem]:
    """Capitals do not tell two addresses apart: on Windows, macOS and some hosts they are one file."""
    taken: dict[str, Output] = {}
    for output in sorted(planned, key=lambda output: (_is_document(output), output.path, output.origin)):
        other = taken.setdefault(output.path.casefold(), output)
        if other is not output:
            yield error(
                "same-address",
                f"This would have the same address, {_address(output)}, as {_owner(other)}.",
                SourceLocation(output.origin),
                "Rename one of the two files, give one an  id:  of its own, or correct its  aliases:",
            )
    for output in taken.values():
        folders = output.path.casefold().split("/")[:-1]
        for end in range(1, len(folders) + 1):
            outer = taken.get("/".join(folders[:end]))
            if outer:
                blamed, kept = (output, outer) if _is_document(output) else (outer, output)
                yield error(
                    "same-address",
                    f"{_address(output)} would lie inside the file {_address(outer)} ({_owner(kept)}).",
                    SourceLocation(blamed.origin),
                    "Correct the  aliases:  or the  id:  of one of the two.",
                )


def _is_document(output: Output) -> bool:
    return output.origin.endswith(".md")


def _owner(output: Output) -> str:
    return output.origin if _is_document(output) else "a page that Dateline makes by itself"


def _address(output: Output) -> str:
    return "/" + output.path.removesuffix("index.html")


def _unsafe(planned: Iterable[Output]) -> Iterator[Problem]:
    for output in planned:
        if urls.is_safe("/" + output.path):
            continue
        if any(len(segment.encode()) > urls.LONGEST_SEGMENT for segment in output.path.split("/")):
            message = f"The address “{_address(output)[:60]}…” is too long for a file system."
            hint = "Give the file a shorter name, or a short  id:"
        else:
            message = f"The address “{_address(output)}” cannot be used: it leaves the site, or has signs that addresses may not have."
            hint = "Look at the  id:  and  aliases:  of the file, and at permalink in site.toml."
        yield error("unsafe-address", message, SourceLocation(output.origin), hint)
