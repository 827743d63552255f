"""An answer from the web -> a verdict on a link. Only what is sure is called dead: many servers refuse
programs, and many are away for an hour."""

from __future__ import annotations

from enum import StrEnum

from generator.model.dataclass import dataclass


class Verdict(StrEnum):
    FINE = "fine"
    MOVED = "moved"
    """Permanently, by the server's own word: `to` is the new address."""
    DEAD = "dead"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict. `why` completes “The link … ”; `is_failure` says that there was no answer at all,
    which counts as dead when it lasts. `wait` are seconds that the server asked for, 0 for none."""

    verdict: Verdict
    why: str = ""
    to: str = ""
    is_failure: bool = False
    wait: float = 0.0


_GONE = (404, 410)
_REFUSED = {
    401: "it wants a password",
    403: "it refuses programs",
    405: "it refuses programs",
    406: "it refuses programs",
    429: "it has been asked too often",
    451: "a law forbids it to answer here",
    999: "it refuses programs",
}


def judged(status: int, to: str = "", wait: float = 0.0) -> Judged:
    """Return the verdict on an answer. `to` is the address that all permanent redirects led to, ""
    without one."""
    if 200 <= status < 300:
        return Judged(Verdict.MOVED, f"has moved for good to {to}", to) if to else Judged(Verdict.FINE)
    if status in _GONE:
        return Judged(Verdict.DEAD, f"leads nowhere: the server answers {status}")
    reason = _REFUSED.get(status, "the server has a fault" if status >= 500 else "the answer is unclear")
    return Judged(Verdict.UNCERTAIN, f"could not be checked: {reason} ({status})", wait=wait)


def unanswered(reason: str) -> Judged:
    """Return the verdict on a link whose server did not answer: no such name, no connection, no valid
    certificate."""
    return Judged(Verdict.UNCERTAIN, f"could not be checked: {reason}", is_failure=True)
