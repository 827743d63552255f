"""What became of the rows of an export -> lines for an editor, or JSON. No line repeats what a reader
wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.comment_import.importing import Imported, Outcome

_LISTED = 20


def import_lines(done: Imported, *, is_trial: bool) -> Iterator[str]:
    if done.new:
        verb = "would be" if is_trial else "is" if len(done.new) == 1 else "are"
        yield f"{_counted(len(done.new), 'comment', 'comments')} {verb} new:"
        yield from _listed(done.new, "  content/{0.path}, of row {0.row}")
    else:
        yield "No comment is new."
    counts = (
        (done.known, "known already"),
        (done.deleted, "deleted or renamed here, and not written again"),
        (done.unapproved, "not approved"),
    )
    if said := ", ".join(f"{count:,} {what}" for count, what in counts if count):
        yield f"Of the other rows: {said}."
    if done.notes:
        yield "To look at:"
        yield from _listed(done.notes, "  row {0.row}, content/{0.path}: {0.told}")
    if done.left_out:
        yield f"Left out: {_counted(len(done.left_out), 'approved row', 'approved rows')}."
        yield from _listed(done.left_out, "  row {0.row}: {0.told}")
    if is_trial:
        yield "Nothing was written."
    elif done.new:
        yield "Commit content/comments/ with your articles, and build."


def _listed(outcomes: tuple[Outcome, ...], line: str) -> Iterator[str]:
    yield from (line.format(each) for each in outcomes[:_LISTED])
    if len(outcomes) > _LISTED:
        yield f"  and {len(outcomes) - _LISTED:,} more"


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many}"


def import_json(done: Imported) -> str:
    rows = {name: [_plain(each) for each in getattr(done, name)] for name in ("new", "notes", "left_out")}
    counts = {"known": done.known, "deleted": done.deleted, "unapproved": done.unapproved}
    return json.dumps(rows | counts, ensure_ascii=False, indent=1)


def _plain(outcome: Outcome) -> dict[str, object]:
    return {name: value for name, value in outcome._asdict().items() if value}
