"""The published site and the planned site -> which files have to be made, and why. Pure: reads no
file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from generator.model.published_file import Fingerprint, PublishedFile


class Reason(StrEnum):
    """Why a file is made again. A file without a reason is fresh."""

    NEW = "new"
    CODE = "code"
    LAYOUT = "layout"
    CHROME = "chrome"
    VIEW = "view"
    TEXT = "text"
    MISSING = "missing"
    ALTERED = "altered"


SENTENCES: Mapping[Reason, str] = {
    Reason.NEW: "it was not there before",
    Reason.CODE: "the program or one of its libraries changed",
    Reason.LAYOUT: "its layout or the words of its language changed",
    Reason.CHROME: "what stands round every page changed",
    Reason.VIEW: "what it shows changed",
    Reason.TEXT: "its text was edited",
    Reason.MISSING: "the published file was deleted",
    Reason.ALTERED: "the published file was changed by somebody else",
}
"""The reasons as sentences that follow “because”."""


def decide(fingerprint: Fingerprint, entry: PublishedFile | None, standing: str) -> tuple[Reason, ...]:
    """Return the reasons to make a file; empty when it is fresh. `entry` is the ledger's entry;
    `standing` is the digest of the published file, "" when there is none."""
    if entry is None:
        return (Reason.NEW,)
    if entry.fingerprint != fingerprint:
        before = entry.fingerprint
        compared = (
            (Reason.CODE, before.code, fingerprint.code),
            (Reason.LAYOUT, before.layout, fingerprint.layout),
            (Reason.CHROME, before.chrome, fingerprint.chrome),
            (Reason.VIEW, before.view, fingerprint.view),
            (Reason.TEXT, before.text, fingerprint.text),
        )
        return tuple(reason for reason, then, now in compared if then != now)
    if standing and standing == entry.state.digest:
        return ()
    return (Reason.ALTERED if standing else Reason.MISSING,)
